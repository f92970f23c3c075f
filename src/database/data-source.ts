import { DataSource } from 'typeorm';
import type { DataSourceOptions, EntityTarget, Logger, ObjectLiteral } from 'typeorm';
import { types } from 'pg';
import { SnakeCaseNaming } from './naming';
import { watchedClient } from './watched-client';
import type { Observer } from './watched-client';

// A date is a calendar day and stays text; pg would make it midnight of the machine's own zone.
types.setTypeParser(types.builtins.DATE, (text) => text);
// Counts and sums fit into a double long before a province has 2^53 of anything.
types.setTypeParser(types.builtins.INT8, Number);

export interface DatabaseOptions {
  readonly url: string;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  readonly migrations?: DataSourceOptions['migrations'];
  /** Largest number of connections; each costs the server about 2 MB. */
  readonly poolSize: number;
  /** Longest a statement may take, as a last bound where the server's own does not hold because it no longer answers. */
  readonly queryTimeoutMs?: number;
  readonly logger?: Logger;
}

const CONNECT_TIMEOUT_MS = 5_000;
const observers = new WeakMap<DataSource, Set<Observer>>();

/** Has `observer` told of each statement of a DataSource made here; returns what ends that. */
export function observe(db: DataSource, observer: Observer): () => void {
  const told = observers.get(db);
  told?.add(observer);
  return () => void told?.delete(observer);
}

/** Connections of a DataSource's pool. */
export function poolOf(db: DataSource): { totalCount: number; idleCount: number; waitingCount: number } {
  return (db.driver as unknown as { master: { totalCount: number; idleCount: number; waitingCount: number } }).master;
}

/** A DataSource that never changes the schema by itself; that is for migrations, run by the owner. */
export function createDataSource({ url, entities, migrations = [], poolSize, queryTimeoutMs, logger }: DatabaseOptions): DataSource {
  const told = new Set<Observer>();
  const db = new DataSource({
    type: 'postgres',
    url,
    entities: entities as DataSourceOptions['entities'],
    migrations,
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeCaseNaming(),
    synchronize: false,
    migrationsRun: false,
    installExtensions: false,
    poolSize,
    logger,
    logging: logger ? ['query'] : false,
    applicationName: 'to-so',
    // An idle connection that the server ends is no fault of a request, and the pool has already let go of it.
    poolErrorHandler: () => undefined,
    extra: {
      Client: watchedClient(told),
      idleTimeoutMillis: 30_000,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: queryTimeoutMs,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    },
  });
  observers.set(db, told);
  return db;
}
