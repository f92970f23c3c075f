import sql from 'sql-template-tag';
import { rows } from '../../database/session';
import type { Session } from '../../database/session';
import { FOLDING } from './fold-rollups.service';
import { recountOf, recountTallies } from './recount.reads';
import { insertSums, insertTallies } from './rollup.service';

type Source = Pick<Session, 'db'>;

/** A sum that is not what a recount from the raw values gives. */
export interface RollupDifference {
  readonly roundId: string;
  readonly unitId: string;
  /** Null for punctuality. */
  readonly indicator: string | null;
  readonly segment: string | null;
  /** What the rows come to, and what they should: each of the amounts in one word. */
  readonly kept: string;
  readonly counted: string;
}

/** All rounds of a province, those of the earliest period first. */
export async function roundsToVerify({ db }: Source): Promise<string[]> {
  return (await rows<{ id: string }>(db, sql`SELECT id FROM report_round ORDER BY from_day, id`)).map(({ id }) => id);
}

/**
 * What of rounds differs from a recount. Each of the two comparisons is one statement and so sees one moment: it may run while reports are approved.
 * @param db may be a connection with a longer limit of time.
 */
export async function differencesOf(db: Pick<Session['db'], 'query'>, roundIds: readonly string[]): Promise<RollupDifference[]> {
  const these = sql`r.id = ANY(${roundIds})`;
  const sums = await rows<RollupDifference>(
    db,
    sql`SELECT coalesce(k.round_id, c.round_id) AS "roundId", coalesce(k.unit_id, c.unit_id) AS "unitId", coalesce(k.indicator, c.indicator) AS indicator,
          coalesce(k.segment, c.segment) AS segment,
          concat_ws(' ', 'value', coalesce(k.value, 0), 'expected', coalesce(k.expected, 0), 'reported', coalesce(k.reported, 0), 'unknown', coalesce(k.unknown, 0)) AS kept,
          concat_ws(' ', 'value', coalesce(c.value, 0), 'expected', coalesce(c.expected, 0), 'reported', coalesce(c.reported, 0), 'unknown', coalesce(c.unknown, 0)) AS counted
        FROM (SELECT round_id, unit_id, indicator, segment, sum(expected) AS expected, sum(reported) AS reported, sum(unknown) AS unknown, sum(value) AS value
              FROM report_rollup r WHERE round_id = ANY(${roundIds}) GROUP BY round_id, unit_id, indicator, segment) k
        FULL JOIN (${recountOf(these)}) c ON c.round_id = k.round_id AND c.unit_id = k.unit_id AND c.indicator = k.indicator AND c.segment = k.segment
        WHERE (coalesce(k.expected, 0), coalesce(k.reported, 0), coalesce(k.unknown, 0), coalesce(k.value, 0))
          <> (coalesce(c.expected, 0), coalesce(c.reported, 0), coalesce(c.unknown, 0), coalesce(c.value, 0))
        ORDER BY 1, 2, 3, 4`,
  );
  const tallies = await rows<RollupDifference>(
    db,
    sql`SELECT coalesce(k.round_id, c.round_id) AS "roundId", coalesce(k.unit_id, c.unit_id) AS "unitId", NULL AS indicator, NULL AS segment,
          concat_ws(' ', 'expected', coalesce(k.expected, 0), 'on time', coalesce(k.on_time, 0), 'late', coalesce(k.late, 0), 'excused', coalesce(k.excused, 0),
            'approved', coalesce(k.approved, 0)) AS kept,
          concat_ws(' ', 'expected', coalesce(c.expected, 0), 'on time', coalesce(c.on_time, 0), 'late', coalesce(c.late, 0), 'excused', coalesce(c.excused, 0),
            'approved', coalesce(c.approved, 0)) AS counted
        FROM (SELECT round_id, unit_id, sum(expected) AS expected, sum(on_time) AS on_time, sum(late) AS late, sum(excused) AS excused, sum(approved) AS approved
              FROM report_tally WHERE round_id = ANY(${roundIds}) GROUP BY round_id, unit_id) k
        FULL JOIN (${recountTallies(these)}) c ON c.round_id = k.round_id AND c.unit_id = k.unit_id
        WHERE (coalesce(k.expected, 0), coalesce(k.on_time, 0), coalesce(k.late, 0), coalesce(k.excused, 0), coalesce(k.approved, 0))
          <> (coalesce(c.expected, 0), coalesce(c.on_time, 0), coalesce(c.late, 0), coalesce(c.excused, 0), coalesce(c.approved, 0))
        ORDER BY 1, 2`,
  );
  return [...sums, ...tallies];
}

/**
 * Makes the sums of rounds anew from the raw values. What a statement deletes and what it counts it sees at one moment, so an approval meanwhile adds
 * to the new sums as it would have to the old ones.
 */
export async function rebuildRollups({ db }: Source, roundIds: readonly string[], timeLimit = '10min'): Promise<void> {
  const these = sql`r.id = ANY(${roundIds})`;
  await db.transaction(async (manager) => {
    await rows(manager, sql`SELECT set_config('statement_timeout', ${timeLimit}, true), set_config('lock_timeout', '0', true)`);
    await rows(manager, sql`SELECT pg_advisory_xact_lock(${FOLDING})`);
    await rows(manager, sql`WITH gone AS (DELETE FROM report_rollup WHERE round_id = ANY(${roundIds})) ${insertSums(recountOf(these))}`);
    await rows(
      manager,
      sql`WITH gone AS (DELETE FROM report_tally WHERE round_id = ANY(${roundIds})) ${insertTallies(recountTallies(these))}`,
    );
  });
}

/** Begins the sums of rounds that closed before there were any. @returns of how many rounds. */
export async function seedUnseeded(source: Source): Promise<number> {
  const due = await rows<{ id: string }>(
    source.db,
    sql`SELECT r.id FROM report_round r WHERE r.frozen_at IS NOT NULL AND NOT EXISTS (SELECT FROM report_tally t WHERE t.round_id = r.id AND t.folded)
          AND EXISTS (SELECT FROM report_slot s JOIN admin_unit_closure w ON w.descendant_id = s.unit_id AND w.distance > 0
                AND w.from_day <= s.placed_on AND w.until_day > s.placed_on WHERE s.round_id = r.id)
        ORDER BY r.id`,
  );
  if (due.length > 0)
    await rebuildRollups(
      source,
      due.map(({ id }) => id),
    );
  return due.length;
}
