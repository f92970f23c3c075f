import fc from 'fast-check';
import { coverWith, periodOf, periodsIn, spanBefore, STATED } from '../../src/modules/report/periods.rules';
import { addDays, isDay } from '../../src/tenancy/day';

const cadence = fc.constantFrom(...STATED);
/** Any day of 1970 to 2149, leap years and centuries among them. */
const day = fc.integer({ min: 0, max: 65_000 }).map((days) => addDays('1970-01-01', days));
const lengthOf = (from: string, until: string) => Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000);

describe('the periods of a cadence', () => {
  it('hold each day once: the day lies in its period, and so does every other day of that period', () => {
    fc.assert(
      fc.property(cadence, day, fc.nat({ max: 365 }), (each, some, n) => {
        const { from, until } = periodOf(each, some);
        expect(isDay(from) && isDay(until)).toBe(true);
        expect(from <= some && some < until).toBe(true);
        const other = addDays(from, n % lengthOf(from, until));
        expect(periodOf(each, other)).toEqual({ from, until });
      }),
      { numRuns: 2000 },
    );
  });

  it('tile any span: each begins where the one before ended, the first holds its first day and the last its last', () => {
    fc.assert(
      fc.property(cadence, day, fc.integer({ min: 1, max: 800 }), (each, from, days) => {
        const until = addDays(from, days);
        const periods = periodsIn(each, { from, until });
        expect(periods[0]).toEqual(periodOf(each, from));
        expect(periods.at(-1)).toEqual(periodOf(each, addDays(until, -1)));
        periods.slice(1).forEach((period, n) => expect(period.from).toBe(periods[n]?.until));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['daily', '2024-02-29', '2024-02-29', '2024-03-01'],
    ['weekly', '2024-12-31', '2024-12-30', '2025-01-06'],
    ['weekly', '2024-12-29', '2024-12-23', '2024-12-30'],
    ['monthly', '2024-02-29', '2024-02-01', '2024-03-01'],
    ['monthly', '2023-12-31', '2023-12-01', '2024-01-01'],
    ['quarterly', '2023-11-15', '2023-10-01', '2024-01-01'],
    ['half-yearly', '2023-06-30', '2023-01-01', '2023-07-01'],
    ['half-yearly', '2023-07-01', '2023-07-01', '2024-01-01'],
    ['yearly', '2024-02-29', '2024-01-01', '2025-01-01'],
  ] as const)('%s: %s lies in [%s, %s)', (each, some, from, until) => {
    expect(periodOf(each, some)).toEqual({ from, until });
  });
});

describe('the days just before a span', () => {
  it.each([
    ['2024-07-01', '2024-10-01', '2024-04-01'],
    ['2024-03-01', '2024-04-01', '2024-02-01'],
    ['2024-01-01', '2025-01-01', '2023-01-01'],
    ['2024-03-04', '2024-03-11', '2024-02-26'],
    ['2024-02-15', '2024-03-15', '2024-01-17'],
  ])('of [%s, %s) begin on %s', (from, until, before) => {
    expect(spanBefore({ from, until })).toEqual({ from: before, until: from });
  });
});

describe('periods chosen to cover a span', () => {
  const month = (n: number) => ({ from: `2024-0${n}-01`, until: `2024-0${n + 1}-01` });
  const quarter = { from: '2024-04-01', until: '2024-07-01' };

  it('are the longest, and never two of one day', () => {
    expect(coverWith(quarter, [month(4), month(5), month(6), quarter])).toEqual({ chosen: [quarter], whole: true });
    expect(coverWith(quarter, [month(6), month(3), month(5), month(4), month(7)])).toEqual({
      chosen: [month(4), month(5), month(6)],
      whole: true,
    });
  });

  it('are not whole where a day is left out', () => {
    expect(coverWith(quarter, [month(4), month(6)])).toEqual({ chosen: [month(4), month(6)], whole: false });
    expect(coverWith(quarter, [month(5), month(6)]).whole).toBe(false);
    expect(coverWith(quarter, [month(4), month(5)]).whole).toBe(false);
    expect(coverWith(quarter, [])).toEqual({ chosen: [], whole: false });
  });
});
