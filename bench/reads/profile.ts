import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ours } from './contestants/ours';
import { chooseOperations } from './operations';
import { callsFor } from './measure';
import type { Bench } from './measure';
import { align } from './tables';

interface Frame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
}

interface CpuProfile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: Frame; readonly children?: readonly number[] }[];
  /** Microseconds of the machine's monotonic clock. */
  readonly startTime: number;
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** Whose code it is: a package, a folder of the product, Node, or the engine itself, as `(garbage collector)`. */
function ownerOf(functionName: string, url: string): string {
  const packages = url.split('/node_modules/');
  if (packages.length > 1) {
    const [scope, name] = (packages.at(-1) as string).split('/');
    return scope?.startsWith('@') ? `${scope}/${name}` : (scope as string);
  }
  if (url.startsWith('node:')) return url.replace(/^(node:(internal\/)?[^/]+).*/, '$1');
  const [, own] = /\/((?:src|plugins|migrations)\/[^/]+)/.exec(url) ?? [];
  return own ?? (url === '' ? (/^\(/.test(functionName) ? functionName : '(engine)') : url);
}

function placeOf({ functionName, url, lineNumber }: Frame): string {
  const file = url.split('/').at(-1) ?? '';
  return `${functionName || '(anonymous)'}${file ? ` ${file}:${lineNumber + 1}` : ''}`;
}

const nowMicros = () => Number(process.hrtime.bigint() / 1000n);

/** Seconds of a profile by owner and by function, of the samples between two moments, idle ones apart. */
function selfTimes({ nodes, samples, timeDeltas, startTime }: CpuProfile, from: number, until: number) {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  /** The nearest frame above that is neither the engine's nor Node's, where the frame itself is. */
  const callerOf = (id: number) => {
    for (let above = parents.get(id); above !== undefined; above = parents.get(above)) {
      const frame = frames.get(above) as Frame;
      if (frame.url !== '' && !frame.url.startsWith('node:')) return ` ← ${ownerOf(frame.functionName, frame.url)} ${placeOf(frame)}`;
    }
    return '';
  };
  const owners = new Map<string, number>();
  const functions = new Map<string, number>();
  let busy = 0;
  let at = startTime;
  for (const [index, id] of samples.entries()) {
    at += timeDeltas[index] ?? 0;
    const frame = frames.get(id);
    if (!frame || at < from || at > until || frame.functionName === '(idle)') continue;
    const took = timeDeltas[index + 1] ?? 0;
    const owner = ownerOf(frame.functionName, frame.url);
    const isEngine = (frame.url === '' || frame.url.startsWith('node:')) && !/^\((garbage|program)/.test(frame.functionName);
    const name = `${owner}  ${placeOf(frame)}${isEngine ? callerOf(id) : ''}`;
    busy += took;
    owners.set(owner, (owners.get(owner) ?? 0) + took);
    functions.set(name, (functions.get(name) ?? 0) + took);
  }
  return { busy, owners, functions };
}

/** Runs the service under load with V8's sampling profiler; a table of where its time goes. */
export async function profile(
  bench: Bench,
  name: string,
  { seconds, port, concurrency }: { seconds: number; port: number; concurrency: number },
): Promise<string> {
  const [operation] = await chooseOperations(bench.owner, bench.place.slug, [name]);
  if (!operation) throw new Error(`There is no operation "${name}".`);
  const folder = mkdtempSync(join(tmpdir(), 'to-so-profile-'));
  try {
    const contestant = ours(['--cpu-prof', `--cpu-prof-dir=${folder}`, '--cpu-prof-interval', '500']);
    const running = await contestant.start(bench.place, port);
    let window = { from: 0, until: 0 };
    let requests = 0;
    try {
      const order = { origin: running.origin, concurrency, once: operation.isWrite };
      await bench.generator.run({
        ...order,
        calls: await callsFor(bench, operation, contestant, running),
        seconds: Math.max(3, seconds / 2),
      });
      // What was written to warm up is undone.
      const calls = await callsFor(bench, operation, contestant, running);
      const from = nowMicros();
      ({ requests } = await bench.generator.run({ ...order, calls, seconds }));
      window = { from, until: nowMicros() };
    } finally {
      await running.stop();
    }
    // Worker threads write one of their own each; that of the main thread is the largest.
    const files = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
    const text = files.sort((a, b) => b.length - a.length)[0];
    if (!text) throw new Error('The service left no profile; it was ended before it could write one.');
    const { busy, owners, functions } = selfTimes(JSON.parse(text) as CpuProfile, window.from, window.until);
    const table = (times: ReadonlyMap<string, number>, most: number) =>
      align([
        ['', 'ms a request', '%'],
        ...[...times]
          .sort(([, a], [, b]) => b - a)
          .slice(0, most)
          .map(([what, took]) => [what, (took / 1000 / requests).toFixed(3), ((took / busy) * 100).toFixed(1)]),
      ]);
    return `${operation.title}: ${requests} requests, ${concurrency} at once; main thread busy ${(busy / 1000 / requests).toFixed(2)} ms a request

By package
${table(owners, 25)}

By function
${table(functions, 40)}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
