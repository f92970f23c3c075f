import type { DataSource } from 'typeorm';
import { systemSession, turnDay } from './bring-up';
import type { TenantDatabases } from './database/prepare';
import type { Day } from './tenancy/day';
import type { Registry } from './tenancy/registry';

export interface CalendarOptions {
  readonly provinces: Registry;
  readonly databases: TenantDatabases;
  readonly clock: () => Date;
  /** What went wrong in a province; it is tried again, and the others go on. */
  readonly report: (error: unknown, province: string) => void;
  /** How often it is looked whether a day has begun. */
  readonly everyMs?: number;
}

export interface Calendar {
  /** Does what the day brings in each province that has not had it done. */
  turn(): Promise<void>;
  /** Ends it, once what it is doing is done. */
  stop(): Promise<void>;
}

const MINUTE = 60_000;

/** Follows the days in Asia/Ho_Chi_Minh. Of several processes on one database each may do it: what one has done the others leave. */
export function followCalendar({ provinces, databases, clock, report, everyMs = MINUTE }: CalendarOptions): Calendar {
  const done = new Map<string, Day>();
  let turning: Promise<void> | undefined;

  async function turnAll(): Promise<void> {
    for (const province of provinces.values()) {
      const session = systemSession(province, databases.get(province.slug) as DataSource, clock());
      if (done.get(province.slug) === session.today) continue;
      try {
        await turnDay(session);
        done.set(province.slug, session.today);
      } catch (error) {
        report(error, province.slug);
      }
    }
  }

  function turn(): Promise<void> {
    turning ??= turnAll().finally(() => (turning = undefined));
    return turning;
  }

  const timer = setInterval(() => void turn(), everyMs);
  return {
    turn,
    async stop() {
      clearInterval(timer);
      await turning;
    },
  };
}
