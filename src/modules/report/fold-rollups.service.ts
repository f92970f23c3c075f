import sql from 'sql-template-tag';
import { foldSums, SUMS_AT_ONCE } from '../../database/fold-sums';
import { rows } from '../../database/session';
import type { Session } from '../../database/session';

/** Held by who puts rows in the place of others, so that no two do so with the same ones. */
export const FOLDING = sql`hashtextextended('report-rollups ' || app_tenant(), 0)`;

/**
 * Replaces rows that single changes added by one row with their sum. The sums are the same before, after and meanwhile; there is less to add up.
 * @returns how many rows were replaced.
 */
export function foldRollups({ db }: Pick<Session, 'db'>, atOnce = SUMS_AT_ONCE): Promise<number> {
  return foldSums(db, FOLDING, async (manager) => {
    const [sums] = await rows<{ replaced: number }>(
      manager,
      sql`WITH due AS (SELECT DISTINCT round_id, unit_id, indicator, segment FROM report_rollup WHERE NOT folded LIMIT ${atOnce}),
            gone AS (DELETE FROM report_rollup u USING due d
              WHERE u.round_id = d.round_id AND u.unit_id = d.unit_id AND u.indicator = d.indicator AND u.segment = d.segment
              RETURNING u.round_id, u.unit_id, u.indicator, u.segment, u.expected, u.reported, u.unknown, u.value),
            kept AS (INSERT INTO report_rollup (id, round_id, unit_id, indicator, segment, expected, reported, unknown, value, folded)
              SELECT gen_random_uuid(), round_id, unit_id, indicator, segment, sum(expected), sum(reported), sum(unknown), sum(value), true
              FROM gone GROUP BY round_id, unit_id, indicator, segment)
          SELECT count(*) AS replaced FROM gone`,
    );
    const [tallies] = await rows<{ replaced: number }>(
      manager,
      sql`WITH due AS (SELECT DISTINCT round_id, unit_id FROM report_tally WHERE NOT folded LIMIT ${atOnce}),
            gone AS (DELETE FROM report_tally u USING due d WHERE u.round_id = d.round_id AND u.unit_id = d.unit_id
              RETURNING u.round_id, u.unit_id, u.expected, u.on_time, u.late, u.excused, u.approved),
            kept AS (INSERT INTO report_tally (id, round_id, unit_id, expected, on_time, late, excused, approved, folded)
              SELECT gen_random_uuid(), round_id, unit_id, sum(expected), sum(on_time), sum(late), sum(excused), sum(approved), true FROM gone GROUP BY round_id, unit_id)
          SELECT count(*) AS replaced FROM gone`,
    );
    return (sums?.replaced ?? 0) + (tallies?.replaced ?? 0);
  });
}
