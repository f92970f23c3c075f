import { invalidField, Refusal } from '../errors';
import type { Words } from '../errors';
import type { Day } from './day';

/** A day of an input and what it may not pass. */
export interface BoundDay {
  readonly field: string;
  readonly value: Day;
  readonly bound: Day;
  readonly reason: Words;
}

/** @throws Refusal DAY_TOO_EARLY for a day before the bound. */
export function refuseBefore({ field, value, bound, reason }: BoundDay): void {
  if (value < bound) throw new Refusal('DAY_TOO_EARLY', { field, value, bound, reason });
}

/** @throws Refusal DAY_TOO_LATE for a day after the bound. */
export function refuseAfter({ field, value, bound, reason }: BoundDay): void {
  if (value > bound) throw new Refusal('DAY_TOO_LATE', { field, value, bound, reason });
}

/** @throws Refusal INVALID_INPUT for a period that ends before it has begun. */
export function checkPeriod(from: Day, until: Day): void {
  if (until <= from) throw invalidField('until', `until must be a day after from, which is ${from}: it is the first day after the period`);
}
