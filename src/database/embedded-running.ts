import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, ftruncateSync, openSync, readFileSync, realpathSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { urlOf } from './embedded-cluster';
import type { Access } from './embedded-cluster';
import { errorCode } from './embedded-folder';
import type { DataFolder } from './embedded-folder';
import { canBeServerOf, isAlive } from './embedded-process';
import { ENVIRONMENT } from './embedded-programs';
import type { Programs } from './embedded-programs';
import { StartupError } from './startup-error';

/** A server that accepts connections. */
export interface RunningServer {
  pid: number;
  port: number;
  version: string;
  /** How it ended, once it has; not known of one that was adopted. */
  ended?: Promise<string>;
}

/** How long a server may take to come up or go down before it counts as stuck, in milliseconds. */
const ANSWER_MS = 60_000;
const STOP_MS = 60_000;

/**
 * The server that an earlier service left running on the cluster when it was killed. One that is still coming up or going down is waited for.
 * @throws StartupError when it does not answer within a minute, or refuses the password
 */
export async function findRunning(folder: DataFolder, access: Access): Promise<RunningServer | undefined> {
  for (const giveUp = Date.now() + ANSWER_MS; ; await sleep(100)) {
    const found = readPidFile(folder.cluster);
    if (!found || !isServer(found.pid, folder)) return undefined;
    const seen = await ask(folder, access, found.port);
    if (seen) return seen.cluster === folder.cluster ? { ...found, version: seen.version } : undefined;
    if (Date.now() > giveUp)
      throw new StartupError(
        `PostgreSQL already runs on ${folder.cluster} as process ${found.pid} but does not answer; end that process and start again.`,
      );
  }
}

/** Lets a new server start over the pid file of one that is gone, even if its process id belongs to something else by now. */
export function disownPidFile(cluster: string): void {
  const file = path.join(cluster, 'postmaster.pid');
  if (process.platform === 'win32') return rmSync(file, { force: true });
  try {
    // PostgreSQL ignores the id of its own parent, and still refuses while processes of the old server are left: so the rest must stay.
    const rest = readFileSync(file, 'utf8').split('\n').slice(1);
    const opened = openSync(file, constants.O_WRONLY | constants.O_NOFOLLOW);
    ftruncateSync(opened);
    writeSync(opened, [process.pid, ...rest].join('\n'));
    closeSync(opened);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}

/** What the server says about itself in its pid file; undefined when there is none, or an unfinished one. */
export function readPidFile(cluster: string): { pid: number; port: number; ready: boolean } | undefined {
  try {
    const lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    return pid > 0 && port > 0 ? { pid, port, ready: lines[7]?.trim() === 'ready' } : undefined;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Tells the server to roll back what is open and end. Does not wait, so it can be used while the process exits. */
export function signalStop({ pid }: RunningServer, folder: DataFolder): void {
  if (process.platform !== 'win32' && isServer(pid, folder)) signal(pid, 'SIGINT');
}

/** Ends the server and waits until it is gone; after a minute without waiting for its last writes, which it then repeats at the next start. */
export async function stopServer(server: RunningServer, folder: DataFolder, programs: Programs): Promise<void> {
  if (process.platform === 'win32') {
    const args = ['stop', '-D', folder.cluster, '-m', 'fast', '-w', '-t', String(STOP_MS / 1000)];
    await once(spawn(programs.pgCtl, args, { env: ENVIRONMENT, stdio: 'ignore', windowsHide: true }), 'exit');
    return;
  }
  signalStop(server, folder);
  for (const giveUp = Date.now() + STOP_MS; isServer(server.pid, folder); await sleep(10))
    if (Date.now() > giveUp) signal(server.pid, 'SIGQUIT');
}

function isServer(pid: number, folder: DataFolder): boolean {
  return isAlive(pid) && canBeServerOf(pid, folder.cluster, folder.user?.uid ?? process.getuid?.());
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

async function ask(folder: DataFolder, access: Access, port: number): Promise<{ version: string; cluster: string } | undefined> {
  const client = new Client({ connectionString: urlOf(access, port), connectionTimeoutMillis: 3_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query(
      `select split_part(current_setting('server_version'), ' ', 1) as version, current_setting('data_directory') as cluster`,
    );
    const row = rows[0] as { version: string; cluster: string };
    return { version: row.version, cluster: realpathSync(row.cluster) };
  } catch (error) {
    if (errorCode(error) === '28P01')
      throw new StartupError(
        `The database in ${folder.cluster} refuses the password in ${folder.root}; restore the postgres.json that belongs to it.`,
      );
    return undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}
