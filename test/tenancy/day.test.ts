import fc from 'fast-check';
import { addDays, compareDays, covers, dayBefore, dayOf, FIRST_DAY, isDay, LAST_DAY } from '../../src/tenancy/day';

const day = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test.each(['2022-05-31', '2024-02-29', '1900-01-01', '2199-12-31'])('%s is a day', (text) => {
  expect(isDay(text)).toBe(true);
});

test.each(['2023-02-29', '2023-02-30', '2022-13-01', '2022-00-10', '31/5/2022', '2022-5-31', '1899-12-31', '2200-01-01', '', 'infinity'])(
  '"%s" is no day',
  (text) => {
    expect(isDay(text)).toBe(false);
  },
);

test('an interval holds on its first day and no longer on the day it ends', () => {
  const may = { from: '2022-05-01', until: '2022-06-01' };
  expect(['2022-04-30', '2022-05-01', '2022-05-31', '2022-06-01'].map((each) => covers(may, each))).toEqual([false, true, true, false]);
});

test('an interval without an end holds for good', () => {
  expect([undefined, null, LAST_DAY].map((until) => covers({ from: '2022-05-01', until }, '2199-12-31'))).toEqual([true, true, true]);
});

test('an interval from before any record holds on every day until its end', () => {
  expect(covers({ from: FIRST_DAY, until: '2022-06-01' }, '1900-01-01')).toBe(true);
});

test('the first day is before every day and the last after it, though their names sort otherwise', () => {
  fc.assert(
    fc.property(day, (each) => {
      expect([compareDays(FIRST_DAY, each), compareDays(each, LAST_DAY), compareDays(each, each)]).toEqual([-1, -1, 0]);
    }),
  );
  expect([FIRST_DAY, '2022-01-01', LAST_DAY].sort(compareDays)).toEqual([FIRST_DAY, '2022-01-01', LAST_DAY]);
});

test('days after a day are later by the calendar, across months and leap years', () => {
  expect(addDays('2022-05-31', 1)).toBe('2022-06-01');
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
  expect(addDays('2022-01-01', -1)).toBe('2021-12-31');
});

test('going some days on and as many back ends where it began', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -1000, max: 1000 }), (each, count) => {
      expect(addDays(addDays(each, count), -count)).toBe(each);
      expect(compareDays(addDays(each, count), each)).toBe(Math.sign(count));
    }),
  );
});

test('the day before is the calendar’s', () => {
  fc.assert(fc.property(day, (each) => expect(dayBefore(each)).toBe(addDays(each, -1))));
  expect(['2024-03-01', '2023-03-01', '2022-01-01', '2022-05-10'].map(dayBefore)).toEqual([
    '2024-02-29',
    '2023-02-28',
    '2021-12-31',
    '2022-05-09',
  ]);
});

test('of numbers in the form of a day those are days that the calendar has', () => {
  const two = (most: number) => fc.integer({ min: 0, max: most }).map((part) => String(part).padStart(2, '0'));
  fc.assert(
    fc.property(fc.integer({ min: 1900, max: 2199 }), two(14), two(33), (year, month, date) => {
      const text = `${year}-${month}-${date}`;
      const found = new Date(`${text}T00:00:00Z`);
      expect(isDay(text)).toBe(!Number.isNaN(found.getTime()) && found.toISOString().startsWith(text));
    }),
  );
});

test('a day begins at midnight in Hồ Chí Minh City, seven hours before Greenwich', () => {
  expect(dayOf(new Date('2022-05-30T16:59:59Z'))).toBe('2022-05-30');
  expect(dayOf(new Date('2022-05-30T17:00:00Z'))).toBe('2022-05-31');
});
