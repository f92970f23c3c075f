import sql, { empty } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { holds } from '../../auth/permissions';
import { reaches } from '../../auth/scope';
import { columnsOf } from '../../database/columns';
import { instant, plainFields } from '../../database/graph/declare';
import type { At, Made, MadeOf, PlainFields } from '../../database/graph/declare';
import type { Session } from '../../database/session';
import type { RoundForm } from '../../tenancy/report-facts';
import { Report } from './report.entity';
import { fieldsShown, fieldsUntil, questionsShown, versionsShown } from './report-shown.rules';
import type { ReportAnswer, Shown, StoredVersion } from './report-shown.rules';
import { describeSteps } from './report-states.rules';
import { versionState } from './report.reads';
import type { ReportStepType } from './report.type';

const FIELD = plainFields('ReportField', ['code', 'segment', 'isNarrative', 'value', 'text', 'approved', 'approvedBy', 'changedInVersion']);
const VERSION = plainFields(
  'ReportVersion',
  ['number', 'state', 'at', 'author', 'submittedAt', 'submittedBy', 'approvedAt', 'approvedBy', 'hash'],
  { fields: FIELD },
);
const QUESTION = plainFields('ReportQuestion', ['code', 'segment', 'kind', 'value', 'limit', 'other']);
const STEP = plainFields('ReportStep', ['step', 'number', 'at', 'actor', 'note']);
const NEXT_STEP = plainFields('ReportNextStep', ['step', 'to', 'permission']);

/** Of which report facts are, and where it is from: on that depends how much of them is shown. */
interface Facts extends Shown {
  readonly unitUuid: string;
}

interface AnswerFacts {
  readonly approvedBy: string | null;
  readonly answers: readonly (readonly [number: number, code: string, segment: string | null, value: number | null, text: string | null])[];
}

/** What all versions say, so far as it was read. */
export function answersOf({ approvedBy, answers }: AnswerFacts): ReportAnswer[] {
  return answers.map(([number, code, segment, value, text]) => ({ number, code, segment, value, text, approvedBy }));
}

/** Whether drafts, narratives and the thread are shown. */
export function seesAll(session: Session, { unitUuid, teamUuid }: Pick<Facts, 'unitUuid' | 'teamUuid'>): Promise<boolean> {
  return reaches(session, 'report:read', unitUuid, teamUuid);
}

type K = (column: string) => Sql;

/** Whoever holds `report:read` nowhere is shown nothing but what is approved; where others hold it is found for each report. */
const mayShowAll = ({ session }: At) => holds(session.actor, 'report:read');

const answers = (k: K, at: At) => sql`
  'approvedBy', (SELECT w.approved_by FROM report_version w WHERE w.report_id = ${k('id')} AND w.number = ${k('approved')}),
  'answers', (SELECT coalesce(json_agg(json_build_array(v.number, a.code, a.segment, a.value, a.text) ORDER BY v.number), '[]')
    FROM report_version v CROSS JOIN LATERAL (
      SELECT e.indicator AS code, e.segment, e.value::float8 AS value, NULL::text AS text FROM report_value e WHERE e.version_id = v.id
      ${mayShowAll(at) ? sql`UNION ALL SELECT n.code, NULL, NULL, n.text FROM report_narrative n WHERE n.version_id = v.id` : empty}) a
    WHERE v.report_id = ${k('id')} ${mayShowAll(at) ? empty : sql`AND v.number <= ${k('approved')}`})`;

const p = columnsOf(Report, 'p');

/** A field of a report `p` that is made of facts about it. */
function ofReport<F>(
  fields: PlainFields,
  facts: (k: K, at: At, asked: ReadonlySet<string>) => Sql,
  make: (facts: Facts & F, all: boolean) => MadeOf,
): Made {
  return {
    by: () => ({ id: p.id, unit: p.unitId, team: p.teamId, round: p.roundId, latest: p.latest, approved: p.approved }),
    facts: (k, at, _args, asked) => sql`json_build_object('unitUuid', ${k('unit')}, 'teamUuid', ${k('team')}, 'latest', ${k('latest')},
      'approvedNumber', ${k('approved')}, ${facts(k, at, asked)})`,
    make: (session, _args, all) =>
      Promise.all((all as readonly (Facts & F)[]).map(async (each) => make(each, await seesAll(session, each)))),
    plain: fields,
  };
}

export type FieldFacts = AnswerFacts;

const FIELDS = ofReport<FieldFacts>(FIELD, answers, (facts, all) => asObjects(fieldsShown(facts, answersOf(facts), all)));

export interface VersionFacts extends Partial<AnswerFacts> {
  readonly versions: readonly StoredVersion[];
}

const VERSIONS = ofReport<VersionFacts>(
  VERSION,
  (k, at, asked) => sql`'versions', (
    SELECT coalesce(json_agg(json_build_object('id', v.id, 'number', v.number, 'at', ${instant(sql`v.at`)}, 'author', v.author, 'hash', v.hash,
      'submittedAt', ${instant(sql`v.submitted_at`)}, 'submittedBy', v.submitted_by, 'approvedAt', ${instant(sql`v.approved_at`)}, 'approvedBy', v.approved_by,
      'storedTotals', ${asked.has('totals') ? sql`v.totals` : sql`NULL::json`}, 'state', ${versionState(sql`p`)}) ORDER BY v.number), '[]')
    FROM report_version v JOIN report p ON p.id = v.report_id WHERE v.report_id = ${k('id')} ${mayShowAll(at) ? empty : sql`AND v.number = ${k('approved')}`})
    ${asked.has('fields') ? sql`, ${answers(k, at)}` : empty}`,
  (facts, all) => {
    const said = facts.answers && answersOf(facts as AnswerFacts);
    return versionsShown(facts, facts.versions, all).map((version) => ({
      ...version,
      fields: said && fieldsUntil(version.number, facts.approvedNumber, said, all),
    }));
  },
);

export interface QuestionFacts extends AnswerFacts {
  readonly form: Pick<RoundForm, 'indicators' | 'checks'> | null;
}

const QUESTIONS = ofReport<QuestionFacts>(
  QUESTION,
  (k, at) =>
    mayShowAll(at)
      ? sql`'form', (SELECT json_build_object('indicators', r.form -> 'indicators', 'checks', r.form -> 'checks') FROM report_round r WHERE r.id = ${k('round')}),
          ${answers(k, at)}`
      : sql`'form', NULL, 'approvedBy', NULL, 'answers', '[]'::json`,
  (facts, all) => (all && facts.form ? asObjects(questionsShown(facts, facts.form, answersOf(facts))) : []),
);

export interface ThreadFacts {
  readonly steps: readonly ReportStepType[];
}

const THREAD = ofReport<ThreadFacts>(
  STEP,
  (k, at) =>
    sql`'steps', ${
      mayShowAll(at)
        ? sql`(SELECT coalesce(json_agg(json_build_object('step', z.step, 'number', z.number, 'at', ${instant(sql`z.at`)}, 'actor', z.actor, 'note', z.note)
          ORDER BY z.id), '[]') FROM report_step z WHERE z.report_id = ${k('id')})`
        : sql`'[]'::json`
    }`,
  ({ steps }, all) => (all ? asObjects(steps) : []),
);

/** What can be done with it is known of its state alone. */
const NEXT_STEPS: Made = {
  by: () => ({ state: p.state }),
  facts: (k) => sql`to_json(${k('state')})`,
  make: async (_session, _args, states) =>
    (states as readonly Parameters<typeof describeSteps>[0][]).map((state) => asObjects(describeSteps(state))),
  plain: NEXT_STEP,
};

function asObjects(of: readonly object[]): readonly Readonly<Record<string, unknown>>[] {
  return of as readonly Readonly<Record<string, unknown>>[];
}

export const REPORT_MADE: Readonly<Record<string, Made>> = {
  fields: FIELDS,
  versions: VERSIONS,
  questions: QUESTIONS,
  thread: THREAD,
  nextSteps: NEXT_STEPS,
};
