import sql from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import type { Session } from '../../database/session';
import { rows } from '../../database/session';
import { Refusal } from '../../errors';
import type { Payer } from './payer';

/** Part of a full purse that a process takes at a time, so that not every request goes to the database for it. */
const HANDFUL = 1 / 20;
const MOST_PURSES = 10_000;
/** Rows of those who have not asked for this long are as good as none: their purses are full. */
const FORGOTTEN = sql`interval '1 day'`;
const FORGET_EVERY = 1_000;

interface Purse {
  /** Points taken from the database and not yet spent. */
  hand: number;
  /** What the database had left when it was last asked. */
  rest: number;
}

/**
 * Points by province and payer, shared by all processes through the table `budget`. A process takes a handful at a time, so a payer never gets
 * more than the purse and what comes back, and is refused too early by at most the handfuls that other processes hold.
 */
export class Budgets {
  private readonly purses = new Map<string, Purse>();
  private taken = 0;

  /** Takes points. @returns how many are left. @throws Refusal BUDGET_EXHAUSTED. */
  async take(session: Session, payer: Payer, points: number): Promise<number> {
    const purse = this.purseOf(session, payer);
    if (purse.hand >= points) purse.hand -= points;
    else {
      const { capacity } = payer.allowance;
      const need = points - purse.hand;
      purse.hand = 0;
      try {
        const got = await this.draw(session, payer, need, Math.min(need + capacity * HANDFUL, capacity));
        purse.rest = got.level;
        purse.hand += got.taken - need;
      } catch (error) {
        purse.hand += points - need;
        throw error;
      }
    }
    return Math.floor(purse.hand + purse.rest);
  }

  /** Gives back points that turned out not to be needed. @returns how many are left. */
  async giveBack(session: Session, payer: Payer, points: number): Promise<number> {
    const purse = this.purseOf(session, payer);
    purse.hand += points;
    const handful = payer.allowance.capacity * HANDFUL;
    if (purse.hand > 2 * handful) {
      const surplus = purse.hand - handful;
      purse.hand = handful;
      const [row] = await rows<{ level: number }>(
        session.db,
        sql`UPDATE budget b SET level = ${levelNow(payer, surplus)}, at = clock_timestamp() WHERE payer = ${payer.key} RETURNING level`,
      );
      purse.rest = row?.level ?? purse.rest;
    }
    return Math.floor(purse.hand + purse.rest);
  }

  private async draw(session: Session, payer: Payer, need: number, want: number): Promise<{ level: number; taken: number }> {
    const { key, allowance } = payer;
    const now = levelNow(payer);
    const taken = sql`CASE WHEN ${now} >= ${want} THEN ${want}::float8 ELSE ${need}::float8 END`;
    const [drawn] = await rows<{ level: number; taken: number }>(
      session.db,
      sql`INSERT INTO budget AS b (payer, level, taken, at) VALUES (${key}, ${allowance.capacity - want}, ${want}, clock_timestamp())
          ON CONFLICT (tenant, payer) DO UPDATE SET level = ${now} - ${taken}, taken = ${taken}, at = clock_timestamp() WHERE ${now} >= ${need}
          RETURNING level, taken`,
    );
    if (drawn) {
      this.taken += 1;
      if (this.taken % FORGET_EVERY === 0) await rows(session.db, sql`DELETE FROM budget WHERE at < clock_timestamp() - ${FORGOTTEN}`);
      return drawn;
    }
    const [left] = await rows<{ level: number }>(session.db, sql`SELECT ${now} AS level FROM budget b WHERE payer = ${key}`);
    const level = left?.level ?? 0;
    throw new Refusal('BUDGET_EXHAUSTED', {
      requested: Math.ceil(need),
      remaining: Math.floor(level),
      capacity: allowance.capacity,
      refill: allowance.refill,
      retryAfter: Math.max(1, Math.ceil((need - level) / allowance.refill)),
    });
  }

  private purseOf({ province }: Session, { key }: Payer): Purse {
    const name = `${province.slug} ${key}`;
    const purse = this.purses.get(name) ?? { hand: 0, rest: 0 };
    // Used last stands last; what is forgotten with the first is a handful.
    this.purses.delete(name);
    this.purses.set(name, purse);
    if (this.purses.size > MOST_PURSES) this.purses.delete(this.purses.keys().next().value as string);
    return purse;
  }
}

/** Points there are by now: those of the row, and those that came back since, up to the full purse. The database's clock serves all processes. */
function levelNow({ allowance: { capacity, refill } }: Payer, more = 0): Sql {
  return sql`LEAST(${capacity}::float8, b.level + ${more}::float8 + ${refill}::float8 * GREATEST(0, extract(epoch FROM clock_timestamp() - b.at)))`;
}
