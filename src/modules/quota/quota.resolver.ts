import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import type { At } from '../../database/graph/declare';
import { readConnection, readOne } from '../../database/graph/read';
import type { Page } from '../../database/page';
import { fieldsAt } from '../../database/select';
import { PageArgs } from '../../graphql/connection';
import type { Context } from '../../graphql/context';
import { globalId, localId, optionalId } from '../../graphql/global-id';
import { OnArgs } from '../../graphql/on.args';
import { BySql, Needs } from '../../graphql/permission';
import type { Indicator } from '../../tenancy/province';
import { AdminUnitType, loadUnit } from '../admin-unit';
import { DocumentType, loadDocument } from '../document';
import { describeIndicator, everIndicator, IndicatorType, segmentWord } from '../indicator';
import { coded, CodedType } from '../province';
import { QuotaFilterInput } from './quota.input';
import { QUOTA, quotaWith } from './quota.graph';
import { loadHolding, quotasMatching } from './quota.reads';
import { QuotaConnection, QuotaHoldingType, QuotaType } from './quota.type';

@Resolver(() => QuotaType)
export class QuotaResolver {
  @Query(() => QuotaType, { nullable: true, description: 'A quota by its id; null if it was not given by the day.' })
  @Needs('quota:read')
  @BySql()
  quota(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Args(() => OnArgs) { on }: OnArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<QuotaType | null> {
    const quotaId = localId(id, 'Quota', 'id');
    return readOne(QUOTA, { session, info, day: on ?? session.today, rows: (at) => quotaWith(sql`${quotaId}`, at) });
  }

  @Query(() => QuotaConnection, { description: 'The quotas given by a day, those of the latest period first.' })
  @Needs('quota:read')
  @BySql()
  quotas(
    @Arg('filter', () => QuotaFilterInput, { nullable: true, description: 'Which ones; all if not given.' })
    filter: QuotaFilterInput | null,
    @Args(() => OnArgs) { on }: OnArgs,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<QuotaType>> {
    const withinId = optionalId(filter?.within, 'AdminUnit', 'filter.within');
    const rows = (at: At) => quotasMatching({ ...filter, withinId }, at);
    return readConnection(QUOTA, { session, info, day: on ?? session.today, rows }, page);
  }

  @FieldResolver(() => ID, { description: 'Opaque, the same for ever.' })
  id(@Root() { id }: QuotaType): string {
    return globalId('Quota', id);
  }

  @FieldResolver(() => IndicatorType, { description: 'What is to be reached.' })
  indicator(@Root() { indicatorCode }: QuotaType, @Ctx() { session }: Context): IndicatorType {
    return describeIndicator(session.province, everIndicator(session.province, indicatorCode) as Indicator);
  }

  @FieldResolver(() => CodedType, { nullable: true, description: 'The part of the population it is for; null for all.' })
  segment(@Root() { segmentCode }: QuotaType, @Ctx() { session }: Context): CodedType | null {
    return segmentCode === '' ? null : coded(segmentWord(session.province, segmentCode));
  }

  @FieldResolver(() => AdminUnitType, { nullable: true, description: 'The unit it was given to; null if that is not there on the day.' })
  unit(@Root() { unitUuid, on }: QuotaType, @Ctx() { session }: Context, @Info() info: GraphQLResolveInfo): Promise<AdminUnitType | null> {
    return loadUnit(session, unitUuid, on, fieldsAt(info));
  }

  @FieldResolver(() => DocumentType, { nullable: true, description: 'The document that gives it.' })
  document(
    @Root() { documentUuid }: QuotaType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<DocumentType | null> {
    return loadDocument(session, documentUuid, fieldsAt(info));
  }

  @FieldResolver(() => QuotaHoldingType, { description: 'What its unit holds of it; from there it goes down the tree.' })
  async holding(
    @Root() { holdingUuid, on }: QuotaType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<QuotaHoldingType> {
    return (await loadHolding(session, holdingUuid, on, fieldsAt(info))) as QuotaHoldingType;
  }
}
