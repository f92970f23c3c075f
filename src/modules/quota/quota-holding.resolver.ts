import { Args, Ctx, FieldResolver, Float, ID, Info, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { Page } from '../../database/page';
import { fieldsAt } from '../../database/select';
import { PageArgs } from '../../graphql/connection';
import type { Context } from '../../graphql/context';
import { globalId } from '../../graphql/global-id';
import { AdminUnitType, loadUnit } from '../admin-unit';
import { DocumentType, loadDocument } from '../document';
import { EventType, loadEvent } from '../event';
import { loadTeam, TeamType } from '../team';
import { loadEntries, loadHolding, loadHoldings, loadQuota } from './quota.reads';
import { QuotaEntryType, QuotaHoldingConnection, QuotaHoldingType, QuotaType } from './quota.type';

@Resolver(() => QuotaHoldingType)
export class QuotaHoldingResolver {
  @FieldResolver(() => ID, { description: 'Opaque, the same for ever.' })
  id(@Root() { id }: QuotaHoldingType): string {
    return globalId('QuotaHolding', id);
  }

  @FieldResolver(() => QuotaType, { description: 'The quota it is a part of.' })
  async quota(
    @Root() { quotaUuid, on }: QuotaHoldingType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<QuotaType> {
    return (await loadQuota(session, quotaUuid, on, fieldsAt(info))) as QuotaType;
  }

  @FieldResolver(() => AdminUnitType, {
    nullable: true,
    description: 'The unit that holds it; null if a team does, or the unit is not there on the day.',
  })
  async unit(
    @Root() { unitUuid, on }: QuotaHoldingType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AdminUnitType | null> {
    return unitUuid === null ? null : loadUnit(session, unitUuid, on, fieldsAt(info));
  }

  @FieldResolver(() => TeamType, { nullable: true, description: 'The team that holds it; null if a unit does.' })
  async team(
    @Root() { teamUuid, on }: QuotaHoldingType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TeamType | null> {
    return teamUuid === null ? null : loadTeam(session, teamUuid, on, fieldsAt(info));
  }

  @FieldResolver(() => Float, {
    description:
      'What it has received and not handed on; less than 0 where more was handed on than it has, after something was taken back.',
  })
  remainder(@Root() { received, allocated }: QuotaHoldingType): number {
    return Number((received - allocated).toFixed(6));
  }

  @FieldResolver(() => Boolean, { description: 'Whether more was handed on than it has (phân bổ vượt).' })
  isOverAllocated(@Root() { received, allocated }: QuotaHoldingType): boolean {
    return allocated > received;
  }

  @FieldResolver(() => QuotaHoldingType, { nullable: true, description: 'The holding it receives from; null for the first of the quota.' })
  async giver(
    @Root() { giverUuid, on }: QuotaHoldingType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<QuotaHoldingType | null> {
    return giverUuid === null ? null : loadHolding(session, giverUuid, on, fieldsAt(info));
  }

  @FieldResolver(() => QuotaHoldingConnection, {
    description: 'The holdings that have a part from it on the day, in Vietnamese order of the holders.',
  })
  async receivers(
    @Root() { id, on }: QuotaHoldingType,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<QuotaHoldingType>> {
    const fields = fieldsAt(info, ['edges', 'node']);
    return (await loadHoldings(session, 'giver', id, on, page, fields, fieldsAt(info).has('totalCount'))) as Page<QuotaHoldingType>;
  }

  @FieldResolver(() => [QuotaEntryType], { description: 'What it received and gave back by the day, the first entry first.' })
  entries(@Root() { id, on }: QuotaHoldingType, @Ctx() { session }: Context): Promise<QuotaEntryType[]> {
    return loadEntries(session, id, on);
  }
}

@Resolver(() => QuotaEntryType)
export class QuotaEntryResolver {
  @FieldResolver(() => QuotaHoldingType, {
    nullable: true,
    description: 'The holding above, which gave or took it; null where that is outside the ledger.',
  })
  async giver(
    @Root() { upperUuid, on }: QuotaEntryType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<QuotaHoldingType | null> {
    return upperUuid === null ? null : loadHolding(session, upperUuid, on, fieldsAt(info));
  }

  @FieldResolver(() => DocumentType, { nullable: true, description: 'The document that says so.' })
  async document(
    @Root() { documentUuid }: QuotaEntryType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<DocumentType | null> {
    return documentUuid === null ? null : loadDocument(session, documentUuid, fieldsAt(info));
  }

  @FieldResolver(() => EventType, { nullable: true, description: 'The event that recorded it; its cause is what it follows from.' })
  event(@Root() { eventUuid }: QuotaEntryType, @Ctx() { session }: Context, @Info() info: GraphQLResolveInfo): Promise<EventType | null> {
    return loadEvent(session, eventUuid, fieldsAt(info));
  }
}
