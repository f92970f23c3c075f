import DataLoader from 'dataloader';
import type { DataSource, EntityManager } from 'typeorm';
import type { Sql } from 'sql-template-tag';
import type { Disclosure } from './disclosure';
import type { Actor } from '../auth/permissions';
import type { Locale } from '../errors';
import type { Day } from '../tenancy/day';
import type { Province } from '../tenancy/province';
import type { Statement } from './render';
import { sendLater, sendRows } from './prepared';

/** One request of one actor in one province: all that services know of the world. */
export interface Session {
  readonly province: Province;
  readonly actor: Actor;
  /** Connects as the province's own role: other provinces' rows are not there. */
  readonly db: DataSource;
  readonly now: Date;
  /** The day `now` falls on in Asia/Ho_Chi_Minh. */
  readonly today: Day;
  readonly locale: Locale;
  /** What it learns of persons. */
  readonly disclosure: Disclosure;
  /** Whether what hangs on rows is read with them in one statement, or by their resolvers. */
  readonly reads: 'compiled' | 'plain';
  readonly loaders: Map<string, DataLoader<string, unknown>>;
  /** What comes before every change, in this order. */
  readonly preparations: readonly Preparation[];
  /** What follows from every change, in this order. */
  readonly projections: readonly Projection[];
}

/** What a service says of a change it made. */
export interface Change {
  /** `<subject>.<past participle>`. */
  readonly action: string;
  readonly subjectId: string;
  /** Day from which it holds. */
  readonly day: Day;
  readonly teamId?: string | null;
  readonly unitId?: string | null;
  readonly before?: Record<string, unknown>;
  readonly after?: Record<string, unknown>;
  /** Id of the event that brought it about. */
  readonly causeId?: string;
}

/** One transaction and the changes made in it so far. */
export interface Transaction {
  readonly session: Session;
  readonly manager: EntityManager;
  readonly changes: readonly (Change & { readonly id: string })[];
  /** Writes one more event, of something that follows; returns its id. */
  record(change: Change): string;
}

/** What the day has brought about and a change may not overtake, done first in the same transaction. */
export interface Preparation {
  /** Asks what there is to do. It costs every write a statement. */
  readonly due: (session: Session) => Statement;
  /** Does it; `found` is what was due, at least one row. */
  readonly follow: (transaction: Transaction, found: readonly never[]) => Promise<unknown>;
}

/** Brings derived tables in step with the changes, inside the same transaction, after their events are written. */
export type Projection = (transaction: Transaction) => Promise<void>;

type Source = Pick<DataSource | EntityManager, 'query'>;

/** Rows of a statement, with the column aliases as properties. */
export function rows<T>(source: Source, statement: Sql): Promise<T[]> {
  // What is neither, such as a connection of migrations, sends it by itself.
  if (!('driver' in source || 'dataSource' in source)) return source.query(statement.text, statement.values);
  return sendRows(source as DataSource | EntityManager, statement.text, statement.values, false);
}

/**
 * The same of a statement that every other request sends, prepared from its second use on. Its plan is then that of the first uses until the tables are
 * analysed again: only for what looks rows up by their keys.
 */
export function rowsOften<T>(source: Source, statement: Statement): Promise<T[]> {
  return sendRows(source as DataSource | EntityManager, statement.text, statement.values, true);
}

/** Sends a statement that only writes, and is not refused, with whatever a change sends next. */
export function writeLater(manager: EntityManager, statement: Statement): Promise<void> {
  return sendLater(manager, statement.text, statement.values);
}

/**
 * Loads by key in batches, once per request. `name` must tell apart everything that `batch` closes over.
 * @param batch gives the value of each key; a key that is missing is null.
 */
export function load<V>(
  session: Session,
  name: string,
  key: string,
  batch: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>,
): Promise<V | null> {
  let loader = session.loaders.get(name);
  if (!loader) {
    loader = new DataLoader<string, unknown>(async (keys) => {
      const found = await batch(keys);
      return keys.map((each) => found.get(each) ?? null);
    });
    session.loaders.set(name, loader);
  }
  return loader.load(key) as Promise<V | null>;
}

export function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
