import fc from 'fast-check';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { idsIn } from '../support/planted';
import { randomRequest } from '../support/random-documents';
import { oneOf } from '../support/random-values';
import { plantRandomWorld, schema } from '../support/random-world';
import type { RandomWorld } from '../support/random-world';

const RUNS = Number(process.env.FC_RUNS ?? 400);
const SEED = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);

interface Body {
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

let service: TestApp;
let world: RandomWorld;
beforeAll(async () => {
  service = await startApp({ config: { logLevel: (process.env.FC_LOG ?? 'silent') as 'silent' } });
  world = await plantRandomWorld(service);
}, 120_000);
afterAll(() => service.close());

it(
  `random requests of random actors are told nothing that is not theirs, and none is answered as a fault (seed ${SEED})`,
  async () => {
    const codes = new Map<string, number>();
    // Who may do more comes to more.
    const { actors, pool, theirs } = world;
    const weighted = actors.flatMap((each, index) => Array.from({ length: index + 1 }, () => each));
    const property = fc.asyncProperty(fc.gen(), async (choose) => {
      const { name, client, secret } = oneOf(choose, weighted);
      const request = randomRequest(choose, schema, pool);
      const answer: { status: number; text: string; body: Body } = await client.post(request);
      const { status, text, body } = answer;
      const code = body.errors?.[0]?.extensions?.code ?? 'none';
      codes.set(code, (codes.get(code) ?? 0) + 1);
      const asked = JSON.stringify(request);
      const told = secret.filter((word) => text.includes(word) && !asked.includes(word));
      const known = new Set(idsIn(request.variables));
      const ids = idsIn(body).filter((id) => theirs.has(id) && !known.has(id));
      const faults = (body.errors ?? []).filter((each) => /^(INTERNAL|UNAVAILABLE)/.test(each.extensions?.code ?? 'INTERNAL'));
      if (status >= 500 || faults.length > 0 || told.length > 0 || ids.length > 0)
        throw new Error(
          `${name}: ${JSON.stringify({ status, faults, told, ids })}\n${request.query}\n${JSON.stringify(request.variables)}`,
        );
    });
    await fc.assert(property, {
      seed: SEED,
      numRuns: RUNS,
      endOnFailure: true,
      ...(process.env.FC_RUNS ? {} : { interruptAfterTimeLimit: 20_000 }),
    });
    console.log(`seed ${SEED}: ${[...codes].map(([code, count]) => `${code} ${count}`).join(', ')}`);
  },
  Math.max(60_000, RUNS * 100),
);
