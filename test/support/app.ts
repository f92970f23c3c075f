import 'reflect-metadata';
import type { FastifyInstance } from 'fastify';
import { Pool } from 'pg';
import type { DataSource, Logger } from 'typeorm';
import { provinces as realProvinces } from '../../plugins';
import { MIGRATIONS } from '../../migrations';
import { listen } from '../../src/api/limits/http';
import type { LogStream } from '../../src/api/log';
import { createApp } from '../../src/app';
import type { AppOptions } from '../../src/app';
import { judgeOnce, loadUnitsOnce, systemSession, turnDay } from '../../src/bring-up';
import { openTenants, prepareDatabase } from '../../src/database/prepare';
import { ENTITIES } from '../../src/entities';
import { nationalCodes } from '../../src/modules/admin-unit';
import type { Province } from '../../src/tenancy/province';
import { createRegistry } from '../../src/tenancy/registry';
import { ACCOUNT_SECRET, NOW, ROLE_SECRET, TOKEN_KEY } from './constants';
import { ROOMY } from './limits';
import { client } from './client';
import type { Client, Identity } from './client';
import { cloneDatabase, dropDatabase } from './database';

export interface Query {
  readonly text: string;
  readonly values: readonly unknown[];
}

export interface TestApp {
  readonly app: FastifyInstance;
  readonly ownerUrl: string;
  /** Past row level security, as the owner of the tables. */
  readonly owner: Pool;
  readonly databases: ReadonlyMap<string, DataSource>;
  /** The statements sent to the database since they were last taken; not the one that asks with each token what its actor is granted. */
  takeStatements(): string[];
  /** The same with their parameters. */
  takeQueries(): Query[];
  /** Those that ask what an actor is granted on record. */
  takeGrantReads(): Query[];
  /** The same service once more over the same database, with other settings; end it before this one. */
  again(config: Partial<AppOptions['config']>): Promise<{ as: TestApp['as']; close(): Promise<void> }>;
  /** Speaks to a province's endpoint as somebody; a reader if not said. */
  as(province: string, identity?: Identity): Client;
  /** What the service does of itself when a day begins. */
  turnDay(): Promise<void>;
  close(): Promise<void>;
}

/** The whole service over a copy of the filled database, with a clock that stands still. */
export async function startApp({
  provinces = realProvinces,
  now = NOW,
  config = {},
  issuers,
  way = (url) => url,
  queryTimeoutMs,
  logStream,
}: {
  provinces?: readonly Province[];
  now?: Date;
  config?: Partial<AppOptions['config']>;
  issuers?: AppOptions['issuers'];
  /** The way the service reaches its database, if not straight. */
  way?: (ownerUrl: string) => string | Promise<string>;
  queryTimeoutMs?: number;
  logStream?: LogStream;
} = {}): Promise<TestApp> {
  const ownerUrl = await cloneDatabase();
  const registry = createRegistry(provinces, nationalCodes);
  const blueprint = { ownerUrl, entities: ENTITIES, migrations: MIGRATIONS, roleSecret: ROLE_SECRET, slugs: [...registry.keys()] };
  await prepareDatabase(blueprint);
  const sent: Query[] = [];
  const granted: Query[] = [];
  const logQuery = (text: string, values: unknown[] = []) =>
    (text.includes('FROM actor_grant g WHERE g.actor =') ? granted : sent).push({ text, values });
  const databases = await openTenants({ ...blueprint, ownerUrl: await way(ownerUrl) }, { ...silent, logQuery } as Logger, queryTimeoutMs);
  const sessions = () => [...registry.values()].map((province) => systemSession(province, databases.get(province.slug) as DataSource, now));
  for (const session of sessions()) {
    await loadUnitsOnce(session);
    await judgeOnce(session);
    await turnDay(session);
  }
  const create = (settings: Partial<AppOptions['config']>) =>
    createApp({
      provinces: registry,
      database: databases,
      config: {
        tokenKey: TOKEN_KEY,
        accountSecret: ACCOUNT_SECRET,
        version: '0.0.0',
        logLevel: logStream ? 'trace' : 'silent',
        limits: ROOMY,
        ...(process.env.TEST_READS === 'plain' ? { reads: 'plain' as const } : {}),
        ...config,
        ...settings,
      },
      issuers,
      clock: () => now,
      logStream,
    });
  const open = (each: FastifyInstance) => listen(each, '127.0.0.1', 0, ROOMY.http);
  const app = await create({});
  await open(app);
  const owner = new Pool({ connectionString: ownerUrl, max: 1 });
  // The database goes with the tests, and an idle connection to it may hear of that before it is ended.
  owner.on('error', () => undefined);
  return {
    app,
    ownerUrl,
    owner,
    databases,
    takeStatements: () => sent.splice(0).map(({ text }) => text),
    takeQueries: () => sent.splice(0),
    takeGrantReads: () => granted.splice(0),
    as: (province, identity) => client(app.server, province, identity, now),
    async again(settings) {
      const other = await create(settings);
      await open(other);
      return { as: (province, identity) => client(other.server, province, identity, now), close: () => other.close() };
    },
    async turnDay() {
      for (const session of sessions()) await turnDay(session);
    },
    async close() {
      await app.close();
      await Promise.all([owner.end(), ...[...databases.values()].map((db) => db.destroy())]);
      await dropDatabase(process.env.TEST_SERVER_URL as string, new URL(ownerUrl).pathname.slice(1));
    },
  };
}

const ignore = () => undefined;
const silent: Logger = {
  logQuery: ignore,
  logQueryError: ignore,
  logQuerySlow: ignore,
  logSchemaBuild: ignore,
  logMigration: ignore,
  log: ignore,
};
