import sql from 'sql-template-tag';
import type { EntityManager } from 'typeorm';
import { requireReach } from '../../auth/scope';
import { rows } from '../../database/session';
import { Refusal } from '../../errors';
import { addDays } from '../../tenancy/day';
import type { Writing } from '../event';
import { Report, ReportVersion } from './report.entity';
import { hashOf } from './report-hash.service';
import type { Content } from './report-content.rules';
import { beginVersion, lockReport, refuseEarly, requireStep, writeFields } from './report-draft.service';
import { addStep, subject } from './report-thread.service';
import { approverOf, findHolder, requireExpected } from './report-holder.service';
import { countSubmission } from './rollup.service';
import { loadRoundTotals } from './totals.reads';

/**
 * Hands a draft in, from the last day of the period on. What a consolidated report comes to is computed now and kept with it. The first
 * submission is what late is measured by.
 * @throws Refusal NOT_FOUND, FORBIDDEN, REPORT_STATE, REPORT_PERIOD_NOT_OPEN, REPORT_NOT_EXPECTED, VERSION_CONFLICT.
 */
export async function submitReport(writing: Writing, reportId: string, expectedVersion: number): Promise<void> {
  const { manager, session } = writing;
  const { report, round } = await lockReport(writing, reportId);
  await requireReach(session, 'report:write', report.unitId, report.teamId);
  const state = requireStep(report, 'submit');
  if (report.edit !== expectedVersion) throw new Refusal('VERSION_CONFLICT', { expected: expectedVersion, actual: report.edit });
  refuseEarly(session.today, addDays(round.untilDay, -1), { en: 'handed in', vi: 'nộp' });
  requireExpected(await findHolder(writing, round.id, report.teamId ? { teamId: report.teamId } : { unitId: report.unitId }), round);

  const version = await latestVersion(manager, report);
  const edit = report.edit + 1;
  const totals = round.consolidated ? await loadRoundTotals(session, round.id, report.unitId) : null;
  if (totals) {
    await rows(manager, sql`DELETE FROM report_value WHERE version_id = ${version.id}`);
    await writeFields(writing, version.id, edit, { values: totals, narratives: [] });
  }
  const hash = hashOf({ roundId: round.id, holderId: report.holderId }, { ...(await contentOf(manager, version.id)), totals });
  await manager.update(ReportVersion, { id: version.id }, { submittedBy: session.actor.id, submittedAt: session.now, hash, totals });
  await manager.update(Report, { id: report.id }, { state, edit, submittedDay: report.submittedDay ?? session.today });
  await countSubmission(writing, round, report);
  await addStep(writing, report, 'submit', null);
  const said = { version: report.latest, hash };
  writing.record({ action: 'report.submitted', ...subject(report), day: session.today, after: said });
}

/** Gives a report back. @throws Refusal NOT_FOUND, FORBIDDEN, REPORT_STATE. */
export async function returnReport(writing: Writing, reportId: string, reason: string): Promise<void> {
  const { manager, session } = writing;
  const { report, round } = await lockReport(writing, reportId);
  await requireReach(session, 'report:approve', await approverOf(writing, report, round.untilDay));
  const state = requireStep(report, 'return');
  await manager.update(Report, { id: report.id }, { state, edit: report.edit + 1 });
  await addStep(writing, report, 'return', reason);
  writing.record({ action: 'report.returned', ...subject(report), day: session.today, after: { version: report.latest, reason } });
}

/** Begins a new version of an approved report; the approved one holds until the new one is approved. @throws Refusal as `submitReport`. */
export async function amendReport(writing: Writing, reportId: string, reason: string): Promise<void> {
  const { manager, session } = writing;
  const { report } = await lockReport(writing, reportId);
  await requireReach(session, 'report:write', report.unitId, report.teamId);
  const state = requireStep(report, 'amend');
  const { number } = await beginVersion(writing, report);
  await manager.update(Report, { id: report.id }, { state, edit: report.edit + 1, latest: number });
  await addStep(writing, { ...report, latest: number }, 'amend', reason);
  writing.record({ action: 'report.amended', ...subject(report), day: session.today, after: { version: number, reason } });
}

/** Says something about a report; nothing of it changes. @throws Refusal NOT_FOUND, FORBIDDEN. */
export async function commentReport(writing: Writing, reportId: string, text: string): Promise<void> {
  const { session } = writing;
  const { report } = await lockReport(writing, reportId);
  await requireReach(session, 'report:read', report.unitId, report.teamId);
  await addStep(writing, report, 'comment', text);
  writing.record({ action: 'report.commented', ...subject(report), day: session.today, after: { version: report.latest } });
}

function latestVersion(manager: EntityManager, { id, latest }: Report): Promise<ReportVersion> {
  return manager.findOneByOrFail(ReportVersion, { reportId: id, number: latest });
}

async function contentOf(manager: EntityManager, versionId: string): Promise<Omit<Content, 'totals'>> {
  const values = await rows<Content['values'][number]>(
    manager,
    sql`SELECT indicator AS code, segment, value::float8 AS value FROM report_value WHERE version_id = ${versionId}`,
  );
  const narratives = await rows<Content['narratives'][number]>(
    manager,
    sql`SELECT code, text FROM report_narrative WHERE version_id = ${versionId}`,
  );
  return { values, narratives };
}
