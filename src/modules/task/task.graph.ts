import sql from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { columnsOf, endOf, fieldsOf } from '../../database/columns';
import { tallied } from '../../database/list-tally';
import type { At, GraphPart, Link, Rows, Shape } from '../../database/graph/declare';
import { eventBy } from '../event';
import { MEMBER, teamBy } from '../team';
import { directiveBy } from './directive.graph';
import { Task, TaskEvidence, TaskState } from './task.entity';
import { TeamTaskFilterInput } from './task.input';
import { assigned, COLUMNS, holdsOn, IN_ORDER, LATEST_FIRST, matching, overdueOn } from './task.reads';
import type { TaskFilter } from './task.reads';

const t = columnsOf(Task, 't');
const s = columnsOf(TaskState, 's');
const e = columnsOf(TaskEvidence, 'e');

/** A task `t` with its state `s` of the day. */
export const TASK: Shape = {
  type: 'Task',
  always: ({ on }) => ({ id: t.id, on }),
  columns: () => COLUMNS,
  values: { overdue: ({ on }) => overdueOn(on) },
};

const EVIDENCE: Shape = {
  type: 'TaskEvidence',
  always: () => ({}),
  columns: () => fieldsOf(e, 'day', 'place', 'text', 'people', 'households', 'links'),
};

/** A state `s` of a task, on any day. */
const STATE_PERIOD: Shape = {
  type: 'TaskStatePeriod',
  always: ({ on }) => ({ teamUuid: s.teamId, eventUuid: s.eventId, on }),
  columns: () => ({
    ...fieldsOf(s, 'state', 'reason'),
    from: { from: s.fromDay },
    until: { until: endOf(s.untilDay) },
  }),
};

const TASKS = sql`task t JOIN task_state s ON s.task_id = t.id`;

export function tasksOn(where: Sql, { on }: Pick<At, 'on'>): Rows {
  return { from: TASKS, where: sql`${where} AND ${holdsOn(on)}` };
}

/** The tasks that a filter leaves, as they stand on a day, in the order they are due. */
export function tasksMatching(filter: TaskFilter, { on }: Pick<At, 'on'>): Rows {
  return { from: TASKS, where: matching(filter, on), order: IN_ORDER };
}

/** The same of the whole province. */
export function tasksOfProvince(filter: TaskFilter, at: Pick<At, 'on'>): Rows {
  const { state, ...others } = filter;
  const isTallied = Object.values(others).every((value) => value == null);
  return { ...tasksMatching(filter, at), ...(isTallied ? { total: tallied('task', at.on, state) } : {}) };
}

/** The task whose id a column holds, as it stood on the day of the row. */
export function taskBy(id: Sql): Link {
  return { to: () => TASK, many: 'one', by: () => ({ id }), rows: (k, at) => tasksOn(sql`t.id = ${k('id')}`, at) };
}

const ofTask = (link: Pick<Link, 'to' | 'many'>, rows: Link['rows']): Link => ({ ...link, by: () => ({ id: t.id }), rows });

export const TASK_GRAPH: GraphPart = {
  shapes: [TASK, EVIDENCE, STATE_PERIOD],
  links: {
    Task: {
      directive: directiveBy(t.directiveId),
      team: teamBy(s.teamId),
      givenTo: teamBy(t.teamId),
      assignees: ofTask({ to: () => MEMBER, many: 'list' }, (k, { on }) => ({
        from: sql`team_member m`,
        where: sql`m.id IN (SELECT m.id FROM ${assigned(on)} AND a.task_id = ${k('id')})`,
        order: [
          { by: sql`m.from_day`, type: 'date' },
          { by: sql`m.id`, type: 'uuid' },
        ],
      })),
      evidence: ofTask({ to: () => EVIDENCE, many: 'page' }, (k, { on }) => ({
        from: sql`task_evidence e`,
        where: sql`e.task_id = ${k('id')} AND e.day <= ${on}`,
        order: LATEST_FIRST,
      })),
      history: ofTask({ to: () => STATE_PERIOD, many: 'list' }, (k, { on }) => ({
        from: sql`task_state s`,
        where: sql`s.task_id = ${k('id')} AND s.from_day <= ${on}`,
        order: [
          { by: sql`s.from_day`, type: 'date' },
          { by: sql`s.until_day`, type: 'date' },
          { by: sql`s.id`, type: 'uuid' },
        ],
      })),
    },
    TaskStatePeriod: { team: teamBy(s.teamId), event: eventBy(s.eventId) },
    Team: {
      tasks: {
        to: () => TASK,
        many: 'page',
        by: () => ({ id: t.id }),
        inputs: { filter: TeamTaskFilterInput },
        rows: (k, at, { filter }: { filter?: TeamTaskFilterInput | null }) => {
          const all = tasksMatching(filter ?? {}, at);
          return { ...all, where: sql`s.team_id = ${k('id')} AND ${all.where}` };
        },
      },
    },
  },
};
