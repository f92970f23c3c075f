import type { DataSource, EntityManager } from 'typeorm';
import type { ClientBase, Pool, PoolClient } from 'pg';
import { gateOf, ledgerOf } from './ledger';
import type { Accountable } from './ledger';
import { sendTogether, wireOf } from './wire';
import type { Statement } from './wire';

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

type Source = DataSource | EntityManager;

const slotsOf = new WeakMap<Pool, Slots>();

/**
 * Rows of a statement, each an array of its columns, prepared from its second use on. What a connection has prepared is bounded: a slot that another
 * statement takes over is emptied first.
 */
export function prepared(source: Source, text: string, values: readonly unknown[]): Promise<unknown[][]> {
  return send<unknown[]>(source, { name: nameOf(source, text), text, values, asArrays: true });
}

/** Rows of a statement, each an object, on a connection of its own or, of a manager, on that of its transaction. */
export function sendRows<T>(source: Source, text: string, values: readonly unknown[], often: boolean): Promise<T[]> {
  return send<T>(source, { name: often ? nameOf(source, text) : undefined, text, values });
}

/**
 * Sends a statement of which nobody needs the rows with whatever the transaction sends next, at the latest with its end. If it fails, that fails: so
 * for none whose failure means something.
 */
export async function sendLater(manager: EntityManager, text: string, values: readonly unknown[]): Promise<void> {
  const wire = manager.queryRunner && wireOf(manager.queryRunner);
  if (wire) wire.sendLater({ name: nameOf(manager, text), text, values });
  else await sendRows(manager, text, values, true);
}

function send<T>(source: Source, statement: Statement): Promise<T[]> {
  if ('driver' in source) return onPool<T>(source, statement);
  const { queryRunner: runner, dataSource } = source;
  if (!runner) return onPool<T>(dataSource, statement);
  const wire = wireOf(runner);
  if (wire) return wire.send<T>(statement);
  return runner.connect().then((client: ClientBase) => sendAlone<T>(dataSource, client, statement));
}

async function onPool<T>(db: DataSource, statement: Statement): Promise<T[]> {
  const leave = await gateOf(db)?.();
  try {
    const client = (await poolOf(db).connect()) as PoolClient & Accountable;
    client.account = ledgerOf(db);
    try {
      return await sendAlone<T>(db, client, statement);
    } finally {
      client.account = undefined;
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

function poolOf({ driver }: DataSource): Pool {
  return (driver as unknown as { master: Pool }).master;
}

function nameOf(source: Source, text: string): string | undefined {
  const pool = poolOf('driver' in source ? source : source.dataSource);
  let slots = slotsOf.get(pool);
  if (!slots) slotsOf.set(pool, (slots = new Slots()));
  const slot = slots.of(text);
  return slot === undefined ? undefined : NAMES[slot];
}

const NAMES = Array.from({ length: SLOTS }, (_, slot) => `s${slot}`);
