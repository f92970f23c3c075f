import sql from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { groupBy, load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import type { OutreachTally } from '../../tenancy/report-facts';

/** How many entries a tally names. */
export const NAMED_ENTRIES = 20;

/** The task of the catalogue that an entry was for: only tasks of a monthly theme come from the catalogue. */
const TASK_CODE = sql`CASE WHEN d.source = 'theme' THEN split_part(d.source_code, ':', 3) END`;

/** The entries of a period that count, with `key`, for teams or for units with all below them as the teams lay on the day of each entry. */
const ENTRIES = {
  team: (ids: readonly string[], from: string, until: string): Sql =>
    sql`SELECT o.team_id AS key, o.id FROM outreach o WHERE o.team_id = ANY(${ids}) AND o.day >= ${from} AND o.day < ${until} AND NOT o.cancelled`,
  unit: (ids: readonly string[], from: string, until: string): Sql =>
    sql`SELECT DISTINCT c.ancestor_id AS key, o.id
        FROM admin_unit_closure c
        JOIN team_host h ON h.unit_id = c.descendant_id AND h.from_day < c.until_day AND h.until_day > c.from_day
        JOIN outreach o ON o.team_id = h.team_id AND o.day >= ${from} AND o.day < ${until} AND NOT o.cancelled
          AND o.day >= h.from_day AND o.day < h.until_day AND o.day >= c.from_day AND o.day < c.until_day
        WHERE c.ancestor_id = ANY(${ids}) AND c.from_day < ${until} AND c.until_day > ${from}`,
};

/** What the log of each of many teams, or units, comes to in a period, by the task of the catalogue it was for. Unknown numbers are counted, not added. */
export async function loadOutreachTallies(
  session: Session,
  of: 'team' | 'unit',
  holderId: string,
  from: string,
  until: string,
): Promise<OutreachTally[]> {
  const found = await load(session, `outreach-tally:${of}:${from}:${until}`, holderId, async (ids) => {
    const all = await rows<OutreachTally & { key: string }>(
      session.db,
      sql`WITH entry AS (
            SELECT e.key, o.id, o.day, ${TASK_CODE} AS task, o.people, o.households
            FROM (${ENTRIES[of](ids, from, until)}) e JOIN outreach o ON o.id = e.id
            LEFT JOIN task t ON t.id = o.task_id LEFT JOIN directive d ON d.id = t.directive_id)
          SELECT key, task, ${numberOf(sql`people`)} AS people, ${numberOf(sql`households`)} AS households
          FROM entry GROUP BY key, task ORDER BY task`,
    );
    return groupBy(all, ({ key }) => key);
  });
  return found ?? [];
}

function numberOf(column: Sql): Sql {
  return sql`jsonb_build_object('sum', sum(${column}), 'known', count(${column}), 'unknown', count(*) FILTER (WHERE ${column} IS NULL),
    'entries', to_jsonb((array_agg(id ORDER BY day DESC, id DESC) FILTER (WHERE ${column} IS NOT NULL))[:${NAMED_ENTRIES}::int]))`;
}
