import { setTimeout as sleep } from 'node:timers/promises';
import { ensureCluster, readAccess, urlOf } from './embedded-cluster';
import { prepareDataFolder } from './embedded-folder';
import type { DataFolder } from './embedded-folder';
import { launchServer } from './embedded-launch';
import type { Settings } from './embedded-launch';
import { lockFolder } from './embedded-lock';
import { findPrograms } from './embedded-programs';
import type { ResolvePackage } from './embedded-programs';
import { findRunning, readPidFile, signalStop, stopServer } from './embedded-running';
import { StartupError } from './startup-error';

export { defaultDataDir } from './embedded-folder';

/** Longest pause between two tries to start a server again that ended by itself, in milliseconds. */
const REVIVAL_MS = 10_000;

export interface EmbeddedOptions {
  /** A folder of the service's own, made if need be. The cluster lives in `pg` inside it. */
  dataDir: string;
  /** PostgreSQL settings over our own, such as fsync. They do not reach a server that is adopted. */
  settings?: Settings;
  /** Called with one line for each step worth telling. */
  log?: (line: string) => void;
  /** For tests. */
  resolvePackage?: ResolvePackage;
}

export interface EmbeddedServer {
  /** postgres://user:password@127.0.0.1:port/postgres, as superuser. */
  url: string;
  /** Whether the server was left running by a service that was killed. */
  adopted: boolean;
  /** Such as 18.4 */
  version: string;
  /** Rolls back what is open, ends PostgreSQL, waits for it, and frees the data folder. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that comes with the service, making its cluster at the first start and adopting the server of a service that was killed.
 * Only one service at a time can have a data folder. When the process exits without `stop`, PostgreSQL is told to end, but not waited for.
 * @throws StartupError for whatever keeps it from starting
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  try {
    const folder = prepareDataFolder(options.dataDir);
    const unlock = await lockFolder(folder.root);
    try {
      return await start(folder, unlock, options);
    } catch (error) {
      unlock();
      throw error;
    }
  } catch (error) {
    if (error instanceof StartupError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartupError(`The embedded PostgreSQL cannot be started (${reason}); set DATABASE_URL to a PostgreSQL server.`, {
      cause: error,
    });
  }
}

/** The URL of the server that a service has running in a data folder, as superuser, for tools that look in beside it; undefined if none runs. */
export async function findEmbedded(dataDir: string): Promise<string | undefined> {
  const folder = prepareDataFolder(dataDir);
  if (!readPidFile(folder.cluster)) return undefined;
  const access = readAccess(folder);
  const found = await findRunning(folder, access);
  return found && urlOf(access, found.port);
}

async function start(folder: DataFolder, unlock: () => void, options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { settings = {}, log = () => undefined } = options;
  const programs = findPrograms(folder.user, options.resolvePackage);
  await ensureCluster(folder, programs, settings['fsync'] !== 'off', log);
  const access = readAccess(folder);
  const found = await findRunning(folder, access);
  let server = found ?? (await launchServer(folder, access, programs, settings));
  log(
    `PostgreSQL ${server.version} ${found ? 'was still running' : 'runs'} on 127.0.0.1:${server.port} with its data in ${folder.cluster}`,
  );
  if (folder.root.startsWith('/var/tmp/'))
    log('Some systems clear old files away below /var/tmp; set TO_SO_DATA to a folder that keeps the data');
  let stopped: Promise<void> | undefined;
  let revival: Promise<void> | undefined;
  const watch = () => void server.ended?.then((how) => stopped ?? (revival = revive(how)));
  // PostgreSQL mends a crash of its parts itself; nobody else would start it again when it is killed as a whole.
  const revive = async (how: string) => {
    log(`PostgreSQL ended by itself (${how}); see ${folder.log}. It is started again`);
    for (let wait = 100; !stopped; wait = Math.min(wait * 2, REVIVAL_MS)) {
      try {
        server = await launchServer(folder, readAccess(folder), programs, settings);
        return watch();
      } catch (error) {
        log((error as Error).message);
        await sleep(wait);
      }
    }
  };
  watch();
  const atExit = () => {
    signalStop(server, folder);
    unlock();
  };
  process.once('exit', atExit);
  const stop = async () => {
    await revival;
    await stopServer(server, folder, programs);
    process.off('exit', atExit);
    unlock();
  };
  return { url: urlOf(access, server.port), adopted: found !== undefined, version: server.version, stop: () => (stopped ??= stop()) };
}
