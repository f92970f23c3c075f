import sql from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { columnsOf } from '../../database/columns';
import { Shared } from '../../database/graph/declare';
import type { GraphPart, Link, Shape } from '../../database/graph/declare';
import { checkPeriod } from '../../tenancy/refuse-day';
import { teamBy } from '../team';
import { Outreach } from './outreach.entity';
import { OutreachFilterInput } from './outreach.input';
import { COLUMNS, entriesWithin, LATEST_FIRST, logOf, TOTALS } from './outreach.reads';
import { taskBy } from './task.graph';

const o = columnsOf(Outreach, 'o');

/** An entry `o` of the log. */
const OUTREACH: Shape = { type: 'Outreach', always: ({ on }) => ({ id: o.id, on }), columns: () => COLUMNS };

/** What the entries of a pillar come to, `x`. */
const TOTAL: Shape = {
  type: 'OutreachTotal',
  always: () => ({}),
  columns: () => ({
    pillar: { pillar: sql`x.pillar` },
    entries: { entries: sql`x.entries` },
    people: { people: sql`x.people` },
    peopleUnknown: { peopleUnknown: sql`x."peopleUnknown"` },
    households: { households: sql`x.households` },
    householdsUnknown: { householdsUnknown: sql`x."householdsUnknown"` },
  }),
};

/** @param entries entries `o` of a period that count, of the team or unit with the id. */
const totalsOf = (id: Sql, entries: (id: Sql, from: Sql, until: Sql) => Sql): Link => ({
  to: () => TOTAL,
  many: 'list',
  by: () => ({ id }),
  rows: (k, _at, { from, until }: { from?: string; until?: string }) => {
    checkPeriod(from as string, until as string);
    const [first, end] = [from, until].map((day) => sql`${new Shared(day)}::date`) as [Sql, Sql];
    return {
      from: sql`(SELECT ${TOTALS} FROM ${entries(k('id'), first, end)} GROUP BY o.pillar) x`,
      where: sql`true`,
      order: [{ by: sql`x.pillar`, type: 'text' }],
    };
  },
});

export const OUTREACH_GRAPH: GraphPart = {
  shapes: [OUTREACH, TOTAL],
  links: {
    Outreach: { team: teamBy(o.teamId), task: taskBy(o.taskId) },
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
      outreachTotals: totalsOf(
        sql`t.id`,
        (id, from, until) => sql`outreach o WHERE o.team_id = ${id} AND o.day >= ${from} AND o.day < ${until} AND NOT o.cancelled`,
      ),
    },
    AdminUnit: {
      outreachTotals: totalsOf(
        sql`s.unit_id`,
        (id, from, until) => sql`(${entriesWithin(sql`= ${id}`, from, until)}) w JOIN outreach o ON o.id = w.id`,
      ),
    },
  },
};
