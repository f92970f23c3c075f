import { Arg, Args, Ctx, FieldResolver, Float, ID, Info, Query, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { Page } from '../../database/page';
import { fieldsAt } from '../../database/select';
import { PageArgs } from '../../graphql/connection';
import type { Context } from '../../graphql/context';
import { localId } from '../../graphql/global-id';
import { OnArgs } from '../../graphql/on.args';
import { Needs } from '../../graphql/permission';
import { AdminUnitType, loadUnit } from '../admin-unit';
import { TeamType } from '../team';
import { proposeSplit } from './propose-split.service';
import { loadHoldings } from './quota.reads';
import { QuotaHoldingConnection, QuotaHoldingType, QuotaShareType, SplitBy } from './quota.type';

const NODE = ['edges', 'node'];

/** What quotas add to a unit. */
@Resolver(() => AdminUnitType)
export class AdminUnitQuotasResolver {
  @FieldResolver(() => QuotaHoldingConnection, { description: 'What it holds of quotas whose period has the day.' })
  async quotas(
    @Root() { id, on }: AdminUnitType,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<QuotaHoldingType>> {
    return (await loadHoldings(
      session,
      'unit',
      id,
      on,
      page,
      fieldsAt(info, NODE),
      fieldsAt(info).has('totalCount'),
    )) as Page<QuotaHoldingType>;
  }
}

/** What quotas add to a team. */
@Resolver(() => TeamType)
export class TeamQuotasResolver {
  @FieldResolver(() => QuotaHoldingConnection, { description: 'What it holds of quotas whose period has the day.' })
  async quotas(
    @Root() { id, on }: TeamType,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<QuotaHoldingType>> {
    return (await loadHoldings(
      session,
      'team',
      id,
      on,
      page,
      fieldsAt(info, NODE),
      fieldsAt(info).has('totalCount'),
    )) as Page<QuotaHoldingType>;
  }
}

@Resolver(() => QuotaShareType)
export class QuotaShareResolver {
  @Query(() => [QuotaShareType], {
    description: 'How a holding could be shared out among the units directly below, so that the parts sum to the whole. Records nothing.',
  })
  @Needs('quota:read')
  proposeQuotaSplit(
    @Arg('holding', () => ID, { description: 'The holding that is shared out.' }) holding: string,
    @Arg('by', () => SplitBy, { description: 'What the parts are proportional to.' }) by: string,
    @Arg('amount', () => Float, { nullable: true, description: 'How much is shared; all that is left if not given.' })
    amount: number | null,
    @Args(() => OnArgs) { on }: OnArgs,
    @Ctx() { session }: Context,
  ): Promise<QuotaShareType[]> {
    const day = on ?? session.today;
    const holdingId = localId(holding, 'QuotaHolding', 'holding');
    return proposeSplit(session, { holdingId, by, amount, on: day }).then((shares) =>
      shares.map(({ unitId, weight, amount: part }) => ({ on: day, unitUuid: unitId, weight, amount: part })),
    );
  }

  @FieldResolver(() => AdminUnitType, { nullable: true, description: 'The unit it would go to.' })
  unit(
    @Root() { unitUuid, on }: QuotaShareType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AdminUnitType | null> {
    return loadUnit(session, unitUuid, on, fieldsAt(info));
  }
}
