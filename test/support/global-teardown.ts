import { stopTestCluster } from './cluster';
import { TEMPLATE } from './constants';
import { dropDatabase } from './database';

/** Leaves nothing behind, on a server of somebody's own neither. */
export default async function tearDown(): Promise<void> {
  if (process.env.TEST_SERVER_URL) await dropDatabase(process.env.TEST_SERVER_URL, TEMPLATE);
  await stopTestCluster();
}
