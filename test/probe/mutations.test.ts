import { isInterfaceType, isNonNullType } from 'graphql';
import type { GraphQLArgument, GraphQLField, GraphQLObjectType } from 'graphql';
import { createSchema } from '../../src/api/schema';
import { globalId } from '../../src/graphql/global-id';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { WRITES } from '../support/every-write';
import { idsIn, idsOf, plant, thingsByType } from '../support/planted';
import type { Planted } from '../support/planted';
import { selectionOf } from '../support/probe-documents';
import { placesOf } from '../support/probe-paths';
import type { Place } from '../support/probe-paths';
import { put, thingAt, valueFor } from '../support/probe-values';
import { CREATE, newPerson, PASSWORD, STRANGER } from '../support/signed-in';
import { unique } from '../support/found';
import { changesNothing } from '../support/refused';

const schema = createSchema();
const node = schema.getType('Node');
const NODES = (isInterfaceType(node) ? schema.getPossibleTypes(node) : []).map(({ name }) => name);
const NEVER = '01900000-0000-7000-8000-00000000dead';
/** Documents are the province's: any of its officers may cite one. */
const SHARED = ['Document'];
/** What is refused before its id is looked at: no team here is suspended. */
const UNREACHED = ['resumeTeam(input.decision.existing)'];

interface Try {
  readonly field: GraphQLField<unknown, unknown>;
  readonly place: Place;
  readonly type: string;
}
const MUTATIONS = Object.values((schema.getMutationType() as GraphQLObjectType).getFields());
const nameOf = ({ field, place }: Pick<Try, 'field' | 'place'>) => `${field.name}(${[place.argument.name, ...place.within].join('.')})`;
const TRIES: readonly Try[] = MUTATIONS.flatMap((field) =>
  placesOf(field)
    .filter(({ type }) => type.toString() === 'ID')
    .map((place) => ({ field, place, type: thingAt(schema, place.within.at(-1) ?? place.argument.name, place.holder) })),
);

let service: TestApp;
let own: Planted;
let foreign: Planted;
let next: Planted;
let theirs: ReadonlySet<string>;
const things = new Map<string, Map<string, string>>();
beforeAll(async () => {
  service = await startApp();
  own = await plant(service, 'ha-noi', '10162', 'Quạ Nhà');
  next = await plant(service, 'ha-noi', '10168', 'Quạ Láng Giềng');
  foreign = await plant(service, 'thai-nguyen', '05617', 'Quạ Xa Lạ');
  things.set('own', await thingsByType(service, 'ha-noi', own.things, NODES));
  things.set('next', await thingsByType(service, 'ha-noi', next.things, NODES));
  things.set('foreign', await thingsByType(service, 'thai-nguyen', foreign.things, NODES));
  theirs = await idsOf(service, 'thai-nguyen');
}, 120_000);
afterAll(() => service.close());

const of = (who: string) => (type: string) => things.get(who)?.get(type) as string;

/** Calls a mutation with an input that it would take, but for the value at a place. */
async function call(client: Client, { field, place }: Pick<Try, 'field' | 'place'>, input: unknown, value: unknown) {
  const variables = Object.fromEntries(
    field.args.map((each) => {
      const usual = each.name === 'input' ? input : undefined;
      const whole = usual ?? (isNonNullType(each.type) ? valueFor(schema, each.type, of('own'), each.name) : undefined);
      return [each.name, each === place.argument ? put(schema, each.type, of('own'), whole, place.within, value) : whole];
    }),
  );
  const declared = field.args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const passed = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  const query = `mutation (${declared}) { ${field.name}(${passed}) ${selectionOf(schema.getType(namedType(field)) as never)} }`;
  const { status, text, body } = await client.post({ query, variables });
  const rest = text.replace(/"remaining":\d+/, '"remaining":0');
  const code = body.errors?.[0]?.extensions.code as string | undefined;
  return { status, text: typeof value === 'string' && value.length > 1 ? rest.replaceAll(value, '…') : rest, body, code };
}

const namedType = ({ type }: GraphQLField<unknown, unknown>) => String(type).replace(/[[\]!]/g, '');

/** The input is written once, so that both calls say the same. */
const inputOf = ({ field }: Try) => WRITES[field.name]?.(own.things) ?? usualInput(field);
const usualInput = (field: GraphQLField<unknown, unknown>) =>
  field.args[0] && valueFor(schema, field.args[0].type, of('own'), field.args[0].name);

it('there are as many places as the mutations have', () => {
  console.log(`places of ids in mutations probed: ${TRIES.length}`);
  expect(TRIES.length).toBeGreaterThan(80);
});

it.each(TRIES.map((each) => [nameOf(each), each] as const))(
  '%s takes an id of another province as one that never was',
  async (name, each) => {
    const admin = service.as('ha-noi', { role: 'province-admin' });
    const input = inputOf(each);
    const there = await changesNothing(service, () => call(admin, each, input, of('foreign')(each.type)));
    const never = await changesNothing(service, () => call(admin, each, input, globalId(each.type, NEVER)));
    expect({ status: there.status, text: there.text }).toEqual({ status: never.status, text: never.text });
    expect(idsIn(there.body).filter((id) => theirs.has(id))).toEqual([]);
    if (!UNREACHED.includes(name))
      expect(there.body.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND', details: { type: each.type } } }]);
  },
);

it.each(TRIES.map((each) => [nameOf(each), each] as const))(
  '%s is not for an officer who does not keep what its id is of',
  async (_name, each) => {
    const identity = { role: each.field.name === 'waiveFinding' ? 'province-officer' : 'commune-officer', unit: '10162' } as const;
    const officer = service.as('ha-noi', identity);
    const id = of('next')(each.type);
    const { node: seen } = await officer.ask('query ($id: ID!) { node(id: $id) { id } }', { id });
    const input = inputOf(each);
    if (SHARED.includes(each.type)) return expect(seen).toEqual({ id });
    const there = await changesNothing(service, () => call(officer, each, input, id));
    expect(there.body.errors).toHaveLength(1);
    for (const word of next.personal) expect(there.text).not.toContain(word);
    if (seen !== null) return;
    const never = await changesNothing(service, () => call(officer, each, input, globalId(each.type, NEVER)));
    expect({ status: there.status, text: there.text }).toEqual({ status: never.status, text: never.text });
  },
);

it.each(TRIES.map((each) => [nameOf(each), each] as const))('%s takes an empty id as any other that is none', async (_name, each) => {
  const admin = service.as('ha-noi', { role: 'province-admin' });
  const input = inputOf(each);
  const empty = await changesNothing(service, () => call(admin, each, input, ''));
  const none = await changesNothing(service, () => call(admin, each, input, 'x'));
  expect({ status: empty.status, text: empty.text }).toEqual({ status: none.status, text: none.text });
});

it('a code, a key or a token of another province is one that never was', async () => {
  const person = await newPerson(service, 'thai-nguyen');
  const { createAccount } = await service
    .as('thai-nguyen', { role: 'province-admin' })
    .ask(CREATE, { input: { login: unique('chua.dat.').toLowerCase() } });
  const signingIn = (login: string) => ({ login, password: PASSWORD });
  const SECRETS: Readonly<Record<string, readonly [string, (word: string) => object]>> = {
    refreshSession: [person.refreshToken, (refreshToken) => ({ refreshToken })],
    completeSetup: [createAccount.setupToken, (setupToken) => ({ setupToken, password: PASSWORD })],
    signIn: [person.login, signingIn],
    createApiKey: [foreign.codes.unitCode as string, (unitCode) => ({ ...WRITES.createApiKey?.(own.things), unitCode })],
  };
  for (const [name, [theirWord, inputWith]] of Object.entries(SECRETS)) {
    const field = MUTATIONS.find((each) => each.name === name) as GraphQLField<unknown, unknown>;
    const client = service.as('ha-noi', name === 'createApiKey' ? { role: 'province-admin' } : STRANGER);
    const never = theirWord.replace(/[a-z0-9]/gi, /^\d+$/.test(theirWord) ? '9' : 'x');
    const argument = field.args[0] as GraphQLArgument;
    const place = { argument, within: [], type: argument.type };
    const [there, nothing] = [
      await call(client, { field, place }, undefined, inputWith(theirWord)),
      await call(client, { field, place }, undefined, inputWith(never)),
    ];
    expect(there.body.errors).toHaveLength(1);
    expect({ name, status: there.status, text: there.text.replaceAll(theirWord, '…') }).toEqual({
      name,
      status: nothing.status,
      text: nothing.text.replaceAll(never, '…'),
    });
  }
});
