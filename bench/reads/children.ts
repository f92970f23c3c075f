import { fork, spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Load } from './kinds';
import type { Order } from './load';

const CHECKOUT = join(__dirname, '../..');
export const REGISTER = join(CHECKOUT, 'tools/register.cjs');
const started = new Set<ChildProcess>();

function keep(child: ChildProcess): ChildProcess {
  started.add(child);
  child.once('exit', () => started.delete(child));
  return child;
}

/** Ends what is still running, at once; for a benchmark that was interrupted. */
export function killAll(): void {
  for (const child of started) child.kill('SIGKILL');
}

/** Ends one and waits for it; after ten seconds by force. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(force);
}

/** Starts a service and waits until it answers. @throws Error with its last words if it ends before. */
export async function startService(
  command: string,
  args: readonly string[],
  options: SpawnOptions,
  readyUrl: string,
): Promise<ChildProcess> {
  const child = keep(spawn(command, args, { cwd: CHECKOUT, ...options, stdio: ['ignore', 'pipe', 'pipe'] }));
  let said = '';
  const listen = (chunk: Buffer) => void (said = `${said}${chunk.toString()}`.slice(-4000));
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  child.once('error', (error) => listen(Buffer.from(error.message)));
  for (const giveUp = Date.now() + 60_000; ; await sleep(100)) {
    if (child.exitCode !== null || child.pid === undefined) throw new Error(`${command} ${args.at(-1)} ended before it answered:\n${said}`);
    if (
      await fetch(readyUrl).then(
        ({ status }) => status < 500,
        () => false,
      )
    )
      return child;
    if (Date.now() > giveUp) {
      await end(child);
      throw new Error(`${command} ${args.at(-1)} does not answer at ${readyUrl}:\n${said}`);
    }
  }
}

/** The process that asks. */
export class Generator {
  private readonly child = keep(fork(join(__dirname, 'load.ts'), [], { execArgv: ['-r', REGISTER], cwd: CHECKOUT }));

  /** @throws Error with the answer that was not one. */
  async run(order: Order): Promise<Load> {
    this.child.send(order);
    const [{ load, error }] = (await once(this.child, 'message')) as [{ load?: Load; error?: string }];
    if (!load) throw new Error(error);
    return load;
  }

  stop(): Promise<void> {
    return end(this.child);
  }
}
