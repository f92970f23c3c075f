import fc from 'fast-check';
import { PUBLIC_HOLIDAYS, WORKING_DAYS_TO_ANSWER } from '../../src/modules/personal-data/public-holidays.rules';
import { dueDay } from '../../src/modules/personal-data/working-days.rules';
import { addDays } from '../../src/tenancy/day';

const due = (after: string) => dueDay(after, WORKING_DAYS_TO_ANSWER, PUBLIC_HOLIDAYS);
const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();
const anyDay = fc.integer({ min: 0, max: 5 * 365 }).map((days) => addDays('2022-01-01', days));

describe('the second working day', () => {
  it.each([
    ['Monday, of a plain week', '2025-03-10', '2025-03-12'],
    ['Thursday, past the weekend', '2025-03-13', '2025-03-17'],
    ['Saturday', '2025-03-15', '2025-03-18'],
    ['the last day before Tết 2025', '2025-01-24', '2025-02-04'],
    ['the last day before Tết 2024', '2024-02-07', '2024-02-16'],
    ['before the Hùng kings of 2024', '2024-04-17', '2024-04-22'],
    ['before 30/4 of 2025, with the Saturday worked for 2/5', '2025-04-25', '2025-04-28'],
    ['before 2/9 of 2026, with 31/8 off for a Saturday worked', '2026-08-28', '2026-09-04'],
  ])('after %s', (_what, received, day) => {
    expect(due(received)).toEqual({ day, provisional: false });
  });

  it('says when it was reckoned with days off that were not announced', () => {
    expect(due('2026-12-30')).toEqual({ day: '2027-01-04', provisional: true });
    expect(due('2026-12-29')).toEqual({ day: '2026-12-31', provisional: false });
  });

  it('is not guessed in a year that is not on record', () => {
    expect(due('2027-12-31')).toEqual({ unknownYear: '2028' });
    expect(due('2021-12-30')).toEqual({ unknownYear: '2021' });
  });

  it('comes after the day received, is worked itself, and leaves exactly one worked day between', () => {
    fc.assert(
      fc.property(anyDay, (received) => {
        const found = due(received);
        if ('unknownYear' in found) return;
        const between = [];
        for (let day = addDays(received, 1); day <= found.day; day = addDays(day, 1)) {
          const { off = [], worked = [] } = PUBLIC_HOLIDAYS[day.slice(0, 4)] ?? {};
          if (worked.includes(day) || (![0, 6].includes(weekday(day)) && !off.includes(day))) between.push(day);
        }
        expect(between).toHaveLength(2);
        expect(between.at(-1)).toBe(found.day);
      }),
    );
  });

  it('never comes earlier for a request that came later', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(10), (received, later) => {
        const [one, other] = [due(received), due(addDays(received, later))];
        if ('day' in one && 'day' in other) expect(one.day <= other.day).toBe(true);
      }),
    );
  });
});

describe('the calendar', () => {
  const years = Object.entries(PUBLIC_HOLIDAYS);

  it.each(years)('of %s names days of its own year once, with its source', (year, { off, worked, source }) => {
    for (const day of [...off, ...worked]) expect(day.slice(0, 4)).toBe(year);
    expect(new Set([...off, ...worked]).size).toBe(off.length + worked.length);
    expect(source).toContain('45/2019/QH14');
  });

  it.each(years)(
    'of %s gives each fixed holiday, or a day for it after a weekend, and works on Saturdays only',
    (year, { off, worked }) => {
      for (const day of [`${year}-01-01`, `${year}-04-30`, `${year}-05-01`, `${year}-09-02`])
        expect(off.includes(day) || [0, 6].includes(weekday(day))).toBe(true);
      for (const day of worked) expect(weekday(day)).toBe(6);
      // 11 days by law, each of which is a day off on a weekday of its own or by exchange.
      expect(off.filter((day) => ![0, 6].includes(weekday(day))).length - worked.length).toBe(11);
    },
  );
});
