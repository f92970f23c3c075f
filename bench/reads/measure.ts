import type { Client } from 'pg';
import { globalId } from '../../src/graphql/global-id';
import { ask, difference, objectsIn } from './compare';
import type { Generator } from './children';
import type { Call, Contestant, Operation, Place, Running, Sample, Subject } from './kinds';
import { cpuOf, parentOf, peakMemory } from './process-cost';
import { resetReports } from './reset-reports';

/** What all measuring needs. */
export interface Bench {
  readonly place: Place;
  readonly owner: Client;
  /** The process that PostgreSQL's are children of. */
  readonly postmaster: number;
  readonly generator: Generator;
  log(line: string): void;
}

/** @throws Error where the server is on another machine: its CPU could not be told. */
export async function postmasterOf(owner: Client): Promise<number> {
  const { rows } = await owner.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const parent = parentOf(rows[0]?.pid as number);
  if (parent === undefined)
    throw new Error('PostgreSQL runs on another machine; the benchmark reads its CPU time from /proc, so run it beside the database.');
  return parent;
}

const hashes = new Map<string, string>();

/** The same reports with the hash that an approval has to name. A refusal tells it, also where reports were made in bulk and none is stored. */
async function withHashes(running: Running, operation: Operation, subjects: readonly Subject[]): Promise<Subject[]> {
  const found: Subject[] = [];
  for (const [n, subject] of subjects.entries()) {
    const id = subject.report as string;
    if (!hashes.has(id)) {
      const { path, headers, body } = running.call(operation, { ...subject, hash: 'x'.repeat(64) }, n);
      const answer = await fetch(`${running.origin}${path}`, { method: 'POST', headers, body });
      const { errors } = (await answer.json()) as { errors?: { message: string; extensions: { details?: { actual?: string } } }[] };
      const actual = errors?.[0]?.extensions.details?.actual;
      if (!actual) throw new Error(`The hash of report ${globalId('Report', id)} was not told: ${JSON.stringify(errors).slice(0, 300)}`);
      hashes.set(id, actual);
    }
    found.push({ ...subject, hash: hashes.get(id) as string });
  }
  return found;
}

/** Subjects in the state that the operation begins from. */
async function ready({ owner, place }: Bench, operation: Operation, contestant: Contestant, running: Running): Promise<readonly Subject[]> {
  if (!operation.isWrite) return operation.subjects;
  const ids = operation.subjects.map(({ report }) => report as string);
  await resetReports(owner, place, ids);
  const subjects = operation.subjects.map((each) => ({ ...each, actor: 'bench-limit' }));
  return contestant.name === 'ours' ? withHashes(running, operation, subjects) : subjects;
}

/** How many subjects of each operation are compared. */
const COMPARED = 3;

/** Whether all answer alike; says how large the answer is, or where they differ. @returns the contestants whose answer is that of the first. */
export async function compareAnswers(
  bench: Bench,
  operation: Operation,
  contestants: readonly [Contestant, Running][],
): Promise<Set<string>> {
  const equal = new Set<string>();
  let reference: unknown[] | undefined;
  for (const [contestant, running] of contestants) {
    try {
      const subjects = (await ready(bench, operation, contestant, running)).slice(0, COMPARED);
      const answers: unknown[] = [];
      for (const subject of subjects) answers.push(await ask(running, operation, subject));
      if (reference === undefined) {
        reference = answers;
        const bytes = Buffer.byteLength(JSON.stringify(answers[0]));
        bench.log(`${operation.title}: ${objectsIn(answers[0])} objects, ${(bytes / 1024).toFixed(1)} kB`);
      }
      const found = difference(reference, answers);
      if (found) bench.log(`  ${contestant.name} answers something else and is not timed: ${found}`);
      else equal.add(contestant.name);
    } catch (error) {
      bench.log(`  ${contestant.name} does not answer and is not timed: ${(error as Error).message}`);
    }
  }
  return equal;
}

/** The requests of an operation, made ready to be sent. */
export async function callsFor(bench: Bench, operation: Operation, contestant: Contestant, running: Running): Promise<Call[]> {
  return (await ready(bench, operation, contestant, running)).map((subject, n) => running.call(operation, subject, n));
}

export interface Stretch {
  readonly operation: Operation;
  readonly contestant: Contestant;
  readonly running: Running;
  readonly concurrency: number;
  readonly seconds: number;
}

/** One stretch of load after a warm-up of a quarter of it. */
export async function measure(bench: Bench, { operation, contestant, running, concurrency, seconds }: Stretch): Promise<Sample> {
  const order = { origin: running.origin, concurrency, once: operation.isWrite };
  const all = await callsFor(bench, operation, contestant, running);
  // Of a write the warm-up takes a few of its own, so that most are left to time.
  const warm = operation.isWrite ? Math.ceil(all.length / 8) : 0;
  await bench.generator.run({ ...order, calls: operation.isWrite ? all.slice(0, warm) : all, seconds: seconds / 4 });
  const calls = all.slice(warm);
  const before = { service: cpuOf(running.pid), database: cpuOf(bench.postmaster) };
  const load = await bench.generator.run({ ...order, calls, seconds });
  const spent = { service: cpuOf(running.pid) - before.service, database: cpuOf(bench.postmaster) - before.database };
  return {
    ...load,
    serviceCpu: spent.service / load.requests,
    databaseCpu: spent.database / load.requests,
    memory: peakMemory(running.pid),
  };
}
