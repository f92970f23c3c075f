import { performance } from 'node:perf_hooks';
import { readFileSync } from 'node:fs';
import { ask } from './compare';
import { ours } from './contestants/ours';
import type { Operation, Running } from './kinds';
import type { Bench } from './measure';
import { chooseOperations } from './operations';
import { align, median } from './tables';

const DOCUMENTS = 10_000;
/** Different documents of an operation that are asked first once and then again. */
const EACH = 30;

/** The same document under another name, and with an alias, so that nothing that was kept of another one serves it. */
function variant(operation: Operation, n: number): Operation {
  const document = operation.document.replace(/^query (\w+)/, `query $1_${n}`).replace(/\bid\n/, `id\n alias${n}: id\n`);
  return { ...operation, document };
}

const residentMemory = (pid: number) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

async function timed(running: Running, operation: Operation, n: number): Promise<number> {
  const began = performance.now();
  await ask(running, operation, operation.subjects[n % operation.subjects.length] as Operation['subjects'][number], n);
  return performance.now() - began;
}

/** What a document costs that the service has not seen, and what many of them leave behind. */
export async function cold(bench: Bench, names: readonly string[], port: number): Promise<string> {
  const operations = (await chooseOperations(bench.owner, bench.place.slug, names)).filter(({ isWrite }) => !isWrite);
  const running = await ours().start(bench.place, port);
  try {
    const rows = [['', 'first ms', 'warm ms', 'over it']];
    for (const operation of operations) {
      // V8 has compiled its own code by then: what is left is the document.
      for (let n = 0; n < 200; n++) await timed(running, operation, n);
      const [first, warm]: [number[], number[]] = [[], []];
      for (let n = 0; n < EACH; n++) {
        const fresh = variant(operation, n);
        first.push(await timed(running, fresh, n));
        warm.push(await timed(running, fresh, n));
      }
      rows.push([operation.title, median(first).toFixed(1), median(warm).toFixed(1), (median(first) - median(warm)).toFixed(1)]);
    }
    const [one] = operations;
    if (!one) throw new Error('A change is not asked anew; name a read in --operations.');
    const memory = [residentMemory(running.pid)];
    for (let n = 0; n < DOCUMENTS; n++) {
      await timed(running, variant(one, 1000 + n), n);
      if ((n + 1) % (DOCUMENTS / 10) === 0) {
        memory.push(residentMemory(running.pid));
        bench.log(`${n + 1} documents: ${memory.at(-1)?.toFixed(0)} MB`);
      }
    }
    return `${align(rows)}\n\n${DOCUMENTS} different documents: resident memory ${memory.map((each) => each.toFixed(0)).join(', ')} MB, one figure for each tenth`;
  } finally {
    await running.stop();
  }
}
