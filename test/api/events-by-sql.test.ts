import type { Identity } from '../support/client';
import { foundHamletTeam, newcomer } from '../support/found';
import { bothWays, startTwoWays } from '../support/two-ways';
import type { Both, TwoWays } from '../support/two-ways';

const [HERE, THERE] = ['10165', '10168'];
const ADMIN: Identity = { role: 'province-admin' };
const ASKING: readonly (readonly [who: string, identity: Identity])[] = [
  ['an administrator', ADMIN],
  ['an officer of the commune', { role: 'commune-officer', unit: HERE }],
  ['an officer of the next one', { role: 'commune-officer', unit: THERE }],
  ['a district officer elsewhere', { role: 'district-officer', unit: '250' }],
  ['an officer of a code that nobody has', { role: 'commune-officer', unit: '00000' }],
  ['a reader', { role: 'reader' }],
];

let { compiled, plain, close } = {} as TwoWays;
let team: string;
let keyed: Identity;
let keyedHere: Identity;
beforeAll(async () => {
  ({ compiled, plain, close } = await startTwoWays());
  team = await happenings();
});
afterAll(() => close());

/** A team led by somebody whose post is sensitive, its end, and a key that reads events and no persons. */
async function happenings(): Promise<string> {
  const admin = compiled.as('ha-noi', ADMIN);
  const members = [newcomer({ seat: 'LEADER', post: 'party-cell-secretary' }), newcomer({ seat: 'MEMBER' })];
  const { id } = await foundHamletTeam(admin, { commune: HERE, day: '2024-02-01', members });
  const key = async (input: Record<string, unknown>): Promise<Identity> => {
    const { createApiKey } = await admin.ask('mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { key } }', {
      input: { name: 'Nhật ký', until: '2026-06-01', ...input },
    });
    return { bearer: createApiKey.key };
  };
  keyed = await key({ scopes: ['event:read', 'team:read', 'finding:read'] });
  keyedHere = await key({ scopes: ['event:read'], unitCode: HERE });
  return id;
}

const both: Both = (...asked) => bothWays(compiled, plain, 'ha-noi')(...asked);

const EVENT = '__typename id action what: action at day subject actor before after';
const ALL = `{ ${EVENT} cause { ${EVENT} cause { actor after } } }`;

const OF_ALL = `query ($filter: EventFilter, $after: String) { events(filter: $filter, first: 100, after: $after) {
  totalCount pageInfo { endCursor hasNextPage hasPreviousPage } edges { cursor node ${ALL} } } }`;
const OF_TEAM = `query ($team: ID!) { team(id: $team) { name events(first: 50) { totalCount pageInfo { endCursor } edges { cursor node ${ALL} } } } }`;
const CITED = `{ teams(first: 30) { edges { node { name findings(first: 3) { edges { node { rule cause ${ALL} } } } } } } }`;

describe('events that SQL answers', () => {
  it.each(ASKING)('are the same for %s as resolvers answer them', async (_, identity) => {
    await both(OF_ALL, identity);
    await both(OF_ALL, identity, { filter: { team } });
    await both(OF_TEAM, identity, { team });
    await both(CITED, identity);
  });

  it('hide what a key may not read that holds no right to persons', async () => {
    const { data } = await both(OF_ALL, keyed, { filter: { team } });
    const { data: its } = await both(OF_TEAM, keyed, { team });
    const posts = (events: { edges: { node: { action: string; after: Record<string, unknown> | null } }[] }) =>
      events.edges.filter(({ node }) => node.action === 'member.joined').map(({ node }) => Object.hasOwn(node.after ?? {}, 'post'));
    expect(posts(data.events)).toContain(false);
    const { data: here } = await both(OF_ALL, keyedHere);
    expect(here.events.totalCount).toBeGreaterThan(0);
    expect(posts(here.events)).toContain(false);
    expect(posts(its.team.events)).toContain(false);
    const { data: seen } = await both(OF_ALL, ADMIN, { filter: { team } });
    expect(posts(seen.events)).not.toContain(false);
  });

  it('are those of whoever asks, though others with the same rights elsewhere asked the same', async () => {
    const [own, next] = [ASKING[1]?.[1], ASKING[2]?.[1]] as [Identity, Identity];
    const countOf = async (identity: Identity) => (await both(OF_TEAM, identity, { team })).data.team.events.totalCount;
    expect([await countOf(own), await countOf(next), await countOf(own)]).toEqual([expect.any(Number), 0, await countOf(ADMIN)]);
    expect(await countOf(ADMIN)).toBeGreaterThan(0);
  });

  it('are cited to those who may not read them without their actor and content', async () => {
    const causesOf = async (identity: Identity) => {
      const { data } = await both(CITED, identity);
      const found = data.teams.edges.flatMap(({ node }: { node: { findings: { edges: { node: { cause: object | null } }[] } } }) =>
        node.findings.edges.flatMap((edge) => edge.node.cause ?? []),
      );
      return found as { actor: string | null; after: object | null }[];
    };
    const [mine, others] = [await causesOf(ADMIN), await causesOf({ role: 'reader' })];
    expect(mine.length).toBeGreaterThan(0);
    expect(mine.every(({ actor }) => actor !== null)).toBe(true);
    expect(others).toHaveLength(mine.length);
    expect(others.every(({ actor, after }) => actor === null && after === null)).toBe(true);
  });

  it('have cursors that are valid the other way, too', async () => {
    const first = 'query ($after: String) { events(first: 2, after: $after) { edges { cursor node { id } } pageInfo { endCursor } } }';
    const { data } = await both(first, ADMIN);
    const { data: next } = await both(first, ADMIN, { after: data.events.pageInfo.endCursor });
    expect(next.events.edges).toHaveLength(2);
    expect(next.events.edges[0]).not.toEqual(data.events.edges[1]);
  });

  it('are counted without being read by who may read all of them', async () => {
    const { rows } = await compiled.owner.query<{ n: string }>(`SELECT count(*) AS n FROM event WHERE tenant = 'ha-noi'`);
    const count = 'query ($filter: EventFilter) { events(filter: $filter) { totalCount } }';
    compiled.takeStatements();
    expect((await compiled.as('ha-noi', ADMIN).ask(count)).events.totalCount).toBe(Number(rows[0]?.n));
    expect(compiled.takeStatements().join()).not.toMatch(/count\(\*\)/);
    const since = await both(count, ADMIN, { filter: { from: '2000-01-01T00:00:00Z' } });
    expect(since.data.events.totalCount).toBe(Number(rows[0]?.n));
    const officer = await both(count, { role: 'commune-officer', unit: HERE });
    expect(officer.data.events.totalCount).toBeLessThan(Number(rows[0]?.n));
  });

  it('take one statement', async () => {
    for (const [document, variables] of [
      [OF_ALL, {}],
      [OF_TEAM, { team }],
      [CITED, {}],
    ] as const) {
      compiled.takeStatements();
      await compiled.as('ha-noi', ADMIN).ask(document, variables);
      expect(compiled.takeStatements()).toHaveLength(1);
    }
  });

  it('are refused in the same words', async () => {
    for (const filter of [{ team: 'x' }, { subject: 'x' }, { actor: 'a'.repeat(300) }])
      expect((await both(OF_ALL, ADMIN, { filter })).errors).toBeDefined();
    expect((await both(OF_ALL, { role: 'reader' })).errors).toBeDefined();
    expect((await both(OF_ALL, ADMIN, { after: 'x' })).errors).toBeDefined();
  });
});
