import type { DataSource } from 'typeorm';

/** What one request has had of the database so far. */
export interface Ledger {
  statements: number;
  /** Milliseconds that they took, one after the other or at once. */
  databaseMs: number;
  /** Transactions of this request that are known to have been kept. */
  commits: number;
}

/** A connection that enters what it is asked in the ledger of the request that has it. */
export interface Accountable {
  account?: Ledger | undefined;
}

/** What a read waits for; call what it gives when the read has ended. */
export type Gate = () => Promise<() => void>;

const LEDGER = Symbol('ledger');
const GATE = Symbol('gate');

interface OfRequest {
  [LEDGER]?: Ledger;
  [GATE]?: Gate;
}

export function newLedger(): Ledger {
  return { statements: 0, databaseMs: 0, commits: 0 };
}

/** A DataSource as one request has it: what is asked of it is entered in the ledger. */
export function onAccount(db: DataSource, ledger: Ledger): DataSource {
  const own = Object.create(db) as DataSource & OfRequest;
  own[LEDGER] = ledger;
  return own;
}

/** Has the reads of a request wait for `gate`. */
export function behind(db: DataSource, gate: Gate): void {
  (db as OfRequest)[GATE] = gate;
}

/** The ledger of the request that a DataSource is for; none outside of requests. */
export function ledgerOf(db: DataSource): Ledger | undefined {
  return (db as OfRequest)[LEDGER];
}

export function gateOf(db: DataSource): Gate | undefined {
  return (db as OfRequest)[GATE];
}
