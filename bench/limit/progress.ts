import { publicId } from './public-id';

/** Expressions of what is asked for. */
interface Ask {
  readonly unit: string;
  readonly indicator: string;
  readonly from: string;
  readonly until: string;
}

/**
 * What an indicator came to in a unit by month: `month, result, expected, reported`. Of the rounds with the same last day, that the unit or one above it
 * asked of all, or one below it did, those are taken that the service would count. Periods that overlap in part are not told apart here: the
 * comparison of answers would show it.
 */
export const monthsOf = ({ unit, indicator, from, until }: Ask) => `
  WITH asked AS (SELECT r.* FROM report_round r
    WHERE r.from_day >= ${from} AND r.until_day <= ${until} AND NOT r.consolidated AND r.frozen_at IS NOT NULL
      AND r.form -> 'indicators' @> jsonb_build_array(jsonb_build_object('code', ${indicator}))),
  candidate AS (
    SELECT r.id, r.form_code, r.reporters, r.from_day, r.until_day, r.duty,
      r.reporters <> 'units' OR EXISTS (SELECT FROM report_round_unit n WHERE n.round_id = r.id AND n.unit_id = ${unit}) AS above
    FROM admin_unit_closure c JOIN asked r ON r.unit_id = c.ancestor_id
    WHERE c.descendant_id = ${unit} AND c.from_day < r.until_day AND c.until_day >= r.until_day
    UNION ALL
    SELECT r.id, r.form_code, r.reporters, r.from_day, r.until_day, r.duty, false FROM asked r
    JOIN admin_unit_closure c ON c.descendant_id = r.unit_id AND c.ancestor_id = ${unit} AND c.distance > 0
    WHERE c.from_day < r.until_day AND c.until_day >= r.until_day),
  sums AS (
    SELECT x.above, x.reporters, x.form_code, x.from_day, x.until_day, bool_or(x.duty IS NOT NULL) AS duty,
      sum(a.expected) AS expected, sum(a.reported) AS reported, CASE WHEN sum(a.reported) > 0 THEN sum(a.value) END AS result
    FROM candidate x CROSS JOIN LATERAL (
      SELECT u.expected, u.reported, u.value FROM report_rollup u
      WHERE u.round_id = x.id AND u.unit_id = ${unit} AND u.indicator = ${indicator} AND u.segment = ''
      UNION ALL
      SELECT 1, (a.value IS NOT NULL)::int, coalesce(a.value, 0) FROM report_slot o
      LEFT JOIN report p ON p.round_id = o.round_id AND p.holder_id = o.holder_id
      LEFT JOIN report_version v ON v.report_id = p.id AND v.number = p.approved
      LEFT JOIN report_value a ON a.version_id = v.id AND a.indicator = ${indicator} AND a.segment = ''
      WHERE o.round_id = x.id AND o.unit_id = ${unit}) a
    GROUP BY 1, 2, 3, 4, 5 HAVING sum(a.expected) > 0),
  ranked AS (
    SELECT *, row_number() OVER (PARTITION BY until_day ORDER BY above DESC, CASE reporters WHEN 'team' THEN 0 WHEN 'units' THEN 2 ELSE 1 END,
      duty DESC, until_day - from_day, form_code, reporters) AS place FROM sums)
  SELECT date_trunc('month', until_day - 1)::date AS month, sum(result)::float8 AS result, sum(expected)::int AS expected, sum(reported)::int AS reported
  FROM ranked WHERE place = 1 GROUP BY 1 ORDER BY 1`;

/** Child by child: as one statement over all children PostgreSQL would join the rounds with whole roll-ups, at seven times the cost. */
export const PROGRESS = `
  SELECT json_build_object('data', json_build_object('adminUnit', json_build_object('id', ${publicId('AdminUnit', '$1::uuid')}, 'children',
    json_build_object('edges', coalesce(json_agg(json_build_object('node', json_build_object('id', ${publicId('AdminUnit', 'k.unit_id')}, 'name', k.name,
      'progress', json_build_object('result', p.result, 'expected', p.expected, 'reported', p.reported, 'months', p.months))) ORDER BY k.name, k.unit_id), '[]')))))::text AS answer
  FROM (SELECT s.unit_id, s.name FROM admin_unit_state s WHERE s.parent_id = $1 AND s.from_day <= $2::date AND s.until_day > $2::date
    ORDER BY s.name, s.unit_id LIMIT 100) k
  CROSS JOIN LATERAL (
    SELECT sum(m.result) AS result, coalesce(sum(m.expected), 0) AS expected, coalesce(sum(m.reported), 0) AS reported,
      coalesce(json_agg(json_build_object('month', m.month, 'result', m.result, 'expected', m.expected, 'reported', m.reported) ORDER BY m.month), '[]') AS months
    FROM (${monthsOf({ unit: 'k.unit_id', indicator: '$3::text', from: '$4::date', until: '$5::date' })}) m) p`;
