import { execFileSync } from 'node:child_process';
import { lstatSync, statSync } from 'node:fs';
import path from 'node:path';
import { StartupError } from './startup-error';

/** A system user other than the service's own. */
export interface SystemUser {
  name: string;
  uid: number;
  gid: number;
}

/**
 * The user that PostgreSQL has to run as when the service is root, because PostgreSQL refuses uid 0; undefined when it runs as the service's own.
 * A cluster that exists keeps its owner, so a `postgres` user created later on the machine does not lock it out.
 * @param cluster the folder of the cluster, which need not exist
 * @throws StartupError when the machine has no unprivileged user to lend
 */
export function databaseUser(cluster?: string): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = cluster && lstatSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { name: `with uid ${owner.uid}`, uid: owner.uid, gid: owner.gid };
  const user = lookUp('postgres') ?? lookUp('_postgres') ?? lookUp('nobody');
  if (!user)
    throw new StartupError('PostgreSQL refuses to run as root and there is no user postgres or nobody; start as an ordinary user.');
  if (owner) throw new StartupError(`${cluster} belongs to root, which PostgreSQL refuses; run: chown -R ${user.name} '${cluster}'`);
  return user;
}

/**
 * The highest folder on the way to `folder` (itself included) that the user may not enter, judged by mode bits; undefined when the way is open.
 * @param folder an absolute path without symbolic links
 */
export function closedFolder(folder: string, user: SystemUser): string | undefined {
  const parent = path.dirname(folder);
  const above = parent === folder ? undefined : closedFolder(parent, user);
  if (above) return above;
  const { uid, gid, mode } = statSync(folder);
  const enter = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  return mode & enter ? undefined : folder;
}

function lookUp(name: string): SystemUser | undefined {
  const id = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8' }));
  try {
    const [uid, gid] = [id('-u'), id('-g')];
    return uid > 0 ? { name, uid, gid } : undefined;
  } catch {
    return undefined;
  }
}
