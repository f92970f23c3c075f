import sql, { empty } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { columnsOf, fieldsOf } from '../../database/columns';
import { readPages } from '../../database/page';
import type { ListQuery, Page, PageRequest } from '../../database/page';
import { batchName, selectList } from '../../database/select';
import type { Columns } from '../../database/select';
import { groupBy, load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import type { Pillar } from '../../tenancy/province';
import { Outreach } from './outreach.entity';
import type { OutreachTotalType, OutreachType } from './outreach.type';

type Fields = ReadonlySet<string>;

const o = columnsOf(Outreach, 'o');

export const COLUMNS: Columns = {
  ...fieldsOf(o, 'day', 'pillar', 'place', 'people', 'households', 'note', 'cancelled', 'cancelReason', 'version'),
  team: { teamUuid: o.teamId },
  task: { taskUuid: o.taskId },
};

function selectOutreach(fields: Fields, on: string): Sql {
  return selectList(COLUMNS, fields, { id: o.id, __typename: sql`'Outreach'`, on: sql`${on}::date` });
}

export function loadOutreach(session: Session, id: string, on: string, fields: Fields): Promise<OutreachType | null> {
  return load(session, batchName('outreach', fields, on), id, async (ids) => {
    const found = await rows<OutreachType>(session.db, sql`SELECT ${selectOutreach(fields, on)} FROM outreach o WHERE o.id = ANY(${ids})`);
    return new Map(found.map((row) => [row.id, row]));
  });
}

export interface OutreachFilter {
  readonly from?: string | null;
  readonly until?: string | null;
  readonly pillar?: Pillar | null;
  readonly cancelled?: boolean | null;
}

export const LATEST_FIRST: ListQuery['order'] = [
  { by: sql`o.day`, type: 'date', descending: true },
  { by: sql`o.id`, type: 'uuid', descending: true },
];

/** Entries `o` of the log of a team. */
export function logOf(team: Sql, { from, until, pillar, cancelled }: OutreachFilter): Sql {
  return sql`o.team_id = ${team} ${from ? sql`AND o.day >= ${from}` : empty} ${until ? sql`AND o.day < ${until}` : empty}
    ${pillar ? sql`AND o.pillar = ${pillar}` : empty} ${cancelled == null ? empty : sql`AND o.cancelled = ${cancelled}`}`;
}

/** The log of each of many teams, the latest day first. */
export function loadOutreachOf(
  session: Session,
  teamId: string,
  filter: OutreachFilter,
  on: string,
  page: PageRequest,
  fields: Fields,
  withTotal: boolean,
): Promise<Page<OutreachType> | null> {
  const query: ListQuery = {
    select: selectOutreach(fields, on),
    from: sql`outreach o`,
    where: logOf(sql`k.key`, filter),
    order: LATEST_FIRST,
  };
  return load(session, batchName('outreach-of', fields, [filter, on, page, withTotal]), teamId, (ids) =>
    readPages<OutreachType>(session, ids, query, page, withTotal),
  );
}

/** Sums of a period by pillar. A sum of nothing known is null, and so is told apart from 0. */
export const TOTALS = sql`o.pillar, count(*) AS entries, sum(o.people) AS people, count(*) FILTER (WHERE o.people IS NULL) AS "peopleUnknown",
  sum(o.households) AS households, count(*) FILTER (WHERE o.households IS NULL) AS "householdsUnknown"`;

/** The outreach of each of many teams in a period, by pillar. */
export async function loadTeamTotals(session: Session, teamId: string, from: string, until: string): Promise<OutreachTotalType[]> {
  const found = await load(session, `team-outreach:${from}:${until}`, teamId, async (ids) => {
    const all = await rows<OutreachTotalType & { key: string }>(
      session.db,
      sql`SELECT o.team_id AS key, ${TOTALS} FROM outreach o
          WHERE o.team_id = ANY(${ids}) AND o.day >= ${from} AND o.day < ${until} AND NOT o.cancelled GROUP BY o.team_id, o.pillar ORDER BY o.pillar`,
    );
    return groupBy(all, ({ key }) => key);
  });
  return found ?? [];
}

/**
 * The same for each of many units and all below it, by where the teams were on the day of each entry: what a team did stays where it did it. An entry
 * counts once, however many hamlets its team covers.
 */
export async function loadUnitTotals(session: Session, unitId: string, from: string, until: string): Promise<OutreachTotalType[]> {
  const found = await load(session, `unit-outreach:${from}:${until}`, unitId, async (ids) => {
    const all = await rows<OutreachTotalType & { key: string }>(
      session.db,
      sql`WITH within AS (${entriesWithin(sql`= ANY(${ids})`, sql`${from}`, sql`${until}`)})
          SELECT w.key, ${TOTALS} FROM within w JOIN outreach o ON o.id = w.id GROUP BY w.key, o.pillar ORDER BY o.pillar`,
    );
    return groupBy(all, ({ key }) => key);
  });
  return found ?? [];
}

/**
 * The entries of a period that count of units and all below them, each once for a unit, by where the teams were on the day of each entry.
 * @param units condition on the unit's id, such as `= ANY(…)`.
 */
export function entriesWithin(units: Sql, from: Sql, until: Sql): Sql {
  return sql`SELECT DISTINCT c.ancestor_id AS key, o.id
    FROM admin_unit_closure c
    JOIN team_host h ON h.unit_id = c.descendant_id AND h.from_day < c.until_day AND h.until_day > c.from_day
    JOIN outreach o ON o.team_id = h.team_id AND o.day >= ${from} AND o.day < ${until} AND NOT o.cancelled
      AND o.day >= h.from_day AND o.day < h.until_day AND o.day >= c.from_day AND o.day < c.until_day
    WHERE c.ancestor_id ${units} AND c.from_day < ${until} AND c.until_day > ${from}`;
}
