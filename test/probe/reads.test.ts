import { isInterfaceType } from 'graphql';
import type { GraphQLObjectType } from 'graphql';
import { createSchema } from '../../src/api/schema';
import { globalId } from '../../src/graphql/global-id';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { idsIn, idsOf, plant, thingsByType } from '../support/planted';
import type { Planted } from '../support/planted';
import { arrived, requestFor } from '../support/probe-documents';
import { inTurns } from '../support/in-turns';
import { nameOf, pathsOf, routeOf } from '../support/probe-paths';
import type { Path } from '../support/probe-paths';
import { thingsOf } from '../support/probe-values';

const schema = createSchema();
const node = schema.getType('Node');
const NODES: readonly GraphQLObjectType[] = isInterfaceType(node) ? schema.getPossibleTypes(node) : [];
const PATHS = pathsOf(schema);
/** As long as any id of the database, and of nothing. */
const NEVER = '01900000-0000-7000-8000-00000000dead';

let service: TestApp;
let foreign: Planted;
let next: Planted;
let theirs: ReadonlySet<string>;
const things = new Map<string, Map<string, string>>();
beforeAll(async () => {
  service = await startApp();
  const own = await plant(service, 'ha-noi', '10162', 'Quạ Nhà');
  next = await plant(service, 'ha-noi', '10168', 'Quạ Láng Giềng');
  foreign = await plant(service, 'thai-nguyen', '05617', 'Quạ Xa Lạ');
  const types = NODES.map(({ name }) => name);
  things.set('own', await thingsByType(service, 'ha-noi', own.things, types));
  things.set('next', await thingsByType(service, 'ha-noi', next.things, types));
  things.set('foreign', await thingsByType(service, 'thai-nguyen', foreign.things, types));
  theirs = await idsOf(service, 'thai-nguyen');
}, 120_000);
afterAll(() => service.close());

const of = (who: string) => (type: string) => things.get(who)?.get(type) as string;

/** The same but for what is left of the budget, which falls by each request. */
async function ask(client: Client, path: Path, value: unknown, own = of('own')) {
  const { status, text, body } = await client.post(requestFor(schema, path, own, value));
  return { status, text: text.replace(/"remaining":\d+/, '"remaining":0'), body };
}

const isOf = (type: string) => PATHS.filter(({ place }) => place.type.toString() === type);

it('there are as many paths as the schema has', () => {
  console.log(`paths probed: ${PATHS.length}`);
  expect(PATHS.length).toBeGreaterThan(1_500);
});

it('an id of another province is, by every path, as one that never was', async () => {
  const admin = service.as('ha-noi', { role: 'province-admin' });
  const reached = new Map<string, boolean>();
  const tries = isOf('ID').flatMap((path) => thingsOf(schema, path.steps.at(-1) as never, path.place).map((type) => ({ path, type })));
  await inTurns(tries, async ({ path, type }) => {
    const theirId = of('foreign')(type);
    const there = await ask(admin, path, theirId);
    const never = await ask(admin, path, globalId(type, NEVER));
    const where = { path: routeOf(path), type };
    expect({ ...where, status: there.status, text: there.text }).toEqual({ ...where, status: never.status, text: never.text });
    expect({ ...where, ids: idsIn(there.body).filter((id) => theirs.has(id)) }).toEqual({ ...where, ids: [] });
    reached.set(nameOf(path), Boolean(reached.get(nameOf(path))) || arrived(path, there.body));
  });
  expect([...reached].filter(([, came]) => !came).map(([name]) => name)).toEqual([]);
}, 300_000);
