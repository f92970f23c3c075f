import { Args, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { Page } from '../../database/page';
import { fieldsAt } from '../../database/select';
import { PageArgs } from '../../graphql/connection';
import type { Context } from '../../graphql/context';
import { AdminUnitType, loadUnit } from '../admin-unit';
import { TeamType } from '../team';
import { loadHoldings } from './quota.reads';
import { QuotaHoldingConnection, QuotaHoldingType, QuotaShareType } from './quota.type';

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
  @FieldResolver(() => AdminUnitType, { nullable: true, description: 'The unit it would go to.' })
  unit(
    @Root() { unitUuid, on }: QuotaShareType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AdminUnitType | null> {
    return loadUnit(session, unitUuid, on, fieldsAt(info));
  }
}
