import { createHash } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { closedFolder, databaseUser } from './embedded-user';
import type { SystemUser } from './embedded-user';
import { StartupError } from './startup-error';

/** Where everything of one embedded server lies. Paths are absolute and free of symbolic links. */
export interface DataFolder {
  /** The service's own: it also holds keys, so others may pass through (when PostgreSQL has to) but not list or read. */
  root: string;
  cluster: string;
  log: string;
  /** Who runs PostgreSQL; undefined for the service's own user. */
  user: SystemUser | undefined;
}

/**
 * Where a checkout keeps its data unless told otherwise: `.data` inside it, or a folder of its own below /var/lib/to-so when the checkout is closed to the
 * user that has to run PostgreSQL (a checkout of root in a private home).
 * @throws StartupError when somebody else holds that folder
 */
export function defaultDataDir(checkoutDir: string): string {
  const checkout = realpathSync(checkoutDir);
  const user = databaseUser();
  const inside = path.join(checkout, '.data');
  // Data that is already inside must not seem lost because the checkout was closed since.
  if (!user || existsSync(path.join(inside, 'pg')) || !closedFolder(checkout, user)) return inside;
  const key = createHash('sha256').update(checkout).digest('hex').slice(0, 12);
  return path.join(privateFolder(), `${path.basename(checkout)}-${key}`);
}

/**
 * A folder of root's outside every home, which others can pass through but not write: what is found there is trusted only if it is so. Not below
 * /var/tmp, where anybody can take a name first and systems clear old files away.
 * @param folder for tests
 * @throws StartupError when it belongs to somebody else, is a symbolic link or can be written by others
 */
export function privateFolder(folder = '/var/lib/to-so'): string {
  try {
    mkdirSync(folder);
    chmodSync(folder, 0o711);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw unwritable(folder, error);
  }
  const found = lstatSync(folder);
  if (found.isDirectory() && found.uid === process.getuid?.() && !(found.mode & 0o022)) return folder;
  throw new StartupError(
    `${folder} was made by another user or can be written by others, so it cannot be trusted; remove it and start again.`,
  );
}

/**
 * Creates the data folder if need be and checks that PostgreSQL can live in it.
 * @throws StartupError when it cannot be written, belongs to somebody else, is open to all, or cannot be reached by PostgreSQL's user
 */
export function prepareDataFolder(dataDir: string): DataFolder {
  const folder = path.resolve(dataDir);
  try {
    makeFolder(folder, 0o700);
  } catch (error) {
    throw unwritable(folder, error);
  }
  const root = realpathSync(folder);
  const cluster = path.join(root, 'pg');
  if (process.getuid) checkOwner(root, process.getuid());
  const user = databaseUser(cluster);
  if (user) openTo(user, root);
  return { root, cluster, log: path.join(root, 'postgres.log'), user };
}

/** The refusal for a folder in which something could not be written. */
export function unwritable(folder: string, error: unknown): StartupError {
  const reason = errorCode(error) ?? String(error);
  return new StartupError(
    `The data folder ${folder} cannot be written (${reason}); make it writable or set TO_SO_DATA to another folder.`,
    {
      cause: error,
    },
  );
}

export function errorCode(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

/** Not with mkdir's own `recursive`, which never returns for a folder below /proc. */
function makeFolder(folder: string, mode: number): void {
  const exists = () => statSync(folder, { throwIfNoEntry: false })?.isDirectory();
  if (exists()) return;
  makeFolder(path.dirname(folder), 0o755);
  try {
    mkdirSync(folder, mode);
  } catch (error) {
    if (!exists()) throw error;
  }
}

function checkOwner(root: string, self: number): void {
  const { uid, mode } = statSync(root);
  if (uid !== self && uid !== 0)
    throw new StartupError(
      `The data folder ${root} belongs to uid ${uid} but the service runs as uid ${self}; start it as that user or set TO_SO_DATA to another folder.`,
    );
  if (mode & 0o002)
    throw new StartupError(
      `The data folder ${root} can be written by every user; run chmod o-w on it or set TO_SO_DATA to another folder.`,
    );
}

function openTo(user: SystemUser, root: string): void {
  if (closedFolder(root, user) === root) chmodSync(root, statSync(root).mode | 0o011);
  const closed = closedFolder(root, user);
  if (closed)
    throw new StartupError(
      `The data folder ${root} is out of reach for the user ${user.name} that runs PostgreSQL, because ${closed} is closed to it; set TO_SO_DATA to another folder.`,
    );
}
