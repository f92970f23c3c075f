import { Refusal, invalidField } from '../../errors';
import type { Day } from '../../tenancy/day';

/** @throws Refusal INVALID_INPUT for a period that ends before it has begun. */
export function checkPeriod(from: Day, until: Day): void {
  if (until > from) return;
  throw invalidField('until', `until must be a day after from, which is ${from}: it is the first day after the period`);
}

/** @throws Refusal DAY_TOO_LATE for a day to come: what is recorded has happened. */
export function checkHappened(today: Day, day: Day, field: string): void {
  if (day > today)
    throw new Refusal('DAY_TOO_LATE', {
      field,
      value: day,
      bound: today,
      reason: { en: 'it is recorded once it has happened', vi: 'chỉ ghi nhận việc đã diễn ra' },
    });
}
