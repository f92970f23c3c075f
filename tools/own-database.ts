import type { Config } from '../src/config';
import { startEmbedded } from '../src/database/embedded';
import { readAccess, urlOf } from '../src/database/embedded-cluster';
import { prepareDataFolder } from '../src/database/embedded-folder';
import { findRunning } from '../src/database/embedded-running';
import { ensureDatabase } from '../src/database/ensure-database';

const DATABASE = 'to_so';

/** The owner's URL of the service's database, whether the service runs or not; `close` ends what was started for it, and only that. */
export async function ownerUrl({
  databaseUrl,
  dataDir,
}: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<{ url: string; close: () => Promise<void> }> {
  const nothing = () => Promise.resolve();
  if (databaseUrl) return { url: databaseUrl, close: nothing };
  const folder = prepareDataFolder(dataDir);
  const access = accessOf(folder);
  const running = access && (await findRunning(folder, access));
  if (access && running) return { url: await ensureDatabase(urlOf(access, running.port), DATABASE), close: nothing };
  const server = await startEmbedded({ dataDir });
  return { url: await ensureDatabase(server.url, DATABASE), close: () => server.stop() };
}

/** How to reach the server of a data folder; nothing where no cluster was made yet. */
function accessOf(folder: Parameters<typeof readAccess>[0]): ReturnType<typeof readAccess> | undefined {
  try {
    return readAccess(folder);
  } catch {
    return undefined;
  }
}
