import sql, { raw } from 'sql-template-tag';
import type { GraphPart, Shape } from '../../database/graph/declare';
import { optionalId } from '../../graphql/global-id';
import { UNIT, unitStates } from '../admin-unit';
import { TEAM, teamsOnRecord } from '../team';
import { sameThing } from './directive.reads';
import { counts, MOST_REASONS, notReceivedIn, ofDirective, tasksOf } from './progress.reads';

const named = (alias: string, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, { [name]: raw(`${alias}."${name}"`) }]));

/** Counts `p` of the tasks of a unit. */
const TASK_PROGRESS: Shape = {
  type: 'TaskProgress',
  always: ({ on }) => ({ unitUuid: sql`p.unit_id`, directiveUuid: sql`p.directive_id`, on }),
  columns: () => named('p', ['given', 'open', 'accepted', 'inProgress', 'done', 'confirmed', 'returned', 'cancelled', 'overdue']),
};

const RETURN_REASON: Shape = { type: 'ReturnReason', always: () => ({}), columns: () => named('x', ['reason', 'count']) };

const NOT_RECEIVED: Shape = {
  type: 'NotReceived',
  always: ({ on }) => ({ unitUuids: sql`n."unitUuids"`, teamUuids: sql`n."teamUuids"`, on }),
  columns: () => named('n', ['unitCount', 'teamCount']),
};

export const TASK_PROGRESS_GRAPH: GraphPart = {
  shapes: [TASK_PROGRESS, RETURN_REASON, NOT_RECEIVED],
  links: {
    AdminUnit: {
      taskProgress: {
        to: () => TASK_PROGRESS,
        many: 'one',
        by: () => ({ id: sql`s.unit_id` }),
        rows: (k, { on }, { directive }: { directive?: string | null }) => {
          const directiveId = optionalId(directive, 'Directive', 'directive');
          const tasks = tasksOf(sql`= ${k('id')}`, ofDirective(directiveId), on);
          return {
            from: sql`(SELECT ${k('id')} AS unit_id, ${directiveId}::uuid AS directive_id, ${counts(on)} FROM ${tasks}) p`,
            where: sql`p.directive_id IS NULL OR EXISTS (SELECT FROM directive d WHERE d.id = p.directive_id)`,
          };
        },
      },
    },
    TaskProgress: {
      returnReasons: {
        to: () => RETURN_REASON,
        many: 'list',
        by: () => ({
          id: sql`p.unit_id`,
          directive: sql`p.directive_id`,
          things: sql`CASE WHEN p.directive_id IS NOT NULL THEN ARRAY${sameThing(sql`p.directive_id`)} END`,
        }),
        rows: (k, { on }) => ({
          from: sql`(SELECT s.reason, count(*) AS count
            FROM ${tasksOf(sql`= ${k('id')}`, sql`(${k('directive')} IS NULL OR t.directive_id = ANY(${k('things')}))`, on)}
            WHERE s.state = 'returned' GROUP BY s.reason ORDER BY count(*) DESC, s.reason LIMIT ${MOST_REASONS}) x`,
          where: sql`true`,
          order: [
            { by: sql`x.count`, type: 'bigint', descending: true },
            { by: sql`x.reason`, type: 'text' },
          ],
        }),
      },
      notReceived: {
        to: () => NOT_RECEIVED,
        many: 'one',
        by: () => ({ id: sql`p.unit_id`, directive: sql`p.directive_id` }),
        rows: (k, { on }) => ({
          from: sql`(${notReceivedIn(sql`= ${k('id')}`, sql`(SELECT ${k('id')} AS key) k`, k('directive'), on)}) n`,
          where: sql`${k('directive')} IS NOT NULL`,
        }),
      },
    },
    NotReceived: {
      units: {
        to: () => UNIT,
        many: 'list',
        by: () => ({ ids: sql`n."unitUuids"` }),
        rows: (k, at) => ({ ...unitStates(sql`s.unit_id = ANY(${k('ids')})`, at), order: [{ by: sql`s.unit_id`, type: 'uuid' }] }),
      },
      teams: {
        to: () => TEAM,
        many: 'list',
        by: () => ({ ids: sql`n."teamUuids"` }),
        rows: (k, { on }) => teamsOnRecord(k('ids'), on),
      },
    },
  },
};
