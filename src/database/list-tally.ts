import sql, { empty } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { foldSums, SUMS_AT_ONCE } from './fold-sums';
import { rows } from './session';
import type { Session } from './session';

/** Lists of a province whose length is kept: units by level, teams by kind, findings by rule, tasks by state, rounds by form. */
export type TalliedList = 'unit' | 'team' | 'finding' | 'task' | 'round';

/** How many rows a list has on a day, all or those of one code: a sum of what changed by then, whatever the number of rows. */
export function tallied(list: TalliedList, on: Sql, code?: string | null): Sql {
  return sql`(SELECT coalesce(sum(y.delta), 0)::int FROM list_tally y WHERE y.list = ${list} AND y.day <= ${on} ${code ? sql`AND y.code = ${code}` : empty})`;
}

/** Held by who puts rows in the place of others, so that no two do so with the same ones. */
const FOLDING = sql`hashtextextended('list-tally ' || app_tenant(), 0)`;

/**
 * Replaces what single statements changed by one row with their sum, for each list, code and day. The counts are the same before, after and meanwhile.
 * @returns how many rows were replaced.
 */
export function foldTallies({ db }: Pick<Session, 'db'>, atOnce = SUMS_AT_ONCE): Promise<number> {
  return foldSums(db, FOLDING, async (manager) => {
    const [sums] = await rows<{ replaced: number }>(
      manager,
      sql`WITH due AS (SELECT DISTINCT list, code, day FROM list_tally WHERE NOT folded LIMIT ${atOnce}),
            gone AS (DELETE FROM list_tally u USING due d WHERE u.list = d.list AND u.code = d.code AND u.day = d.day
              RETURNING u.list, u.code, u.day, u.delta),
            kept AS (INSERT INTO list_tally (list, code, day, id, delta, folded)
              SELECT list, code, day, gen_random_uuid(), sum(delta), true FROM gone GROUP BY list, code, day HAVING sum(delta) <> 0)
          SELECT count(*) AS replaced FROM gone`,
    );
    return sums?.replaced ?? 0;
  });
}
