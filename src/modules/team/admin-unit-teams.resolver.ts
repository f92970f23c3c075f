import { Arg, Args, Ctx, FieldResolver, Info, Int, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { Page } from '../../database/page';
import { fieldsAt } from '../../database/select';
import { PageArgs } from '../../graphql/connection';
import type { Context } from '../../graphql/context';
import { AdminUnitType } from '../admin-unit';
import { loadTeamsWithin, loadUnitCounts } from './team.reads';
import { TeamConnection, TeamType } from './team.type';

/** What teams add to a unit. */
@Resolver(() => AdminUnitType)
export class AdminUnitTeamsResolver {
  @FieldResolver(() => TeamConnection, {
    description: 'The teams that live in it or below it on the day, in Vietnamese order of their names.',
  })
  async teams(
    @Root() { id, on }: AdminUnitType,
    @Arg('kind', () => String, { nullable: true, description: "Only one kind, one of the vocabulary's `teamKinds`." }) kind: string | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<TeamType>> {
    return (await loadTeamsWithin(
      session,
      id,
      on,
      kind,
      page,
      fieldsAt(info, ['edges', 'node']),
      fieldsAt(info).has('totalCount'),
    )) as Page<TeamType>;
  }

  @FieldResolver(() => Int, { description: 'How many teams live in it or below it on the day.' })
  async teamCount(@Root() { id, on }: AdminUnitType, @Ctx() { session }: Context): Promise<number> {
    return (await loadUnitCounts(session, id, on)).teams;
  }

  @FieldResolver(() => Int, { description: 'How many members these teams have on the day.' })
  async memberCount(@Root() { id, on }: AdminUnitType, @Ctx() { session }: Context): Promise<number> {
    return (await loadUnitCounts(session, id, on)).members;
  }
}
