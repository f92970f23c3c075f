import { QueryFailedError } from 'typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { ClientBase, Pool, PoolClient } from 'pg';
import { gateOf, ledgerOf } from './ledger';
import type { Accountable } from './ledger';

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

const slotsOf = new WeakMap<Pool, Slots>();

/**
 * Rows of a statement, each an array of its columns, prepared from its second use on. What a connection has prepared is bounded: a slot that another
 * statement takes over is emptied first.
 */
export function prepared(db: DataSource, text: string, values: readonly unknown[]): Promise<unknown[][]> {
  return onPool<unknown[]>(db, { ...nameOf(db, text), text, values: [...values], rowMode: 'array' });
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
  const statement = { ...(often ? nameOf(db, text) : {}), text, values: [...values] };
  if (!manager?.queryRunner) return onPool<T>(db, statement);
  return (await send<T>(db, (await manager.queryRunner.connect()) as ClientBase, statement)).rows;
}

async function onPool<T>(db: DataSource, statement: Sent): Promise<T[]> {
  const { master: pool } = db.driver as unknown as { master: Pool };
  const leave = await gateOf(db)?.();
  try {
    const client = (await pool.connect()) as PoolClient & Accountable;
    client.account = ledgerOf(db);
    try {
      return (await send<T>(db, client, statement)).rows;
    } finally {
      client.account = undefined;
      client.release();
    }
  } finally {
    leave?.();
  }
}

function nameOf(db: DataSource, text: string): Pick<Sent, 'name'> {
  const pool = (db.driver as unknown as { master: Pool }).master;
  const slots = slotsOf.get(pool) ?? new Slots();
  slotsOf.set(pool, slots);
  const slot = slots.of(text);
  return slot === undefined ? {} : { name: `s${slot}` };
}

interface Sent {
  readonly name?: string;
  readonly text: string;
  readonly values: unknown[];
  readonly rowMode?: 'array';
}

async function send<T>(db: DataSource, client: ClientBase, statement: Sent): Promise<{ rows: T[] }> {
  const { name, text, values } = statement;
  try {
    if (name) await empty(client, name, text);
    db.logger.logQuery(text, values);
    return (await client.query(statement as never)) as unknown as { rows: T[] };
  } catch (error) {
    throw new QueryFailedError(text, values, error as Error);
  }
}

/** Makes a name free for a statement. pg keeps what it has prepared under each name, and refuses another. */
async function empty(client: ClientBase, name: string, text: string): Promise<void> {
  const { parsedStatements } = (client as unknown as { connection: { parsedStatements: Record<string, string | undefined> } }).connection;
  if (parsedStatements[name] === undefined || parsedStatements[name] === text) return;
  await client.query(`DEALLOCATE "${name}"`);
  Reflect.deleteProperty(parsedStatements, name);
}
