import type { DataSource, DataSourceOptions, EntityTarget, Logger, ObjectLiteral } from 'typeorm';
import { createDataSource } from './data-source';
import { StartupError } from './startup-error';
import { ensureTenantRoles, tenantUrl } from './tenants';

const LEAST_VERSION = 150_000;
const CONNECTIONS_OF_A_PROVINCE = 5;
/** Above the statement_timeout of the provinces' roles (tenants.ts), whose refusal says more. */
const QUERY_TIMEOUT_MS = 20_000;

/** Where things are and what they are made of. */
export interface Blueprint {
  /** The owner's URL; its database must exist. */
  readonly ownerUrl: string;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  readonly migrations: DataSourceOptions['migrations'];
  readonly roleSecret: string;
  readonly slugs: readonly string[];
}

/**
 * Brings the schema and the provinces' roles up to date, as the owner, whose connection ends with it.
 * @returns how many migrations ran.
 * @throws StartupError if the server cannot be reached or is too old.
 */
export async function prepareDatabase({ ownerUrl, entities, migrations, roleSecret, slugs }: Blueprint): Promise<number> {
  const owner = createDataSource({ url: ownerUrl, entities, migrations, poolSize: 2 });
  await connect(owner, ownerUrl);
  try {
    const [{ version, name }] = await owner.query(
      "SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS name",
    );
    if (version < LEAST_VERSION)
      throw new StartupError(`The database server is PostgreSQL ${name}; this needs 15 or later. Point DATABASE_URL at a newer server.`);
    const lock = owner.createQueryRunner();
    try {
      // TypeORM takes no lock of its own; two services that start at once would both migrate.
      await lock.query('SELECT pg_advisory_lock(7460)');
      const ran = await owner.runMigrations();
      await ensureTenantRoles(owner, slugs, roleSecret);
      return ran.length;
    } finally {
      await lock.query('SELECT pg_advisory_unlock(7460)');
      await lock.release();
    }
  } finally {
    await owner.destroy();
  }
}

/** The database of each province, by slug, connected as the province's own role. */
export type TenantDatabases = ReadonlyMap<string, DataSource>;

/** A DataSource for each province, connected as its own role. */
export async function openTenants(
  { ownerUrl, entities, roleSecret, slugs }: Blueprint,
  logger?: Logger,
  queryTimeoutMs = QUERY_TIMEOUT_MS,
): Promise<Map<string, DataSource>> {
  const opened = await Promise.all(
    slugs.map(async (slug) => {
      const url = tenantUrl(ownerUrl, roleSecret, slug);
      const db = createDataSource({ url, entities, poolSize: CONNECTIONS_OF_A_PROVINCE, queryTimeoutMs, logger });
      await connect(db, url);
      return [slug, db] as const;
    }),
  );
  return new Map(opened);
}

async function connect(db: DataSource, url: string): Promise<void> {
  try {
    await db.initialize();
  } catch (error) {
    const { hostname, port, pathname } = new URL(url);
    throw new StartupError(
      `The database ${pathname.slice(1)} at ${hostname}:${port || 5432} does not accept the connection (${(error as Error).message}); check DATABASE_URL.`,
    );
  }
}
