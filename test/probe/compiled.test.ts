import fc from 'fast-check';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { randomRequest } from '../support/random-documents';
import { oneOf } from '../support/random-values';
import { plantRandomWorld, schema } from '../support/random-world';
import type { RandomWorld } from '../support/random-world';

const RUNS = Number(process.env.FC_RUNS ?? 400);
const SEED = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);

let service: TestApp;
let plain: Awaited<ReturnType<TestApp['again']>>;
let world: RandomWorld;
beforeAll(async () => {
  service = await startApp();
  plain = await service.again({ reads: 'plain' });
  world = await plantRandomWorld(service);
}, 120_000);
afterAll(async () => {
  await plain.close();
  await service.close();
});

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly { readonly path?: readonly (string | number)[] }[];
  readonly extensions?: Record<string, unknown>;
}

/** Whether an error made something above its field null: of several that do, GraphQL says any. */
function bubbled(data: unknown, path: readonly (string | number)[] = []): boolean {
  let at = data;
  for (const key of path.slice(0, -1)) at = (at as Record<string | number, unknown> | null)?.[key];
  return at === null || at === undefined;
}

/** What a client sees of an answer. In what order errors come is not said by GraphQL. */
function seen({ status, body }: { status: number; body: Body }) {
  const { data, errors = [], extensions = {} } = body;
  // Of several refusals that leave nothing of the answer, any is told, with its status.
  if (data == null) return { data: null, failed: errors.length > 0 };
  const own = errors.filter(({ path }) => path && !bubbled(data, path)).map((each) => JSON.stringify(each));
  const masked = (extensions.masked as object[] | undefined)?.map((each) => JSON.stringify(each)).sort();
  const cost = extensions.cost as { requested: number; actual?: number } | undefined;
  return {
    status,
    data,
    failed: errors.length > 0,
    errors: own.sort(),
    masked,
    cost: cost && { requested: cost.requested, actual: cost.actual },
  };
}

it(
  `random questions are answered by one statement as they are by every field's own resolver (seed ${SEED})`,
  async () => {
    let [asked, answered] = [0, 0];
    const property = fc.asyncProperty(fc.gen(), async (choose) => {
      const { name, identity, client } = oneOf(choose, world.actors);
      const { query, variables } = randomRequest(choose, schema, world.pool);
      // The second to ask is told that the first did.
      if (!query.startsWith('query') || /personExport|personalReads/.test(query)) return;
      const [one, other] = [await client.post({ query, variables }), await plain.as('ha-noi', identity).post({ query, variables })];
      asked++;
      if (one.body.data && !one.body.errors) answered++;
      try {
        expect(seen(one)).toEqual(seen(other));
        // The order of keys is part of an answer.
        expect(JSON.stringify(one.body.data ?? null)).toBe(JSON.stringify(other.body.data ?? null));
      } catch (error) {
        throw new Error(`${name}:\n${query}\n${JSON.stringify(variables)}\n${(error as Error).message}`, { cause: error });
      }
    });
    await fc.assert(property, {
      seed: SEED,
      numRuns: RUNS,
      endOnFailure: true,
      ...(process.env.FC_RUNS ? {} : { interruptAfterTimeLimit: 20_000 }),
    });
    console.log(`seed ${SEED}: ${asked} questions, ${answered} answered without an error`);
    expect(answered).toBeGreaterThan(0);
  },
  Math.max(60_000, RUNS * 100),
);
