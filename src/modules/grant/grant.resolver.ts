import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { At } from '../../database/graph/declare';
import { readConnection } from '../../database/graph/read';
import type { Page } from '../../database/page';
import { fieldsAt } from '../../database/select';
import { PageArgs } from '../../graphql/connection';
import type { Context } from '../../graphql/context';
import { globalId, localId, optionalId } from '../../graphql/global-id';
import { BySql, Needs } from '../../graphql/permission';
import { AdminUnitType, loadUnit } from '../admin-unit';
import { write } from '../event';
import { loadTeam, TeamType } from '../team';
import { GrantFilterInput, GrantRoleInput, RevokeGrantInput } from './grant.input';
import { GRANT, grantsKept } from './grant.graph';
import { loadVisibleGrant } from './grant.reads';
import { grantRole, revokeGrant } from './grant.service';
import { GrantConnection, GrantType } from './grant.type';

@Resolver(() => GrantType)
export class GrantResolver {
  @Query(() => GrantConnection, {
    description: 'The grants on record where you keep them, the latest first, with those that no longer hold.',
  })
  @Needs('grant:manage')
  @BySql()
  grants(
    @Arg('filter', () => GrantFilterInput, { nullable: true, description: 'Which ones; all if not given.' })
    filter: GrantFilterInput | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<GrantType>> {
    const unitId = optionalId(filter?.unit, 'AdminUnit', 'filter.unit');
    const rows = (at: At) => grantsKept({ actor: filter?.actor, unitId }, at);
    return readConnection(GRANT, { session, info, day: session.today, rows }, page);
  }

  @FieldResolver(() => ID, { description: 'Opaque, the same for ever.' })
  id(@Root() { id }: GrantType): string {
    return globalId('Grant', id);
  }

  @FieldResolver(() => AdminUnitType, {
    nullable: true,
    description: 'The unit it was granted in; it holds in what that unit became, too. Null for a team and for the whole province.',
  })
  async unit(
    @Root() { unitUuid, unitOn }: GrantType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AdminUnitType | null> {
    return unitUuid === null || unitOn === null ? null : loadUnit(session, unitUuid, unitOn, fieldsAt(info));
  }

  @FieldResolver(() => TeamType, { nullable: true, description: 'The team it was granted in; it holds in the one that absorbed it, too.' })
  async team(@Root() { teamUuid }: GrantType, @Ctx() { session }: Context, @Info() info: GraphQLResolveInfo): Promise<TeamType | null> {
    return teamUuid === null ? null : loadTeam(session, teamUuid, session.today, fieldsAt(info));
  }
}

@Resolver()
export class GrantMutationResolver {
  @Mutation(() => GrantType, {
    description: 'Grants a role to somebody else, never more than you hold there yourself nor for longer (ủy quyền).',
  })
  @Needs('grant:manage')
  async grantRole(
    @Arg('input', () => GrantRoleInput, { description: 'What to grant.' }) input: GrantRoleInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<GrantType> {
    const unitId = optionalId(input.unitId, 'AdminUnit', 'unitId');
    const teamId = optionalId(input.teamId, 'Team', 'teamId');
    const { actor, role, from = null, until = null } = input;
    const id = await write(session, { name: 'grantRole', input, idempotencyKey: input.idempotencyKey }, (writing) =>
      grantRole(writing, { actor, role, unitId, teamId, from, until }),
    );
    return (await loadVisibleGrant(session, id, fieldsAt(info))) as GrantType;
  }

  @Mutation(() => GrantType, { description: 'Takes a grant back: it does not hold for the next request.' })
  @Needs('grant:manage')
  async revokeGrant(
    @Arg('input', () => RevokeGrantInput, { description: 'What to take back.' }) input: RevokeGrantInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<GrantType> {
    const id = localId(input.grantId, 'Grant', 'grantId');
    await write(session, { name: 'revokeGrant', input, idempotencyKey: input.idempotencyKey }, async (writing) => {
      await revokeGrant(writing, id);
      return id;
    });
    return (await loadVisibleGrant(session, id, fieldsAt(info))) as GrantType;
  }
}
