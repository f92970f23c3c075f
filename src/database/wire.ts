import { QueryRunnerAlreadyReleasedError } from 'typeorm';
import type { DataSource, QueryRunner } from 'typeorm';
import type { ClientBase } from 'pg';
import { Pipeline } from './pipeline';
import type { Outgoing } from './pipeline';

export type Statement = Pick<Outgoing, 'name' | 'text' | 'values' | 'asArrays'>;

const BEGIN: Outgoing = { text: 'START TRANSACTION', values: [], resolve: () => undefined, reject: () => undefined };
const COMMIT: Statement = { text: 'COMMIT', values: [] };

const wires = new WeakMap<QueryRunner, Wire>();

/** The wire of a transaction, if it was begun with one. */
export function wireOf(runner: QueryRunner): Wire | undefined {
  return wires.get(runner);
}

/**
 * The connection of a transaction. What is asked of it without waiting in between is sent in one go: the beginning of the transaction with what comes
 * first, its end with what comes last.
 */
export class Wire {
  private readonly waiting: Outgoing[] = [];
  private state: 'new' | 'begun' | 'over' | 'closed' = 'new';
  private isDue = false;
  private running = Promise.resolve();
  /** What went wrong with a statement that nobody waited for. */
  private lost: { readonly error: unknown } | undefined;

  private constructor(
    private readonly db: DataSource,
    private readonly client: ClientBase,
  ) {}

  /** Begins a transaction on a runner's connection; what TypeORM sends on it comes in its turn. */
  static async open(db: DataSource, runner: QueryRunner): Promise<Wire> {
    const wire = new Wire(db, (await runner.connect()) as ClientBase);
    wires.set(runner, wire);
    const query = runner.query.bind(runner) as (...its: unknown[]) => Promise<never>;
    runner.query = async (...its: unknown[]) => {
      await wire.clear();
      return query(...its);
    };
    // TypeORM takes locks in transactions only, and nests by savepoints.
    Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
    return wire;
  }

  get isOpen(): boolean {
    return this.state !== 'closed';
  }

  /** What the server did, and the rows it gave. */
  send<T>(statement: Statement): Promise<{ rows: T[]; command: string }> {
    if (this.lost) return Promise.reject(this.lost.error as Error);
    if (!this.isOpen) return Promise.reject(new QueryRunnerAlreadyReleasedError());
    return new Promise((resolve, reject) => {
      this.waiting.push({ ...statement, resolve: (rows, command) => resolve({ rows: rows as T[], command }), reject });
      if (this.isDue) return;
      this.isDue = true;
      // After all that can be asked without an answer has been asked.
      process.nextTick(() => this.flush());
    });
  }

  /** Sends with what comes next. If it fails, that fails. */
  sendLater(statement: Statement): void {
    this.waiting.push({ ...statement, resolve: () => undefined, reject: (error) => (this.lost ??= { error }) });
  }

  /** Keeps what was done; what is sent from now on is outside of the transaction. */
  async commit(): Promise<void> {
    if (this.lost) throw this.lost.error;
    if (this.state === 'new' && this.waiting.length === 0) {
      this.state = 'over';
      return;
    }
    const { command } = await this.send(COMMIT);
    this.state = 'over';
    // PostgreSQL ends a transaction in which a statement failed by ROLLBACK, whatever it was told, and calls that no error.
    if (command !== 'COMMIT') throw new Error('The transaction was rolled back in place of a commit');
  }

  async rollback(): Promise<void> {
    await this.running;
    const begun = this.state === 'begun';
    this.state = 'over';
    for (const { reject } of this.waiting.splice(0)) reject(new QueryRunnerAlreadyReleasedError());
    if (!begun) return;
    this.db.logger.logQuery('ROLLBACK');
    // Where the connection is gone the server does it by itself.
    await this.client.query('ROLLBACK').catch(() => undefined);
  }

  close(): void {
    this.state = 'closed';
  }

  /** Waits until all that was asked is answered. */
  private async clear(): Promise<void> {
    this.flush(true);
    await this.running;
    if (this.lost) throw this.lost.error;
  }

  private flush(begin = false): void {
    this.isDue = false;
    this.running = this.running.then(() => this.sendWaiting(begin));
  }

  private sendWaiting(begin: boolean): Promise<void> | undefined {
    const statements = this.waiting.splice(0);
    if (this.state === 'new' && (begin || statements.length > 0)) {
      this.state = 'begun';
      statements.unshift(BEGIN);
    }
    if (statements.length === 0) return undefined;
    return new Promise((resolve) => {
      sendTogether(this.db, this.client, statements, resolve);
    });
  }
}

/** Sends statements in one go. */
export function sendTogether(db: DataSource, client: ClientBase, statements: readonly Outgoing[], ended?: () => void): void {
  try {
    const pipeline = new Pipeline(statements, ended);
    for (const { text, values } of statements) db.logger.logQuery(text, values as unknown[]);
    client.query(pipeline);
  } catch (error) {
    for (const { reject } of statements) reject(error);
    ended?.();
  }
}

/**
 * Does `work` in one transaction: everything in it happens, or nothing.
 * @param reading what is asked right after it was kept, in one go with its end; its failure undoes nothing, and is found in `answer`
 */
export async function inTransaction<T, A>(
  db: DataSource,
  work: (runner: QueryRunner) => Promise<T>,
  reading: (wire: Wire, result: T) => Promise<A>,
): Promise<{ result: T; answer: Promise<A> }> {
  const runner = db.createQueryRunner();
  try {
    const wire = await Wire.open(db, runner);
    try {
      const result = await work(runner);
      const committing = wire.commit();
      const answer = reading(wire, result);
      const read = answer.catch(() => undefined);
      await committing;
      await read;
      return { result, answer };
    } catch (error) {
      await wire.rollback();
      throw error;
    } finally {
      wire.close();
    }
  } finally {
    await runner.release();
  }
}
