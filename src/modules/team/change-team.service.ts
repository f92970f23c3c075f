import { In, LessThanOrEqual, MoreThan } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { Refusal } from '../../errors';
import { LAST_DAY } from '../../tenancy/day';
import type { Day } from '../../tenancy/day';
import type { CoreDocumentType } from '../../tenancy/province';
import { AdminUnitState } from '../admin-unit';
import { cite } from '../document';
import type { Citation, Document } from '../document';
import { insertMany } from '../event';
import type { Writing } from '../event';
import { teamName, terminologyOn } from '../province';
import { hostsOn, lockTeam } from './lock-team.service';
import type { LockedTeam } from './lock-team.service';
import { Organisation, TeamDocument, TeamName, TeamSuspension } from './team.entity';
import type { Team } from './team.entity';

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
    const problem = 'name can be given to one team only; leave it out to give each the name of the day';
    throw new Refusal('INVALID_INPUT', { problems: [problem], fields: [{ field: 'name', problem }] });
  }
  const document = await cite(writing, decision, 'reorganisation-decision', 'decision');
  for (const teamId of teamIds) {
    const team = await lockTeam(writing, { teamId, day: from, field: 'from' });
    const before = await manager.findOneByOrFail(TeamName, { teamId, fromDay: LessThanOrEqual(from), untilDay: MoreThan(from) });
    if (before.untilDay !== LAST_DAY) throw new Refusal('LATER_CHANGES', { field: 'from', from: before.untilDay });
    const after = name ?? teamName(terminologyOn(session.province, from).team, await placesOf(writing, team, from));
    await attach(writing, team, document, from);
    if (before.fromDay === from) await manager.update(TeamName, { id: before.id }, { name: after, documentId: document.id });
    else {
      await manager.update(TeamName, { id: before.id }, { untilDay: from });
      await manager.insert(TeamName, { id: uuid(), teamId, name: after, fromDay: from, documentId: document.id });
    }
    recordTeam(writing, team, 'team.renamed', from, { name: before.name }, { name: after, documentId: document.id });
  }
}

/** Records a document that is the teams': a regulation, a yearly plan. It counts from its own day, or from the team's first if that is later. */
export async function recordTeamDocument(writing: Writing, teamIds: readonly string[], type: string, citation: Citation): Promise<void> {
  const document = await cite(writing, citation, type, 'document');
  for (const teamId of teamIds) {
    const team = await lockTeam(writing, { teamId, field: 'document.new.issuedDay' });
    const from = document.issuedDay < team.fromDay ? team.fromDay : document.issuedDay;
    if (await attach(writing, team, document, from))
      recordTeam(writing, team, 'team.documented', from, undefined, { type, documentId: document.id });
  }
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

/** The suspension that holds on a day or begins later. */
function suspensionFrom({ manager }: Writing, { id }: Team, day: Day): Promise<TeamSuspension | null> {
  return manager.findOne(TeamSuspension, { where: { teamId: id, untilDay: MoreThan(day) }, order: { fromDay: 'ASC' } });
}

async function decide(writing: Writing, team: Team, { decision, from }: DecidedChange, type: CoreDocumentType): Promise<Document> {
  const document = await cite(writing, decision, type, 'decision');
  await attach(writing, team, document, from);
  return document;
}

/** False if the team has the document already: a commune's one paper may say several things of a team. */
export async function attach({ manager }: Writing, team: Team, document: Document, from: Day): Promise<boolean> {
  if (await manager.existsBy(TeamDocument, { teamId: team.id, documentId: document.id })) return false;
  await insertMany(manager, TeamDocument, [{ id: uuid(), teamId: team.id, documentId: document.id, fromDay: from }]);
  return true;
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

/** The places in a team's name on a day: its organisation, or its units. */
async function placesOf(writing: Writing, team: Team, day: Day): Promise<string[]> {
  const { manager } = writing;
  if (team.organisationId) return [(await manager.findOneByOrFail(Organisation, { id: team.organisationId })).name];
  const hosts = await hostsOn(writing, team.id, day);
  const unitIds = hosts.map(({ unitId }) => unitId);
  // A team may outlive its hamlet: then the hamlet's last name stays in the team's.
  const states = await manager.find(AdminUnitState, {
    where: { unitId: In(unitIds), fromDay: LessThanOrEqual(day) },
    order: { fromDay: 'DESC' },
  });
  return unitIds.flatMap((unitId) => {
    const state = states.find((each) => each.unitId === unitId);
    return state ? `${state.designation.toLocaleLowerCase('vi')} ${state.name}` : [];
  });
}
