import { createHash } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { forgetGrants } from '../../database/grants-kept';
import type { Change, Session, Transaction } from '../../database/session';
import { Refusal } from '../../errors';
import { Event } from './event.entity';
import { IdempotencyKey } from './idempotency-key.entity';

/** One transaction that changes things: everything in it happens, with its events, or nothing does. */
export class Writing implements Transaction {
  readonly changes: (Change & { id: string })[] = [];
  private written = 0;

  readonly session: Session;

  constructor(
    session: Session,
    readonly manager: EntityManager,
  ) {
    // What is asked meanwhile, such as the actor's reach, is asked on the connection of the change: with all of them taken by changes, none
    // would come free for it. What was read before the change is not asked of the cache either.
    this.session = { ...session, db: manager as Pick<EntityManager, 'query'> as DataSource, loaders: new Map() };
  }

  /** The changes recorded since this was last asked. */
  unwritten(): (Change & { id: string })[] {
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

export interface Request {
  /** The mutation. */
  readonly name: string;
  readonly input: unknown;
  readonly idempotencyKey?: string | null;
}

const RETRIED = new Set(['40001', '40P01']);
const TRIES = 3;

/**
 * Runs `work` in one transaction and writes its events. `work` answers with JSON: under an idempotency key that the same actor has used for the
 * same request, that answer is given again and nothing changes.
 * @throws Refusal IDEMPOTENCY_KEY_REUSED if the key was used for another request; whatever `work` refuses.
 */
export async function write<T>(session: Session, request: Request, work: (writing: Writing) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      const result = await session.db.transaction((manager) => run(session, manager, request, work));
      // A request may hold several changes: what the answer to the next one says must be read anew.
      session.loaders.clear();
      return result;
    } catch (error) {
      // The database ended it because of another transaction; nothing of it was kept, so it can be done again.
      if (attempt >= TRIES || !RETRIED.has(databaseCode(error) ?? '')) throw error;
    } finally {
      forgetGrants(session.db);
    }
  }
}

async function run<T>(session: Session, manager: EntityManager, request: Request, work: (writing: Writing) => Promise<T>): Promise<T> {
  const { idempotencyKey: key } = request;
  const requestHash = createHash('sha256')
    .update(`${request.name}\n${JSON.stringify(request.input)}`)
    .digest('base64url');
  if (key) {
    // Of two equal requests at once the second waits here for the first.
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${session.province.slug}\n${session.actor.id}\n${key}`]);
    const done = await manager.findOneBy(IdempotencyKey, { actor: session.actor.id, key });
    if (done && done.requestHash !== requestHash) throw new Refusal('IDEMPOTENCY_KEY_REUSED');
    if (done) return done.result as T;
  }
  const writing = new Writing(session, manager);
  for (const prepare of session.preparations) await prepare(writing);
  const result = await work(writing);
  await insertEvents(writing);
  for (const projection of session.projections) {
    await projection(writing);
    await insertEvents(writing);
  }
  if (key) await manager.insert(IdempotencyKey, { actor: session.actor.id, key, requestHash, result: result as object, at: session.now });
  return result;
}

async function insertEvents(writing: Writing): Promise<void> {
  const { session, manager } = writing;
  await insertMany(
    manager,
    Event,
    writing.unwritten().map(({ teamId = null, unitId = null, before = null, after = null, causeId = null, ...change }) => ({
      ...change,
      subjectType: change.action.slice(0, change.action.indexOf('.')),
      at: session.now,
      actor: session.actor.id,
      teamId,
      unitId,
      before,
      after,
      causeId,
    })),
  );
}

const ROWS_AT_ONCE = 500;

/** Inserts without reading anything back, in statements of bounded size. */
export async function insertMany<T extends object>(
  manager: EntityManager,
  entity: new () => T,
  values: readonly Partial<T>[],
): Promise<void> {
  for (let i = 0; i < values.length; i += ROWS_AT_ONCE)
    await manager
      .createQueryBuilder()
      .insert()
      .into(entity)
      .values(values.slice(i, i + ROWS_AT_ONCE) as never)
      .updateEntity(false)
      .execute();
}

/** The SQLSTATE of a database error, if it is one. */
export function databaseCode(error: unknown): string | undefined {
  return (error as { driverError?: { code?: string } })?.driverError?.code;
}

/** The constraint that a database error names, if any. */
export function violatedConstraint(error: unknown): string | undefined {
  return (error as { driverError?: { constraint?: string } })?.driverError?.constraint;
}
