import { publicId } from './public-id';

const on = (row: string) => `${row}.from_day <= $2::date AND ${row}.until_day > $2::date`;

/**
 * Rounds that a unit or one above it asked of all, or one below it; of those with the same last day that which the service would count. Periods that
 * overlap in part are not told apart here: the comparison of answers would show it.
 */
export const PROGRESS = `
  WITH child AS (SELECT s.unit_id, s.name FROM admin_unit_state s WHERE s.parent_id = $1 AND ${on('s')} ORDER BY s.name, s.unit_id LIMIT 100),
  asked AS MATERIALIZED (SELECT r.id, r.unit_id, r.form_code, r.reporters, r.from_day, r.until_day, r.duty IS NOT NULL AS duty FROM report_round r
    WHERE r.from_day >= $4::date AND r.until_day <= $5::date AND NOT r.consolidated AND r.frozen_at IS NOT NULL
      AND r.form -> 'indicators' @> jsonb_build_array(jsonb_build_object('code', $3::text))),
  candidate AS (
    SELECT k.unit_id, r.id, r.form_code, r.reporters, r.from_day, r.until_day, r.duty, r.reporters <> 'units' OR EXISTS (SELECT FROM report_round_unit n WHERE n.round_id = r.id AND n.unit_id = k.unit_id) AS above
    FROM child k JOIN admin_unit_closure c ON c.descendant_id = k.unit_id JOIN asked r ON r.unit_id = c.ancestor_id
    WHERE c.from_day < r.until_day AND c.until_day >= r.until_day
    UNION ALL
    SELECT k.unit_id, r.id, r.form_code, r.reporters, r.from_day, r.until_day, r.duty, false FROM asked r JOIN admin_unit_closure c ON c.descendant_id = r.unit_id AND c.distance > 0
    JOIN child k ON k.unit_id = c.ancestor_id WHERE c.from_day < r.until_day AND c.until_day >= r.until_day),
  sums AS (
    SELECT x.unit_id, x.above, x.reporters, x.form_code, x.from_day, x.until_day, bool_or(x.duty) AS duty,
      sum(a.expected) AS expected, sum(a.reported) AS reported, CASE WHEN sum(a.reported) > 0 THEN sum(a.value) END AS result
    FROM candidate x
    CROSS JOIN LATERAL (
      SELECT u.expected, u.reported, u.value FROM report_rollup u
      WHERE u.round_id = x.id AND u.unit_id = x.unit_id AND u.indicator = $3::text AND u.segment = ''
      UNION ALL
      SELECT 1, (a.value IS NOT NULL)::int, coalesce(a.value, 0) FROM report_slot o
      LEFT JOIN report p ON p.round_id = o.round_id AND p.holder_id = o.holder_id
      LEFT JOIN report_version v ON v.report_id = p.id AND v.number = p.approved
      LEFT JOIN report_value a ON a.version_id = v.id AND a.indicator = $3::text AND a.segment = ''
      WHERE o.round_id = x.id AND o.unit_id = x.unit_id) a
    GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(a.expected) > 0),
  ranked AS (
    SELECT *, row_number() OVER (PARTITION BY unit_id, until_day ORDER BY above DESC, CASE reporters WHEN 'team' THEN 0 WHEN 'units' THEN 2 ELSE 1 END,
      duty DESC, until_day - from_day, form_code, reporters) AS place FROM sums),
  counted AS (
    SELECT unit_id, date_trunc('month', until_day - 1)::date AS month, sum(result)::float8 AS result, sum(expected)::int AS expected, sum(reported)::int AS reported
    FROM ranked WHERE place = 1 GROUP BY 1, 2),
  shown AS (
    SELECT k.unit_id, k.name, sum(m.result) AS result, coalesce(sum(m.expected), 0) AS expected, coalesce(sum(m.reported), 0) AS reported,
      coalesce(json_agg(json_build_object('month', m.month, 'result', m.result, 'expected', m.expected, 'reported', m.reported) ORDER BY m.month)
        FILTER (WHERE m.month IS NOT NULL), '[]') AS months
    FROM child k LEFT JOIN counted m ON m.unit_id = k.unit_id GROUP BY k.unit_id, k.name)
  SELECT json_build_object('data', json_build_object('adminUnit', json_build_object('id', ${publicId('AdminUnit', '$1::uuid')}, 'children',
    json_build_object('edges', (SELECT coalesce(json_agg(json_build_object('node', json_build_object('id', ${publicId('AdminUnit', 'unit_id')}, 'name', name,
      'progress', json_build_object('result', result, 'expected', expected, 'reported', reported, 'months', months))) ORDER BY name, unit_id), '[]')
      FROM shown)))))::text AS answer`;
