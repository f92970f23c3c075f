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
import type { Path, Step } from '../support/probe-paths';
import { thingsOf, valueFor } from '../support/probe-values';

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

/** The same but for what is left of the budget, which falls by each request, and for what a refusal repeats of the value. */
async function ask(client: Client, path: Path, value: unknown, own = of('own')) {
  const { status, text, body } = await client.post(requestFor(schema, path, own, value));
  const rest = text.replace(/"remaining":\d+/, '"remaining":0');
  return { status, text: typeof value === 'string' && value.length > 1 ? rest.replaceAll(value, '…') : rest, body };
}

const typesAt = (path: Path) => thingsOf(schema, path.steps.at(-1) as Step, path.place);
/** What narrows or names; not how many rows, nor in which language. */
const FILTERS = PATHS.filter(({ place }) => place.argument.name !== 'first' && !['ID', 'Language'].includes(place.type.toString()));
const isOf = (type: string) => PATHS.filter(({ place }) => place.type.toString() === type);

/** A word that stands only there, and one as long that stands nowhere. */
function wordsAt({ place }: Path, there: Planted = foreign): { word: string; never: string } {
  const name = place.within.at(-1) ?? place.argument.name;
  const word = there.codes[name] ?? there.words[0] ?? '';
  return { word, never: word.replace(/[^-]/gu, /^\d+$/.test(word) ? '9' : 'x') };
}

/** A cursor of the same form whose rows never were. */
function unlike(cursor: string): string {
  const read = Buffer.from(cursor, 'base64url').toString('utf8');
  return Buffer.from(read.replace(/[0-9a-f]{12}(?="\]?$)/, NEVER.slice(-12))).toString('base64url');
}

it('there are as many paths as the schema has', () => {
  console.log(`paths probed: ${PATHS.length}`);
  expect(PATHS.length).toBeGreaterThan(1_500);
});

/** Asks the same with a value of the other province and with one that never was, and takes no difference. */
async function asIfNever(client: Client, path: Path, value: unknown, never: unknown, label: object = {}) {
  const there = await ask(client, path, value);
  const nothing = await ask(client, path, never);
  const where = { path: routeOf(path), ...label };
  expect({ ...where, status: there.status, text: there.text }).toEqual({ ...where, status: nothing.status, text: nothing.text });
  return there;
}

/** An answer holds nothing of the other province. */
function holdsNothing(path: Path, { text, body }: { text: string; body: unknown }): void {
  const told = [...foreign.words, ...foreign.personal].filter((word) => text.includes(word));
  expect({ path: routeOf(path), ids: idsIn(body).filter((id) => theirs.has(id)), told }).toEqual({
    path: routeOf(path),
    ids: [],
    told: [],
  });
}

describe('in another province', () => {
  const admin = () => service.as('ha-noi', { role: 'province-admin' });

  it('an id is, by every path, as one that never was', async () => {
    const reached = new Map<string, boolean>();
    const tries = isOf('ID').flatMap((path) => typesAt(path).map((type) => ({ path, type })));
    await inTurns(tries, async ({ path, type }) => {
      const answer = await asIfNever(admin(), path, of('foreign')(type), globalId(type, NEVER), { type });
      holdsNothing(path, answer);
      reached.set(nameOf(path), Boolean(reached.get(nameOf(path))) || arrived(path, answer.body));
    });
    // A path on which nothing is met proves nothing: each place is come to by one of its paths at least.
    expect([...reached].filter(([, came]) => !came).map(([name]) => name)).toEqual([]);
  });

  // What is empty is easily taken for what was not said.
  it('an empty id is, by every path, as any other that is none', async () => {
    await inTurns(isOf('ID'), async (path) => asIfNever(admin(), path, '', 'x'));
  });

  it('a code, a name or a word is, by every path, as one that never was', async () => {
    const paths = isOf('String').filter(({ place }) => place.argument.name !== 'after');
    await inTurns(paths, async (path) => {
      const { word, never } = wordsAt(path);
      holdsNothing(path, await asIfNever(admin(), path, word, never));
    });
  });

  it('a cursor leads, by every path, to where one leads that never was', async () => {
    const theirAdmin = service.as('thai-nguyen', { role: 'province-admin' });
    let cursors = 0;
    await inTurns(
      isOf('String').filter(({ place }) => place.argument.name === 'after'),
      async (path) => {
        const list = await ask(theirAdmin, path, null, of('foreign'));
        const cursor = /"cursor":"([^"]+)"/.exec(list.text)?.[1] ?? Buffer.from('["x"]').toString('base64url');
        if (list.text.includes('"cursor"')) cursors++;
        holdsNothing(path, await asIfNever(admin(), path, cursor, unlike(cursor)));
      },
    );
    console.log(`cursors of the other province tried: ${cursors}`);
    expect(cursors).toBeGreaterThan(100);
  });

  it('a filter of any other kind finds, by every path, nothing that is kept there', async () => {
    await inTurns(
      FILTERS.filter(({ place }) => place.type.toString() !== 'String'),
      async (path) => {
        const { argument, within, holder, type } = path.place;
        holdsNothing(path, await ask(admin(), path, valueFor(schema, type, of('own'), within.at(-1) ?? argument.name, holder)));
      },
    );
  });
});

describe('an officer of a commune', () => {
  const officer = () => service.as('ha-noi', { role: 'commune-officer', unit: '10162' });

  it('meets an id of the next commune that is not for it, by every path, as one that never was', async () => {
    const hidden: string[] = [];
    for (const { name } of NODES) {
      const { node: seen } = await officer().ask('query ($id: ID!) { node(id: $id) { id } }', { id: of('next')(name) });
      if (seen === null) hidden.push(name);
    }
    // What is not listed here every reader of the province may see.
    expect(hidden).toEqual(expect.arrayContaining(['Account', 'ApiKey', 'Event', 'Person']));
    const tries = isOf('ID').flatMap((path) => typesAt(path).map((type) => ({ path, type })));
    await inTurns(tries, async ({ path, type }) => {
      const value = of('next')(type);
      const answer = hidden.includes(type)
        ? await asIfNever(officer(), path, value, globalId(type, NEVER), { type })
        : await ask(officer(), path, value);
      const told = next.personal.filter((word) => answer.text.includes(word));
      expect({ path: routeOf(path), type, told }).toEqual({ path: routeOf(path), type, told: [] });
    });
  });

  it('is told nothing personal of the next commune, at any place that takes a word or a filter', async () => {
    // One path to each: what stands before it was tried above.
    const shortest = new Map<string, Path>();
    for (const path of FILTERS) {
      const known = shortest.get(nameOf(path));
      if (!known || path.steps.length < known.steps.length) shortest.set(nameOf(path), path);
    }
    await inTurns([...shortest.values()], async (path) => {
      const { argument, within, holder, type } = path.place;
      const word = type.toString() === 'String' ? wordsAt(path, next).word : undefined;
      const value = argument.name === 'after' ? null : (word ?? valueFor(schema, type, of('next'), within.at(-1) ?? argument.name, holder));
      const answer = await ask(officer(), path, value, of('next'));
      const told = next.personal.filter((each) => answer.text.includes(each));
      expect({ path: routeOf(path), told }).toEqual({ path: routeOf(path), told: [] });
    });
  });
});
