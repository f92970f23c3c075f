import { dayBefore } from '../../tenancy/day';
import type { Day } from '../../tenancy/day';
import type { Indicator } from '../../tenancy/province';
import { percent } from './totals.rules';

/** What a round came to in a unit, or for a team, in one cell. */
export interface Amount {
  readonly value: number | null;
  readonly expected: number;
  readonly reported: number;
  readonly unknown: number;
}

/** A round that could be counted. */
export interface CandidateRound {
  readonly id: string;
  readonly form: string;
  /** `team`, `level:<code>` or `units`. */
  readonly reporters: string;
  readonly from: Day;
  readonly until: Day;
  readonly isDuty: boolean;
  /** Whether the unit itself or one above it asked all of the unit; else one below did, or only some were named. */
  readonly above: boolean;
  /** By code of the indicator. */
  readonly amounts: ReadonlyMap<string, Amount>;
}

/** Rounds that make one figure: of one form, period and kind of reporters, asked for by whichever units. */
export interface CountedPeriod {
  readonly form: string;
  readonly reporters: string;
  readonly from: Day;
  readonly until: Day;
  readonly above: boolean;
  readonly rounds: readonly CandidateRound[];
}

/** Rounds of one form, period and kind of reporters, with all that a choice among periods looks at. */
interface Period extends Omit<CandidateRound, 'id' | 'amounts'> {
  readonly key: string;
  readonly rounds: CandidateRound[];
}

/** Which of many periods are counted, by their places, in their order. */
export type Choice = (periods: readonly Period[]) => readonly number[];

/**
 * Which rounds are counted: periods that overlap would count the same days twice. Of two that do, that one is taken which (1) the unit or one above
 * it asked for, as it covers all of the unit; (2) teams report, not units; (3) rests on a duty, not on a request; (4) is shorter; (5) has the first
 * form by code. A round that asks for nothing here is not counted.
 */
export function chooseRounds(candidates: readonly CandidateRound[], choice: Choice = countedAmong): CountedPeriod[] {
  const periods = new Map<string, Period>();
  for (const round of candidates) {
    if (![...round.amounts.values()].some(({ expected }) => expected > 0)) continue;
    const { form, reporters, from, until, above, isDuty } = round;
    const key = `${above} ${reporters} ${form} ${from} ${until}`;
    const known = periods.get(key);
    known?.rounds.push(round);
    if (!known) periods.set(key, { key, form, reporters, from, until, above, isDuty, rounds: [round] });
    else if (isDuty && !known.isDuty) periods.set(key, { ...known, isDuty });
  }
  const all = [...periods.values()];
  return choice(all).map((at) => {
    const { form, reporters, from, until, above, rounds } = all[at] as Period;
    return { form, reporters, from, until, above, rounds };
  });
}

const countedAmong: Choice = (periods) => {
  const ranked = periods
    .map((period, at) => ({ ...period, at, length: Date.parse(period.until) - Date.parse(period.from) }))
    .sort(
      (a, b) =>
        Number(b.above) - Number(a.above) ||
        rankOfReporters(a) - rankOfReporters(b) ||
        Number(b.isDuty) - Number(a.isDuty) ||
        a.length - b.length ||
        order(a.form, b.form) ||
        order(a.reporters, b.reporters) ||
        order(a.from, b.from),
    );
  const chosen: typeof ranked = [];
  for (const period of ranked) if (chosen.every(({ from, until }) => period.until <= from || until <= period.from)) chosen.push(period);
  return chosen.sort((a, b) => order(a.from, b.from)).map(({ at }) => at);
};

/** The same choice, made once of the same periods: most units of a province are asked alike. */
export function rememberedChoice(): Choice {
  const known = new Map<string, readonly number[]>();
  return (periods) => {
    const key = periods.map((period) => `${period.key} ${period.isDuty}`).join('\n');
    const made = known.get(key) ?? countedAmong(periods);
    known.set(key, made);
    return made;
  };
}

const rankOfReporters = ({ reporters }: Pick<Period, 'reporters'>) => (reporters === 'team' ? 0 : reporters === 'units' ? 2 : 1);
const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** How an indicator is computed from what is reported. */
export interface Measure {
  readonly indicator: Indicator;
  /** What is reported of it: itself, or of a ratio the one divided and, if that is reported, the one it is divided by. */
  readonly parts: readonly Indicator[];
  /** Of a ratio over a figure of the unit: the kind of figure. */
  readonly figure: string | null;
}

export interface Figure {
  readonly result: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly complete: boolean;
  readonly expected: number;
  readonly reported: number;
  readonly unknown: number;
  readonly missingCount: number;
}

/**
 * What periods come to: added up, or of an indicator whose last value counts, the last period that has closed or has a number. A ratio is sum over
 * sum, never the mean; missing is not zero, and nothing is clamped.
 * @param today a period that ends later is open
 * @param figure the unit's figure on the last day
 */
export function figureOf(measure: Measure, periods: readonly CountedPeriod[], today: Day, figure: number | null): Figure {
  const { indicator, parts } = measure;
  const last = (code: string) =>
    periods.findLast((period) => period.until <= today || amountIn(period, code).reported > 0) ?? periods.at(-1);
  const counted = ({ code, overTime }: Indicator): readonly CountedPeriod[] => {
    const one = indicator.overTime === 'last' ? last(parts[0]?.code ?? code) : overTime === 'last' ? last(code) : undefined;
    return one ? [one] : periods;
  };
  const over = (part: Indicator): Amount => add(counted(part).map((period) => amountIn(period, part.code)));
  const [above, below] = parts.map(over);
  const isRatio = indicator.kind === 'ratio';
  const divisor = measure.figure === null ? (below?.value ?? null) : figure;
  const said = [above, below].filter((part) => part !== undefined);
  const weakest = [...said].sort((a, b) => missingOf(b) - missingOf(a))[0] ?? NOTHING;
  const value = above?.value ?? null;
  return {
    result: isRatio ? percent(value, divisor, indicator.decimals) : value,
    numerator: isRatio ? value : null,
    denominator: isRatio ? divisor : null,
    // Who was never asked is missing as much as who does not answer.
    complete:
      said.every((part) => part.expected > 0 && missingOf(part) === 0) &&
      parts.every((part) => counted(part).every((period) => period.above)) &&
      (!isRatio || divisor !== null),
    expected: weakest.expected,
    reported: weakest.reported,
    unknown: weakest.unknown,
    missingCount: missingOf(weakest),
  };
}

/** The same by the month that the last day of a period falls in: `YYYY-MM-01`. */
export function figuresByMonth(
  measure: Measure,
  periods: readonly CountedPeriod[],
  today: Day,
  figureOn: (lastDay: Day) => number | null,
): (Figure & { month: Day })[] {
  const months = new Map<Day, CountedPeriod[]>();
  for (const period of periods) {
    const month = `${lastDayOf(period).slice(0, 7)}-01`;
    const known = months.get(month);
    if (known) known.push(period);
    else months.set(month, [period]);
  }
  return [...months].map(([month, those]) => ({
    month,
    ...figureOf(measure, those, today, figureOn(lastDayOf(those.at(-1) as CountedPeriod))),
  }));
}

export function lastDayOf({ until }: Pick<CountedPeriod, 'until'>): Day {
  return dayBefore(until);
}

const NOTHING: Amount = { value: null, expected: 0, reported: 0, unknown: 0 };
const missingOf = ({ expected, reported }: Amount) => expected - reported;

function amountIn({ rounds }: CountedPeriod, code: string): Amount {
  return add(rounds.map(({ amounts }) => amounts.get(code) ?? NOTHING));
}

function add(amounts: readonly Amount[]): Amount {
  if (amounts.length === 1) return amounts[0] as Amount;
  let value: number | null = null;
  let [expected, reported, unknown] = [0, 0, 0];
  for (const each of amounts) {
    if (each.value !== null) value = (value ?? 0) + each.value;
    expected += each.expected;
    reported += each.reported;
    unknown += each.unknown;
  }
  // Without what binary fractions add: no indicator has more than six decimals.
  return { value: value === null || Number.isInteger(value) ? value : Number(value.toFixed(6)), expected, reported, unknown };
}

export interface Ranked {
  readonly id: string;
  readonly result: number | null;
  readonly percent: number | null;
  readonly target: number | null;
}

export interface Place {
  /** Null for one without a result. */
  readonly place: number | null;
  readonly of: number;
  readonly byPercent: boolean;
}

/** The place of one among all, the largest first: by percent of the target where all have one, else by result. Equals share a place. */
export function placeAmong(all: readonly Ranked[], id: string): Place {
  const byPercent = all.length > 0 && all.every(({ target }) => target !== null);
  const valueOf = ({ percent: part, result }: Ranked) => (byPercent ? part : result);
  const found = all.find((each) => each.id === id);
  const mine = found ? valueOf(found) : null;
  const place = mine === null ? null : 1 + all.filter((each) => (valueOf(each) ?? -Infinity) > mine).length;
  return { place, of: all.length, byPercent };
}
