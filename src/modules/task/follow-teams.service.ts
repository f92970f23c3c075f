import sql from 'sql-template-tag';
import { In } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { rows } from '../../database/session';
import type { Transaction } from '../../database/session';
import { compareDays } from '../../tenancy/day';
import type { Day } from '../../tenancy/day';
import { insertMany } from '../event';
import { Task, TaskState } from './task.entity';
import { UNFINISHED } from './task-states.rules';
import type { TaskStateName } from './task-states.rules';

interface End {
  readonly day: Day;
  readonly intoTeamId: string | null;
  readonly causeId: string;
  readonly unitId: string | null;
}

interface OpenTask {
  readonly stateId: string;
  readonly taskId: string;
  readonly teamId: string;
  readonly state: TaskStateName;
  readonly fromDay: Day;
  /** What is asked for, by source and version of the rule. */
  readonly thing: string;
}

/**
 * What becomes of the tasks of teams that end: those still to be worked on go to the team that absorbed theirs, unless it has the same thing to do;
 * otherwise they are cancelled, by the event that ended the team. What was done stays with who did it.
 */
export async function followTeams(transaction: Transaction): Promise<void> {
  const { manager, changes } = transaction;
  const ends = new Map<string, End>();
  for (const { action, subjectId, day, id, after, unitId } of changes)
    if (action === 'team.absorbed' || action === 'team.dissolved') {
      const intoTeamId = action === 'team.absorbed' ? (after?.mergedIntoId as string) : null;
      ends.set(subjectId, { day, intoTeamId, causeId: id, unitId: unitId ?? null });
    }
  if (ends.size === 0) return;
  const open = await takeOpenTasks(transaction, [...ends.keys()]);
  if (open.length === 0) return;
  const taken = await thingsOf(transaction, distinct([...ends.values()].map(({ intoTeamId }) => intoTeamId)));
  const next = open.map((task) => {
    const end = ends.get(task.teamId) as End;
    const key = `${end.intoTeamId} ${task.thing}`;
    const moved = end.intoTeamId !== null && !taken.has(key);
    taken.add(key);
    return { task, end, moved, from: compareDays(task.fromDay, end.day) > 0 ? task.fromDay : end.day };
  });
  await manager.query(
    `UPDATE task_state SET until_day = t.until FROM unnest($1::uuid[], $2::date[]) AS t(id, until) WHERE task_state.id = t.id`,
    [next.map(({ task }) => task.stateId), next.map(({ from }) => from)],
  );
  const states = next.map(({ task, end, moved, from }) => ({
    id: uuid(),
    taskId: task.taskId,
    teamId: moved ? (end.intoTeamId as string) : task.teamId,
    state: moved ? task.state : ('cancelled' as const),
    fromDay: from,
    automatic: true,
    eventId: transaction.record({
      action: moved ? 'task.moved' : 'task.cancelled',
      subjectId: task.taskId,
      teamId: moved ? end.intoTeamId : task.teamId,
      unitId: end.unitId,
      day: from,
      before: { teamId: task.teamId, state: task.state },
      after: { teamId: moved ? end.intoTeamId : task.teamId, state: moved ? task.state : 'cancelled' },
      causeId: end.causeId,
    }),
  }));
  await insertMany(manager, TaskState, states);
  await manager.update(Task, { id: In(open.map(({ taskId }) => taskId)) }, { version: () => 'version + 1' });
}

/** The tasks that teams still have to work on, taken in one order. */
async function takeOpenTasks({ manager }: Transaction, teamIds: readonly string[]): Promise<OpenTask[]> {
  const held = sql`s.team_id = ANY(${teamIds}) AND s.until_day = 'infinity' AND s.state = ANY(${[...UNFINISHED]})`;
  await manager.query('SELECT id FROM task WHERE id IN (SELECT task_id FROM task_state WHERE team_id = ANY($1)) ORDER BY id FOR UPDATE', [
    teamIds,
  ]);
  return rows<OpenTask>(
    manager,
    sql`SELECT s.id AS "stateId", s.task_id AS "taskId", s.team_id AS "teamId", s.state, s.from_day AS "fromDay",
          concat_ws(' ', d.rule_version, d.source_code) AS thing
        FROM task_state s JOIN task t ON t.id = s.task_id JOIN directive d ON d.id = t.directive_id
        WHERE ${held} ORDER BY s.task_id`,
  );
}

/** What teams hold or have held, as `<team> <thing>`. */
async function thingsOf({ manager }: Transaction, teamIds: readonly string[]): Promise<Set<string>> {
  const found = await rows<{ teamId: string; thing: string }>(
    manager,
    sql`SELECT DISTINCT s.team_id AS "teamId", concat_ws(' ', d.rule_version, d.source_code) AS thing
        FROM task_state s JOIN task t ON t.id = s.task_id JOIN directive d ON d.id = t.directive_id WHERE s.team_id = ANY(${teamIds})`,
  );
  return new Set(found.map(({ teamId, thing }) => `${teamId} ${thing}`));
}

function distinct(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}
