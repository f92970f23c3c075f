import { Arg, Args, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import { holds } from '../../auth/permissions';
import type { At } from '../../database/graph/declare';
import { readConnection, readOne } from '../../database/graph/read';
import type { Page } from '../../database/page';
import { fieldsAt } from '../../database/select';
import { PageArgs } from '../../graphql/connection';
import type { Context } from '../../graphql/context';
import { globalId, localId, optionalId } from '../../graphql/global-id';
import { OnArgs } from '../../graphql/on.args';
import { BySql, Needs } from '../../graphql/permission';
import { AdminUnitType, loadUnit } from '../admin-unit';
import { DocumentType, loadDocument } from '../document';
import { EventConnection, EventType, loadTeamEvents } from '../event';
import { coded, CodedType, teamKindWord } from '../province';
import type { Seat } from '../../tenancy/province';
import { loadMemberCount, loadMembers } from './member.reads';
import { TeamFilterInput } from './team.input';
import { TEAM, teamsMatching } from './team.graph';
import { loadAbsorbedIds, loadDocumentIds, loadHosts, loadOrganisation, loadTeam, loadTeamNames, teamWithName } from './team.reads';
import { MemberConnection, MemberType, OrganisationType, SeatEnum, TeamConnection, TeamNameType, TeamOrder, TeamType } from './team.type';

const NODE = ['edges', 'node'];
const SEAT = { nullable: true, description: 'Only people in this seat.' };

@Resolver(() => TeamType)
export class TeamResolver {
  @Query(() => TeamType, { nullable: true, description: 'One team as it stood on a day, also one that has ended; null if there is none.' })
  @Needs('team:read')
  @BySql()
  team(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Args(() => OnArgs) { on }: OnArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TeamType | null> {
    const teamId = localId(id, 'Team', 'id');
    const rows = (at: At) => ({ from: teamWithName(at.on), where: sql`t.id = ${teamId}` });
    return readOne(TEAM, { session, info, day: on ?? session.today, rows });
  }

  @Query(() => TeamConnection, { description: 'The teams that live on a day.' })
  @Needs('team:read')
  @BySql()
  teams(
    @Arg('filter', () => TeamFilterInput, { nullable: true, description: 'Which ones; all if not given.' }) filter: TeamFilterInput | null,
    @Arg('order', () => TeamOrder, {
      defaultValue: TeamOrder.NAME,
      description: 'In which order; a cursor holds for the one it was made in.',
    })
    order: TeamOrder,
    @Args(() => OnArgs) { on }: OnArgs,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<TeamType>> {
    const withinId = optionalId(filter?.within, 'AdminUnit', 'filter.within');
    const rows = (at: At) => teamsMatching({ ...filter, withinId }, order, at);
    return readConnection(TEAM, { session, info, day: on ?? session.today, rows }, page);
  }

  @FieldResolver(() => ID, { description: 'Opaque, the same for ever, whatever the team is called.' })
  id(@Root() { id }: TeamType): string {
    return globalId('Team', id);
  }

  @FieldResolver(() => CodedType, { description: 'Its kind (loại Tổ).' })
  kind(@Root() { kindCode }: TeamType, @Ctx() { session }: Context): CodedType {
    return coded(teamKindWord(session.province, kindCode));
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'How anybody reaches it: the address of its group or hotline (nhóm Zalo, đường dây nóng) or its own telephone; null if it has none or has ended. Without a token, that of a team of units only.',
  })
  contactChannel(@Root() { contactChannel, organisationUuid }: TeamType, @Ctx() { session }: Context): string | null {
    return organisationUuid === null || holds(session.actor, 'team:read') ? contactChannel : null;
  }

  @FieldResolver(() => [TeamNameType], { description: 'Every name it has had, the first one first.' })
  names(@Root() { id }: TeamType, @Ctx() { session }: Context): Promise<TeamNameType[]> {
    return loadTeamNames(session, id);
  }

  @FieldResolver(() => [AdminUnitType], { description: 'The units it covers on the day; a hamlet that has ended is shown as it last was.' })
  async hosts(@Root() { id, on }: TeamType, @Ctx() { session }: Context, @Info() info: GraphQLResolveInfo): Promise<AdminUnitType[]> {
    const refs = await loadHosts(session, id, on);
    const units = await Promise.all(refs.map((ref) => loadUnit(session, ref.unitId, ref.on, fieldsAt(info))));
    return units.filter((unit) => unit !== null);
  }

  @FieldResolver(() => OrganisationType, { nullable: true, description: 'The organisation it belongs to; null for a team of units.' })
  async organisation(@Root() { organisationUuid, on }: TeamType, @Ctx() { session }: Context): Promise<OrganisationType | null> {
    return organisationUuid === null ? null : loadOrganisation(session, organisationUuid, on);
  }

  @FieldResolver(() => DocumentType, { nullable: true, description: 'The decision that founded it (quyết định thành lập).' })
  foundingDecision(
    @Root() { foundingDocumentUuid }: TeamType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<DocumentType | null> {
    return loadDocument(session, foundingDocumentUuid, fieldsAt(info));
  }

  @FieldResolver(() => [DocumentType], { description: 'Its documents by the day: decisions, regulations, plans.' })
  async documents(@Root() { id, on }: TeamType, @Ctx() { session }: Context, @Info() info: GraphQLResolveInfo): Promise<DocumentType[]> {
    const ids = await loadDocumentIds(session, id, on);
    const documents = await Promise.all(ids.map((documentId) => loadDocument(session, documentId, fieldsAt(info))));
    return documents.filter((document) => document !== null);
  }

  @FieldResolver(() => MemberConnection, { description: 'Its members on the day: leader, deputies, then the others as they joined.' })
  async members(
    @Root() { id, on }: TeamType,
    @Arg('seat', () => SeatEnum, SEAT) seat: Seat | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<MemberType>> {
    return (await loadMembers(session, id, on, seat, page, fieldsAt(info, NODE), fieldsAt(info).has('totalCount'))) as Page<MemberType>;
  }

  @FieldResolver(() => Int, { description: 'How many people are in it on the day.' })
  memberCount(
    @Root() { id, on }: TeamType,
    @Arg('seat', () => SeatEnum, SEAT) seat: Seat | null,
    @Ctx() { session }: Context,
  ): Promise<number> {
    return loadMemberCount(session, id, on, seat);
  }

  @FieldResolver(() => TeamType, { nullable: true, description: 'The team that absorbed it.' })
  async mergedInto(
    @Root() { mergedIntoUuid, on }: TeamType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TeamType | null> {
    return mergedIntoUuid === null ? null : loadTeam(session, mergedIntoUuid, on, fieldsAt(info));
  }

  @FieldResolver(() => [TeamType], { description: 'The teams it has absorbed by the day.' })
  async mergedFrom(@Root() { id, on }: TeamType, @Ctx() { session }: Context, @Info() info: GraphQLResolveInfo): Promise<TeamType[]> {
    const ids = await loadAbsorbedIds(session, id, on);
    const teams = await Promise.all(ids.map((each) => loadTeam(session, each, on, fieldsAt(info))));
    return teams.filter((team) => team !== null);
  }

  @FieldResolver(() => EventConnection, { description: 'What happened to it and its members, the latest first; only what you may read.' })
  @Needs('event:read')
  async events(
    @Root() { id }: TeamType,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<EventType>> {
    return (await loadTeamEvents(session, id, page, fieldsAt(info, NODE), fieldsAt(info).has('totalCount'))) as Page<EventType>;
  }
}

@Resolver(() => OrganisationType)
export class OrganisationResolver {
  @FieldResolver(() => AdminUnitType, { nullable: true, description: 'The unit it stands in.' })
  unit(
    @Root() { unitUuid, on }: OrganisationType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AdminUnitType | null> {
    return loadUnit(session, unitUuid, on, fieldsAt(info));
  }
}
