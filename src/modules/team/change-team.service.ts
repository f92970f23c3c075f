import { In, LessThanOrEqual, MoreThan } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { groupBy } from '../../database/session';
import { Refusal, invalidField } from '../../errors';
import { LAST_DAY } from '../../tenancy/day';
import type { Day } from '../../tenancy/day';
import type { CoreDocumentType } from '../../tenancy/province';
import { AdminUnitState } from '../admin-unit';
import { cite } from '../document';
import type { Citation, Document } from '../document';
import { insertMany } from '../event';
import type { Writing } from '../event';
import { teamName, terminologyOn } from '../province';
import { hostsOn, lockTeam, lockTeams } from './lock-team.service';
import type { LockedTeam } from './lock-team.service';
import { Organisation, Team, TeamDocument, TeamName, TeamSuspension } from './team.entity';
import { nameTeams } from './team-name.service';
import type { NewName } from './team-name.service';

interface DecidedChange {
  readonly decision: Citation;
  readonly from: Day;
}

export interface TeamsRename extends DecidedChange {
  readonly teamIds: readonly string[];
  /** What the terminology of the day calls them, if not said; one name can be given to one team only. */
  readonly name?: string | null;
}

/** Gives teams the name that the terminology of the day has for them, or one team a name of its own. They stay the same teams. */
export async function renameTeams(writing: Writing, { teamIds, decision, from, name }: TeamsRename): Promise<void> {
  const { manager, session } = writing;
  if (name && teamIds.length > 1) {
    throw invalidField('name', 'name can be given to one team only; leave it out to give each the name of the day');
  }
  const document = await cite(writing, decision, 'reorganisation-decision', 'decision');
  const teams = await lockTeams(writing, teamIds, { day: from, field: 'from' });
  const ids = teams.map(({ id }) => id);
  const names = await manager.findBy(TeamName, { teamId: In(ids), fromDay: LessThanOrEqual(from), untilDay: MoreThan(from) });
  const nameOf = new Map(names.map((each) => [each.teamId, each]));
  const places = name ? null : await placesOf(writing, teams, from);
  await attach(writing, teams, document, () => from);
  const renamed: NewName[] = [];
  for (const team of teams) {
    const before = nameOf.get(team.id) as TeamName;
    if (before.untilDay !== LAST_DAY) throw new Refusal('LATER_CHANGES', { field: 'from', from: before.untilDay });
    const after = name ?? teamName(terminologyOn(session.province, from).team, places?.get(team.id) ?? []);
    renamed.push({ teamId: team.id, name: after, fromDay: from, documentId: document.id });
    recordTeam(writing, team, 'team.renamed', from, { name: before.name }, { name: after, documentId: document.id });
  }
  // A name that begins on this very day is replaced, an earlier one ends.
  await manager.delete(TeamName, { teamId: In(ids), fromDay: from });
  await manager.update(TeamName, { teamId: In(ids), untilDay: LAST_DAY }, { untilDay: from });
  await nameTeams(writing, renamed);
}

/** Records a document that is the teams': a regulation, a yearly plan. It counts from its own day, or from the team's first if that is later. */
export async function recordTeamDocument(writing: Writing, teamIds: readonly string[], type: string, citation: Citation): Promise<void> {
  const document = await cite(writing, citation, type, 'document');
  const teams = await lockTeams(writing, teamIds, { field: 'document.new.issuedDay' });
  const firstDay = ({ fromDay }: Team) => (document.issuedDay < fromDay ? fromDay : document.issuedDay);
  for (const team of await attach(writing, teams, document, firstDay))
    recordTeam(writing, team, 'team.documented', firstDay(team), undefined, { type, documentId: document.id });
}

export interface TeamDecision extends DecidedChange {
  readonly teamId: string;
  readonly expectedVersion: number;
  readonly reason?: string | null;
}

/** Pauses a team's work; it stays founded, with its members. @throws Refusal WRONG_STATUS if it is suspended already. */
export async function suspendTeam(writing: Writing, input: TeamDecision): Promise<void> {
  const { manager } = writing;
  const team = await lockTeam(writing, { ...input, day: input.from, field: 'from' });
  if (await suspensionFrom(writing, team, input.from))
    throw new Refusal('WRONG_STATUS', { status: 'SUSPENDED', day: input.from, change: { en: 'suspended', vi: 'tạm dừng' } });
  const document = await decide(writing, team, input, 'suspension-decision');
  await manager.insert(TeamSuspension, {
    id: uuid(),
    teamId: team.id,
    fromDay: input.from,
    documentId: document.id,
    reason: input.reason ?? null,
  });
  recordTeam(writing, team, 'team.suspended', input.from, undefined, { reason: input.reason ?? null, documentId: document.id });
}

/** Ends a suspension. @throws Refusal WRONG_STATUS if the team is not suspended. */
export async function resumeTeam(writing: Writing, input: TeamDecision): Promise<void> {
  const team = await lockTeam(writing, { ...input, day: input.from, field: 'from' });
  const open = await suspensionFrom(writing, team, input.from);
  if (!open || open.untilDay !== LAST_DAY || open.fromDay >= input.from)
    throw new Refusal('WRONG_STATUS', { status: 'ACTIVE', day: input.from, change: { en: 'resumed', vi: 'hoạt động trở lại' } });
  const document = await decide(writing, team, input, 'suspension-decision');
  await writing.manager.update(TeamSuspension, { id: open.id }, { untilDay: input.from });
  recordTeam(writing, team, 'team.resumed', input.from, undefined, { documentId: document.id });
}

export interface TeamContact {
  readonly teamId: string;
  readonly expectedVersion: number;
  readonly contactChannel?: string | null;
}

/** Says how anybody reaches a team that is not over. */
export async function setTeamContact(writing: Writing, { contactChannel = null, ...change }: TeamContact): Promise<void> {
  const day = writing.session.today;
  const team = await lockTeam(writing, { ...change, day, field: 'teamId' });
  if (contactChannel === team.contactChannel) return;
  await writing.manager.update(Team, { id: team.id }, { contactChannel });
  recordTeam(writing, team, 'team.contact-set', day, { contactChannel: team.contactChannel }, { contactChannel });
}

/** The suspension that holds on a day or begins later. */
function suspensionFrom({ manager }: Writing, { id }: Team, day: Day): Promise<TeamSuspension | null> {
  return manager.findOne(TeamSuspension, { where: { teamId: id, untilDay: MoreThan(day) }, order: { fromDay: 'ASC' } });
}

async function decide(writing: Writing, team: Team, { decision, from }: DecidedChange, type: CoreDocumentType): Promise<Document> {
  const document = await cite(writing, decision, type, 'decision');
  await attach(writing, [team], document, () => from);
  return document;
}

/**
 * Adds a document to what teams rest on. One that has it already keeps it as it is: a commune's one paper may say several things of a team.
 * @returns the teams that had not had it
 */
export async function attach<T extends Team>(
  { manager }: Writing,
  teams: readonly T[],
  document: Document,
  firstDay: (team: T) => Day,
): Promise<T[]> {
  const having = await manager.findBy(TeamDocument, { teamId: In(teams.map(({ id }) => id)), documentId: document.id });
  const lacking = teams.filter(({ id }) => !having.some(({ teamId }) => teamId === id));
  await insertMany(
    manager,
    TeamDocument,
    lacking.map((team) => ({ id: uuid(), teamId: team.id, documentId: document.id, fromDay: firstDay(team) })),
  );
  return lacking;
}

export function recordTeam(
  writing: Writing,
  team: LockedTeam,
  action: string,
  day: Day,
  before: Record<string, unknown> | undefined,
  after: Record<string, unknown>,
): string {
  return writing.record({ action, subjectId: team.id, teamId: team.id, unitId: team.unitId, day, before, after });
}

/** The places in the names of teams on a day: their organisation, or their units. */
async function placesOf(writing: Writing, teams: readonly Team[], day: Day): Promise<Map<string, string[]>> {
  const { manager } = writing;
  const hosts = await hostsOn(
    writing,
    teams.map(({ id }) => id),
    day,
  );
  // A team may outlive its hamlet: then the hamlet's last name stays in the team's.
  const states = await manager.find(AdminUnitState, {
    where: { unitId: In(hosts.map(({ unitId }) => unitId)), fromDay: LessThanOrEqual(day) },
    order: { fromDay: 'ASC' },
  });
  const unitNames = new Map(states.map(({ unitId, designation, name }) => [unitId, `${designation.toLocaleLowerCase('vi')} ${name}`]));
  const organisations = await manager.findBy(Organisation, { id: In(teams.flatMap(({ organisationId }) => organisationId ?? [])) });
  const organisationNames = new Map(organisations.map(({ id, name }) => [id, name]));
  const hostsOf = groupBy(hosts, ({ teamId }) => teamId);
  return new Map(
    teams.map(({ id, organisationId }) => [
      id,
      organisationId
        ? [organisationNames.get(organisationId) as string]
        : (hostsOf.get(id) ?? []).flatMap(({ unitId }) => unitNames.get(unitId) ?? []),
    ]),
  );
}
