import { addDays } from '../../tenancy/day';
import type { Cadence, Day } from '../../tenancy/province';

/** The days [from, until). */
export interface Span {
  readonly from: Day;
  readonly until: Day;
}

/** Cadences whose periods the calendar gives. The others need somebody who says which days are meant. */
export const STATED = ['daily', 'weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly'] as const satisfies readonly Cadence[];
export type StatedCadence = (typeof STATED)[number];

const MONTHS = { monthly: 1, quarterly: 3, 'half-yearly': 6, yearly: 12 };
const MONDAY = 1;
const WEEK = 7;

/** The period that a day falls in. Weeks begin on Monday, as ISO 8601 has them; quarters and half-years are those of the calendar year. */
export function periodOf(cadence: StatedCadence, day: Day): Span {
  if (cadence === 'daily') return { from: day, until: addDays(day, 1) };
  if (cadence === 'weekly') {
    const from = addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() - MONDAY + WEEK) % WEEK));
    return { from, until: addDays(from, WEEK) };
  }
  const months = MONTHS[cadence];
  const first = Math.floor((monthOf(day) % 12) / months) * months;
  const from = startOfMonth(monthOf(day) - (monthOf(day) % 12) + first);
  return { from, until: addMonths(from, months) };
}

/** The periods that hold a day of the span, the earliest first. */
export function periodsIn(cadence: StatedCadence, { from, until }: Span): Span[] {
  const found: Span[] = [];
  for (let day = from; day < until;) {
    const period = periodOf(cadence, day);
    found.push(period);
    day = period.until;
  }
  return found;
}

/** The days just before a span, as many as it has: whole months where it consists of such. */
export function spanBefore({ from, until }: Span): Span {
  const whole = from.endsWith('-01') && until.endsWith('-01');
  if (whole) return { from: addMonths(from, monthOf(from) - monthOf(until)), until: from };
  const days = Math.round((Date.parse(until) - Date.parse(from)) / Date.parse('1970-01-02'));
  return { from: addDays(from, -days), until: from };
}

/** Of many periods some that follow each other within a span without meeting, the longest first. @returns whether they leave no day out. */
export function coverWith<P extends Span>(span: Span, periods: readonly P[]): { chosen: P[]; whole: boolean } {
  const within = periods.filter(({ from, until }) => from >= span.from && until <= span.until);
  const chosen: P[] = [];
  let [day, whole] = [span.from, true];
  for (;;) {
    const next = within
      .filter(({ from }) => from >= day)
      .sort((a, b) => (a.from === b.from ? (a.until < b.until ? 1 : -1) : a.from < b.from ? -1 : 1))[0];
    if (!next) return { chosen, whole: whole && day === span.until };
    whole &&= next.from === day;
    chosen.push(next);
    day = next.until;
  }
}

/** Months since the year 0. */
function monthOf(day: Day): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

function startOfMonth(month: number): Day {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
}

/** @param day the first of a month. */
function addMonths(day: Day, months: number): Day {
  return startOfMonth(monthOf(day) + months);
}
