import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { errorCode } from './embedded-folder';
import type { DataFolder } from './embedded-folder';
import { ENVIRONMENT } from './embedded-programs';
import type { Programs } from './embedded-programs';
import type { SystemUser } from './embedded-user';
import { StartupError } from './startup-error';

/** How to reach the cluster of a data folder as its superuser `postgres`. */
export interface Access {
  password: string;
  /** Where it listened last. */
  port?: number;
}

/** Postgres' superuser on a port of this machine. */
export function urlOf(access: Access, port: number): string {
  return `postgres://postgres:${access.password}@127.0.0.1:${port}/postgres`;
}

/**
 * Makes the cluster if there is none. It is made aside and moved into place when it is whole, so what stands there is always usable.
 * @param sync whether to wait until the files are on the disk
 * @throws StartupError when a cluster stands there that these programs cannot run, or making one failed
 */
export async function ensureCluster(folder: DataFolder, programs: Programs, sync: boolean, log: (line: string) => void): Promise<void> {
  if (existsSync(folder.cluster)) return checkVersion(folder, programs);
  for (const name of readdirSync(folder.root))
    if (name.startsWith('pg.new-')) rmSync(path.join(folder.root, name), { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  log(`Making a database in ${folder.cluster}`);
  const aside = mkdtempSync(path.join(folder.root, 'pg.new-'));
  try {
    const access = { password: randomBytes(24).toString('base64url') };
    const [cluster, passwordFile] = [path.join(aside, 'pg'), path.join(aside, 'password')];
    mkdirSync(cluster, { mode: 0o700 });
    writeFileSync(passwordFile, access.password, { mode: 0o600 });
    if (folder.user) for (const made of [cluster, passwordFile, aside]) chownSync(made, folder.user.uid, folder.user.gid);
    await runInitdb(programs, cluster, passwordFile, folder.user, sync);
    saveAccess(folder, access);
    renameSync(cluster, folder.cluster);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** @throws StartupError when the file with the password is lost */
export function readAccess(folder: DataFolder): Access {
  const file = accessFile(folder);
  try {
    const { password, port } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Access>;
    if (password) return { password, port };
  } catch (error) {
    if (!(error instanceof SyntaxError) && errorCode(error) !== 'ENOENT') throw error;
  }
  throw new StartupError(
    `${file}, which holds the database password, is missing or damaged; restore it or set TO_SO_DATA to a new folder.`,
  );
}

export function saveAccess(folder: DataFolder, access: Access): void {
  const file = accessFile(folder);
  writeFileSync(`${file}.new`, JSON.stringify(access), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function accessFile(folder: DataFolder): string {
  return path.join(folder.root, 'postgres.json');
}

function checkVersion({ root, cluster }: DataFolder, programs: Programs): void {
  const file = path.join(cluster, 'PG_VERSION');
  const major = existsSync(file) ? parseInt(readFileSync(file, 'utf8')) : NaN;
  if (major === programs.major) return;
  throw new StartupError(
    Number.isNaN(major)
      ? `${cluster} is not a PostgreSQL data folder; move it away or set TO_SO_DATA to another folder.`
      : `The data in ${cluster} was made by PostgreSQL ${major} and cannot be opened by PostgreSQL ${programs.major}: go back to the release that brought ` +
          `PostgreSQL ${major}, or move ${root} away to start empty and load a dump.`,
  );
}

async function runInitdb(
  programs: Programs,
  cluster: string,
  passwordFile: string,
  user: SystemUser | undefined,
  sync: boolean,
): Promise<void> {
  const options = {
    pgdata: cluster,
    pwfile: passwordFile,
    username: 'postgres',
    auth: 'scram-sha-256',
    encoding: 'UTF8',
    // The same order and letter case on every machine, whatever locales it has.
    locale: 'C',
    'locale-provider': 'builtin',
    'builtin-locale': 'C.UTF-8',
  };
  const args = [
    ...Object.entries(options).map(([name, value]) => `--${name}=${value}`),
    '--no-instructions',
    ...(sync ? [] : ['--no-sync']),
  ];
  const child = spawn(programs.initdb, args, {
    uid: user?.uid,
    gid: user?.gid,
    cwd: path.dirname(cluster),
    env: ENVIRONMENT,
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: true,
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const failure = await new Promise<string | undefined>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code === 0 ? undefined : (signal ?? said.trim()) || `exit code ${code}`));
  });
  if (failure) throw new StartupError(`Making the database in ${path.dirname(path.dirname(cluster))} failed: ${failure}`);
}
