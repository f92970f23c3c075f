import type { Config } from '../src/config';
import { findEmbedded, startEmbedded } from '../src/database/embedded';
import { ensureDatabase } from '../src/database/ensure-database';

const DATABASE = 'to_so';

/**
 * The owner's URL of the service's database, whether the service runs or not; `close` ends what was started for it, and only that.
 * @param settings of PostgreSQL, if it has to be started.
 */
export async function ownerUrl(
  { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>,
  settings: Readonly<Record<string, string>> = {},
): Promise<{ url: string; close: () => Promise<void> }> {
  const nothing = () => Promise.resolve();
  if (databaseUrl) return { url: databaseUrl, close: nothing };
  const running = await findEmbedded(dataDir);
  if (running) return { url: await ensureDatabase(running, DATABASE), close: nothing };
  const server = await startEmbedded({ dataDir, settings, log: (line) => process.stderr.write(`${line}\n`) });
  return { url: await ensureDatabase(server.url, DATABASE), close: () => server.stop() };
}
