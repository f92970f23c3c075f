import { MoreThan } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { requireReach } from '../../auth/scope';
import { Refusal, invalidField } from '../../errors';
import { compareDays, LAST_DAY } from '../../tenancy/day';
import type { Day } from '../../tenancy/day';
import { AdminUnitState, stateOn } from '../admin-unit';
import { cite } from '../document';
import type { Citation } from '../document';
import type { Writing } from '../event';
import { attach, recordTeam } from './change-team.service';
import type { TeamDecision } from './change-team.service';
import { hostsOn, lockTeam, lockTeams } from './lock-team.service';
import type { LockedTeam } from './lock-team.service';
import { insertMembers } from './member.service';
import { TeamMember } from './member.entity';
import { Team, TeamHost, TeamName, TeamSuspension } from './team.entity';

/** Ends a team and its memberships. `from` is the first day it no longer exists. */
export async function dissolveTeam(writing: Writing, input: TeamDecision): Promise<void> {
  const team = await lockTeam(writing, { ...input, day: input.from, field: 'from' });
  const document = await cite(writing, input.decision, 'dissolution-decision', 'decision');
  const causeId = recordTeam(writing, team, 'team.dissolved', input.from, undefined, {
    reason: input.reason ?? null,
    documentId: document.id,
  });
  await attach(writing, [team], document, () => input.from);
  await writing.manager.update(Team, { id: team.id }, { untilDay: input.from, dissolutionDocumentId: document.id });
  await endEverything(writing, team, input.from, causeId);
}

export interface TeamMerger {
  readonly intoTeamId: string;
  readonly teamIds: readonly string[];
  readonly decision: Citation;
  readonly from: Day;
  /** The units the remaining team covers afterwards; the units of all of them, if not said. */
  readonly unitIds?: readonly string[] | null;
}

/**
 * Joins teams into one of them, which keeps its identity; the others end, with lineage. Everybody moves along as they are, except that heads of a
 * team that ends become ordinary members: who leads the joined team is a decision of its own. A roster too large for the law is kept and found.
 */
export async function mergeTeams(writing: Writing, { intoTeamId, teamIds, decision, from, unitIds }: TeamMerger): Promise<void> {
  const { manager } = writing;
  if (teamIds.includes(intoTeamId)) {
    throw invalidField('teamIds', 'teamIds name the teams that end; the one that remains is not among them');
  }
  const locked = await lockTeams(writing, [intoTeamId, ...teamIds], { day: from, field: 'from' });
  const into = locked.find(({ id }) => id === intoTeamId) as LockedTeam;
  const others = locked.filter((team) => team !== into);
  const document = await cite(writing, decision, 'merger-decision', 'decision');
  const causeId = recordTeam(writing, into, 'team.merged', from, { teamIds: others.map(({ id }) => id) }, { documentId: document.id });

  const present = new Set((await membersFrom(writing, into, from)).map(({ personId }) => personId));
  const covered = new Set<string>();
  for (const team of [into, ...others]) for (const host of await hostsOn(writing, [team.id], from)) covered.add(host.unitId);
  for (const team of others) {
    const leaving = await endEverything(writing, team, from, causeId);
    await manager.update(Team, { id: team.id }, { untilDay: from, mergedIntoId: into.id });
    writing.record({
      action: 'team.absorbed',
      subjectId: team.id,
      teamId: team.id,
      day: from,
      after: { mergedIntoId: into.id },
      causeId,
    });
    const moving = leaving.filter(({ personId }) => !present.has(personId));
    await move(writing, into, moving, from, causeId);
    for (const { personId } of moving) present.add(personId);
  }
  await attach(writing, locked, document, () => from);
  await settle(writing, into, unitIds ?? [...covered], from);
}

async function move(writing: Writing, into: LockedTeam, members: readonly TeamMember[], from: Day, causeId: string): Promise<void> {
  const moved = members.map(({ personId, post, constituencies, skills }) => ({
    id: uuid(),
    teamId: into.id,
    personId,
    seat: 'member' as const,
    post,
    constituencies,
    skills,
    fromDay: from,
  }));
  await insertMembers(writing, moved);
  for (const { id, personId, seat, post } of moved)
    writing.record({
      action: 'member.joined',
      subjectId: id,
      teamId: into.id,
      unitId: into.unitId,
      day: from,
      after: { personId, seat, post },
      causeId,
    });
}

/** Makes the team cover exactly these units from a day on. */
async function settle(writing: Writing, team: LockedTeam, unitIds: readonly string[], from: Day): Promise<void> {
  const { manager } = writing;
  const hosts = await hostsOn(writing, [team.id], from);
  for (const host of hosts) {
    if (unitIds.includes(host.unitId)) continue;
    // Kept even if it held on no day: by it the unit is known to have lost its team, and why.
    await manager.update(TeamHost, { id: host.id }, { untilDay: from });
  }
  const added = unitIds.filter((unitId) => !hosts.some((host) => host.unitId === unitId));
  for (const unitId of added) {
    await checkNewHost(writing, team, unitId, from);
    // What was given up on this very day is taken back.
    const { affected } = await manager.update(TeamHost, { teamId: team.id, unitId, fromDay: from }, { untilDay: LAST_DAY });
    if (affected === 0) await manager.insert(TeamHost, { id: uuid(), teamId: team.id, unitId, fromDay: from });
  }
}

/** A unit that a team comes to cover must be there, within the actor's reach, and of the level the team lives in. */
async function checkNewHost(writing: Writing, team: LockedTeam, unitId: string, from: Day): Promise<void> {
  const { level } = await stateOn(writing, unitId, from, 'unitIds');
  await requireReach(writing.session, 'team:write', unitId);
  if (team.organisationId !== null) return;
  const own = await writing.manager.findOneOrFail(AdminUnitState, { where: { unitId: team.unitId }, order: { fromDay: 'DESC' } });
  if (level !== own.level) throw new Refusal('HOST_MISMATCH', { kind: team.kind, expected: own.level, field: 'unitIds' });
}

/** The memberships that hold on a day or begin later. */
function membersFrom({ manager }: Writing, { id }: Team, day: Day): Promise<TeamMember[]> {
  return manager.find(TeamMember, { where: { teamId: id, untilDay: MoreThan(day) }, order: { fromDay: 'ASC', id: 'ASC' } });
}

/** Ends what is open of a team on a day; returns the memberships that ended. @throws Refusal LATER_CHANGES if something begins later. */
async function endEverything(writing: Writing, team: LockedTeam, day: Day, causeId: string): Promise<TeamMember[]> {
  const { manager } = writing;
  if (team.untilDay !== LAST_DAY) throw new Refusal('LATER_CHANGES', { field: 'from', from: team.untilDay });
  const members = await membersFrom(writing, team, day);
  for (const { fromDay } of members)
    if (compareDays(fromDay, day) >= 0) throw new Refusal('LATER_CHANGES', { field: 'from', from: fromDay });
  await manager.update(TeamMember, { teamId: team.id, untilDay: MoreThan(day) }, { untilDay: day, version: () => 'version + 1' });
  for (const member of members)
    writing.record({
      action: 'member.left',
      subjectId: member.id,
      teamId: team.id,
      unitId: team.unitId,
      day,
      before: { seat: member.seat },
      causeId,
    });
  for (const entity of [TeamName, TeamHost, TeamSuspension] as const) {
    const later = await manager.findOneBy(entity, { teamId: team.id, fromDay: MoreThan(day) });
    if (later) throw new Refusal('LATER_CHANGES', { field: 'from', from: later.fromDay });
    await manager.update(entity, { teamId: team.id, untilDay: MoreThan(day) }, { untilDay: day });
  }
  return members;
}
