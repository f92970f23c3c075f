import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { Call, Load } from './kinds';

/** What the generator is told to do; it runs in a process of its own, so that its work is not the service's. */
export interface Order {
  readonly origin: string;
  readonly calls: readonly Call[];
  readonly concurrency: number;
  readonly seconds: number;
  /** Each call once; ends when there are none left. */
  readonly once: boolean;
}

function send(agent: Agent, origin: string, { path, headers, body }: Call): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(`${origin}${path}`, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const head = chunks[0]?.subarray(0, 300).toString() ?? '';
        if (response.statusCode !== 200 || head.startsWith('{"errors"')) reject(new Error(`${response.statusCode} ${head}`));
        else resolve();
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function run({ origin, calls, concurrency, seconds, once }: Order): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency, scheduling: 'fifo' });
  const times: number[] = [];
  let next = 0;
  const began = performance.now();
  const until = began + seconds * 1000;
  const worker = async () => {
    while (performance.now() < until && !(once && next >= calls.length)) {
      const call = calls[next++ % calls.length] as Call;
      const at = performance.now();
      await send(agent, origin, call);
      times.push(performance.now() - at);
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, worker));
  } finally {
    agent.destroy();
  }
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
  return { requests: times.length, seconds: (performance.now() - began) / 1000, p50: at(0.5), p99: at(0.99) };
}

process.on('message', (order: Order) => {
  run(order).then(
    (load) => process.send?.({ load }),
    (error: unknown) => process.send?.({ error: (error as Error).message }),
  );
});
process.on('disconnect', () => process.exit(0));
