import { v7 as uuid } from 'uuid';
import { requireReach } from '../../auth/scope';
import { Refusal } from '../../errors';
import { refuseBefore } from '../../tenancy/refuse-day';
import { addDays, compareDays, LAST_DAY } from '../../tenancy/day';
import type { Day } from '../../tenancy/day';
import type { Seat } from '../../tenancy/province';
import { checkNotFar } from '../admin-unit';
import { insertMany, violatedConstraint } from '../event';
import type { Writing } from '../event';
import { identify } from '../person';
import type { PersonReference } from '../person';
import { checkCodes } from '../province';
import { lockTeam } from './lock-team.service';
import { TeamMember } from './member.entity';
import { mayKnowPerson, requirePerson } from './person-access.service';
import type { Team } from './team.entity';

export interface Position {
  readonly seat: Seat;
  readonly post?: string | null;
  readonly constituencies?: readonly string[] | null;
  readonly skills?: readonly string[] | null;
}

export interface NewMember extends Position {
  readonly person: PersonReference;
  /** The team's first day, if not said. */
  readonly joined?: Day | null;
}

interface Context {
  readonly unitId: string;
  readonly causeId?: string;
}

/** Puts people into a team that is locked or new. @throws Refusal DAY_TOO_EARLY, DAY_TOO_LATE, UNKNOWN_CODE, LEADER_SEAT_TAKEN, ALREADY_MEMBER. */
export async function join(
  writing: Writing,
  team: Pick<Team, 'id' | 'fromDay' | 'untilDay'>,
  members: readonly NewMember[],
  { unitId, causeId }: Context,
): Promise<string[]> {
  if (members.length === 0) return [];
  const { session } = writing;
  for (const member of members) {
    const joined = member.joined ?? team.fromDay;
    checkNotFar(session.today, joined, 'joined');
    refuseBefore({
      field: 'joined',
      value: joined,
      bound: team.fromDay,
      reason: { en: 'the team was founded then', vi: 'Tổ được thành lập vào ngày đó' },
    });
    if (compareDays(joined, team.untilDay) >= 0)
      throw new Refusal('TEAM_NOT_THERE', { day: joined, from: team.fromDay, until: team.untilDay });
    checkPosition(writing, member, joined);
  }
  await requireReach(session, 'person:write', unitId);
  // Otherwise taking somebody into a team would be a way to see who they are.
  for (const { person } of members) if (person.existing) await requirePerson(session, person.existing, 'person.existing');
  const personIds = await identify(
    writing,
    members.map(({ person }) => person),
    { field: 'person', mayKnow: (personId) => mayKnowPerson(session, personId) },
  );
  const added = members.map((member, index) => ({
    id: uuid(),
    teamId: team.id,
    personId: personIds[index] as string,
    ...position(member),
    fromDay: member.joined ?? team.fromDay,
    // History can be completed after a team has ended, but nobody stays in it longer than it lived.
    untilDay: team.untilDay,
  }));
  await insertMembers(writing, added);
  for (const { id, personId, fromDay, seat, post, constituencies, skills } of added)
    writing.record({
      action: 'member.joined',
      subjectId: id,
      teamId: team.id,
      unitId,
      day: fromDay,
      after: { personId, seat, post, constituencies, skills },
      causeId,
    });
  return added.map(({ id }) => id);
}

/** Adds people to a team on record. Returns the ids of the memberships. */
export async function addMembers(writing: Writing, teamId: string, members: readonly NewMember[], field: string): Promise<string[]> {
  const team = await lockTeam(writing, { teamId, field });
  return join(
    writing,
    team,
    members.map((member) => ({ ...member, joined: member.joined ?? writing.session.today })),
    {
      unitId: team.unitId,
    },
  );
}

export interface MemberChange extends Position {
  readonly memberId: string;
  readonly expectedVersion: number;
  readonly from: Day;
}

/** Gives a member another seat, post, constituencies or skills from a day on; the time before stays as it was. Returns the membership's new id. */
export async function changeMember(writing: Writing, input: MemberChange): Promise<string> {
  const { member, team } = await openMember(writing, input.memberId, input.expectedVersion, input.from, 'from', 0);
  checkPosition(writing, input, input.from);
  const before = { seat: member.seat, post: member.post, constituencies: member.constituencies, skills: member.skills };
  const after = {
    seat: input.seat,
    post: input.post === undefined ? member.post : input.post,
    constituencies: [...(input.constituencies ?? member.constituencies)],
    skills: [...(input.skills ?? member.skills)],
  };
  let id = member.id;
  if (member.fromDay === input.from)
    await refusingOverlaps(() => writing.manager.update(TeamMember, { id }, { ...after, version: member.version + 1 }));
  else {
    id = uuid();
    await writing.manager.update(TeamMember, { id: member.id }, { untilDay: input.from, version: member.version + 1 });
    await insertMembers(writing, [{ id, teamId: team.id, personId: member.personId, ...after, fromDay: input.from }]);
  }
  writing.record({ action: 'member.changed', subjectId: id, teamId: team.id, unitId: team.unitId, day: input.from, before, after });
  return id;
}

/** Ends a membership. `left` is the first day the person is no longer in the team. */
export async function removeMember(
  writing: Writing,
  memberId: string,
  expectedVersion: number,
  left: Day,
  reason: string | null,
): Promise<void> {
  const { member, team } = await openMember(writing, memberId, expectedVersion, left, 'left', 1);
  await writing.manager.update(TeamMember, { id: member.id }, { untilDay: left, version: member.version + 1 });
  writing.record({
    action: 'member.left',
    subjectId: member.id,
    teamId: team.id,
    unitId: team.unitId,
    day: left,
    before: { seat: member.seat },
    after: { reason },
  });
}

/** The membership to change on a day. @param after days after joining that the change may come at the earliest. */
async function openMember(writing: Writing, memberId: string, expectedVersion: number, day: Day, field: string, after: 0 | 1) {
  const { manager } = writing;
  const found = await manager.findOneBy(TeamMember, { id: memberId });
  if (!found) throw new Refusal('NOT_FOUND', { type: 'Member', field: 'memberId' });
  const team = await lockTeam(writing, { teamId: found.teamId, day, field });
  const member = await manager.findOneByOrFail(TeamMember, { id: memberId });
  if (member.version !== expectedVersion) throw new Refusal('VERSION_CONFLICT', { expected: expectedVersion, actual: member.version });
  const bound = addDays(member.fromDay, after);
  refuseBefore({
    field,
    value: day,
    bound,
    reason: { en: `the person joined on ${member.fromDay}`, vi: `người này tham gia ngày ${member.fromDay}` },
  });
  if (member.untilDay !== LAST_DAY) throw new Refusal('LATER_CHANGES', { field, from: member.untilDay });
  return { member, team };
}

function checkPosition({ session }: Writing, { post, constituencies, skills }: Position, day: Day): void {
  checkCodes(session.province, 'posts', post ? [post] : [], day, 'post');
  checkCodes(session.province, 'constituencies', constituencies ?? [], day, 'constituencies');
  checkCodes(session.province, 'skills', skills ?? [], day, 'skills');
}

function position({ seat, post, constituencies, skills }: Position) {
  return { seat, post: post ?? null, constituencies: [...new Set(constituencies)], skills: [...new Set(skills)] };
}

/** @throws Refusal LEADER_SEAT_TAKEN, ALREADY_MEMBER: structure that the database itself guards. */
export function insertMembers({ manager }: Writing, members: readonly Partial<TeamMember>[]): Promise<void> {
  return refusingOverlaps(() => insertMany(manager, TeamMember, members));
}

async function refusingOverlaps(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'team_member_one_leader') throw new Refusal('LEADER_SEAT_TAKEN');
    if (constraint === 'team_member_once') throw new Refusal('ALREADY_MEMBER');
    throw error;
  }
}
