import sql from 'sql-template-tag';
import { v7 as uuid } from 'uuid';
import { requireReach } from '../../auth/scope';
import { rows } from '../../database/session';
import { Refusal, invalidField } from '../../errors';
import type { Words } from '../../errors';
import type { Day } from '../../tenancy/day';
import type { RoundForm } from '../../tenancy/report-facts';
import type { Writing } from '../event';
import type { Holder } from '../team';
import { Report, ReportVersion } from './report.entity';
import { subject } from './report-thread.service';
import { findHolder, findRound, holdRound, requireExpected } from './report-holder.service';
import type { FoundHolder } from './report-holder.service';
import type { ReportRound } from './report-round.entity';
import { after, nextSteps } from './report-states.rules';
import type { ReportStepName } from './report-states.rules';
import { problemWords, refusedValues } from './report-values.rules';
import type { GivenValue } from './report-values.rules';

export interface GivenNarrative {
  readonly code: string;
  readonly text: string | null;
}

export interface DraftChange {
  readonly roundId: string;
  readonly holder: Holder;
  /** The report's edit that the client saw; 0 if there was no report. */
  readonly expectedVersion: number;
  readonly values: readonly GivenValue[];
  readonly narratives: readonly GivenNarrative[];
}

/**
 * Writes some fields of a draft; the first time this begins the report, after a return it begins a new version.
 * @returns the report's id.
 * @throws Refusal NOT_FOUND, FORBIDDEN, REPORT_PERIOD_NOT_OPEN, REPORT_NOT_EXPECTED, REPORT_STATE, REPORT_VALUES_COMPUTED,
 *   REPORT_VALUES_REFUSED, UNKNOWN_CODE, REPORT_CONFLICT.
 */
export async function saveDraft(writing: Writing, change: DraftChange): Promise<string> {
  const { manager, session } = writing;
  const round = await findRound(writing, change.roundId);
  const holder = await findHolder(writing, round.id, change.holder);
  await requireReach(session, 'report:write', holder.unitId, holder.teamId);
  refuseEarly(session.today, round.fromDay, { en: 'written', vi: 'soạn' });
  requireExpected(holder, round);
  const report = await beginOrLock(writing, round, holder);
  const to = requireStep(report, 'save');
  checkFields(round, change);
  await refuseStale(writing, report, change);
  const edit = report.edit + 1;
  const isNew = report.latest === 0;
  const version =
    isNew || report.state === 'returned'
      ? await beginVersion(writing, report)
      : await manager.findOneByOrFail(ReportVersion, { reportId: report.id, number: report.latest });
  await writeFields(writing, version.id, edit, change);
  await manager.update(Report, { id: report.id }, { state: to, edit, latest: version.number });
  writing.record({
    action: isNew ? 'report.begun' : 'report.saved',
    ...subject(report),
    day: session.today,
    after: {
      roundId: round.id,
      version: version.number,
      values: change.values.map(({ code, segment, value, unanswered }) => ({
        code,
        segment: segment || null,
        value,
        unanswered: unanswered || undefined,
      })),
      narratives: change.narratives.map(({ code }) => code),
    },
  });
  return report.id;
}

/** Of two who begin one report at once the second waits here, and then finds the first one's. */
async function beginOrLock({ manager }: Writing, round: ReportRound, holder: FoundHolder): Promise<Report> {
  const { holderId, teamId, unitId } = holder;
  await manager
    .createQueryBuilder()
    .insert()
    .into(Report)
    .values({
      id: uuid(),
      roundId: round.id,
      periodFrom: round.fromDay,
      holderId,
      teamId,
      unitId,
      state: 'draft',
      approved: null,
      submittedDay: null,
    })
    .orIgnore()
    .updateEntity(false)
    .execute();
  return manager.findOneOrFail(Report, { where: { roundId: round.id, holderId }, lock: { mode: 'for_no_key_update' } });
}

/** Takes a report for a step. @throws Refusal NOT_FOUND. */
export async function lockReport(writing: Writing, reportId: string): Promise<{ report: Report; round: ReportRound }> {
  const { manager } = writing;
  const found = await manager.findOneBy(Report, { id: reportId });
  if (!found) throw new Refusal('NOT_FOUND', { type: 'Report', field: 'reportId' });
  // Round before report, as in every change, so that no two wait for each other.
  const round = await holdRound(writing, found.roundId);
  const report = await manager.findOneOrFail(Report, { where: { id: reportId }, lock: { mode: 'for_no_key_update' } });
  return { report, round };
}

const DONE: Readonly<Record<ReportStepName, Words>> = {
  save: { en: 'written in', vi: 'soạn' },
  submit: { en: 'handed in', vi: 'nộp' },
  return: { en: 'returned', vi: 'trả lại' },
  approve: { en: 'approved', vi: 'duyệt' },
  amend: { en: 'amended', vi: 'sửa sau duyệt' },
};

/** @returns the state the step leads to. @throws Refusal REPORT_STATE. */
export function requireStep({ state }: Pick<Report, 'state'>, step: ReportStepName): Report['state'] {
  const to = after(state, step);
  if (to) return to;
  throw new Refusal('REPORT_STATE', { state: state.toUpperCase(), change: DONE[step], allowed: nextSteps(state).map((each) => each.step) });
}

/** @throws Refusal REPORT_PERIOD_NOT_OPEN. */
export function refuseEarly(today: Day, opens: Day, change: Words): void {
  if (today < opens) throw new Refusal('REPORT_PERIOD_NOT_OPEN', { change, opens });
}

function checkFields({ form, consolidated, untilDay }: ReportRound, { values, narratives }: DraftChange): void {
  if (consolidated && values.length > 0) throw new Refusal('REPORT_VALUES_COMPUTED');
  const refused = refusedValues(form, values);
  if (refused.length > 0) throw new Refusal('REPORT_VALUES_REFUSED', { problems: problemWords(refused), values: refused });
  checkNarratives(form, narratives, untilDay);
}

function checkNarratives(form: RoundForm, narratives: readonly GivenNarrative[], day: Day): void {
  const allowed = form.narratives.map(({ code }) => code);
  const seen = new Set<string>();
  for (const { code } of narratives) {
    if (!allowed.includes(code)) throw new Refusal('UNKNOWN_CODE', { field: 'narratives.code', value: code, day, allowed });
    if (seen.has(code)) {
      throw invalidField('narratives', `narratives name ${code} twice; give each once`);
    }
    seen.add(code);
  }
}

interface WrittenSince {
  code: string;
  segment: string | null;
  value: number | null;
  text: string | null;
}

/** Nothing is overwritten that the client has not seen. @throws Refusal REPORT_CONFLICT. */
async function refuseStale({ manager }: Writing, report: Report, { expectedVersion, values, narratives }: DraftChange): Promise<void> {
  if (expectedVersion === report.edit) return;
  const since = await rows<WrittenSince>(
    manager,
    sql`SELECT a.indicator AS code, a.segment, a.value::float8 AS value, NULL AS text FROM report_value a JOIN report_version v ON v.id = a.version_id
        WHERE v.report_id = ${report.id} AND v.number = ${report.latest} AND a.edit > ${expectedVersion}
        UNION ALL SELECT a.code, NULL, NULL, a.text FROM report_narrative a JOIN report_version v ON v.id = a.version_id
        WHERE v.report_id = ${report.id} AND v.number = ${report.latest} AND a.edit > ${expectedVersion} ORDER BY 1, 2`,
  );
  const fields = since.flatMap(({ code, segment, value, text }) => {
    const mine =
      segment === null
        ? narratives.find((each) => each.code === code)
        : values.find((each) => each.code === code && each.segment === segment);
    if (!mine) return [];
    const [yours, theirs] = 'text' in mine ? [mine.text, text] : [mine.value, value];
    return yours === theirs ? [] : [{ code, segment: segment || null, yours, theirs }];
  });
  throw new Refusal('REPORT_CONFLICT', { expected: expectedVersion, actual: report.edit, fields });
}

/** A new version that says what the one before said. */
export async function beginVersion({ manager, session }: Writing, report: Report): Promise<{ id: string; number: number }> {
  const version = { id: uuid(), reportId: report.id, number: report.latest + 1, author: session.actor.id, at: session.now };
  await manager.insert(ReportVersion, version);
  if (report.latest > 0) {
    const last = sql`SELECT v.id FROM report_version v WHERE v.report_id = ${report.id} AND v.number = ${report.latest}`;
    await rows(
      manager,
      sql`INSERT INTO report_value (version_id, indicator, segment, value, edit)
          SELECT ${version.id}::uuid, indicator, segment, value, edit FROM report_value WHERE version_id = (${last})`,
    );
    await rows(
      manager,
      sql`INSERT INTO report_narrative (version_id, code, text, edit)
          SELECT ${version.id}::uuid, code, text, edit FROM report_narrative WHERE version_id = (${last})`,
    );
  }
  return version;
}

/** Only what differs from what stands there counts as changed. */
export async function writeFields(
  { manager }: Writing,
  versionId: string,
  edit: number,
  { values, narratives }: Pick<DraftChange, 'values' | 'narratives'>,
): Promise<void> {
  const gone = values.filter(({ unanswered }) => unanswered);
  const given = values.filter(({ unanswered }) => !unanswered);
  if (gone.length > 0)
    await rows(
      manager,
      sql`DELETE FROM report_value WHERE version_id = ${versionId}::uuid AND (indicator, segment) IN (
          SELECT g.code, g.segment FROM unnest(${gone.map(({ code }) => code)}::text[], ${gone.map(({ segment }) => segment)}::text[]) AS g(code, segment))`,
    );
  if (given.length > 0)
    await rows(
      manager,
      sql`INSERT INTO report_value AS a (version_id, indicator, segment, value, edit)
          SELECT ${versionId}::uuid, g.code, g.segment, g.value, ${edit}::int
          FROM unnest(${given.map(({ code }) => code)}::text[], ${given.map(({ segment }) => segment)}::text[],
            ${given.map(({ value }) => value)}::numeric[]) AS g(code, segment, value)
          ON CONFLICT (tenant, version_id, indicator, segment) DO UPDATE SET value = excluded.value, edit = excluded.edit
          WHERE a.value IS DISTINCT FROM excluded.value`,
    );
  if (narratives.length > 0)
    await rows(
      manager,
      sql`INSERT INTO report_narrative AS a (version_id, code, text, edit)
          SELECT ${versionId}::uuid, g.code, g.text, ${edit}::int
          FROM unnest(${narratives.map(({ code }) => code)}::text[], ${narratives.map(({ text }) => text)}::text[]) AS g(code, text)
          ON CONFLICT (tenant, version_id, code) DO UPDATE SET text = excluded.text, edit = excluded.edit
          WHERE a.text IS DISTINCT FROM excluded.text`,
    );
}
