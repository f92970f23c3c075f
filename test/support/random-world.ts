import { createSchema } from '../../src/api/schema';
import { parseGlobalId } from '../../src/graphql/global-id';
import type { TestApp } from './app';
import type { Client } from './client';
import { WRITES } from './every-write';
import { idsOf, plant, thingsByType } from './planted';
import type { Planted } from './planted';
import { thingAt } from './probe-values';
import type { Pool } from './random-values';
import type { Identity } from './client';
import { STRANGER } from './signed-in';

const COMMUNE = '10162';

export const schema = createSchema();
const types = Object.keys(schema.getTypeMap()).filter((name) => schema.getType('Node') && isNode(name));
function isNode(name: string): boolean {
  const type = schema.getType(name);
  return type !== undefined && 'getInterfaces' in type && type.getInterfaces().some((each) => each.name === 'Node') && name !== 'Node';
}

/** What random requests are made of, and who asks them. */
export interface RandomWorld {
  readonly pool: Pool;
  /** Ids of another province's things. */
  readonly theirs: ReadonlySet<string>;
  /** Who asks, and the words that may not be told to it. */
  readonly actors: readonly {
    readonly name: string;
    readonly identity: Identity;
    readonly client: Client;
    readonly secret: readonly string[];
  }[];
}

/** Plants things in two provinces, for all kinds of actors to ask about. */
export async function plantRandomWorld(service: TestApp): Promise<RandomWorld> {
  const own = await plant(service, 'ha-noi', COMMUNE, 'Quạ Nhà');
  const next = await plant(service, 'ha-noi', '10168', 'Quạ Láng Giềng');
  const foreign = await plant(service, 'thai-nguyen', '05617', 'Quạ Xa Lạ');
  const mine = await thingsByType(service, 'ha-noi', own.things, types);
  const notMine = await thingsByType(service, 'thai-nguyen', foreign.things, types);
  const theirs = await idsOf(service, 'thai-nguyen');
  const admin = service.as('ha-noi', { role: 'province-admin' });
  const ids = [...mine.values(), ...idsOfThings(own), ...idsOfThings(next), ...notMine.values(), ...idsOfThings(foreign)];
  const pool: Pool = {
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
  const identities: readonly (readonly [name: string, identity: Identity, secret: readonly string[]])[] = [
    ['a stranger', STRANGER, [...everybody, ...personal]],
    ['a reader', { role: 'reader' }, [...everybody, ...personal]],
    ['an API key', { bearer: createApiKey.key }, [...everybody, ...personal]],
    ['an officer of the commune', { role: 'commune-officer', unit: COMMUNE }, [...everybody, ...next.personal]],
    ['an administrator', { role: 'province-admin' }, everybody],
  ];
  const actors = identities.map(([name, identity, secret]) => ({ name, identity, client: service.as('ha-noi', identity), secret }));
  return { pool, theirs, actors };
}

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
