import type { RoundForm } from '../../tenancy/report-facts';
import { fieldHistory } from './report-content.rules';
import type { Answer, FieldOfReport } from './report-content.rules';
import type { ReportFieldType, ReportQuestionType, ReportVersionType } from './report.type';
import { questionsOf } from './report-values.rules';

/** Of a report, what decides which of its content is shown. */
export interface Shown {
  readonly teamUuid: string | null;
  readonly latest: number;
  readonly approvedNumber: number | null;
}

export interface ReportAnswer extends Answer {
  /** Who approved the version whose approval holds. */
  readonly approvedBy: string | null;
}

export type StoredVersion = Omit<ReportVersionType, 'report' | 'answers'>;

/** What stands in each field: of the latest version, or of what is approved where not all is shown. @param answers of all versions. */
export function fieldsShown({ latest, approvedNumber }: Shown, answers: readonly ReportAnswer[], all: boolean): ReportFieldType[] {
  const until = all ? latest : approvedNumber;
  return until === null ? [] : fieldsUntil(until, approvedNumber, answers, all);
}

/** What a version says in each field. */
export function fieldsUntil(
  until: number,
  approvedNumber: number | null,
  answers: readonly ReportAnswer[],
  all: boolean,
): ReportFieldType[] {
  const shown = answers.filter(({ number, segment }) => number <= until && (all || segment !== null));
  return describeFields(fieldHistory(shown, until, approvedNumber), all ? (answers[0]?.approvedBy ?? null) : null);
}

function describeFields(fields: readonly FieldOfReport[], approvedBy: string | null): ReportFieldType[] {
  const key = ({ code, segment }: FieldOfReport) => `${code}\n${segment ?? '\n'}`;
  return [...fields]
    .sort((a, b) => (key(a) < key(b) ? -1 : 1))
    .map(({ code, segment, value, text, approved, changedInVersion }) => ({
      code,
      segment: segment || null,
      isNarrative: segment === null,
      value,
      text,
      approved,
      approvedBy: approved ? approvedBy : null,
      changedInVersion,
    }));
}

/** All versions, or the one whose approval holds without who had a hand in it. */
export function versionsShown({ approvedNumber }: Shown, versions: readonly StoredVersion[], all: boolean): StoredVersion[] {
  if (all) return [...versions];
  return versions
    .filter(({ number }) => number === approvedNumber)
    .map((version) => ({ ...version, author: null, submittedBy: null, approvedBy: null }));
}

/** What is worth asking about in the latest version. */
export function questionsShown(
  { latest, teamUuid }: Shown,
  form: Pick<RoundForm, 'indicators' | 'checks'>,
  answers: readonly Answer[],
): ReportQuestionType[] {
  const values = answers.flatMap(({ number, code, segment, value }) =>
    number === latest && segment !== null ? [{ code, segment, value }] : [],
  );
  return questionsOf(form, values, teamUuid !== null).map(({ segment, ...question }) => ({ ...question, segment: segment || null }));
}
