import fc from 'fast-check';
import { chooseRounds, figureOf, figuresByMonth, placeAmong, rememberedChoice } from '../../src/modules/report/progress.rules';
import type { CandidateRound, Measure } from '../../src/modules/report/progress.rules';
import type { Indicator } from '../../src/tenancy/province';

const TODAY = '2022-10-10';
const words = { vi: 'x', en: 'x' };
const indicator = (code: string, more: Partial<Indicator> = {}): Indicator => ({
  code,
  name: words,
  pillar: 'society',
  kind: 'count',
  unit: words,
  decimals: 2,
  overTime: 'sum',
  ...more,
});
const counting = (more: Partial<Indicator> = {}): Measure => {
  const one = indicator('a', more);
  return { indicator: one, parts: [one], figure: null };
};

type Said = Readonly<Record<string, number | null>>;

/** A round of one expected report for each value. */
const round = (id: string, from: string, until: string, said: Said = { a: 1 }, more: Partial<CandidateRound> = {}): CandidateRound => ({
  id,
  form: 'monthly',
  reporters: 'team',
  from,
  until,
  isDuty: true,
  above: true,
  amounts: new Map(
    Object.entries(said).map(([code, value]) => [code, { value, expected: 1, reported: value === null ? 0 : 1, unknown: 0 }] as const),
  ),
  ...more,
});
const idsOf = (rounds: readonly CandidateRound[]) => chooseRounds(rounds).map((period) => period.rounds.map(({ id }) => id));
const [JULY, AUGUST, SEPTEMBER, OCTOBER] = [
  ['2022-07-01', '2022-08-01'],
  ['2022-08-01', '2022-09-01'],
  ['2022-09-01', '2022-10-01'],
  ['2022-10-01', '2022-11-01'],
] as const;
const QUARTER = ['2022-07-01', '2022-10-01'] as const;

const anyRound = fc
  .record({
    period: fc.constantFrom<readonly [string, string]>(JULY, AUGUST, QUARTER, SEPTEMBER),
    said: fc.constantFrom<Said>({ a: 1 }, { a: null }, {}),
    more: fc.record({
      above: fc.boolean(),
      isDuty: fc.boolean(),
      form: fc.constantFrom('a', 'b'),
      reporters: fc.constantFrom('team', 'units', 'level:commune'),
    }),
  })
  .map(({ period, said, more }) => round('any', ...period, said, more));

it('a choice that is remembered from one unit to the next is the choice of each', () => {
  fc.assert(
    fc.property(fc.array(fc.array(anyRound, { maxLength: 6 }), { maxLength: 8 }), (units) => {
      const choice = rememberedChoice();
      for (const rounds of [...units, ...units]) expect(chooseRounds(rounds, choice)).toEqual(chooseRounds(rounds));
    }),
  );
});

describe('of rounds whose periods overlap', () => {
  it.each<[what: string, taken: Partial<CandidateRound>, left: Partial<CandidateRound>]>([
    ['that which the unit or one above it asked for', { above: true, reporters: 'level:commune' }, { above: false }],
    ['that of teams', { reporters: 'team', isDuty: false }, { reporters: 'level:commune' }],
    ['that of a level, not of named units', { reporters: 'level:commune', isDuty: false }, { reporters: 'units' }],
    ['that of a duty', { isDuty: true, form: 'z' }, { isDuty: false, form: 'a' }],
    ['the first by code of its form', { form: 'a' }, { form: 'b' }],
  ])('%s is counted', (_what, taken, left) => {
    expect(
      idsOf([round('left', ...JULY, {}, left), round('taken', ...JULY, { a: 1 }, taken), round('left', ...JULY, { a: 2 }, left)]),
    ).toEqual([['taken']]);
  });

  it('the shorter is counted, with all beside it that overlap nothing', () => {
    expect(idsOf([round('quarter', ...QUARTER), round('september', ...SEPTEMBER), round('july', ...JULY)])).toEqual([
      ['july'],
      ['september'],
    ]);
  });

  it('those of one form and period are counted together: each was asked by another unit, for its part', () => {
    const below = { above: false };
    expect(idsOf([round('one', ...JULY, { a: 1 }, below), round('two', ...JULY, { a: 2 }, below)])).toEqual([['one', 'two']]);
  });

  it('one that asks nobody here stands in the way of none', () => {
    const nobody = { amounts: new Map([['a', { value: null, expected: 0, reported: 0, unknown: 0 }]]) };
    expect(idsOf([round('nobody', ...JULY, {}, nobody), round('below', ...JULY, { a: 1 }, { above: false })])).toEqual([['below']]);
  });
});

describe('what periods come to', () => {
  it('is partial where only some of the unit were asked, however well they answered', () => {
    const asked = (above: boolean) => figureOf(counting(), chooseRounds([round('july', ...JULY, { a: 1 }, { above })]), TODAY, null);
    expect([asked(true).complete, asked(false).complete]).toEqual([true, false]);
  });

  it('is their sum, partial while anything is missing; missing is not zero', () => {
    const periods = chooseRounds([
      round('july', ...JULY, { a: 0.1 }),
      round('august', ...AUGUST, { a: 0.2 }),
      round('september', ...SEPTEMBER, { a: null }),
    ]);
    expect(figureOf(counting(), periods, TODAY, null)).toEqual({
      result: 0.3,
      numerator: null,
      denominator: null,
      complete: false,
      expected: 3,
      reported: 2,
      unknown: 0,
      missingCount: 1,
    });
    expect(figureOf(counting(), periods.slice(2), TODAY, null)).toMatchObject({ result: null, complete: false });
    expect(figureOf(counting(), [], TODAY, null)).toMatchObject({ result: null, complete: false, expected: 0 });
  });

  it('is the last one where the last counts: of those that have closed, or have a number already', () => {
    const last = counting({ overTime: 'last' });
    const july = round('july', ...JULY, { a: 5 });
    const august = round('august', ...AUGUST, { a: 7 });
    const open = (value: number | null) => round('october', ...OCTOBER, { a: value });
    expect(figureOf(last, chooseRounds([july, august]), TODAY, null)).toMatchObject({ result: 7, complete: true, expected: 1 });
    expect(figureOf(last, chooseRounds([july, open(null)]), TODAY, null)).toMatchObject({ result: 5, complete: true });
    expect(figureOf(last, chooseRounds([july, open(9)]), TODAY, null)).toMatchObject({ result: 9 });
    // September has closed: that nobody reported is not hidden behind July.
    expect(figureOf(last, chooseRounds([july, round('september', ...SEPTEMBER, { a: null })]), TODAY, null)).toMatchObject({
      result: null,
      complete: false,
      missingCount: 1,
    });
  });

  it('of a ratio is sum over sum, never clamped, and nothing over nothing', () => {
    const ratio: Measure = { indicator: indicator('r', { kind: 'ratio' }), parts: [indicator('a'), indicator('b')], figure: null };
    const periods = chooseRounds([
      round('july', ...JULY, { a: 200_000, b: 50_000 }),
      round('august', ...AUGUST, { a: 17_000, b: 100_000 }),
    ]);
    expect(figureOf(ratio, periods, TODAY, null)).toMatchObject({
      result: 144.67,
      numerator: 217_000,
      denominator: 150_000,
      complete: true,
    });
    expect(figureOf(ratio, chooseRounds([round('july', ...JULY, { a: 5, b: 0 })]), TODAY, null)).toMatchObject({
      result: null,
      denominator: 0,
    });
    expect(figureOf(ratio, chooseRounds([round('july', ...JULY, { a: 5, b: null })]), TODAY, null)).toMatchObject({
      result: null,
      complete: false,
      missingCount: 1,
    });
    const latest = { ...ratio, indicator: { ...ratio.indicator, overTime: 'last' as const } };
    expect(figureOf(latest, periods, TODAY, null)).toMatchObject({ result: 17, numerator: 17_000, denominator: 100_000 });
  });

  it('of a ratio over a figure of the unit is divided by that of the day', () => {
    const ratio: Measure = { indicator: indicator('r', { kind: 'ratio' }), parts: [indicator('a')], figure: 'population' };
    const periods = chooseRounds([round('july', ...JULY, { a: 30 }), round('august', ...AUGUST, { a: 40 })]);
    expect(figureOf(ratio, periods, TODAY, 200)).toMatchObject({ result: 35, numerator: 70, denominator: 200, complete: true });
    expect(figureOf(ratio, periods, TODAY, null)).toMatchObject({ result: null, complete: false });
    const figureOn = (day: string) => (day < '2022-08-15' ? 100 : 200);
    expect(figuresByMonth(ratio, periods, TODAY, figureOn)).toMatchObject([
      { month: '2022-07-01', result: 30, denominator: 100 },
      { month: '2022-08-01', result: 20, denominator: 200 },
    ]);
  });

  it('by month belongs to the month of the last day of each period', () => {
    const weeks = [
      round('one', '2022-07-25', '2022-08-01', { a: 1 }),
      round('two', '2022-08-01', '2022-08-08', { a: 2 }),
      round('three', '2022-08-29', '2022-09-05', { a: 4 }),
    ];
    expect(figuresByMonth(counting(), chooseRounds(weeks), TODAY, () => null)).toMatchObject([
      { month: '2022-07-01', result: 1 },
      { month: '2022-08-01', result: 2 },
      { month: '2022-09-01', result: 4 },
    ]);
  });
});

describe('a place', () => {
  const of = (id: string, result: number | null, target: number | null = null, percent: number | null = null) => ({
    id,
    result,
    target,
    percent,
  });

  it('is by result, shared by equals; one without a result has none', () => {
    const all = [of('a', 5), of('b', 9), of('c', 5), of('d', 1), of('e', null)];
    expect(all.map(({ id }) => placeAmong(all, id).place)).toEqual([2, 1, 2, 4, null]);
    expect(placeAmong(all, 'e')).toEqual({ place: null, of: 5, byPercent: false });
  });

  it('is by percent of the target where all have one', () => {
    const all = [of('a', 5, 10, 50), of('b', 9, 90, 10)];
    expect(placeAmong(all, 'a')).toEqual({ place: 1, of: 2, byPercent: true });
    expect(placeAmong([...all, of('c', 100)], 'b')).toEqual({ place: 2, of: 3, byPercent: false });
  });
});
