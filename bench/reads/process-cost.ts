import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds of one tick of the kernel's clock: 100 a second on every Linux that Node runs on. */
const TICK_MS = 10;

interface Stat {
  readonly parent: number;
  /** CPU time of the process itself. */
  readonly own: number;
  /** CPU time of its children that have ended. */
  readonly ended: number;
}

function statOf(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ms = (at: number) => Number(fields[at]) * TICK_MS;
    return { parent: Number(fields[1]), own: ms(11) + ms(12), ended: ms(13) + ms(14) };
  } catch {
    return undefined;
  }
}

export const parentOf = (pid: number) => statOf(pid)?.parent;

/** Milliseconds of CPU that a process and all below it have used, those that have ended included. */
export function cpuOf(root: number): number {
  const stats = new Map<number, Stat>();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : undefined;
    if (stat) stats.set(Number(name), stat);
  }
  const isBelow = (pid: number): boolean => pid === root || (pid > 1 && isBelow(stats.get(pid)?.parent ?? 0));
  let sum = 0;
  for (const [pid, { own, ended }] of stats) if (isBelow(pid)) sum += own + ended;
  return sum;
}

/** The most memory that a process has had in use, in MB. */
export function peakMemory(pid: number): number {
  const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
