import sql, { empty } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { columnsOf, fieldsOf } from '../../database/columns';
import { readPages } from '../../database/page';
import type { ListQuery, Page, PageRequest } from '../../database/page';
import { batchName, selectList } from '../../database/select';
import type { Columns } from '../../database/select';
import { groupBy, load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import type { RoundForm } from '../../tenancy/report-facts';
import type { ReportAnswer, StoredVersion } from './report-shown.rules';
import { Report } from './report.entity';
import type { ReportStepType, ReportType } from './report.type';

type Fields = ReadonlySet<string>;

const p = columnsOf(Report, 'p');

export const COLUMNS: Columns = {
  ...fieldsOf(p, 'state', 'submittedDay'),
  nextSteps: { state: p.state },
  version: { version: p.edit },
};
export const ALWAYS = {
  id: p.id,
  __typename: sql`'Report'`,
  roundUuid: p.roundId,
  unitUuid: p.unitId,
  teamUuid: p.teamId,
  latest: p.latest,
  approvedNumber: p.approved,
  lastDay: sql`r.until_day - 1`,
};
export const FROM = sql`report p JOIN report_round r ON r.id = p.round_id`;

export function loadReport(session: Session, id: string, fields: Fields): Promise<ReportType | null> {
  return load(session, batchName('report', fields), id, async (ids) => {
    const found = await rows<ReportType>(
      session.db,
      sql`SELECT ${selectList(COLUMNS, fields, ALWAYS)} FROM ${FROM} WHERE p.id = ANY(${ids})`,
    );
    return new Map(found.map((row) => [row.id, row]));
  });
}

/** The reports of a team, or of a unit itself, those of the latest period first. */
export function reportsOf(holder: Sql, form: string | null): Omit<ListQuery, 'select'> {
  return {
    from: FROM,
    where: sql`p.holder_id = ${holder} ${form ? sql`AND r.form_code = ${form}` : empty}`,
    order: [
      { by: sql`p.period_from`, type: 'date', descending: true },
      { by: sql`p.id`, type: 'uuid', descending: true },
    ],
  };
}

/** The reports of each of many teams, or of units themselves, those of the latest period first. */
export async function loadReportsOf(
  session: Session,
  holderId: string,
  form: string | null,
  page: PageRequest,
  fields: Fields,
  withTotal: boolean,
): Promise<Page<ReportType>> {
  const found = await load(session, batchName('reports-of', fields, [form, page, withTotal]), holderId, (ids) =>
    readPages<ReportType>(session, ids, { select: selectList(COLUMNS, fields, ALWAYS), ...reportsOf(sql`k.key`, form) }, page, withTotal),
  );
  return found as Page<ReportType>;
}

/** How far version `v` of a report came. @param report its alias. */
export function versionState(report: Sql): Sql {
  return sql`CASE WHEN v.approved_at IS NOT NULL THEN 'approved' WHEN v.number = ${report}.latest THEN ${report}.state ELSE 'returned' END`;
}

/** All versions of a report, the first one first. */
export async function loadVersions(session: Session, report: ReportType): Promise<StoredVersion[]> {
  const found = await load(session, 'report-versions', report.id, async (ids) => {
    const all = await rows<StoredVersion & { reportId: string }>(
      session.db,
      sql`SELECT v.id, v.report_id AS "reportId", v.number, v.at, v.author, v.submitted_at AS "submittedAt", v.submitted_by AS "submittedBy",
            v.approved_at AS "approvedAt", v.approved_by AS "approvedBy", v.hash, v.totals AS "storedTotals",
            ${versionState(sql`p`)} AS state
          FROM report_version v JOIN report p ON p.id = v.report_id WHERE v.report_id = ANY(${ids}) ORDER BY v.number`,
    );
    return groupBy(all, ({ reportId }) => reportId);
  });
  return found ?? [];
}

/** Every answer of every version of a report, the first version's first. */
export async function loadAnswers(session: Session, reportId: string): Promise<ReportAnswer[]> {
  const found = await load(session, 'report-answers', reportId, async (ids) => {
    const all = await rows<ReportAnswer & { reportId: string }>(
      session.db,
      sql`SELECT v.report_id AS "reportId", v.number, a.code, a.segment, a.value, a.text, w.approved_by AS "approvedBy"
          FROM report p JOIN report_version v ON v.report_id = p.id
          LEFT JOIN report_version w ON w.report_id = p.id AND w.number = p.approved
          CROSS JOIN LATERAL (
            SELECT indicator AS code, segment, value::float8 AS value, NULL AS text FROM report_value WHERE version_id = v.id
            UNION ALL SELECT code, NULL, NULL, text FROM report_narrative WHERE version_id = v.id) a
          WHERE p.id = ANY(${ids}) ORDER BY v.number`,
    );
    return groupBy(all, (row) => row.reportId);
  });
  return found ?? [];
}

export async function loadThread(session: Session, reportId: string): Promise<ReportStepType[]> {
  const found = await load(session, 'report-thread', reportId, async (ids) => {
    const all = await rows<ReportStepType & { reportId: string }>(
      session.db,
      sql`SELECT report_id AS "reportId", step, number, at, actor, note FROM report_step WHERE report_id = ANY(${ids}) ORDER BY id`,
    );
    return groupBy(all, (row) => row.reportId);
  });
  return found ?? [];
}

/** The form of a round, as it stood when the round was opened. */
export function loadForm(session: Session, roundId: string): Promise<{ form: RoundForm; consolidated: boolean } | null> {
  return load(session, 'round-form', roundId, async (ids) => {
    const all = await rows<{ id: string; form: RoundForm; consolidated: boolean }>(
      session.db,
      sql`SELECT id, form, consolidated FROM report_round WHERE id = ANY(${ids})`,
    );
    return new Map(all.map((row) => [row.id, row]));
  });
}
