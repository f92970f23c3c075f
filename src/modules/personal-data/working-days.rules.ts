import { addDays } from '../../tenancy/day';
import type { Day } from '../../tenancy/day';

/** Days off and days worked of one year, besides its weekends. */
export interface YearOfWork {
  /** Where the days are stated. */
  readonly source: string;
  /** False until the year's days off were announced: what is reckoned with them can still move. */
  readonly announced: boolean;
  readonly off: readonly Day[];
  /** Saturdays worked in exchange for a day off. */
  readonly worked: readonly Day[];
}

export type Calendar = Readonly<Record<string, YearOfWork>>;

export type Due = { readonly day: Day; readonly provisional: boolean } | { readonly unknownYear: string };

/**
 * The last of so many working days after a day, which itself does not count.
 * A year that the calendar does not hold is said, never guessed.
 */
export function dueDay(after: Day, workingDays: number, calendar: Calendar): Due {
  let day = after;
  let provisional = false;
  for (let left = workingDays; left > 0;) {
    day = addDays(day, 1);
    const year = day.slice(0, 4);
    const known = Object.hasOwn(calendar, year) ? calendar[year] : undefined;
    if (!known) return { unknownYear: year };
    provisional ||= !known.announced;
    if (isWorked(day, known)) left -= 1;
  }
  return { day, provisional };
}

function isWorked(day: Day, { off, worked }: YearOfWork): boolean {
  if (worked.includes(day)) return true;
  if (off.includes(day)) return false;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}
