import { QueryRunnerAlreadyReleasedError } from 'typeorm';
import type { DataSource, QueryRunner } from 'typeorm';
import type { ClientBase } from 'pg';
import { ledgerOf } from './ledger';
import type { Accountable } from './ledger';
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
  private waiting: Outgoing[] = [];
  private state: 'new' | 'begun' | 'over' | 'closed' = 'new';
  private isDue = false;
  private isSending = false;
  private readonly onIdle: (() => void)[] = [];
  /** What went wrong with a statement that nobody waited for. */
  private lost: { readonly error: unknown } | undefined;

  private constructor(
    private readonly db: DataSource,
    private readonly client: ClientBase & Accountable,
  ) {
    client.account = ledgerOf(db);
  }

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

  /** The rows of a statement. */
  send<T>(statement: Statement): Promise<T[]> {
    return new Promise((resolve, reject) => {
      if (this.lost) reject(this.lost.error as Error);
      else if (this.state === 'closed') reject(new QueryRunnerAlreadyReleasedError());
      else this.ask({ ...statement, resolve: (rows) => resolve(rows as T[]), reject });
    });
  }

  private ask(statement: Outgoing): void {
    this.waiting.push(statement);
    if (this.isDue) return;
    this.isDue = true;
    // After all that can be asked without an answer has been asked.
    process.nextTick(() => this.flush());
  }

  /** Sends with what comes next. If it fails, that fails. */
  sendLater(statement: Statement): void {
    this.waiting.push({ ...statement, resolve: () => undefined, reject: (error) => (this.lost ??= { error }) });
  }

  /** Keeps what was done; what is sent from now on is outside of the transaction. */
  commit(): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.lost) return reject(this.lost.error as Error);
      if (this.state === 'new' && this.waiting.length === 0) {
        this.state = 'over';
        return resolve();
      }
      const ended = (_: unknown, command: string) => {
        this.state = 'over';
        if (command === 'COMMIT') resolve();
        // PostgreSQL ends a transaction in which a statement failed by ROLLBACK, whatever it was told, and calls that no error.
        else reject(new Error('The transaction was rolled back in place of a commit'));
      };
      this.ask({ ...COMMIT, resolve: ended, reject });
    });
  }

  async rollback(): Promise<void> {
    for (const { reject } of this.waiting.splice(0)) reject(new QueryRunnerAlreadyReleasedError());
    this.isDue = false;
    await this.idle();
    const begun = this.state === 'begun';
    this.state = 'over';
    if (!begun) return;
    this.db.logger.logQuery('ROLLBACK');
    // Where the connection is gone the server does it by itself.
    await this.client.query('ROLLBACK').catch(() => undefined);
  }

  close(): void {
    this.state = 'closed';
    this.client.account = undefined;
  }

  /** Lets somebody else use the connection: the transaction has begun, and all that was asked is answered. */
  private async clear(): Promise<void> {
    this.isDue = true;
    this.flush();
    await this.idle();
    if (this.lost) throw this.lost.error;
  }

  private idle(): Promise<void> {
    return new Promise((resolve) => {
      if (this.isSending) this.onIdle.push(resolve);
      else resolve();
    });
  }

  private flush(): void {
    if (this.isSending || !this.isDue) return;
    this.isDue = false;
    const statements = this.waiting;
    this.waiting = [];
    if (this.state === 'new') {
      this.state = 'begun';
      statements.unshift(BEGIN);
    }
    if (statements.length === 0) return;
    this.isSending = true;
    sendTogether(this.db, this.client, statements, () => {
      this.isSending = false;
      this.flush();
      if (!this.isSending) for (const resolve of this.onIdle.splice(0)) resolve();
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
  reading: (runner: QueryRunner, result: T) => Promise<A>,
): Promise<{ result: T; answer: Promise<A> }> {
  const runner = db.createQueryRunner();
  try {
    const wire = await Wire.open(db, runner);
    try {
      const result = await work(runner);
      const committing = wire.commit();
      const answer = reading(runner, result);
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
