import sql, { empty } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';

/** Who of a closed round `r` lies in which units, above the one that each reports in: the map that counts is that of the slot's own day. */
const placed = (rounds: Sql) => sql`
  SELECT s.round_id, s.holder_id, w.ancestor_id AS unit_id
  FROM report_round r JOIN report_slot s ON s.round_id = r.id
  JOIN admin_unit_closure w ON w.descendant_id = s.unit_id AND w.distance > 0 AND w.from_day <= s.placed_on AND w.until_day > s.placed_on
  WHERE r.frozen_at IS NOT NULL AND ${rounds}`;

/** The cells of the forms of rounds `r`: `round_id, indicator, segment`; ratios have none, as they are computed. */
export function cellsOfRounds(rounds: Sql, only?: { readonly codes: readonly string[]; readonly segment: string }): Sql {
  return sql`
    SELECT r.id AS round_id, i ->> 'code' AS indicator, g.segment
    FROM report_round r CROSS JOIN LATERAL jsonb_array_elements(r.form -> 'indicators') i
    CROSS JOIN LATERAL (SELECT '' AS segment UNION ALL SELECT jsonb_array_elements_text(coalesce(i -> 'segments', '[]'))) g
    WHERE i ->> 'kind' <> 'ratio' AND ${rounds}
      ${only ? sql`AND i ->> 'code' = ANY(${only.codes}) AND g.segment = ${only.segment}` : empty}`;
}

/**
 * What closed rounds `r` came to in each unit above the slots, counted from the raw values: `round_id, unit_id, indicator, segment, expected,
 * reported, unknown, value`. What rolls up begins with it and is verified by it.
 */
export function recountOf(rounds: Sql): Sql {
  return sql`
    WITH placed AS MATERIALIZED (${placed(sql`NOT r.consolidated AND ${rounds}`)}),
      part AS (
        SELECT e.round_id, e.unit_id, c.indicator, c.segment, e.expected, 0 AS reported, 0 AS unknown, 0 AS value
        FROM (SELECT round_id, unit_id, count(*) AS expected FROM placed GROUP BY round_id, unit_id) e
        JOIN (${cellsOfRounds(rounds)}) c ON c.round_id = e.round_id
        UNION ALL
        SELECT d.round_id, d.unit_id, a.indicator, a.segment, 0, count(a.value), count(*) - count(a.value), coalesce(sum(a.value), 0)
        FROM placed d JOIN report p ON p.round_id = d.round_id AND p.holder_id = d.holder_id
        JOIN report_version v ON v.report_id = p.id AND v.number = p.approved
        JOIN report_value a ON a.version_id = v.id
        GROUP BY d.round_id, d.unit_id, a.indicator, a.segment)
    SELECT round_id, unit_id, indicator, segment, sum(expected)::int AS expected, sum(reported)::int AS reported, sum(unknown)::int AS unknown,
      sum(value) AS value
    FROM part GROUP BY round_id, unit_id, indicator, segment`;
}

/** The class of a slot with report `p` and excuse `q` in round `r`, whatever the day: neither of the three is missing or open, which the day tells. */
export const CLASS = {
  onTime: sql`coalesce(p.submitted_day <= r.due_day, false)`,
  late: sql`(p.submitted_day > r.due_day AND q.id IS NULL)`,
  excused: sql`(q.id IS NOT NULL AND (p.submitted_day IS NULL OR p.submitted_day > r.due_day))`,
};

/** The same of punctuality: `round_id, unit_id, expected, on_time, late, excused, approved`. */
export function recountTallies(rounds: Sql): Sql {
  return sql`
    SELECT d.round_id, d.unit_id, count(*)::int AS expected, (count(*) FILTER (WHERE ${CLASS.onTime}))::int AS on_time,
      (count(*) FILTER (WHERE ${CLASS.late}))::int AS late, (count(*) FILTER (WHERE ${CLASS.excused}))::int AS excused,
      (count(*) FILTER (WHERE p.approved IS NOT NULL))::int AS approved
    FROM (${placed(rounds)}) d JOIN report_round r ON r.id = d.round_id
    LEFT JOIN report p ON p.round_id = d.round_id AND p.holder_id = d.holder_id
    LEFT JOIN report_excuse q ON q.round_id = d.round_id AND q.holder_id = d.holder_id
    GROUP BY d.round_id, d.unit_id`;
}
