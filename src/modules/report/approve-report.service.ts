import sql, { empty, join } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { v7 as uuid } from 'uuid';
import { reach } from '../../auth/permissions';
import { requireReach } from '../../auth/scope';
import { fixed } from '../../database/fixed';
import type { Statement } from '../../database/render';
import { rowsOften, writeLater } from '../../database/session';
import type { Session } from '../../database/session';
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
import type { ApprovalKind } from './rollup.service';

/** A report taken for its approval, with all that the approval depends on. */
interface Standing
  extends
    Pick<Report, 'id' | 'roundId' | 'holderId' | 'teamId' | 'unitId' | 'state' | 'edit' | 'latest' | 'approved'>,
    Pick<ReportRound, 'consolidated'>,
    Pick<ReportVersion, 'submittedBy' | 'totals'>,
    Pick<Content, 'values' | 'narratives'> {
  readonly closed: boolean;
  readonly versionId: string;
  /** The unit that approves. */
  readonly approver: string;
  /** The report's edit when the statement began. */
  readonly seen: number;
}

const UNDER_WAY = sql`AND o.frozen_at IS NOT NULL`;
const APPROVER = approver({ team: sql`p.team_id`, unit: sql`p.unit_id`, untilDay: sql`o.until_day` });

function standing(reportId: Sql, which: Sql, unit: Sql): Sql {
  return sql`SELECT p.id, p.round_id AS "roundId", p.holder_id AS "holderId", p.team_id AS "teamId", p.unit_id AS "unitId", p.state, p.edit, p.latest,
      p.approved, o.frozen_at IS NOT NULL AS closed, o.consolidated, v.id AS "versionId", v.submitted_by AS "submittedBy", v.totals, ${unit} AS approver,
      (SELECT coalesce(json_agg(json_build_object('code', a.indicator, 'segment', a.segment, 'value', a.value::float8)), '[]')
       FROM report_value a WHERE a.version_id = v.id) AS values,
      (SELECT coalesce(json_agg(json_build_object('code', a.code, 'text', a.text)), '[]') FROM report_narrative a WHERE a.version_id = v.id) AS narratives,
      (SELECT q.edit FROM report q WHERE q.id = p.id) AS seen
    FROM report p JOIN report_round o ON o.id = p.round_id LEFT JOIN report_version v ON v.report_id = p.id AND v.number = p.latest
    WHERE p.id = ${reportId} ${which} FOR NO KEY UPDATE OF p`;
}

const TAKE = fixed<{ reportId: string }>(({ reportId }) => standing(reportId, UNDER_WAY, APPROVER));
/** For who approves everywhere it does not matter which unit does. */
const TAKE_ANYWHERE = fixed<{ reportId: string }>(({ reportId }) => standing(reportId, UNDER_WAY, sql`p.unit_id`));
const TAKE_AGAIN = fixed<{ reportId: string }>(({ reportId }) => standing(reportId, empty, APPROVER));

/** What an approval asks first. */
export function takingForApproval({ actor }: Session, reportId: string): Statement {
  return reach(actor, 'report:approve') === 'province' ? TAKE_ANYWHERE({ reportId }) : TAKE({ reportId });
}

/** @throws Refusal NOT_FOUND. */
async function take(writing: Writing, reportId: string): Promise<Standing> {
  const { manager, session } = writing;
  const [found] = (await writing.opening<Standing>()) ?? (await rowsOften<Standing>(manager, takingForApproval(session, reportId)));
  // A round that is closed does not change any more. One that is open is held before its reports.
  if (!found) await lockReport(writing, reportId);
  // Where the lock had to be waited for, only the report's own row is of now: each change moves its edit.
  else if (found.seen === found.edit) return found;
  const [again] = await rowsOften<Standing>(manager, TAKE_AGAIN({ reportId }));
  return again as Standing;
}

interface Approval {
  readonly reportId: string;
  readonly versionId: string;
  readonly number: number;
  readonly approved: number | null;
  readonly roundId: string;
  readonly holderId: string;
  readonly state: string;
  readonly edit: number;
  readonly stepId: string;
  readonly actor: string;
  readonly now: Date;
}

function approving(kind: ApprovalKind) {
  return fixed<Approval>((its) => {
    const parts = [
      sql`version AS (UPDATE report_version SET approved_by = ${its.actor}, approved_at = ${its.now} WHERE id = ${its.versionId})`,
      sql`step AS (INSERT INTO report_step (id, report_id, number, step, actor, at)
        VALUES (${its.stepId}, ${its.reportId}, ${its.number}, 'approve', ${its.actor}, ${its.now}))`,
      ...countingApproval(kind, its),
    ];
    return sql`WITH ${join(parts)} UPDATE report SET state = ${its.state}, edit = ${its.edit}, approved = ${its.number} WHERE id = ${its.reportId}`;
  });
}

const kinds = new Map<string, ReturnType<typeof approving>>();

function approvingOf(kind: ApprovalKind): ReturnType<typeof approving> {
  const key = `${kind.closed} ${kind.consolidated} ${kind.again}`;
  const known = kinds.get(key) ?? approving(kind);
  kinds.set(key, known);
  return known;
}

/**
 * Approves the content with this hash, and no other. From now on it is what totals count. One statement reads all it depends on, one writes all that
 * it changes: this is what a province does most.
 * @throws Refusal NOT_FOUND, FORBIDDEN, REPORT_STATE, OWN_REPORT, REPORT_HASH_MISMATCH.
 */
export async function approveReport(writing: Writing, reportId: string, expectedHash: string): Promise<void> {
  const { manager, session } = writing;
  const report = await take(writing, reportId);
  const { roundId, holderId, versionId, latest, approved, closed, consolidated } = report;
  await requireReach(session, 'report:approve', report.approver);
  const state = requireStep(report, 'approve');
  if (report.submittedBy === session.actor.id) throw new Refusal('OWN_REPORT');
  // Computed anew from what stands in the tables: what was handed in is what is approved.
  const actual = hashOf(report, report);
  if (actual !== expectedHash) throw new Refusal('REPORT_HASH_MISMATCH', { expected: expectedHash, actual });
  await writeLater(
    manager,
    approvingOf({ closed, consolidated, again: approved !== null })({
      reportId,
      versionId,
      number: latest,
      approved,
      roundId,
      holderId,
      state,
      edit: report.edit + 1,
      stepId: uuid(),
      actor: session.actor.id,
      now: session.now,
    }),
  );
  writing.record({
    action: 'report.approved',
    ...subject(report),
    day: session.today,
    before: approved === null ? undefined : { version: approved },
    after: { version: latest, hash: actual },
  });
}
