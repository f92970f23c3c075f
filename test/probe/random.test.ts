import fc from 'fast-check';
import { createSchema } from '../../src/api/schema';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { idsIn, idsOf, plant, thingsByType } from '../support/planted';
import type { Planted } from '../support/planted';
import { randomRequest } from '../support/random-documents';
import { oneOf } from '../support/random-values';
import { thingAt } from '../support/probe-values';
import { WRITES } from '../support/every-write';
import { parseGlobalId } from '../../src/graphql/global-id';
import type { Pool } from '../support/random-values';
import { STRANGER } from '../support/signed-in';

const RUNS = Number(process.env.FC_RUNS ?? 400);
const SEED = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);
const COMMUNE = '10162';

interface Body {
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

const schema = createSchema();
const types = Object.keys(schema.getTypeMap()).filter((name) => schema.getType('Node') && isNode(name));
function isNode(name: string): boolean {
  const type = schema.getType(name);
  return type !== undefined && 'getInterfaces' in type && type.getInterfaces().some((each) => each.name === 'Node') && name !== 'Node';
}

let service: TestApp;
let pool: Pool;
let theirs: ReadonlySet<string>;
/** Who asks, and the words that may not be told to it. */
let actors: { name: string; client: Client; secret: readonly string[] }[];
beforeAll(async () => {
  service = await startApp({ config: { logLevel: (process.env.FC_LOG ?? 'silent') as 'silent' } });
  const own = await plant(service, 'ha-noi', COMMUNE, 'Quạ Nhà');
  const next = await plant(service, 'ha-noi', '10168', 'Quạ Láng Giềng');
  const foreign = await plant(service, 'thai-nguyen', '05617', 'Quạ Xa Lạ');
  const mine = await thingsByType(service, 'ha-noi', own.things, types);
  const notMine = await thingsByType(service, 'thai-nguyen', foreign.things, types);
  theirs = await idsOf(service, 'thai-nguyen');
  const admin = service.as('ha-noi', { role: 'province-admin' });
  const ids = [...mine.values(), ...idsOfThings(own), ...idsOfThings(next), ...notMine.values(), ...idsOfThings(foreign)];
  pool = {
    ids,
    idsFor: (name) => ids.filter((id) => parseGlobalId(id)?.type === likely(name)),
    inputOf: (name) => WRITES[name]?.(own.things),
    words: [own, next, foreign].flatMap(({ words, personal, codes }) => [...words, ...personal, ...Object.values(codes)]),
    wordsToWrite: ['Lời vô hại', '0123456789', '000123123123', 'hamlet-head', 'basic-it', ...Object.values(own.codes)],
    cursors: [...(await cursorsOf(admin)), ...(await cursorsOf(service.as('thai-nguyen', { role: 'province-admin' })))],
  };
  const everybody = [...foreign.words, ...foreign.personal];
  const personal = [...own.personal, ...next.personal];
  const { createApiKey } = await admin.ask('mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { key } }', {
    input: { name: 'Máy', scopes: ['law:read', 'unit:read', 'team:read', 'task:read', 'finding:read'], until: '2026-06-01' },
  });
  actors = [
    { name: 'a stranger', client: service.as('ha-noi', STRANGER), secret: [...everybody, ...personal] },
    { name: 'a reader', client: service.as('ha-noi', { role: 'reader' }), secret: [...everybody, ...personal] },
    { name: 'an API key', client: service.as('ha-noi', { bearer: createApiKey.key }), secret: [...everybody, ...personal] },
    {
      name: 'an officer of the commune',
      client: service.as('ha-noi', { role: 'commune-officer', unit: COMMUNE }),
      secret: [...everybody, ...next.personal],
    },
    { name: 'an administrator', client: admin, secret: everybody },
  ];
}, 120_000);
afterAll(() => service.close());

/** The type of the thing that a name stands for, of an argument or of the type itself. */
function likely(name: string): string {
  if (schema.getType(name)) return name;
  try {
    return thingAt(schema, name, undefined);
  } catch {
    return '';
  }
}

function idsOfThings({ things }: Planted): string[] {
  return Object.entries(things).flatMap(([kind, id]) => (kind === 'hash' ? [] : (id as string | string[])));
}

async function cursorsOf(client: Client): Promise<string[]> {
  const lists = ['adminUnits', 'teams', 'tasks', 'findings', 'events', 'quotas', 'reportRounds', 'accounts', 'apiKeys'];
  const found = await client.ask(`{ ${lists.map((list) => `${list}(first: 3) { edges { cursor } }`).join(' ')} }`);
  return lists.flatMap((list) => found[list].edges.map(({ cursor }: { cursor: string }) => cursor));
}

it(
  `random requests of random actors are told nothing that is not theirs, and none is answered as a fault (seed ${SEED})`,
  async () => {
    const codes = new Map<string, number>();
    // Who may do more comes to more.
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
