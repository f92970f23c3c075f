import { ours } from './contestants/ours';
import type { Operation, Running } from './kinds';
import { measure } from './measure';
import type { Bench } from './measure';
import { chooseOperations } from './operations';
import { align, median } from './tables';

interface Side {
  readonly bench: Bench;
  readonly operations: readonly Operation[];
  readonly running: Running;
}

async function open(bench: Bench, names: readonly string[], port: number): Promise<Side> {
  const operations = (await chooseOperations(bench.owner, bench.place.slug, names)).filter(({ isWrite }) => !isWrite);
  return { bench, operations, running: await ours().start(bench.place, port) };
}

interface Plan {
  readonly operations: readonly string[];
  readonly rounds: number;
  readonly seconds: number;
  readonly port: number;
}

/** The p50 of every read in two databases, one request at a time, in turns, and how much longer it takes in the second. */
export async function flat(first: Bench, second: Bench, { operations, rounds, seconds, port }: Plan): Promise<string> {
  const sides: Side[] = [];
  try {
    sides.push(await open(first, operations, port));
    sides.push(await open(second, operations, port + 1));
    const rows = [['p50 ms, one at a time', first.place.dataDir, second.place.dataDir, 'ratio']];
    for (const { name, title } of sides[0]?.operations ?? []) {
      const times: [number[], number[]] = [[], []];
      for (let round = 0; round < rounds; round++)
        for (const [index, { bench, operations: all, running }] of sides.entries()) {
          const operation = all.find((each) => each.name === name) as Operation;
          const { p50 } = await measure(bench, { operation, contestant: ours(), running, concurrency: 1, seconds });
          times[index]?.push(p50);
        }
      const [one, other] = [median(times[0]), median(times[1])];
      rows.push([title, one.toFixed(2), other.toFixed(2), (other / one).toFixed(2)]);
    }
    return align(rows);
  } finally {
    for (const { running } of sides) await running.stop();
  }
}
