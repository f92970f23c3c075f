import { In, LessThanOrEqual, MoreThan } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { requireReach } from '../../auth/scope';
import { Refusal } from '../../errors';
import { refuseBefore } from '../../tenancy/refuse-day';
import { covers } from '../../tenancy/day';
import type { Day } from '../../tenancy/day';
import { insertMany } from '../event';
import type { Writing } from '../event';
import { checkTeamLives, TeamMember } from '../team';
import { checkHappened } from './days.rules';
import { checkVersion, holdTask } from './move-task.service';
import { Task, TaskAssignee, TaskEvidence } from './task.entity';
import { isFinal } from './task-states.rules';

export interface TaskAssignment {
  readonly taskId: string;
  readonly expectedVersion: number;
  readonly memberIds: readonly string[];
  readonly day?: Day | null;
}

/**
 * Gives a task to exactly these members of its team from a day on.
 * @throws Refusal as `holdTask`; FORBIDDEN, VERSION_CONFLICT, TASK_CLOSED, TEAM_NOT_THERE, NOT_FOUND for a member, NOT_IN_TEAM.
 */
export async function assignTask(writing: Writing, { taskId, expectedVersion, memberIds, ...input }: TaskAssignment): Promise<void> {
  const { manager, session } = writing;
  const day = input.day ?? session.today;
  const { task, state, team, unitId } = await holdTask(writing, taskId, day);
  await requireReach(session, 'task:assign', unitId, team.id);
  checkVersion(expectedVersion, task.version);
  if (isFinal(state.state)) throw new Refusal('TASK_CLOSED', { state: state.state, day });
  checkTeamLives(team, day);
  const members = await manager.findBy(TeamMember, { id: In(memberIds) });
  if (members.length < memberIds.length) throw new Refusal('NOT_FOUND', { type: 'Member', field: 'memberIds' });
  if (!members.every(({ teamId, fromDay, untilDay }) => teamId === team.id && covers({ from: fromDay, until: untilDay }, day)))
    throw new Refusal('NOT_IN_TEAM', { field: 'memberIds', day });
  const before = await manager.find(TaskAssignee, { where: { taskId, fromDay: LessThanOrEqual(day), untilDay: MoreThan(day) } });
  const later = await manager.findOneBy(TaskAssignee, { taskId, fromDay: MoreThan(day) });
  if (later) throw new Refusal('LATER_CHANGES', { field: 'day', from: later.fromDay });
  const ending = before.filter(({ memberId }) => !memberIds.includes(memberId)).map(({ id }) => id);
  const beginning = memberIds.filter((memberId) => !before.some((each) => each.memberId === memberId));
  if (ending.length > 0) await manager.update(TaskAssignee, { id: In(ending) }, { untilDay: day });
  if (beginning.length > 0) {
    // Who was taken off it on this very day is put back.
    await manager.delete(TaskAssignee, { taskId, memberId: In(beginning), fromDay: day });
    await insertMany(
      manager,
      TaskAssignee,
      beginning.map((memberId) => ({ id: uuid(), taskId, memberId, fromDay: day })),
    );
  }
  writing.record({
    action: 'task.assigned',
    subjectId: taskId,
    teamId: team.id,
    unitId,
    day,
    before: { memberIds: before.map(({ memberId }) => memberId) },
    after: { memberIds: [...memberIds] },
  });
  await manager.update(Task, { id: taskId }, { version: task.version + 1 });
}

export interface NewEvidence {
  readonly taskId: string;
  readonly day?: Day | null;
  readonly place?: string | null;
  readonly text: string;
  readonly people?: number | null;
  readonly households?: number | null;
  readonly links?: readonly string[] | null;
}

/** Adds what was done for a task on a day. @throws Refusal as `holdTask`; FORBIDDEN, TASK_CLOSED, TEAM_NOT_THERE. */
export async function addTaskEvidence(writing: Writing, { taskId, ...input }: NewEvidence): Promise<void> {
  const { manager, session } = writing;
  const day = input.day ?? session.today;
  checkHappened(session.today, day, 'day');
  // It may be recorded after the step it speaks for; whether it still can be is a matter of today.
  const { task, state, team, unitId } = await holdTask(writing, taskId, session.today);
  await requireReach(session, 'task:work', unitId, team.id);
  if (isFinal(state.state)) throw new Refusal('TASK_CLOSED', { state: state.state, day: session.today });
  refuseBefore({
    field: 'day',
    value: day,
    bound: task.givenDay,
    reason: { en: 'the task was given then', vi: 'nhiệm vụ được giao ngày đó' },
  });
  const { place = null, people = null, households = null, text } = input;
  await manager.insert(TaskEvidence, { id: uuid(), taskId, day, place, text, people, households, links: [...(input.links ?? [])] });
  writing.record({ action: 'task.evidenced', subjectId: taskId, teamId: team.id, unitId, day, after: { people, households } });
}
