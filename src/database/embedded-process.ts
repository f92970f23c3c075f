import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';

/** Whether a process with this id runs; a zombie does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return linuxStat(pid)?.[0] !== 'Z';
}

/** When a process was born, as a text that a later process with the same id will not have; undefined where the system does not tell. */
export function birthOf(pid: number): string | undefined {
  if (process.platform === 'darwin') return output('ps', '-o', 'lstart=', '-p', String(pid));
  const start = linuxStat(pid)?.[19];
  return start && `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${start}`;
}

/**
 * Whether a live process can be the PostgreSQL server of a cluster, or merely got the id of one that is gone. In doubt it can.
 * @param owner the uid that runs PostgreSQL
 */
export function canBeServerOf(pid: number, cluster: string, owner: number | undefined): boolean {
  if (process.platform === 'darwin') return path.basename(output('ps', '-o', 'comm=', '-p', String(pid)) ?? 'postgres') === 'postgres';
  if (process.platform === 'win32') return output('tasklist', '/FI', `PID eq ${pid}`, '/NH')?.includes('postgres.exe') ?? true;
  const status = readProc(pid, 'status');
  if (status && !(status.startsWith('Name:\tpostgres\n') && Number(/^Uid:\s+(\d+)/m.exec(status)?.[1] ?? owner) === owner)) return false;
  try {
    // A server stays in its data folder. Root in a container may not be allowed to look.
    return readlinkSync(`/proc/${pid}/cwd`) === cluster;
  } catch {
    return isAlive(pid);
  }
}

/** The fields of /proc/<pid>/stat from the state on; what stands before is the name, which may hold anything. */
function linuxStat(pid: number): string[] | undefined {
  const text = readProc(pid, 'stat');
  return text?.slice(text.lastIndexOf(')') + 2).split(' ');
}

function readProc(pid: number, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return undefined;
  }
}

function output(program: string, ...args: string[]): string | undefined {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true }).trim();
  } catch {
    return undefined;
  }
}
