import type { Words } from '../../errors';
import type { Indicator } from '../../tenancy/province';
import type { Cell, RoundForm } from '../../tenancy/report-facts';
import { cellKey, cellsOf } from './report-form.rules';

export interface GivenValue extends Cell {
  /** Null is "not known". */
  readonly value: number | null;
  /** The answer is taken back. */
  readonly unanswered?: boolean;
}

export type ValueProblem =
  'NOT_ON_FORM' | 'COMPUTED' | 'NOT_A_SEGMENT' | 'NEGATIVE' | 'TOO_LARGE' | 'TOO_MANY_DECIMALS' | 'NOT_YES_OR_NO' | 'GIVEN_TWICE';

export interface RefusedValue {
  readonly indicator: string;
  readonly segment: string | null;
  readonly value: number | null;
  readonly problem: ValueProblem;
}

/** Nothing that one team or unit counts in a period is larger. */
export const LARGEST = 1e12;

/** What is wrong with values, all at once. */
export function refusedValues(form: RoundForm, values: readonly GivenValue[]): RefusedValue[] {
  const seen = new Set<string>();
  return values.flatMap((given) => {
    const twice = seen.has(cellKey(given));
    seen.add(cellKey(given));
    const problem = twice ? 'GIVEN_TWICE' : problemOf(form, given);
    return problem ? [{ indicator: given.code, segment: given.segment || null, value: finiteOrNull(given.value), problem }] : [];
  });
}

function problemOf({ indicators }: RoundForm, { code, segment, value }: GivenValue): ValueProblem | undefined {
  const indicator = indicators.find((each) => each.code === code);
  if (!indicator) return 'NOT_ON_FORM';
  if (indicator.kind === 'ratio') return 'COMPUTED';
  if (segment !== '' && !indicator.segments?.includes(segment)) return 'NOT_A_SEGMENT';
  if (value === null) return undefined;
  if (!Number.isFinite(value) || Math.abs(value) > LARGEST) return 'TOO_LARGE';
  if (indicator.kind === 'yes-no') return value === 0 || value === 1 ? undefined : 'NOT_YES_OR_NO';
  if (value < 0) return 'NEGATIVE';
  return decimalsOf(value) > indicator.decimals ? 'TOO_MANY_DECIMALS' : undefined;
}

function finiteOrNull(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

/** Digits after the point of a number as it is written. */
export function decimalsOf(value: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e');
  return Math.max((digits.split('.')[1]?.length ?? 0) - Number(exponent), 0);
}

const SENTENCES: Readonly<Record<ValueProblem, Words>> = {
  NOT_ON_FORM: { en: 'is not on the form', vi: 'không có trong biểu mẫu' },
  COMPUTED: { en: 'is a ratio, which is computed and not typed', vi: 'là tỷ lệ, do hệ thống tính, không nhập' },
  NOT_A_SEGMENT: { en: 'does not have this segment', vi: 'không có nhóm đối tượng này' },
  NEGATIVE: { en: 'is negative', vi: 'là số âm' },
  TOO_LARGE: { en: 'is beyond 1,000,000,000,000', vi: 'vượt quá 1.000.000.000.000' },
  TOO_MANY_DECIMALS: { en: 'has more decimals than the indicator', vi: 'có nhiều chữ số thập phân hơn chỉ tiêu cho phép' },
  NOT_YES_OR_NO: { en: 'is neither 1 (yes) nor 0 (no)', vi: 'không phải 1 (có) hoặc 0 (không)' },
  GIVEN_TWICE: { en: 'is given twice', vi: 'được nhập hai lần' },
};

/** What is wrong, as part of a sentence in both languages. */
export function problemWords(refused: readonly RefusedValue[]): Words {
  const said = (locale: 'vi' | 'en') =>
    refused
      .map(({ indicator, segment, value, problem }) => {
        const cell = segment ? `${indicator}/${segment}` : indicator;
        return `${cell}${value === null ? '' : ` = ${value}`} ${SENTENCES[problem][locale]}`;
      })
      .join('; ');
  return { vi: said('vi'), en: said('en') };
}

export type QuestionKind = 'BELOW_PLAUSIBLE' | 'ABOVE_PLAUSIBLE' | 'CHECK';

export interface Question extends Cell {
  readonly kind: QuestionKind;
  readonly value: number;
  /** The bound that is passed, or the value that should not be smaller. */
  readonly limit: number;
  /** Code of the other indicator of a check. */
  readonly other: string | null;
}

/** What is worth asking about values that are taken as they are. Bounds are those of one team; a unit's sums are not held against them. */
export function questionsOf(form: Pick<RoundForm, 'indicators' | 'checks'>, values: readonly GivenValue[], ofTeam: boolean): Question[] {
  const { indicators, checks } = form;
  const said = new Map(values.flatMap((given) => (given.value === null ? [] : [[cellKey(given), { ...given, value: given.value }]])));
  const known = cellsOf(form).flatMap((cell) => said.get(cellKey(cell)) ?? []);
  const bounds = known.flatMap((given) =>
    outside(
      indicators.find(({ code }) => code === given.code),
      given,
    ),
  );
  const pairs = checks.flatMap(({ lesser, greater }) =>
    known.flatMap((given): Question[] => {
      const other = given.code === lesser ? said.get(cellKey({ code: greater, segment: given.segment })) : undefined;
      return other && given.value > other.value
        ? [{ code: lesser, segment: given.segment, kind: 'CHECK', value: given.value, limit: other.value, other: greater }]
        : [];
    }),
  );
  return [...(ofTeam ? bounds : []), ...pairs];
}

function outside(indicator: Indicator | undefined, { code, segment, value }: Cell & { value: number }): Question[] {
  const { min, max } = indicator?.plausible ?? {};
  if (min !== undefined && value < min) return [{ code, segment, kind: 'BELOW_PLAUSIBLE', value, limit: min, other: null }];
  if (max !== undefined && value > max) return [{ code, segment, kind: 'ABOVE_PLAUSIBLE', value, limit: max, other: null }];
  return [];
}
