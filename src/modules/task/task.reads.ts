import sql, { empty, join } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { columnsOf, fieldsOf } from '../../database/columns';
import { readPages } from '../../database/page';
import type { ListQuery, Page, PageRequest } from '../../database/page';
import { batchName, selectList } from '../../database/select';
import type { Columns } from '../../database/select';
import { groupBy, load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import { homeOfTeam } from '../team';
import { sameThing } from './directive.reads';
import { UNFINISHED } from './task-states.rules';
import type { TaskStateName } from './task-states.rules';
import { Task, TaskState } from './task.entity';
import type { TaskEvidenceType, TaskStatePeriodType, TaskType } from './task.type';

type Fields = ReadonlySet<string>;

const t = columnsOf(Task, 't');
const s = columnsOf(TaskState, 's');

const STATE = { state: s.state };

/** Columns of a task `t` with its state `s` of the day. */
export const COLUMNS: Columns = {
  ...fieldsOf(t, 'detail', 'version'),
  ...fieldsOf(s, 'state', 'reason'),
  since: { since: s.fromDay },
  given: { given: t.givenDay },
  due: { due: t.dueDay },
  overdue: { ...STATE, dueDay: t.dueDay },
  directive: { directiveUuid: t.directiveId },
  team: { teamUuid: s.teamId },
  givenTo: { givenToUuid: t.teamId },
  nextSteps: {
    ...STATE,
    teamUuid: s.teamId,
    teamUnitUuid: homeOfTeam(s.teamId),
    authorityUnitUuid: sql`(SELECT d.unit_id FROM directive d WHERE d.id = t.directive_id)`,
  },
};

function selectTask(fields: Fields, on: string): Sql {
  return selectList(COLUMNS, fields, { id: t.id, __typename: sql`'Task'`, on: sql`${on}::date` });
}

/** A task as it stood on a day; null on a day before it was given. */
export function loadTask(session: Session, id: string, on: string, fields: Fields): Promise<TaskType | null> {
  return load(session, batchName('task', fields, on), id, async (ids) => {
    const found = await rows<TaskType>(
      session.db,
      sql`SELECT ${selectTask(fields, on)} FROM task t JOIN task_state s ON s.task_id = t.id AND ${holdsOn(on)} WHERE t.id = ANY(${ids})`,
    );
    return new Map(found.map((row) => [row.id, row]));
  });
}

export interface TaskFilter {
  readonly withinId?: string | null;
  readonly teamId?: string | null;
  readonly directiveId?: string | null;
  readonly state?: TaskStateName | null;
  readonly overdue?: boolean | null;
}

/** The tasks that each of many teams holds on a day. */
export function loadTasksOf(
  session: Session,
  teamId: string,
  filter: TaskFilter,
  on: string,
  page: PageRequest,
  fields: Fields,
  withTotal: boolean,
): Promise<Page<TaskType> | null> {
  const where = sql`s.team_id = k.key AND ${matching(filter, on)}`;
  return load(session, batchName('tasks-of', fields, [filter, on, page, withTotal]), teamId, (ids) =>
    readPages<TaskType>(session, ids, tasksWhere(where, on, fields), page, withTotal),
  );
}

function tasksWhere(where: Sql, on: string, fields: Fields): ListQuery {
  return {
    select: selectTask(fields, on),
    from: sql`task t JOIN task_state s ON s.task_id = t.id`,
    where,
    order: IN_ORDER,
  };
}

/** The order they are due in. */
export const IN_ORDER: ListQuery['order'] = [
  { by: sql`t.due_day`, type: 'date' },
  { by: sql`t.id`, type: 'uuid' },
];

export function matching({ withinId, teamId, directiveId, state, overdue }: TaskFilter, on: string | Sql): Sql {
  const isOverdue = overdueOn(on);
  const conditions = [
    holdsOn(on),
    withinId ? sql`s.team_id IN (SELECT team_id FROM (${teamsCovering(sql`= ${withinId}`, on)}) covering)` : empty,
    teamId ? sql`s.team_id = ${teamId}` : empty,
    directiveId ? sql`t.directive_id IN ${sameThing(sql`${directiveId}`)}` : empty,
    state ? sql`s.state = ${state}` : empty,
    overdue == null ? empty : overdue ? isOverdue : sql`NOT ${isOverdue}`,
  ];
  return join(
    conditions.filter((condition) => condition !== empty),
    ' AND ',
  );
}

export function holdsOn(on: string | Sql): Sql {
  return sql`s.from_day <= ${on} AND s.until_day > ${on}`;
}

/** The same as `isOverdue` of the rules, for a task `t` in a state `s`. */
export function overdueOn(on: string | Sql): Sql {
  return sql`(t.due_day < ${on} AND s.state = ANY(${[...UNFINISHED]}))`;
}

/**
 * Teams by the units that they cover something of, each pair once: the teams that live on the day, and those that have ended, where they last were,
 * since what they did stays there.
 * @param units condition on the unit's id, such as `= ANY(…)`.
 */
export function teamsCovering(units: Sql, on: string | Sql): Sql {
  return sql`SELECT DISTINCT c.ancestor_id AS unit_id, h.team_id, e.until_day AS ended
    FROM admin_unit_closure c JOIN team_host h ON h.unit_id = c.descendant_id JOIN team e ON e.id = h.team_id
    WHERE c.ancestor_id ${units} AND c.from_day <= ${on} AND c.until_day > ${on}
      AND h.from_day <= ${on} AND (h.until_day > ${on} OR h.until_day = e.until_day)`;
}

/** Ids of the members who work on a task on a day, by the memberships that its team has of the persons it was given to. */
export async function loadAssigneeIds(session: Session, taskId: string, on: string): Promise<string[]> {
  const found = await load(session, `assignees:${on}`, taskId, async (ids) => {
    const all = await rows<{ taskId: string; id: string }>(
      session.db,
      sql`SELECT DISTINCT a.task_id AS "taskId", m.id, m.from_day
          FROM ${assigned(on)} AND a.task_id = ANY(${ids}) ORDER BY m.from_day, m.id`,
    );
    return groupBy(all, (row) => row.taskId);
  });
  return (found ?? []).map(({ id }) => id);
}

/** Members `m` who work on a task of the assignment `a`; what comes behind is one more condition. */
export function assigned(on: string | Sql): Sql {
  return sql`task_assignee a JOIN team_member given ON given.id = a.member_id
    JOIN task_state s ON s.task_id = a.task_id AND ${holdsOn(on)}
    JOIN team_member m ON m.team_id = s.team_id AND m.person_id = given.person_id AND m.from_day <= ${on} AND m.until_day > ${on}
    WHERE a.from_day <= ${on} AND a.until_day > ${on}`;
}

/** Every state a task has been in by a day, the first one first. */
export async function loadTaskHistory(session: Session, taskId: string, on: string): Promise<TaskStatePeriodType[]> {
  const found = await load(session, `task-history:${on}`, taskId, async (ids) => {
    const all = await rows<TaskStatePeriodType & { taskId: string }>(
      session.db,
      sql`SELECT s.task_id AS "taskId", s.team_id AS "teamUuid", s.event_id AS "eventUuid", s.state, s.reason, ${on}::date AS "on",
            s.from_day AS "from", nullif(s.until_day, 'infinity') AS "until"
          FROM task_state s WHERE s.task_id = ANY(${ids}) AND s.from_day <= ${on} ORDER BY s.from_day, s.until_day, s.id`,
    );
    return groupBy(all, (row) => row.taskId);
  });
  return found ?? [];
}

export const LATEST_FIRST: ListQuery['order'] = [
  { by: sql`e.day`, type: 'date', descending: true },
  { by: sql`e.id`, type: 'uuid', descending: true },
];

/** What was done for each of many tasks, the latest first. */
export function loadEvidence(
  session: Session,
  taskId: string,
  on: string,
  page: PageRequest,
  withTotal: boolean,
): Promise<Page<TaskEvidenceType> | null> {
  const query: ListQuery = {
    select: sql`e.day, e.place, e.text, e.people, e.households, e.links`,
    from: sql`task_evidence e`,
    where: sql`e.task_id = k.key AND e.day <= ${on}`,
    order: LATEST_FIRST,
  };
  return load(session, batchName('task-evidence', new Set(), [on, page, withTotal]), taskId, (ids) =>
    readPages<TaskEvidenceType>(session, ids, query, page, withTotal),
  );
}
