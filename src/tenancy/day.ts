/** A calendar day in Asia/Ho_Chi_Minh, written YYYY-MM-DD. Days compare as strings. Never an instant. */
export type Day = string;

/** Database and interval bounds of "since before any record" and "not ended". */
export const FIRST_DAY: Day = '-infinity';
export const LAST_DAY: Day = 'infinity';

const FORM = /^(\d{4})-(\d{2})-(\d{2})$/;
const MILLISECONDS_OF_A_DAY = 86_400_000;
const MILLISECONDS_OF_AN_HOUR = 3_600_000;
const FIRST_WHOLE_HOUR = Date.UTC(1912) / MILLISECONDS_OF_AN_HOUR;

/** True only for a day that exists: 2023-02-30 does not. Years 1900 to 2199, since anything else is a slip of the hand. */
export function isDay(text: string): text is Day {
  const parts = FORM.exec(text);
  if (!parts) return false;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  return year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

/** How many days a month has, the first being 1. */
function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The day `days` calendar days after `day` (before, if negative). */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * MILLISECONDS_OF_A_DAY).toISOString().slice(0, 10);
}

/** The day before a day that exists. */
export function dayBefore(day: Day): Day {
  const [year, month, date] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))];
  const two = (part: number) => (part < 10 ? `0${part}` : String(part));
  if (date > 1) return day.slice(0, 8) + two(date - 1);
  if (month > 1) return `${day.slice(0, 5)}${two(month - 1)}-${daysIn(year, month - 1)}`;
  return `${year - 1}-12-31`;
}

/** Half-open [from, until): the day an interval ends is the first day it no longer holds. */
export function covers(interval: { from: Day; until?: Day | null }, day: Day): boolean {
  return compareDays(interval.from, day) <= 0 && (interval.until == null || compareDays(day, interval.until) < 0);
}

/** Orders days, with FIRST_DAY before and LAST_DAY after every other. */
export function compareDays(a: Day, b: Day): number {
  const left = ordinal(a);
  const right = ordinal(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

function ordinal(day: Day): string {
  return day === FIRST_DAY ? '' : day === LAST_DAY ? '~' : day;
}

const inHoChiMinh = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The calendar day in Asia/Ho_Chi_Minh at an instant, whatever the machine's own zone. */
export function dayOf(instant: Date): Day {
  const hour = Math.floor(instant.getTime() / MILLISECONDS_OF_AN_HOUR);
  if (hour < FIRST_WHOLE_HOUR) return inHoChiMinh.format(instant);
  if (hour !== latest.hour) latest = { hour, day: inHoChiMinh.format(instant) };
  return latest.day;
}

/** Every request asks for the day, and asking the calendar costs more than most of what else it does. Its days begin with an hour, since 1911 at least. */
let latest: { hour: number; day: Day } = { hour: Number.NaN, day: '' };
