import { hash } from 'node:crypto';
import sql from 'sql-template-tag';
import type { DataSource, EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { forgetGrants } from '../../database/grants-kept';
import { fixed } from '../../database/fixed';
import type { Statement } from '../../database/fixed';
import { rowsOften, writeLater } from '../../database/session';
import { inTransaction } from '../../database/wire';
import type { Change, Session, Transaction } from '../../database/session';
import { Refusal } from '../../errors';

type Written = Change & { readonly id: string };

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
  async opening<R>(): Promise<R[] | undefined> {
    return (await this.opened) as R[] | undefined;
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
      ({ manager }, { result }) => read(sessionOn(manager, session), result),
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
  await insertEvents(writing);
  for (const projection of session.projections) {
    await projection(writing);
    await insertEvents(writing);
  }
  if (key) await storeKey(session, manager, request, key, result);
  return { result, changes: writing.changes };
}

function digestOf({ name, input }: Request): string {
  return hash('sha256', `${name}\n${JSON.stringify(input)}`, 'base64url');
}

const LOCK = fixed<{ name: string }>(({ name }) => sql`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`);

const ANSWERED = fixed<{ actor: string; key: string }>(
  ({ actor, key }) => sql`SELECT result, request_hash AS "requestHash" FROM idempotency_key WHERE actor = ${actor} AND key = ${key}`,
);

const ANSWER = fixed<{ actor: string; key: string; requestHash: string; result: string; at: Date }>(
  ({ actor, key, requestHash, result, at }) => sql`INSERT INTO idempotency_key (actor, key, request_hash, result, at)
    VALUES (${actor}, ${key}, ${requestHash}, ${result}::jsonb, ${at})`,
);

/** What was answered under a key, if it was used. @throws Refusal IDEMPOTENCY_KEY_REUSED. */
async function takeKey<T>(
  { province, actor }: Session,
  manager: EntityManager,
  request: Request,
  key: string,
): Promise<{ result: T } | undefined> {
  // Of two equal requests at once the second waits here for the first. Only a statement begun after the wait sees what the first has stored.
  void writeLater(manager, LOCK({ name: `${province.slug}\n${actor.id}\n${key}` }));
  const [done] = await rowsOften<{ result: T; requestHash: string }>(manager, ANSWERED({ actor: actor.id, key }));
  if (done && done.requestHash !== digestOf(request)) throw new Refusal('IDEMPOTENCY_KEY_REUSED');
  return done;
}

async function storeKey({ actor, now }: Session, manager: EntityManager, request: Request, key: string, result: unknown): Promise<void> {
  await writeLater(manager, ANSWER({ actor: actor.id, key, requestHash: digestOf(request), result: JSON.stringify(result), at: now }));
}

type EventColumns = Record<'id' | 'actor' | 'action' | 'subjectType' | 'subjectId' | 'day', string> &
  Record<'teamId' | 'unitId' | 'before' | 'after' | 'causeId', string | null> & { at: Date };

/** What nearly every change sends. */
const EVENT = fixed<EventColumns>(
  (e) => sql`INSERT INTO event (id, at, day, actor, action, subject_type, subject_id, team_id, unit_id, before, after, cause_id)
    VALUES (${e.id}, ${e.at}, ${e.day}, ${e.actor}, ${e.action}, ${e.subjectType}, ${e.subjectId}, ${e.teamId}, ${e.unitId}, ${e.before}, ${e.after}, ${e.causeId})`,
);

/** One text for however many events, so that it is prepared. */
const EVENTS = fixed<{ at: Date; actor: string; written: string }>(
  ({
    at,
    actor,
    written,
  }) => sql`INSERT INTO event (id, at, day, actor, action, subject_type, subject_id, team_id, unit_id, before, after, cause_id)
    SELECT e.id, ${at}::timestamptz, e.day, ${actor}::text, e.action, split_part(e.action, '.', 1), e."subjectId", e."teamId", e."unitId",
      e.before, e.after, e."causeId"
    FROM jsonb_to_recordset(${written}::jsonb) AS e(id uuid, day date, action text, "subjectId" uuid, "teamId" uuid, "unitId" uuid,
      before jsonb, after jsonb, "causeId" uuid)`,
);

/** Nothing is asked of events before the change ends. */
async function insertEvents(writing: Writing): Promise<void> {
  const { session, manager } = writing;
  const events = writing.unwritten();
  const [only] = events;
  if (only && events.length === 1) return writeLater(manager, EVENT(columnsOf(session, only)));
  for (let i = 0; i < events.length; i += ROWS_AT_ONCE) {
    const written = JSON.stringify(events.slice(i, i + ROWS_AT_ONCE));
    await writeLater(manager, EVENTS({ at: session.now, actor: session.actor.id, written }));
  }
}

function columnsOf({ now, actor }: Session, { id, day, action, subjectId, teamId, unitId, before, after, causeId }: Written): EventColumns {
  const [subjectType = ''] = action.split('.', 1);
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  return {
    id,
    at: now,
    day,
    actor: actor.id,
    action,
    subjectType,
    subjectId,
    teamId: teamId ?? null,
    unitId: unitId ?? null,
    before: json(before),
    after: json(after),
    causeId: causeId ?? null,
  };
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
