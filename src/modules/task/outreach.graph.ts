import sql from 'sql-template-tag';
import type { GraphPart, Shape } from '../../database/graph/declare';
import { teamBy } from '../team';
import { OutreachFilterInput } from './outreach.input';
import { COLUMNS, LATEST_FIRST, logOf } from './outreach.reads';
import { taskBy } from './task.graph';

/** An entry `o` of the log. */
const OUTREACH: Shape = { type: 'Outreach', always: ({ on }) => ({ id: sql`o.id`, on }), columns: () => COLUMNS };

export const OUTREACH_GRAPH: GraphPart = {
  shapes: [OUTREACH],
  links: {
    Outreach: { team: teamBy(sql`o.team_id`), task: taskBy(sql`o.task_id`) },
    Team: {
      outreach: {
        to: () => OUTREACH,
        many: 'page',
        by: () => ({ id: sql`t.id` }),
        inputs: { filter: OutreachFilterInput },
        rows: (k, _at, { filter }: { filter?: OutreachFilterInput | null }) => ({
          from: sql`outreach o`,
          where: logOf(k('id'), filter ?? {}),
          order: LATEST_FIRST,
        }),
      },
    },
  },
};
