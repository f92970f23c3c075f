import type { Client } from 'pg';
import { createDataSource } from '../../src/database/data-source';
import { foldRollups } from '../../src/modules/report/fold-rollups.service';
import type { Place } from './kinds';

/**
 * Makes approved reports wait for approval again, with the sums above them and punctuality less by what the approval had added: so that each approval
 * of the benchmark is a first one, and the roll-ups are right before and after it. Steps and events of the log stay. What all who approved have left to
 * fold is folded, so that the service does not do it for others while it is timed.
 */
export async function resetReports(owner: Client, { slug, tenantUrl }: Place, reports: readonly string[]): Promise<void> {
  const parameters = [slug, reports];
  const approved = `SELECT p.tenant, p.id, p.round_id, p.holder_id, p.latest FROM report p WHERE p.tenant = $1 AND p.id = ANY($2::uuid[]) AND p.state = 'approved'`;
  const above = `(${approved}) p JOIN report_slot s ON s.tenant = p.tenant AND s.round_id = p.round_id AND s.holder_id = p.holder_id
    JOIN admin_unit_closure w ON w.tenant = s.tenant AND w.descendant_id = s.unit_id AND w.distance > 0 AND w.from_day <= s.placed_on AND w.until_day > s.placed_on`;
  await owner.query('BEGIN');
  await owner.query(
    `INSERT INTO report_rollup (tenant, id, round_id, unit_id, indicator, segment, expected, reported, unknown, value, folded)
     SELECT p.tenant, gen_random_uuid(), p.round_id, w.ancestor_id, a.indicator, a.segment, 0, -count(a.value), count(a.value) - count(*), -coalesce(sum(a.value), 0), false
     FROM ${above} JOIN report_version v ON v.tenant = p.tenant AND v.report_id = p.id AND v.number = p.latest
     JOIN report_value a ON a.tenant = v.tenant AND a.version_id = v.id GROUP BY 1, 3, 4, 5, 6`,
    parameters,
  );
  await owner.query(
    `INSERT INTO report_tally (tenant, id, round_id, unit_id, expected, on_time, late, excused, approved, folded)
     SELECT p.tenant, gen_random_uuid(), p.round_id, w.ancestor_id, 0, 0, 0, 0, -count(*), false FROM ${above} GROUP BY 1, 3, 4`,
    parameters,
  );
  await owner.query(
    `UPDATE report_version v SET approved_by = NULL, approved_at = NULL FROM (${approved}) p WHERE v.tenant = p.tenant AND v.report_id = p.id AND v.number = p.latest`,
    parameters,
  );
  await owner.query(
    `UPDATE report p SET state = 'submitted', approved = NULL, edit = edit - 1 WHERE tenant = $1 AND id = ANY($2::uuid[]) AND state = 'approved'`,
    parameters,
  );
  await owner.query('COMMIT');
  const db = await createDataSource({ url: tenantUrl, entities: [], poolSize: 1 }).initialize();
  await foldRollups({ db }).finally(() => db.destroy());
  await owner.query('ANALYZE report, report_version');
}
