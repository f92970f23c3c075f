import { groupBy, load } from '../../database/session';
import type { Session } from '../../database/session';
import { Refusal } from '../../errors';
import { addDays } from '../../tenancy/day';
import type { Day } from '../../tenancy/day';
import { checkPeriod } from '../../tenancy/refuse-day';
import type { MissingPart } from '../../tenancy/report-facts';
import { everIndicator, loadFigureHistory } from '../indicator';
import { loadTarget } from '../quota';
import { candidatesOf, readFacts } from './progress-facts.reads';
import type { UnitFacts } from './progress-facts.reads';
import { roundsOfTeams } from './progress-rounds.reads';
import type { TeamRound } from './progress-rounds.reads';
import { chooseRounds, figureOf, figuresByMonth, lastDayOf } from './progress.rules';
import type { Choice, CountedPeriod, Figure, Measure } from './progress.rules';
import type { CompletenessType } from './report-round.type';
import type { IndicatorProgressType } from './progress.type';
import type { Source } from './rollup.reads';
import { completenessOf } from './slots.reads';
import { percent } from './totals.rules';
import { NAMED_AT_MOST, sumUp } from './totals.reads';

/** Whose progress: a unit's with all below it, or a team's. */
export type ProgressOf = 'unit' | 'team';

export interface ProgressAsk {
  readonly indicator: string;
  /** Empty for the whole. */
  readonly segment: string;
  readonly from: Day;
  /** First day after. */
  readonly until: Day;
}

/** The same as a client asks it. */
export type AskedOf = Omit<ProgressAsk, 'segment'> & { readonly segment?: string | null };

export function askOf({ indicator, segment, from, until }: AskedOf): ProgressAsk {
  return { indicator, segment: segment ?? '', from, until };
}

export interface Progress extends Figure {
  readonly of: ProgressOf;
  readonly id: string;
  readonly ask: ProgressAsk;
  readonly measure: Measure;
  readonly target: number | null;
  readonly percent: number | null;
  readonly months: () => readonly (Figure & { readonly month: Day })[];
  readonly periods: readonly CountedPeriod[];
}

/** @throws Refusal UNKNOWN_CODE for an indicator or segment that no version of the catalogue has; INVALID_INPUT for an empty period. */
export function measureOf({ province }: Session, { indicator: code, segment, from, until }: ProgressAsk): Measure {
  checkPeriod(from, until);
  const indicator = everIndicator(province, code);
  if (!indicator) throw new Refusal('UNKNOWN_CODE', { field: 'indicator', value: code, day: from, allowed: null });
  const { kind, numerator = '', denominator = '', segments = [] } = indicator;
  if (segment !== '' && !segments.includes(segment))
    throw new Refusal('UNKNOWN_CODE', { field: `segment of ${code}`, value: segment, day: from, allowed: segments });
  if (kind !== 'ratio') return { indicator, parts: [indicator], figure: null };
  const parts = [everIndicator(province, numerator), everIndicator(province, denominator)];
  return { indicator, parts: parts.filter((part) => part !== undefined), figure: parts[1] ? null : denominator };
}

const nameOf = (what: string, of: ProgressOf, ask: ProgressAsk) => `${what}-${of}:${JSON.stringify(ask)}`;

/** How far many units or teams are, in a bounded number of statements: from what rolled up of closed rounds, and from the raw values of open ones. */
export async function loadProgress(session: Session, of: ProgressOf, id: string, ask: ProgressAsk): Promise<Progress> {
  const measure = measureOf(session, ask);
  if (of === 'unit') {
    const facts = await load(session, nameOf('progress-facts', of, ask), id, (ids) => readFacts(session, ids, measure, ask));
    return progressFrom(session, ask, measure, facts ?? { id, target: null, rounds: [] });
  }
  const cells = cellsOf(measure, ask);
  const [rounds, target] = await Promise.all([
    load(session, nameOf('progress-rounds', of, ask), id, async (ids) =>
      groupBy<TeamRound>(await roundsOfTeams(session, ids, ask, cells), ({ key }) => key),
    ),
    loadTarget(session, of, id, ask),
  ]);
  return progressOver(session, { of, id, ask, measure, target }, chooseRounds(rounds ?? []), []);
}

/** The same of a unit, of which everything but open rounds and figures has been read. */
export async function progressFrom(
  session: Session,
  ask: ProgressAsk,
  measure: Measure,
  facts: UnitFacts,
  choice?: Choice,
): Promise<Progress> {
  const { id } = facts;
  const rounds = candidatesOf(session.today, measure, facts);
  const open = rounds.filter(({ frozen }) => !frozen);
  const cells = cellsOf(measure, ask);
  if (open.length > 0)
    await Promise.all(
      open.map(async ({ id: roundId, amounts }) => {
        const totals = await load(session, nameOf('progress-open', 'unit', ask), `${id} ${roundId}`, (keys) =>
          sumUp(session, sourcesOf(keys), cells),
        );
        for (const total of totals ?? []) amounts.set(total.code, total);
      }),
    );
  // A figure of the whole unit is not one of a segment.
  const figures = measure.figure === null || ask.segment !== '' ? [] : await loadFigureHistory(session, id, measure.figure);
  // Nothing or zero is no target.
  const target = facts.target !== null && facts.target > 0 ? facts.target : null;
  return progressOver(session, { of: 'unit', id, ask, measure, target }, chooseRounds(rounds, choice), figures);
}

type Asked = Pick<Progress, 'of' | 'id' | 'ask' | 'measure' | 'target'>;

function progressOver(
  { today }: Session,
  { of, id, ask, measure, target }: Asked,
  periods: readonly CountedPeriod[],
  figures: readonly { readonly day: Day; readonly value: number }[],
): Progress {
  const figureOn = (day: Day) => figures.findLast((figure) => figure.day <= day)?.value ?? null;
  const whole = figureOf(measure, periods, today, figures.length === 0 ? null : figureOn(addDays(ask.until, -1)));
  const months = () => figuresByMonth(measure, periods, today, figureOn);
  return withTarget({ of, id, ask, measure, ...whole, target: null, percent: null, months, periods }, target);
}

const cellsOf = ({ parts }: Measure, { segment }: ProgressAsk) => ({ codes: parts.map(({ code }) => code), segment });

/** What `<unit> <round>` stands for. */
function sourcesOf(keys: readonly string[]): Source[] {
  return keys.map((key) => {
    const [unitId, roundId] = key.split(' ') as [string, string];
    return { key, unitId, roundId };
  });
}

/** As the API gives it, months and reports apart. */
export function describeProgress(progress: Progress): IndicatorProgressType {
  const { ask, result, numerator, denominator, complete, expected, reported, unknown, missingCount, target, percent: part } = progress;
  const figure = { result, numerator, denominator, complete, expected, reported, unknown, missingCount };
  return { progress, ...figure, segment: ask.segment || null, from: ask.from, until: ask.until, target, percent: part };
}

/** The same against a target. More than all is said as it is. */
export function withTarget(progress: Progress, target: number | null): Progress {
  return { ...progress, target, percent: percent(progress.result, target, 2) };
}

export interface NamedPart extends MissingPart {
  readonly lastDay: Day;
}

/** Those who gave no number in the periods that are counted, of the latest period first. */
export async function loadMissing(session: Session, { of, id, ask, periods, measure }: Progress): Promise<NamedPart[]> {
  const latest = [...periods].reverse().flatMap((period) => period.rounds.map((round) => ({ round, lastDay: lastDayOf(period) })));
  const lacking = latest.filter(({ round }) => [...round.amounts.values()].some(({ expected, reported }) => expected > reported));
  if (of === 'team')
    return lacking
      .slice(0, NAMED_AT_MOST)
      .map(({ round, lastDay }) => ({ holderId: id, isTeam: true, why: (round as TeamRound).why ?? 'NOT_APPROVED', lastDay }));
  let named = 0;
  const enough = lacking.filter(({ round }) => {
    const before = named;
    named += Math.max(...[...round.amounts.values()].map(({ expected, reported }) => expected - reported));
    return before < NAMED_AT_MOST;
  });
  const keys = enough.map(({ round }) => `${id} ${round.id}`);
  const found = await Promise.all(
    keys.map((key) =>
      load(session, nameOf('progress-missing', of, ask), key, (all) => sumUp(session, sourcesOf(all), cellsOf(measure, ask))),
    ),
  );
  const parts = found.flatMap((totals, index) => {
    const lastDay = enough[index]?.lastDay as Day;
    const all = (totals ?? []).flatMap(({ missing }) => missing.map((part) => ({ ...part, lastDay })));
    return measure.indicator.kind === 'ratio'
      ? all.filter((part, n) => all.findIndex(({ holderId }) => holderId === part.holderId) === n)
      : all;
  });
  return parts.slice(0, NAMED_AT_MOST);
}

/** How many reports came of the rounds that are counted, and when. */
export async function loadPunctuality(session: Session, { of, id, ask, periods }: Progress): Promise<CompletenessType> {
  const rounds = periods.flatMap((period) => period.rounds) as readonly Pick<TeamRound, 'id' | 'tally'>[];
  const counted = rounds.map(async ({ id: roundId, tally }) => {
    if (tally) return [tally];
    return load(session, nameOf('progress-punctuality', of, ask), `${id} ${roundId}`, (keys) =>
      completenessOf(session, sourcesOf(keys), session.today),
    );
  });
  const all = (await Promise.all(counted)).flatMap((found) => found ?? []);
  const sum = (what: keyof CompletenessType) => all.reduce((total, each) => total + each[what], 0);
  return {
    expected: sum('expected'),
    onTime: sum('onTime'),
    late: sum('late'),
    missing: sum('missing'),
    excused: sum('excused'),
    open: sum('open'),
    approved: sum('approved'),
  };
}
