import 'reflect-metadata';
import { MIGRATIONS } from '../migrations';
import { createDataSource } from '../src/database/data-source';
import { ENTITIES } from '../src/entities';
import { startTestCluster, stopTestCluster } from '../test/support/cluster';
import { ensureDatabase } from '../src/database/ensure-database';

/** Fails if the migrations, run on an empty database, give other tables than the entities describe, or cannot be taken back. */
async function main(): Promise<void> {
  const url = await ensureDatabase(await startTestCluster(), 'to_so_drift');
  const db = createDataSource({ url, entities: ENTITIES, migrations: MIGRATIONS, poolSize: 2 });
  try {
    await db.initialize();
    await db.runMigrations();
    const { upQueries } = await db.driver.createSchemaBuilder().log();
    for (const { query } of upQueries) process.stderr.write(`missing in migrations/: ${query}\n`);
    if (upQueries.length > 0) process.exitCode = 1;
    for (const _ of MIGRATIONS) await db.undoLastMigration();
    const [{ left }] = await db.query("SELECT count(*) AS left FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations'");
    if (left > 0) {
      process.stderr.write(`migrations/: ${left} tables are left after all migrations were reverted; mend their down().\n`);
      process.exitCode = 1;
    }
  } finally {
    if (db.isInitialized) await db.destroy();
    await stopTestCluster();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).stack}\n`);
  process.exit(1);
});
