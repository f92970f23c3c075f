import { Arg, Args, Ctx, FieldResolver, Info, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { Page } from '../../database/page';
import { fieldsAt } from '../../database/select';
import { PageArgs } from '../../graphql/connection';
import type { Context } from '../../graphql/context';
import { localId } from '../../graphql/global-id';
import { Needs } from '../../graphql/permission';
import { AdminUnitType } from '../admin-unit';
import { toCitation } from '../document';
import { write } from '../event';
import { TeamType } from '../team';
import { toFilter } from './finding.graph';
import { FindingFilterInput, WaiveFindingInput } from './finding.input';
import { loadFinding, loadFindingCount, loadFindingsOf } from './finding.reads';
import { FindingConnection, FindingType } from './finding.type';
import { waiveFinding } from './waive.service';

const FILTER = { nullable: true, description: 'Which ones; all if not given.' };
const NODE = ['edges', 'node'];

/** What findings add to a unit. */
@Resolver(() => AdminUnitType)
export class AdminUnitFindingsResolver {
  @FieldResolver(() => FindingConnection, {
    description: 'The findings open on the day in it, below it and in their teams, the oldest first.',
  })
  async findings(
    @Root() { id, on }: AdminUnitType,
    @Arg('filter', () => FindingFilterInput, FILTER) filter: FindingFilterInput | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<FindingType>> {
    const found = await loadFindingsOf(
      session,
      'unit',
      id,
      toFilter(filter),
      on,
      page,
      fieldsAt(info, NODE),
      fieldsAt(info).has('totalCount'),
    );
    return found as Page<FindingType>;
  }

  @FieldResolver(() => Int, { description: 'How many findings are open on the day in it, below it and in their teams.' })
  @Needs('finding:count')
  findingCount(
    @Root() { id, on }: AdminUnitType,
    @Arg('filter', () => FindingFilterInput, FILTER) filter: FindingFilterInput | null,
    @Ctx() { session }: Context,
  ): Promise<number> {
    return loadFindingCount(session, id, toFilter(filter), on);
  }
}

/** What findings add to a team. */
@Resolver(() => TeamType)
export class TeamFindingsResolver {
  @FieldResolver(() => FindingConnection, { description: 'The findings open about it on the day, the oldest first.' })
  async findings(
    @Root() { id, on }: TeamType,
    @Arg('filter', () => FindingFilterInput, FILTER) filter: FindingFilterInput | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<FindingType>> {
    const found = await loadFindingsOf(
      session,
      'team',
      id,
      toFilter(filter),
      on,
      page,
      fieldsAt(info, NODE),
      fieldsAt(info).has('totalCount'),
    );
    return found as Page<FindingType>;
  }
}

@Resolver()
export class FindingMutationResolver {
  @Mutation(() => FindingType, { description: 'Waives a finding for a time, by a document and with a reason. It stays on record, marked.' })
  @Needs('finding:waive')
  async waiveFinding(
    @Arg('input', () => WaiveFindingInput, { description: 'What to record.' }) input: WaiveFindingInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<FindingType> {
    const findingId = localId(input.findingId, 'Finding', 'findingId');
    await write(session, { name: 'waiveFinding', input, idempotencyKey: input.idempotencyKey }, async (writing) => {
      await waiveFinding(writing, { ...input, findingId, document: toCitation(input.document, 'document') });
      return findingId;
    });
    return (await loadFinding(session, findingId, input.from ?? session.today, fieldsAt(info))) as FindingType;
  }
}
