import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { saveAccess } from './embedded-cluster';
import type { Access } from './embedded-cluster';
import type { DataFolder } from './embedded-folder';
import { ENVIRONMENT } from './embedded-programs';
import type { Programs } from './embedded-programs';
import { disownPidFile, readPidFile } from './embedded-running';
import type { RunningServer } from './embedded-running';
import { StartupError } from './startup-error';

export type Settings = Record<string, string>;

const DEFAULTS: Settings = {
  max_connections: '200',
  shared_buffers: '256MB',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** Recovery after a crash replays up to a gigabyte or so of the log before the server answers. */
const READY_MS = 300_000;
/** How long to wait for processes that a killed server left behind, which end by themselves. */
const LEFTOVERS_MS = 15_000;
const LOG_BYTES = 10_000_000;

/**
 * Starts PostgreSQL on the cluster and waits until it accepts connections, on the port it had before unless that is taken.
 * It leads a process group of its own, so Ctrl-C reaches the service and not PostgreSQL, which has to outlast the last request.
 * @throws StartupError with the end of the log when it does not come up
 */
export async function launchServer(folder: DataFolder, access: Access, programs: Programs, settings: Settings): Promise<RunningServer> {
  let last = access.port;
  for (const giveUp = Date.now() + LEFTOVERS_MS; ; await sleep(200)) {
    const port = await choosePort(last);
    if (port !== access.port) saveAccess(folder, { ...access, port });
    disownPidFile(folder.cluster);
    const before = rotateLog(folder.log);
    const child = spawnServer(folder, programs, {
      ...DEFAULTS,
      ...settings,
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      port: String(port),
    });
    const ended = endOf(child);
    const abandon = () => child.kill('SIGINT');
    process.once('exit', abandon);
    const pid = await untilReady(child, ended, folder);
    process.off('exit', abandon);
    child.unref();
    if (pid) return { pid, port, version: programs.version, ended };
    const said = readFileSync(folder.log).subarray(before).toString('utf8') || (await ended);
    const portTaken = said.includes('could not create any TCP/IP sockets');
    const leftovers = said.includes('pre-existing shared memory block') || said.includes('lock file "postmaster.pid" already exists');
    if (Date.now() > giveUp || !(portTaken || leftovers))
      throw new StartupError(`PostgreSQL did not start; ${folder.log} ends with:\n${said.trim().split('\n').slice(-5).join('\n')}`);
    last = portTaken ? undefined : port;
  }
}

/** How the server ended, once it has. */
function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => {
      // On Windows the child is pg_ctl, which ends well when the server is ready.
      if (code !== 0 || process.platform !== 'win32') resolve(signal ?? `exit code ${code}`);
    });
  });
}

/** The process id of the server when it accepts connections; undefined when it ended instead. */
async function untilReady(child: ChildProcess, ended: Promise<string>, folder: DataFolder): Promise<number | undefined> {
  let over = false;
  void ended.then(() => (over = true));
  for (const giveUp = Date.now() + READY_MS; !over; await sleep(10)) {
    const found = readPidFile(folder.cluster);
    if (found?.ready && (process.platform === 'win32' ? child.exitCode === 0 : found.pid === child.pid)) return found.pid;
    if (Date.now() > giveUp) child.kill('SIGQUIT');
  }
  return undefined;
}

function spawnServer(folder: DataFolder, programs: Programs, settings: Settings): ChildProcess {
  const pairs = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  const common = { cwd: folder.cluster, env: ENVIRONMENT, detached: true, windowsHide: true };
  if (process.platform === 'win32') {
    // PostgreSQL refuses an administrator; pg_ctl drops those rights.
    const options = pairs.map((pair) => `-c "${pair}"`).join(' ');
    return spawn(programs.pgCtl, ['start', '-w', '-D', folder.cluster, '-l', folder.log, '-o', options], { ...common, stdio: 'ignore' });
  }
  const output = openSync(folder.log, 'a', 0o600);
  try {
    return spawn(programs.postgres, ['-D', folder.cluster, ...pairs.flatMap((pair) => ['-c', pair])], {
      ...common,
      uid: folder.user?.uid,
      gid: folder.user?.gid,
      stdio: ['ignore', output, output],
    });
  } finally {
    closeSync(output);
  }
}

/** Returns how long the log is, in bytes, after putting a long one aside. */
function rotateLog(file: string): number {
  closeSync(openSync(file, 'a', 0o600));
  const { size } = statSync(file);
  if (size < LOG_BYTES) return size;
  renameSync(file, `${file}.old`);
  closeSync(openSync(file, 'a', 0o600));
  return 0;
}

async function choosePort(wanted: number | undefined): Promise<number> {
  return (wanted && (await tryPort(wanted))) || ((await tryPort(0)) as number);
}

/** The port if it is free; any free one for 0. */
function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => (port ? resolve(undefined) : reject(error)));
    server.listen(port, '127.0.0.1', () => {
      const free = (server.address() as AddressInfo).port;
      server.close(() => resolve(free));
    });
  });
}
