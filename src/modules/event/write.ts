import type { DataSource, EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { forgetGrants } from '../../database/grants-kept';
import type { Statement } from '../../database/render';
import { insertion, ROWS_AT_ONCE } from '../../database/insert';
import { sendRows } from '../../database/prepared';
import { rowsOften } from '../../database/session';
import { inTransaction } from '../../database/wire';
import type { Change, Session, Transaction } from '../../database/session';
import { storeKey, takeKey } from './idempotency';
import { insertEvents } from './insert-events';

export type Written = Change & { readonly id: string };

/** One transaction that changes things: everything in it happens, with its events, or nothing does. */
export class Writing implements Transaction {
  readonly changes: Written[] = [];
  private written = 0;

  readonly session: Session;

  constructor(
    session: Session,
    readonly manager: EntityManager,
    private readonly opened?: Promise<unknown[]>,
  ) {
    // What is asked meanwhile, such as the actor's reach, is asked on the connection of the change: with all of them taken by changes, none
    // would come free for it. What was read before the change is not asked of the cache either.
    this.session = sessionOn(manager, session);
  }

  /** Rows of the request's opening statement; none if something was changed since it was sent. */
  opening<R>(): Promise<R[]> | undefined {
    return this.opened as Promise<R[]> | undefined;
  }

  /** Whether changes were recorded that `unwritten` has not told. */
  get isBehind(): boolean {
    return this.written < this.changes.length;
  }

  /** The changes recorded since this was last asked. */
  unwritten(): Written[] {
    const found = this.changes.slice(this.written);
    this.written = this.changes.length;
    return found;
  }

  /** Writes an event of the change; returns its id, for changes that follow from it. */
  record(change: Change): string {
    const id = uuid();
    this.changes.push({ id, ...change });
    return id;
  }
}

/** The session, asking on a connection. */
function sessionOn(manager: EntityManager, session: Session): Session {
  return { ...session, db: manager as Pick<EntityManager, 'query'> as DataSource, loaders: new Map() };
}

export interface Request {
  /** The mutation. */
  readonly name: string;
  readonly input: unknown;
  readonly idempotencyKey?: string | null;
  /** What the change asks first. It is sent with what comes before every change, so that it costs no way of its own. */
  readonly opening?: Statement;
}

const RETRIED = new Set(['40001', '40P01']);
const TRIES = 3;

/**
 * Runs `work` in one transaction and writes its events. `work` answers with JSON: under an idempotency key that the same actor has used for the
 * same request, that answer is given again and nothing changes.
 * @throws Refusal IDEMPOTENCY_KEY_REUSED if the key was used for another request; whatever `work` refuses.
 */
export function write<T>(session: Session, request: Request, work: (writing: Writing) => Promise<T>): Promise<T> {
  return writeAndRead(session, request, work, (_, result) => Promise.resolve(result));
}

/** The same, with what is read right after it: asked on the connection of the change, in one go with its end. Its failure undoes nothing. */
export async function writeAndRead<T, A>(
  session: Session,
  request: Request,
  work: (writing: Writing) => Promise<T>,
  read: (session: Session, result: T) => Promise<A>,
): Promise<A> {
  const { answer } = await tried(session, () =>
    inTransaction(
      session.db,
      ({ manager }) => run(session, manager, request, work),
      async ({ manager }, { result }) => read(sessionOn(manager, session), result),
    ),
  );
  return answer;
}

/** A transaction that is done again where another was in its way. */
async function tried<A>(session: Session, transact: () => Promise<{ result: Done<unknown>; answer: A }>): Promise<{ answer: A }> {
  for (let attempt = 1; ; attempt++) {
    try {
      const done = await transact();
      const { changes } = done.result;
      if (changes.length === 0 || !changes.every(({ action }) => GRANTS_NOTHING.test(action))) forgetGrants(session.db);
      // A request may hold several changes: what the answer to the next one says must be read anew.
      session.loaders.clear();
      return done;
    } catch (error) {
      // It may have been kept all the same: of a lost COMMIT nobody knows.
      forgetGrants(session.db);
      // The database ended it because of another transaction; nothing of it was kept, so it can be done again.
      if (attempt >= TRIES || !RETRIED.has(databaseCode(error) ?? '')) throw error;
    }
  }
}

/** Changes of daily work, which move nobody's rights: these follow grants, accounts, units and teams. */
const GRANTS_NOTHING = /^(report|report-round|task|quota)\./;

interface Done<T> {
  readonly result: T;
  /** None where it had been done before. */
  readonly changes: Transaction['changes'];
}

async function run<T>(
  session: Session,
  manager: EntityManager,
  request: Request,
  work: (writing: Writing) => Promise<T>,
): Promise<Done<T>> {
  const { idempotencyKey: key, opening } = request;
  // In one go, as none of them needs to know of the other.
  const asked = [
    key ? takeKey<T>(session, manager, request, key) : undefined,
    Promise.all(session.preparations.map(({ due }) => rowsOften<never>(manager, due(session)))),
  ] as const;
  const opened = opening && rowsOften(manager, opening);
  opened?.catch(() => undefined);
  const [done, due] = await Promise.all(asked);
  if (done) return { ...done, changes: [] };
  const follows = session.preparations.flatMap(({ follow }, n) => {
    const found = due[n] as never[];
    return found.length > 0 ? [(writing: Writing) => follow(writing, found)] : [];
  });
  const writing = new Writing(session, manager, follows.length > 0 ? undefined : opened);
  for (const follow of follows) await follow(writing);
  const result = await work(writing);
  if (writing.isBehind) await insertEvents(writing);
  for (const projection of session.projections) {
    await projection(writing);
    if (writing.isBehind) await insertEvents(writing);
  }
  if (key) await storeKey(session, manager, request, key, result);
  return { result, changes: writing.changes };
}

/** Inserts without reading anything back, in statements of bounded size. */
export async function insertMany<T extends object>(
  manager: EntityManager,
  entity: new () => T,
  values: readonly Partial<T>[],
): Promise<void> {
  for (let i = 0; i < values.length; i += ROWS_AT_ONCE) {
    const some = values.slice(i, i + ROWS_AT_ONCE);
    const statement = insertion(manager.dataSource, entity, some);
    // One row is what most insert; of other numbers each has a text of its own.
    await sendRows(manager, statement.text, statement.values, some.length === 1);
  }
}

/** The SQLSTATE of a database error, if it is one. */
export function databaseCode(error: unknown): string | undefined {
  return (error as { driverError?: { code?: string } })?.driverError?.code;
}

/** The constraint that a database error names, if any. */
export function violatedConstraint(error: unknown): string | undefined {
  return (error as { driverError?: { constraint?: string } })?.driverError?.constraint;
}
