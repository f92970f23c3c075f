import sql, { empty, join } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { v7 as uuid } from 'uuid';
import { requireReach } from '../../auth/scope';
import { rowsOften, writeLater } from '../../database/session';
import { Refusal } from '../../errors';
import type { Writing } from '../event';
import type { Report, ReportVersion } from './report.entity';
import { hashOf } from './report-hash.service';
import type { Content } from './report-content.rules';
import { lockReport, requireStep } from './report-draft.service';
import { subject } from './report-thread.service';
import { approver } from './report-holder.service';
import type { ReportRound } from './report-round.entity';
import { countingApproval } from './rollup.service';

/** A report taken for its approval, with all that the approval depends on. */
interface Standing
  extends
    Pick<Report, 'id' | 'roundId' | 'holderId' | 'teamId' | 'unitId' | 'state' | 'edit' | 'latest' | 'approved'>,
    Pick<ReportRound, 'frozenAt' | 'consolidated'>,
    Pick<ReportVersion, 'submittedBy' | 'totals'>,
    Pick<Content, 'values' | 'narratives'> {
  readonly versionId: string;
  /** The unit that approves. */
  readonly approver: string;
  /** The report's edit when the statement began. */
  readonly seen: number;
}

const UNDER_WAY = sql`AND o.frozen_at IS NOT NULL`;

function standing(reportId: string, which: Sql): Sql {
  return sql`SELECT p.id, p.round_id AS "roundId", p.holder_id AS "holderId", p.team_id AS "teamId", p.unit_id AS "unitId", p.state, p.edit, p.latest,
      p.approved, o.frozen_at AS "frozenAt", o.consolidated, v.id AS "versionId", v.submitted_by AS "submittedBy", v.totals,
      ${approver({ team: sql`p.team_id`, unit: sql`p.unit_id`, untilDay: sql`o.until_day` })} AS approver,
      ARRAY(SELECT json_build_object('code', a.indicator, 'segment', a.segment, 'value', a.value::float8)
            FROM report_value a WHERE a.version_id = v.id) AS values,
      ARRAY(SELECT json_build_object('code', a.code, 'text', a.text) FROM report_narrative a WHERE a.version_id = v.id) AS narratives,
      (SELECT q.edit FROM report q WHERE q.id = p.id) AS seen
    FROM report p JOIN report_round o ON o.id = p.round_id LEFT JOIN report_version v ON v.report_id = p.id AND v.number = p.latest
    WHERE p.id = ${reportId} ${which} FOR NO KEY UPDATE OF p`;
}

/** What an approval asks first. */
export function takingForApproval(reportId: string): Sql {
  return standing(reportId, UNDER_WAY);
}

/** @throws Refusal NOT_FOUND. */
async function take(writing: Writing, reportId: string): Promise<Standing> {
  const { manager } = writing;
  const [found] = (await writing.opening<Standing>()) ?? (await rowsOften<Standing>(manager, takingForApproval(reportId)));
  // A round that is closed does not change any more. One that is open is held before its reports.
  if (!found) await lockReport(writing, reportId);
  // Where the lock had to be waited for, only the report's own row is of now: each change moves its edit.
  else if (found.seen === found.edit) return found;
  const [again] = await rowsOften<Standing>(manager, standing(reportId, empty));
  return again as Standing;
}

/**
 * Approves the content with this hash, and no other. From now on it is what totals count. One statement reads all it depends on, one writes all that
 * it changes: this is what a province does most.
 * @throws Refusal NOT_FOUND, FORBIDDEN, REPORT_STATE, OWN_REPORT, REPORT_HASH_MISMATCH.
 */
export async function approveReport(writing: Writing, reportId: string, expectedHash: string): Promise<void> {
  const { manager, session } = writing;
  const report = await take(writing, reportId);
  const { id, roundId, latest, approved } = report;
  await requireReach(session, 'report:approve', report.approver);
  const state = requireStep(report, 'approve');
  if (report.submittedBy === session.actor.id) throw new Refusal('OWN_REPORT');
  // Computed anew from what stands in the tables: what was handed in is what is approved.
  const actual = hashOf(report, report);
  if (actual !== expectedHash) throw new Refusal('REPORT_HASH_MISMATCH', { expected: expectedHash, actual });
  const beside = [
    sql`UPDATE report_version SET approved_by = ${session.actor.id}, approved_at = ${session.now} WHERE id = ${report.versionId}`,
    sql`INSERT INTO report_step (id, report_id, number, step, actor, at)
        VALUES (${uuid()}, ${id}, ${latest}, 'approve', ${session.actor.id}, ${session.now})`,
    ...countingApproval({ id: roundId, frozenAt: report.frozenAt, consolidated: report.consolidated }, report),
  ];
  const named = beside.map((statement, n) => sql`${NAMES[n] as Sql} AS (${statement})`);
  await writeLater(
    manager,
    sql`WITH ${join(named)} UPDATE report SET state = ${state}, edit = ${report.edit + 1}, approved = ${latest} WHERE id = ${id}`,
  );
  writing.record({
    action: 'report.approved',
    ...subject(report),
    day: session.today,
    before: approved === null ? undefined : { version: approved },
    after: { version: latest, hash: actual },
  });
}

const NAMES = [sql`version`, sql`step`, sql`sums`, sql`tally`];
