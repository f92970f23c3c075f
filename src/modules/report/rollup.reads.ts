import sql from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { groupBy, rows } from '../../database/session';
import type { Session } from '../../database/session';
import type { StoredTotal } from '../../tenancy/report-facts';
import { cellsOfRounds, CLASS } from './recount.reads';

/** A round whose reports are counted in a unit; `key` gathers what makes one sum. */
export interface Source {
  readonly key: string;
  readonly unitId: string;
  readonly roundId: string;
}

/** Some cells of forms instead of all: of some indicators, in one segment. */
export interface OnlyCells {
  readonly codes: readonly string[];
  readonly segment: string;
}

const listed = (sources: readonly Source[]) => sql`SELECT key, unit_id, round_id
  FROM unnest(${sources.map(({ key }) => key)}::text[], ${sources.map(({ unitId }) => unitId)}::uuid[], ${sources.map(({ roundId }) => roundId)}::uuid[])
    AS s(key, unit_id, round_id)`;

/**
 * The sums of approved values in closed rounds of typed values, for each key all cells: what rolls up from below a unit, and what reports in it
 * itself, in one statement. Names of what is missing are not kept, so none are given. OFFSET 0 keeps the planner from beginning with all rows that
 * a province has, which costs it nothing by its estimates while a table is young.
 */
export async function sumFolded({ db }: Session, sources: readonly Source[], only?: OnlyCells): Promise<Map<string, StoredTotal[]>> {
  if (sources.length === 0) return new Map();
  const ids = [...new Set(sources.map(({ roundId }) => roundId))];
  const found = await rows<StoredTotal & { key: string }>(db, foldedSums(listed(sources), sql`r.id = ANY(${ids})`, only));
  return groupBy(found, ({ key }) => key);
}

/** @param sources `key, unit_id, round_id`. @param rounds what holds for their rounds `r`. */
export function foldedSums(sources: Sql, rounds: Sql, only?: OnlyCells): Sql {
  return sql`WITH source AS (${sources}),
          cell AS MATERIALIZED (${cellsOfRounds(rounds, only)}),
          part AS (
            SELECT s.key, u.indicator, u.segment, u.expected, u.reported, u.unknown, u.value
            FROM source s JOIN cell c ON c.round_id = s.round_id CROSS JOIN LATERAL (
              SELECT u.indicator, u.segment, u.expected, u.reported, u.unknown, u.value FROM report_rollup u WHERE u.round_id = s.round_id AND u.unit_id = s.unit_id AND u.indicator = c.indicator AND u.segment = c.segment
              OFFSET 0) u
            UNION ALL
            SELECT s.key, c.indicator, c.segment, 1, (a.value IS NOT NULL)::int, (a.version_id IS NOT NULL AND a.value IS NULL)::int, coalesce(a.value, 0)
            FROM source s CROSS JOIN LATERAL (
              SELECT x.round_id, x.holder_id FROM report_slot x WHERE x.round_id = s.round_id AND x.unit_id = s.unit_id OFFSET 0) x
            JOIN cell c ON c.round_id = s.round_id
            LEFT JOIN report p ON p.round_id = x.round_id AND p.holder_id = x.holder_id
            LEFT JOIN report_version v ON v.report_id = p.id AND v.number = p.approved
            LEFT JOIN report_value a ON a.version_id = v.id AND a.indicator = c.indicator AND a.segment = c.segment)
        SELECT key, indicator AS code, segment, (CASE WHEN sum(reported) > 0 THEN sum(value) END)::float8 AS value,
          sum(expected)::int AS expected, sum(reported)::int AS reported, sum(unknown)::int AS unknown, '[]'::jsonb AS missing
        FROM part GROUP BY key, indicator, segment HAVING sum(expected) > 0`;
}

/** How many reports were expected, and how many came in time, late, were excused and approved. */
export interface Tally {
  readonly expected: number;
  readonly onTime: number;
  readonly late: number;
  readonly excused: number;
  readonly approved: number;
}

/** The tallies of closed rounds in units, for each key and round, with the round's due day: on what came of the rest, that decides. */
export async function tallyFolded({ db }: Session, sources: readonly Source[]): Promise<Map<string, (Tally & { dueDay: string })[]>> {
  if (sources.length === 0) return new Map();
  return groupBy(await rows<Tally & { key: string; dueDay: string }>(db, foldedTallies(listed(sources))), ({ key }) => key);
}

/** @param sources `key, unit_id, round_id`. */
export function foldedTallies(sources: Sql): Sql {
  return sql`WITH source AS (${sources}),
          part AS (
            SELECT s.key, s.round_id, u.expected, u.on_time, u.late, u.excused, u.approved
            FROM source s CROSS JOIN LATERAL (
              SELECT u.expected, u.on_time, u.late, u.excused, u.approved FROM report_tally u WHERE u.round_id = s.round_id AND u.unit_id = s.unit_id OFFSET 0) u
            UNION ALL
            SELECT s.key, s.round_id, 1, (${CLASS.onTime})::int, coalesce(${CLASS.late}, false)::int, (${CLASS.excused})::int, (p.approved IS NOT NULL)::int
            FROM source s CROSS JOIN LATERAL (
              SELECT x.round_id, x.holder_id FROM report_slot x WHERE x.round_id = s.round_id AND x.unit_id = s.unit_id OFFSET 0) x
            JOIN report_round r ON r.id = s.round_id
            LEFT JOIN report p ON p.round_id = x.round_id AND p.holder_id = x.holder_id
            LEFT JOIN report_excuse q ON q.round_id = x.round_id AND q.holder_id = x.holder_id)
        SELECT t.key, r.due_day AS "dueDay", sum(t.expected)::int AS expected, sum(t.on_time)::int AS "onTime", sum(t.late)::int AS late,
          sum(t.excused)::int AS excused, sum(t.approved)::int AS approved
        FROM part t JOIN report_round r ON r.id = t.round_id GROUP BY t.key, r.id, r.due_day`;
}
