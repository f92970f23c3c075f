import { AsyncLocalStorage } from 'node:async_hooks';

/** What one request has had of the database so far. */
export interface Ledger {
  statements: number;
  /** Milliseconds that they took, one after the other or at once. */
  databaseMs: number;
  /** Transactions of this request that are known to have been kept. */
  commits: number;
}

const current = new AsyncLocalStorage<Ledger>();

export function newLedger(): Ledger {
  return { statements: 0, databaseMs: 0, commits: 0 };
}

/** The ledger of the request being answered; none outside of requests. */
export function ledger(): Ledger | undefined {
  return current.getStore();
}

/** Runs `work`, and what it sets off, on account of a request. */
export function onAccount<T>(of: Ledger, work: () => T): T {
  return current.run(of, work);
}
