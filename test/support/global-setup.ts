import 'reflect-metadata';
import { provinces } from '../../plugins';
import { MIGRATIONS } from '../../migrations';
import { loadDemoOnce } from '../../tools/demo';
import { judgeOnce, loadUnitsOnce, systemSession } from '../../src/bring-up';
import { ensureDatabase } from '../../src/database/ensure-database';
import { openTenants, prepareDatabase } from '../../src/database/prepare';
import { ENTITIES } from '../../src/entities';
import { startTestCluster } from './cluster';
import { dropDatabase } from './database';
import { NOW, ROLE_SECRET, TEMPLATE } from './constants';

/** Starts a throw-away server and fills the database that each test file gets a copy of: real units, demonstration data, through the services. */
export default async function setUp(): Promise<void> {
  const serverUrl = await startTestCluster();
  process.env.TEST_SERVER_URL = serverUrl;
  await dropDatabase(serverUrl, TEMPLATE);
  const ownerUrl = await ensureDatabase(serverUrl, TEMPLATE);
  const blueprint = {
    ownerUrl,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    roleSecret: ROLE_SECRET,
    slugs: provinces.map(({ slug }) => slug),
  };
  await prepareDatabase(blueprint);
  const databases = await openTenants(blueprint);
  await Promise.all(
    provinces.map(async (province) => {
      const db = databases.get(province.slug);
      if (!db) return;
      const session = systemSession(province, db, NOW);
      await loadUnitsOnce(session);
      await loadDemoOnce(session, () => undefined);
      await judgeOnce(session);
      // A database with a connection to it cannot be copied.
      await db.destroy();
    }),
  );
}
