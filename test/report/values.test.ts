import fc from 'fast-check';
import type { Indicator } from '../../src/tenancy/province';
import type { RoundForm } from '../../src/tenancy/report-facts';
import { decimalsOf, problemWords, questionsOf, refusedValues } from '../../src/modules/report/report-values.rules';
import { percent, ratiosOf, toTotal } from '../../src/modules/report/totals.rules';

const word = { vi: 'x', en: 'x' };
const indicator = (code: string, more: Partial<Indicator> = {}): Indicator => ({
  code,
  name: word,
  pillar: 'society',
  kind: 'count',
  unit: word,
  decimals: 0,
  overTime: 'sum',
  ...more,
});
const form: RoundForm = {
  code: 'f',
  name: word,
  narratives: [],
  versions: [],
  checks: [{ key: 'k', lesser: 'accounts', greater: 'people' }],
  indicators: [
    indicator('people', { segments: ['women'], plausible: { min: 1, max: 100 } }),
    indicator('accounts'),
    indicator('money', { decimals: 2 }),
    indicator('plan', { kind: 'yes-no' }),
    indicator('share', { kind: 'ratio', decimals: 2, numerator: 'accounts', denominator: 'people' }),
  ],
};
const given = (code: string, value: number | null, segment = '') => ({ code, segment, value });
const problem = (code: string, value: number | null, segment = '') => refusedValues(form, [given(code, value, segment)])[0]?.problem;

describe('a value', () => {
  it.each([
    ['people', 5, undefined],
    ['people', 0, undefined],
    ['people', null, undefined],
    ['people', -1, 'NEGATIVE'],
    ['people', 1.5, 'TOO_MANY_DECIMALS'],
    ['people', 1e12, undefined],
    ['people', 1e12 + 1, 'TOO_LARGE'],
    ['people', 1e308, 'TOO_LARGE'],
    ['people', Infinity, 'TOO_LARGE'],
    ['people', NaN, 'TOO_LARGE'],
    ['money', 1.25, undefined],
    ['money', 1.255, 'TOO_MANY_DECIMALS'],
    ['money', 1e-7, 'TOO_MANY_DECIMALS'],
    ['plan', 1, undefined],
    ['plan', 2, 'NOT_YES_OR_NO'],
    ['plan', -1, 'NOT_YES_OR_NO'],
    ['share', 50, 'COMPUTED'],
    ['share', null, 'COMPUTED'],
    ['stars', 1, 'NOT_ON_FORM'],
  ])('of %s, %p, is taken or refused: %p', (code, value, expected) => {
    expect(problem(code, value)).toBe(expected);
  });

  it('is for a segment that its indicator has, once', () => {
    expect([problem('people', 1, 'women'), problem('people', 1, 'men'), problem('accounts', 1, 'women')]).toEqual([
      undefined,
      'NOT_A_SEGMENT',
      'NOT_A_SEGMENT',
    ]);
    const twice = refusedValues(form, [given('people', 1), given('people', 1, 'women'), given('people', 2)]);
    expect(twice).toEqual([{ indicator: 'people', segment: null, value: 2, problem: 'GIVEN_TWICE' }]);
    expect(problemWords(twice).vi).toBe('people = 2 được nhập hai lần');
  });

  it('has as many decimals as are written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 0, max: 9 }), (n, places) => {
        fc.pre(n % 10 !== 0);
        expect(decimalsOf(Number(`${n}e-${places}`))).toBe(places);
      }),
    );
  });

  it('is questioned outside its bounds, for one team, and where another should be larger, for all', () => {
    const values = [given('people', 101), given('people', 0, 'women'), given('accounts', 102)];
    const kinds = (ofTeam: boolean) => questionsOf(form, values, ofTeam).map(({ code, segment, kind }) => `${code}/${segment} ${kind}`);
    expect(kinds(true)).toEqual(['people/ ABOVE_PLAUSIBLE', 'people/women BELOW_PLAUSIBLE', 'accounts/ CHECK']);
    expect(kinds(false)).toEqual(['accounts/ CHECK']);
    expect(questionsOf(form, [given('people', null), given('accounts', 5)], true)).toEqual([]);
  });
});

describe('a ratio', () => {
  const sum = (code: string, value: number | null, reported: number, expected = 4) =>
    toTotal({ code, segment: '', value, expected, reported, unknown: 0, missing: [] });
  const share = (accounts: number | null, people: number | null, reported = [4, 4]) =>
    ratiosOf(
      form.indicators,
      [sum('accounts', accounts, reported[0] as number), sum('people', people, reported[1] as number)],
      new Map(),
    )[0];

  it('is sum over sum, over 100 % if so, and null over nothing', () => {
    expect(share(217_000, 150_000)).toMatchObject({ value: 144.67, complete: true });
    expect(share(0, 10)).toMatchObject({ value: 0 });
    expect(share(10, 0)).toMatchObject({ value: null });
    expect(share(10, null)).toMatchObject({ value: null, complete: false });
    expect(share(null, 10)).toMatchObject({ value: null });
  });

  it('is partial where either side is', () => {
    expect(share(1, 2, [3, 4])).toMatchObject({ complete: false, missingCount: 1 });
    expect(share(1, 2, [4, 2])).toMatchObject({ complete: false, missingCount: 2 });
  });

  it('may be divided by a figure of the unit', () => {
    const of = indicator('skilled', { kind: 'ratio', decimals: 1, numerator: 'accounts', denominator: 'working-age-population' });
    expect(ratiosOf([of], [sum('accounts', 70, 4)], new Map([['working-age-population', 100]]))[0]).toMatchObject({
      value: 70,
      denominator: 100,
      complete: true,
    });
    expect(ratiosOf([of], [sum('accounts', 70, 4)], new Map())[0]).toMatchObject({ value: null, complete: false });
  });

  it('grows with its numerator and is never clamped', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 1, max: 1e9 }), (part, whole) => {
        const value = percent(part, whole, 2) as number;
        expect(Math.abs(value - (100 * part) / whole)).toBeLessThanOrEqual(0.005 + Math.abs(value) * 1e-12);
        expect(percent(part + whole, whole, 2) as number).toBeCloseTo(value + 100, 1);
      }),
    );
  });
});

it('a total of which nothing is missing is complete; one of nobody is not', () => {
  const total = (expected: number, reported: number) =>
    toTotal({ code: 'a', segment: '', value: 0, expected, reported, unknown: 0, missing: [] });
  expect([total(3, 3), total(3, 2), total(0, 0)].map(({ complete, missingCount }) => [complete, missingCount])).toEqual([
    [true, 0],
    [false, 1],
    [false, 0],
  ]);
});
