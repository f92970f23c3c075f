import { refuseAfter } from '../../tenancy/refuse-day';
import type { Day } from '../../tenancy/day';

/** @throws Refusal DAY_TOO_LATE for a day to come: what is recorded has happened. */
export function checkHappened(today: Day, day: Day, field: string): void {
  refuseAfter({
    field,
    value: day,
    bound: today,
    reason: { en: 'it is recorded once it has happened', vi: 'chỉ ghi nhận việc đã diễn ra' },
  });
}
