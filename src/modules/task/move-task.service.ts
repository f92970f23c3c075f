import { In } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { requireReach } from '../../auth/scope';
import { invalidField, Refusal } from '../../errors';
import { refuseBefore } from '../../tenancy/refuse-day';
import { compareDays, covers, LAST_DAY } from '../../tenancy/day';
import type { Day } from '../../tenancy/day';
import type { Writing } from '../event';
import { checkTeamLives, homesOf, Team } from '../team';
import { checkHappened } from './days.rules';
import { Directive } from './directive.entity';
import { Task, TaskState } from './task.entity';
import { isUnfinished, PERMISSION_OF, transition, transitionsFrom } from './task-states.rules';
import type { TaskStateName } from './task-states.rules';

/** A task that is taken for a change, as it is on a day. */
export interface HeldTask {
  readonly task: Task;
  readonly state: TaskState;
  /** What follows later from a decision on its team. */
  readonly later: readonly TaskState[];
  readonly team: Team;
  /** The first unit its team covers, or last covered. */
  readonly unitId: string;
}

/**
 * Takes a task: its changes happen one after the other.
 * @throws Refusal NOT_FOUND, DAY_TOO_LATE, DAY_TOO_EARLY, LATER_CHANGES.
 */
export async function holdTask({ manager, session }: Writing, taskId: string, day: Day): Promise<HeldTask> {
  checkHappened(session.today, day, 'day');
  const task = await manager.findOne(Task, { where: { id: taskId }, lock: { mode: 'pessimistic_write' } });
  if (!task) throw new Refusal('NOT_FOUND', { type: 'Task', field: 'taskId' });
  refuseBefore({
    field: 'day',
    value: day,
    bound: task.givenDay,
    reason: { en: 'the task was given then', vi: 'nhiệm vụ được giao ngày đó' },
  });
  const states = await manager.find(TaskState, { where: { taskId }, order: { fromDay: 'ASC', untilDay: 'ASC', id: 'ASC' } });
  const state = states.find(({ fromDay, untilDay }) => covers({ from: fromDay, until: untilDay }, day)) as TaskState;
  const later = states.filter(({ fromDay }) => compareDays(fromDay, day) > 0);
  const decided = later.find(({ automatic }) => !automatic);
  if (decided) throw new Refusal('LATER_CHANGES', { field: 'day', from: decided.fromDay });
  const team = await manager.findOneByOrFail(Team, { id: state.teamId });
  const homes = await homesOf(manager, [team.id]);
  return { task, state, later, team, unitId: homes.get(team.id) as string };
}

export function checkVersion(expected: number, actual: number): void {
  if (expected !== actual) throw new Refusal('VERSION_CONFLICT', { expected, actual });
}

export interface TaskMove {
  readonly taskId: string;
  readonly expectedVersion: number;
  readonly to: TaskStateName;
  readonly reason?: string | null;
  readonly day?: Day | null;
}

/**
 * Takes a task a step on.
 * @throws Refusal as `holdTask`; FORBIDDEN, VERSION_CONFLICT, TASK_STEP_NOT_ALLOWED, INVALID_INPUT without a reason, TEAM_NOT_THERE.
 */
export async function moveTask(writing: Writing, { taskId, expectedVersion, to, reason, ...input }: TaskMove): Promise<void> {
  const { manager, session } = writing;
  const day = input.day ?? session.today;
  const { task, state, later, team, unitId } = await holdTask(writing, taskId, day);
  const step = transition(state.state, to);
  const directive = await manager.findOneByOrFail(Directive, { id: task.directiveId });
  // A step that is not there is refused to who could take no step at all as forbidden, like any other.
  const side = step?.side ?? 'team';
  if (side === 'team') await requireReach(session, PERMISSION_OF[side], unitId, team.id);
  else await requireReach(session, PERMISSION_OF[side], directive.unitId);
  checkVersion(expectedVersion, task.version);
  if (!step)
    throw new Refusal('TASK_STEP_NOT_ALLOWED', {
      state: state.state,
      to,
      day,
      allowed: transitionsFrom(state.state).map((each) => each.to),
    });
  if (step.needsReason && !reason) {
    throw invalidField('reason', 'reason is missing: a task is returned or cancelled with a reason');
  }
  if (step.side === 'team' || to === 'returned') checkTeamLives(team, day);
  const eventId = writing.record({
    action: `task.${to}`,
    subjectId: task.id,
    teamId: team.id,
    unitId,
    day,
    before: { state: state.state },
    after: { state: to, reason: reason ?? null },
  });
  const kept = isUnfinished(to) ? later : [];
  await manager.update(TaskState, { id: state.id }, { untilDay: day });
  // What was to follow from the end of the team follows for what is still to be worked on only.
  const dropped = later.filter((each) => !kept.includes(each)).map(({ id }) => id);
  if (dropped.length > 0) await manager.delete(TaskState, { id: In(dropped) });
  const handedOver = kept.filter((each) => each.state !== 'cancelled').map(({ id }) => id);
  if (handedOver.length > 0) await manager.update(TaskState, { id: In(handedOver) }, { state: to });
  await manager.insert(TaskState, {
    id: uuid(),
    taskId,
    teamId: team.id,
    state: to,
    reason: reason ?? null,
    eventId,
    fromDay: day,
    untilDay: kept[0]?.fromDay ?? LAST_DAY,
  });
  await manager.update(Task, { id: taskId }, { version: task.version + 1 });
}
