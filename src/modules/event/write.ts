import { createHash } from 'node:crypto';
import sql from 'sql-template-tag';
import type { DataSource, EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { forgetGrants } from '../../database/grants-kept';
import { ledgerOf } from '../../database/ledger';
import type { Accountable } from '../../database/ledger';
import { rowsOften } from '../../database/session';
import type { Change, Session, Transaction } from '../../database/session';
import { Refusal } from '../../errors';

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
      const { result, changes } = await inTransaction(session, (manager) => run(session, manager, request, work));
      if (changes.length === 0 || !changes.every(({ action }) => GRANTS_NOTHING.test(action))) forgetGrants(session.db);
      // A request may hold several changes: what the answer to the next one says must be read anew.
      session.loaders.clear();
      return result;
    } catch (error) {
      // It may have been kept all the same: of a lost COMMIT nobody knows.
      forgetGrants(session.db);
      // The database ended it because of another transaction; nothing of it was kept, so it can be done again.
      if (attempt >= TRIES || !RETRIED.has(databaseCode(error) ?? '')) throw error;
    }
  }
}

/** One transaction on account of the request, its end included. */
async function inTransaction<T>({ db }: Session, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  const account = ledgerOf(db);
  let connection: Accountable | undefined;
  try {
    return await db.transaction(async (manager) => {
      connection = (await manager.queryRunner?.connect()) as Accountable;
      connection.account = account;
      return work(manager);
    });
  } finally {
    // It may be another's by now.
    if (connection && connection.account === account) connection.account = undefined;
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
  const { idempotencyKey: key } = request;
  const done = key ? await takeKey<T>(session, manager, request, key) : undefined;
  if (done) return { ...done, changes: [] };
  const writing = new Writing(session, manager);
  for (const prepare of session.preparations) await prepare(writing);
  const result = await work(writing);
  await insertEvents(writing);
  for (const projection of session.projections) {
    await projection(writing);
    await insertEvents(writing);
  }
  if (key) await storeKey(session, manager, request, key, result);
  return { result, changes: writing.changes };
}

function digestOf({ name, input }: Request): string {
  return createHash('sha256')
    .update(`${name}\n${JSON.stringify(input)}`)
    .digest('base64url');
}

/** What was answered under a key, if it was used. @throws Refusal IDEMPOTENCY_KEY_REUSED. */
async function takeKey<T>(
  { province, actor }: Session,
  manager: EntityManager,
  request: Request,
  key: string,
): Promise<{ result: T } | undefined> {
  // Of two equal requests at once the second waits here for the first. Only a statement begun after the wait sees what the first has stored.
  await rowsOften(manager, sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${province.slug}\n${actor.id}\n${key}`}, 0))`);
  const [done] = await rowsOften<{ result: T; requestHash: string }>(
    manager,
    sql`SELECT result, request_hash AS "requestHash" FROM idempotency_key WHERE actor = ${actor.id} AND key = ${key}`,
  );
  if (done && done.requestHash !== digestOf(request)) throw new Refusal('IDEMPOTENCY_KEY_REUSED');
  return done;
}

async function storeKey({ actor, now }: Session, manager: EntityManager, request: Request, key: string, result: unknown): Promise<void> {
  await rowsOften(
    manager,
    sql`INSERT INTO idempotency_key (actor, key, request_hash, result, at)
        VALUES (${actor.id}, ${key}, ${digestOf(request)}, ${JSON.stringify(result)}::jsonb, ${now})`,
  );
}

/** One text for however many events, so that it is prepared; it is what every change sends. */
async function insertEvents(writing: Writing): Promise<void> {
  const { session, manager } = writing;
  const events = writing.unwritten();
  for (let i = 0; i < events.length; i += ROWS_AT_ONCE) {
    const written = JSON.stringify(events.slice(i, i + ROWS_AT_ONCE));
    await rowsOften(
      manager,
      sql`INSERT INTO event (id, at, day, actor, action, subject_type, subject_id, team_id, unit_id, before, after, cause_id)
          SELECT e.id, ${session.now}::timestamptz, e.day, ${session.actor.id}::text, e.action, split_part(e.action, '.', 1), e."subjectId", e."teamId", e."unitId",
            e.before, e.after, e."causeId"
          FROM jsonb_to_recordset(${written}::jsonb) AS e(id uuid, day date, action text, "subjectId" uuid, "teamId" uuid, "unitId" uuid,
            before jsonb, after jsonb, "causeId" uuid)`,
    );
  }
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
