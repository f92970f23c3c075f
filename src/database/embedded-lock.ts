import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode, unwritable } from './embedded-folder';
import { birthOf, isAlive } from './embedded-process';
import { StartupError } from './startup-error';

interface Holder {
  pid: number;
  birth?: string;
}

/** A lock file without readable content is one just being written, unless it is older than this (milliseconds). */
const WRITING_MS = 2_000;

/**
 * Makes this process the only service on a data folder. A lock whose process is gone is taken over, also when another process has got its id since.
 * @returns what gives the lock back
 * @throws StartupError when another service runs on the folder, or nothing can be written there
 */
export async function lockFolder(root: string): Promise<() => void> {
  const file = path.join(root, 'service.lock');
  const own = JSON.stringify({ pid: process.pid, birth: birthOf(process.pid) } satisfies Holder);
  for (;;) {
    try {
      writeFileSync(file, own, { flag: 'wx', mode: 0o600 });
      return () => {
        if (readText(file) === own) rmSync(file, { force: true });
      };
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw unwritable(root, error);
    }
    const text = readText(file);
    if (text === undefined) continue;
    const holder = parseHolder(text);
    if (holder ? isHeld(holder) : isFresh(file)) {
      if (!holder) await sleep(50);
      else
        throw new StartupError(
          `The data folder ${root} is in use by a service that runs as process ${holder.pid}; stop that one or set TO_SO_DATA to another folder.`,
        );
    } else takeAway(file, text);
  }
}

/** Two may find the same stale lock at once: the slower one must not remove the lock that the faster one has just written. */
function takeAway(file: string, stale: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readText(aside) === stale) rmSync(aside, { force: true });
    else renameSync(aside, file);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw unwritable(path.dirname(file), error);
  }
}

function isHeld(holder: Holder): boolean {
  if (!isAlive(holder.pid)) return false;
  const birth = birthOf(holder.pid);
  return !birth || !holder.birth || birth === holder.birth;
}

function parseHolder(text: string): Holder | undefined {
  try {
    const { pid, birth } = JSON.parse(text) as Partial<Holder>;
    return Number.isInteger(pid) && Number(pid) > 0 ? { pid: Number(pid), birth } : undefined;
  } catch {
    return undefined;
  }
}

function isFresh(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs < WRITING_MS;
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw unwritable(path.dirname(file), error);
  }
}
