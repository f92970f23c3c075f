import sql from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import type { EntityManager } from 'typeorm';
import { rows } from './session';
import type { Session } from './session';

/** Sums replaced at once: a batch is over in some milliseconds, and nobody waits for it. */
export const SUMS_AT_ONCE = 1000;

/**
 * Puts sums in the place of rows, batch by batch, each in a transaction of its own, until there are none. Does nothing while another process does it.
 * @param lock held by who does it, so that no two do so with the same rows.
 * @param fold replaces some; returns how many rows.
 * @returns how many rows were replaced.
 */
export async function foldSums(db: Session['db'], lock: Sql, fold: (manager: EntityManager) => Promise<number>): Promise<number> {
  const foldSome = (manager: EntityManager) =>
    rows<{ held: boolean }>(manager, sql`SELECT pg_try_advisory_xact_lock(${lock}) AS held`).then(([taken]) =>
      taken?.held ? fold(manager) : 0,
    );
  let all = 0;
  for (;;) {
    const replaced = await db.transaction(foldSome);
    all += replaced;
    if (replaced === 0) return all;
  }
}
