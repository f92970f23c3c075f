import sql from 'sql-template-tag';
import { v7 as uuid } from 'uuid';
import { requireReach } from '../../auth/scope';
import { rows } from '../../database/session';
import { invalidField, Refusal } from '../../errors';
import { refuseBefore } from '../../tenancy/refuse-day';
import { globalId } from '../../graphql/global-id';
import { addDays } from '../../tenancy/day';
import type { Day } from '../../tenancy/day';
import type { Province, ReportForm, Reporting, ReportingDuty } from '../../tenancy/province';
import type { RoundForm } from '../../tenancy/report-facts';
import { isNoRule } from '../../tenancy/rule';
import type { Basis, Version } from '../../tenancy/rule';
import { checkNotFar, placeOf, stateOn } from '../admin-unit';
import { cite } from '../document';
import type { Citation } from '../document';
import { insertMany } from '../event';
import type { Writing } from '../event';
import type { Holder } from '../team';
import { catalogueOn } from '../indicator';
import { checkLevel } from '../province';
import { findHolder, findRound, freezeClosed, holdRound, requireExpected } from './report-holder.service';
import { formOn, reportingOn } from './report-form.rules';
import { refuseOverlap } from './overlap.service';
import { ReportExcuse, ReportRound, ReportRoundUnit } from './report-round.entity';
import { countExcuse } from './rollup.service';

export interface NewRound {
  readonly unitId: string;
  readonly from: Day;
  readonly until: Day;
  readonly duty?: string | null;
  readonly reason?: string | null;
  readonly form?: { readonly code?: string | null; readonly new?: NewForm | null } | null;
  readonly reporters?: Reporters | null;
  readonly consolidated?: boolean | null;
  readonly dueDay?: Day | null;
  readonly document?: Citation | null;
}

interface NewForm {
  readonly code: string;
  readonly name: string;
  readonly indicators: readonly string[];
  readonly narratives?: readonly { readonly code: string; readonly name: string }[] | null;
}

interface Reporters {
  readonly teams?: boolean | null;
  readonly level?: string | null;
  readonly unitIds?: readonly string[] | null;
}

type Law = ReturnType<typeof reportingOn>;

/**
 * Asks for reports. The form is that of the last day of the period; who reports is found out when the period closes.
 * @returns the round's id.
 * @throws Refusal NOT_FOUND, UNIT_NOT_THERE, FORBIDDEN, DAY_TOO_EARLY, DAY_TOO_LATE, UNKNOWN_CODE, INVALID_INPUT, REPORTER_OUTSIDE,
 *   REPORT_ROUND_EXISTS, REPORT_ROUND_OVERLAPS.
 */
export async function openRound(writing: Writing, input: NewRound): Promise<string> {
  const { manager, session } = writing;
  const { province } = session;
  const { unitId, from, until } = input;
  const begins = { en: 'the period begins the day before', vi: 'kỳ báo cáo bắt đầu từ ngày trước đó' };
  refuseBefore({ field: 'until', value: until, bound: addDays(from, 1), reason: begins });
  checkNotFar(session.today, until, 'until');
  const lastDay = addDays(until, -1);
  const { codes } = await placeOf(session, unitId, lastDay, 'unitId');
  await requireReach(session, 'report:manage', unitId);

  const law = reportingOn(province, codes, lastDay);
  const duty = dutyOf(law, input, lastDay);
  if (!duty && !input.reason) throw invalidField('reason', 'reason is required where no duty is named');
  const form = formFor(writing, input, law, duty, codes, lastDay);
  const reporters = await reportersOf(writing, input, duty, lastDay);
  const stated = duty?.dueDays === undefined ? null : addDays(until, duty.dueDays - 1);
  const dueDay = input.dueDay ?? stated;
  if (!dueDay) throw invalidField('dueDay', 'dueDay is required where the duty does not say when a report is due');
  refuseBefore({
    field: 'dueDay',
    value: dueDay,
    bound: lastDay,
    reason: { en: 'the period ends then', vi: 'kỳ báo cáo kết thúc vào ngày đó' },
  });
  const teamsReport = law?.value.duties.some((each) => each.reporter === 'team' && each.form === form.code) ?? false;
  const consolidated = input.consolidated ?? (teamsReport && reporters.startsWith('level:') && form.versions.length > 0);
  if (consolidated && reporters === 'team')
    throw invalidField('consolidated', 'consolidated is for reports of units; teams type their values');
  await refuseOverlap(writing, { unitId, from, until, form: form.code, reporters, named: input.reporters?.unitIds ?? [] });
  const document = input.document ? await cite(writing, input.document, 'report-request', 'document') : null;

  const id = uuid();
  const { identifiers } = await manager
    .createQueryBuilder()
    .insert()
    .into(ReportRound)
    .values({
      id,
      unitId,
      formCode: form.code,
      form: form as object,
      fromDay: from,
      untilDay: until,
      dueDay,
      reporters,
      consolidated,
      duty: duty?.key ?? null,
      reason: input.reason ?? null,
      documentId: document?.id ?? null,
      frozenAt: null,
    })
    .orIgnore()
    .returning('id')
    .execute()
    .then(({ raw }) => ({ identifiers: raw as unknown[] }));
  if (identifiers.length === 0) {
    const existing = await manager.findOneByOrFail(ReportRound, { unitId, formCode: form.code, fromDay: from, untilDay: until, reporters });
    throw new Refusal('REPORT_ROUND_EXISTS', { form: form.code, existing: globalId('ReportRound', existing.id) });
  }
  await insertMany(
    manager,
    ReportRoundUnit,
    (input.reporters?.unitIds ?? []).map((each) => ({ id: uuid(), roundId: id, unitId: each })),
  );
  writing.record({
    action: 'report-round.opened',
    subjectId: id,
    unitId,
    day: from,
    after: {
      form: form.code,
      reporters,
      closesOn: until,
      dueDay,
      duty: duty?.key ?? null,
      reason: input.reason ?? null,
      basis: basisOfForm(province, form),
    },
  });
  await freezeClosed(writing, id);
  return id;
}

/** Document and clause of the statements of law that a form comes from; none where it was made for one request. */
function basisOfForm({ rules: { reporting } }: Province, { versions }: RoundForm): Basis[] {
  return isNoRule(reporting) ? [] : versions.map((index) => (reporting[index] as Version<Reporting>).basis);
}

function dutyOf(law: Law, { duty }: NewRound, day: Day): ReportingDuty | undefined {
  const duties = law?.value.duties ?? [];
  const found = duties.find(({ key }) => key === duty);
  if (duty && !found) throw new Refusal('UNKNOWN_CODE', { field: 'duty', value: duty, day, allowed: duties.map(({ key }) => key) });
  return found;
}

function formFor(
  { session: { province } }: Writing,
  { form }: NewRound,
  law: Law,
  duty: ReportingDuty | undefined,
  codes: readonly string[],
  day: Day,
): RoundForm {
  if (form?.new) {
    const { code, name, indicators, narratives } = form.new;
    const allowed = catalogueOn(province, codes, day).indicators.map((each) => each.code);
    for (const value of indicators)
      if (!allowed.includes(value)) throw new Refusal('UNKNOWN_CODE', { field: 'form.new.indicators', value, day, allowed });
    const said = (text: string) => ({ vi: text, en: text });
    const fields = (narratives ?? []).map((each) => ({ code: each.code, name: said(each.name) }));
    return formOn(province, codes, day, { code, name: said(name), indicators, narratives: fields }, []);
  }
  const value = form?.code ?? duty?.form;
  if (!value) throw invalidField('form', 'form is required where the duty names none');
  const forms: readonly ReportForm[] = law?.value.forms ?? [];
  const found = forms.find(({ code }) => code === value);
  if (!found || !law) throw new Refusal('UNKNOWN_CODE', { field: 'form.code', value, day, allowed: forms.map(({ code }) => code) });
  return formOn(province, codes, day, found, law.versions);
}

async function reportersOf(writing: Writing, { reporters, unitId }: NewRound, duty: ReportingDuty | undefined, day: Day): Promise<string> {
  if (!reporters) {
    if (!duty) throw invalidField('reporters', 'reporters are required where no duty is named');
    return duty.reporter === 'team' ? 'team' : `level:${duty.reporter.level}`;
  }
  if (reporters.level) {
    checkLevel(writing.session.province, { value: reporters.level, on: day, field: 'reporters.level' });
    return `level:${reporters.level}`;
  }
  if (!reporters.unitIds) {
    if (!reporters.teams) throw invalidField('reporters.teams', 'reporters.teams is true or left out');
    return 'team';
  }
  for (const each of reporters.unitIds) await stateOn(writing, each, day, 'reporters.unitIds');
  const [outside] = await rows<{ id: string }>(
    writing.manager,
    sql`SELECT n.id FROM unnest(${reporters.unitIds}::uuid[]) AS n(id) WHERE NOT EXISTS (SELECT FROM admin_unit_closure c
        WHERE c.ancestor_id = ${unitId} AND c.descendant_id = n.id AND c.from_day <= ${day} AND c.until_day > ${day})`,
  );
  if (outside) throw new Refusal('REPORTER_OUTSIDE', { field: 'reporters.unitIds', unit: globalId('AdminUnit', outside.id), day });
  return 'units';
}

/** Excuses a report that is late or does not come. @throws Refusal NOT_FOUND, FORBIDDEN, REPORT_NOT_EXPECTED. */
export async function excuseReport(writing: Writing, roundId: string, holder: Holder, reason: string): Promise<void> {
  const { manager, session } = writing;
  const { unitId: askedBy } = await findRound(writing, roundId);
  const found = await findHolder(writing, roundId, holder);
  await requireReach(session, 'report:manage', askedBy);
  const round = await holdRound(writing, roundId);
  requireExpected(found, round);
  await countExcuse(writing, round, found.holderId);
  const { holderId, teamId, unitId } = found;
  const excuse = { id: uuid(), roundId, holderId, reason, at: session.now, actor: session.actor.id };
  await manager.upsert(ReportExcuse, excuse, ['tenant', 'roundId', 'holderId']);
  writing.record({ action: 'report-round.excused', subjectId: roundId, teamId, unitId, day: session.today, after: { reason } });
}
