import type { DataSource, EntityManager } from 'typeorm';
import type { ClientBase, Pool } from 'pg';
import { sendTogether, wireOf } from './wire';
import type { Statement, Wire } from './wire';

/** Statements that each connection keeps prepared, at most. Each costs the server some 100 kB. */
const SLOTS = 200;
/** Texts that were seen once and may come again. */
const MOST_SEEN = 2_000;

/** Statements of a province that came more than once, by the slot that each has, those used last at the end. */
class Slots {
  private readonly slots = new Map<string, number>();
  private readonly seen = new Set<string>();

  /** The slot of a text; none for one that comes for the first time: most such never come again. */
  of(text: string): number | undefined {
    const slot = this.slots.get(text);
    if (slot !== undefined) {
      this.slots.delete(text);
      this.slots.set(text, slot);
      return slot;
    }
    if (this.seen.delete(text)) return this.give(text);
    this.seen.add(text);
    if (this.seen.size > MOST_SEEN) this.seen.delete(this.seen.values().next().value as string);
    return undefined;
  }

  private give(text: string): number {
    let slot = this.slots.size;
    if (slot >= SLOTS) {
      const [oldest, its] = this.slots.entries().next().value as [string, number];
      this.slots.delete(oldest);
      slot = its;
    }
    this.slots.set(text, slot);
    return slot;
  }
}

/** Under this a DataSource keeps what its reads have to wait for. */
export const GATE = Symbol('gate');
export type Gate = () => Promise<() => void>;

const slotsOf = new WeakMap<Pool, Slots>();

const WIRE = Symbol('wire');

/** The same database, read on the connection of a transaction while that is open. */
export function readingOn(wire: Wire, db: DataSource): DataSource {
  return Object.create(db, { [WIRE]: { value: wire } }) as DataSource;
}

/**
 * Rows of a statement, each an array of its columns, prepared from its second use on. What a connection has prepared is bounded: a slot that another
 * statement takes over is emptied first.
 */
export function prepared(db: DataSource, text: string, values: readonly unknown[]): Promise<unknown[][]> {
  return onPool<unknown[]>(db, { name: nameOf(db, text), text, values, asArrays: true });
}

/** Rows of a statement, each an object, on a connection of its own or, of a manager, on that of its transaction. */
export async function sendRows<T>(
  source: DataSource | EntityManager,
  text: string,
  values: readonly unknown[],
  often: boolean,
): Promise<T[]> {
  const manager = 'driver' in source ? undefined : source;
  const db = manager ? manager.dataSource : (source as DataSource);
  const statement = { name: often ? nameOf(db, text) : undefined, text, values };
  if (!manager?.queryRunner) return onPool<T>(db, statement);
  const wire = wireOf(manager.queryRunner);
  if (wire) return (await wire.send<T>(statement)).rows;
  return sendAlone<T>(db, (await manager.queryRunner.connect()) as ClientBase, statement);
}

/**
 * Sends a statement of which nobody needs the rows with whatever the transaction sends next, at the latest with its end. If it fails, that fails: so
 * for none whose failure means something.
 */
export async function sendLater(manager: EntityManager, text: string, values: readonly unknown[]): Promise<void> {
  const wire = manager.queryRunner && wireOf(manager.queryRunner);
  if (wire) wire.sendLater({ name: nameOf(manager.dataSource, text), text, values });
  else await sendRows(manager, text, values, true);
}

async function onPool<T>(db: DataSource, statement: Statement): Promise<T[]> {
  const { [WIRE]: wire, [GATE]: enter } = db as { [WIRE]?: Wire; [GATE]?: Gate };
  if (wire?.isOpen) return (await wire.send<T>(statement)).rows;
  const { master: pool } = db.driver as unknown as { master: Pool };
  const leave = await enter?.();
  try {
    const client = await pool.connect();
    try {
      return await sendAlone<T>(db, client, statement);
    } finally {
      client.release();
    }
  } finally {
    leave?.();
  }
}

function sendAlone<T>(db: DataSource, client: ClientBase, statement: Statement): Promise<T[]> {
  return new Promise((resolve, reject) => {
    sendTogether(db, client, [{ ...statement, resolve: (rows) => resolve(rows as T[]), reject }]);
  });
}

function nameOf(db: DataSource, text: string): string | undefined {
  const pool = (db.driver as unknown as { master: Pool }).master;
  const slots = slotsOf.get(pool) ?? new Slots();
  slotsOf.set(pool, slots);
  const slot = slots.of(text);
  return slot === undefined ? undefined : `s${slot}`;
}
