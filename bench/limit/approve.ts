import { publicId } from './public-id';

/** What is written when a report is approved for the first time: state, version, step, sums above it, event. Its place in the log comes at commit, by a trigger. */
export const APPROVAL = `
  WITH approved AS (
    UPDATE report SET state = 'approved', edit = edit + 1, approved = latest WHERE id = $1 AND state = 'submitted'
    RETURNING *),
  version AS (
    UPDATE report_version v SET approved_by = $2, approved_at = now() FROM approved p WHERE v.report_id = p.id AND v.number = p.latest RETURNING v.id, v.hash),
  above AS (
    SELECT s.round_id, w.ancestor_id FROM approved p JOIN report_slot s ON s.round_id = p.round_id AND s.holder_id = p.holder_id
    JOIN report_round r ON r.id = s.round_id AND r.frozen_at IS NOT NULL
    JOIN admin_unit_closure w ON w.descendant_id = s.unit_id AND w.distance > 0 AND w.from_day <= s.placed_on AND w.until_day > s.placed_on),
  sums AS (
    INSERT INTO report_rollup (id, round_id, unit_id, indicator, segment, expected, reported, unknown, value, folded)
    SELECT gen_random_uuid(), b.round_id, b.ancestor_id, a.indicator, a.segment, 0, (a.value IS NOT NULL)::int, (a.value IS NULL)::int, coalesce(a.value, 0), false
    FROM version v JOIN report_value a ON a.version_id = v.id CROSS JOIN above b
    JOIN report_round r ON r.id = b.round_id AND NOT r.consolidated),
  tally AS (
    INSERT INTO report_tally (id, round_id, unit_id, expected, on_time, late, excused, approved, folded)
    SELECT gen_random_uuid(), round_id, ancestor_id, 0, 0, 0, 0, 1, false FROM above),
  step AS (
    INSERT INTO report_step (id, report_id, number, step, actor, at) SELECT uuidv7(), id, latest, 'approve', $2, now() FROM approved),
  event AS (
    INSERT INTO event (id, at, day, actor, action, subject_type, subject_id, team_id, unit_id, after)
    SELECT uuidv7(), now(), (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, $2, 'report.approved', 'report', p.id, p.team_id, p.unit_id,
      jsonb_build_object('version', p.latest, 'hash', v.hash) FROM approved p, version v)`;

export const APPROVE = `${APPROVAL}
  SELECT json_build_object('data', json_build_object('approveReport', json_build_object('id', ${publicId('Report', 'id')}, 'state', 'APPROVED', 'version', edit)))::text
    AS answer FROM approved`;
