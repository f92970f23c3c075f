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

/**
 * Which rounds are counted: periods that overlap would count the same days twice. Of two that do, that one is taken which (1) the unit or one above
 * it asked for, as it covers all of the unit; (2) teams report, not units; (3) rests on a duty, not on a request; (4) is shorter; (5) has the first
 * form by code. A round that asks for nothing here is not counted.
 */
export function chooseRounds(candidates: readonly CandidateRound[]): CountedPeriod[] {
  const groups = new Map<string, CandidateRound[]>();
  for (const round of candidates) {
    if (![...round.amounts.values()].some(({ expected }) => expected > 0)) continue;
    const key = JSON.stringify([round.above, round.reporters, round.form, round.from, round.until]);
    groups.set(key, [...(groups.get(key) ?? []), round]);
  }
  const periods = [...groups.values()]
    .map((rounds) => ({ ...(rounds[0] as CandidateRound), isDuty: rounds.some(({ isDuty }) => isDuty), rounds }))
    .sort(
      (a, b) =>
        Number(b.above) - Number(a.above) ||
        rankOfReporters(a) - rankOfReporters(b) ||
        Number(b.isDuty) - Number(a.isDuty) ||
        lengthOf(a) - lengthOf(b) ||
        order(a.form, b.form) ||
        order(a.reporters, b.reporters) ||
        order(a.from, b.from),
    );
  const chosen: typeof periods = [];
  for (const period of periods) if (chosen.every(({ from, until }) => period.until <= from || until <= period.from)) chosen.push(period);
  return chosen
    .sort((a, b) => order(a.from, b.from))
    .map(({ form, reporters, from, until, above, rounds }) => ({ form, reporters, from, until, above, rounds }));
}

const rankOfReporters = ({ reporters }: CandidateRound) => (reporters === 'team' ? 0 : reporters === 'units' ? 2 : 1);
const lengthOf = ({ from, until }: CandidateRound) => Date.parse(until) - Date.parse(from);
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
    months.set(month, [...(months.get(month) ?? []), period]);
  }
  return [...months].map(([month, those]) => ({
    month,
    ...figureOf(measure, those, today, figureOn(lastDayOf(those.at(-1) as CountedPeriod))),
  }));
}

export function lastDayOf({ until }: Pick<CountedPeriod, 'until'>): Day {
  return new Date(Date.parse(until) - 86_400_000).toISOString().slice(0, 10);
}

const NOTHING: Amount = { value: null, expected: 0, reported: 0, unknown: 0 };
const missingOf = ({ expected, reported }: Amount) => expected - reported;

function amountIn({ rounds }: CountedPeriod, code: string): Amount {
  return add(rounds.map(({ amounts }) => amounts.get(code) ?? NOTHING));
}

function add(amounts: readonly Amount[]): Amount {
  const known = amounts.flatMap(({ value }) => value ?? []);
  const sum = (of: (amount: Amount) => number) => amounts.reduce((all, amount) => all + of(amount), 0);
  return {
    // Without what binary fractions add: no indicator has more than six decimals.
    value: known.length === 0 ? null : Number(known.reduce((all, each) => all + each, 0).toFixed(6)),
    expected: sum(({ expected }) => expected),
    reported: sum(({ reported }) => reported),
    unknown: sum(({ unknown }) => unknown),
  };
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
