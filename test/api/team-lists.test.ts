import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { addHamlet, foundTeam, newDocument, unitId } from '../support/found';

const COMMUNE = '10141';
const TEAMS = `query ($filter: TeamFilter, $order: TeamOrder! = NAME, $on: Date, $first: Int! = 50, $after: String) {
  teams(filter: $filter, order: $order, on: $on, first: $first, after: $after) { totalCount pageInfo { endCursor hasNextPage } edges { cursor node { id name foundedDay } } }
}`;

interface Listed {
  readonly totalCount: number;
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
  readonly edges: readonly { readonly node: { readonly id: string; readonly name: string; readonly foundedDay: string } }[];
}

let service: TestApp;
let admin: Client;
beforeAll(async () => {
  service = await startApp();
  admin = service.as('ha-noi', { role: 'province-admin' });
  for (const [name, day] of [
    ['Đồng Quýt', '2024-03-01'],
    ['Động Ốc', '2024-05-01'],
    ['Dộng Ếch', '2024-04-01'],
  ] as const) {
    const hamlet = await addHamlet(admin, COMMUNE, { name });
    await foundTeam(admin, { kind: 'hamlet-team', host: { unitIds: [hamlet.id] }, decision: newDocument(day) });
  }
});
afterAll(() => service.close());

const list = async (variables: Record<string, unknown>): Promise<Listed> => (await admin.ask(TEAMS, variables)).teams;
const names = ({ edges }: Listed) => edges.map(({ node }) => node.name);
const found = async (search: string, more: Record<string, unknown> = {}) => names(await list({ filter: { search, ...more } }));
const TEAM = 'Tổ chuyển đổi số cộng đồng thôn';

describe('a search for teams', () => {
  it.each(['dong quyt', 'ĐỒNG  QUÝT', 'Đồng Quýt', 'quyt', 'thon dong quy'])(
    'finds a word of the name however it is written: "%s"',
    async (search) => {
      expect(await found(search)).toEqual([`${TEAM} Đồng Quýt`]);
    },
  );

  it('finds all whose name has a word that starts so, in Vietnamese order', async () => {
    expect(await found('thôn dong')).toEqual([`${TEAM} Dộng Ếch`, `${TEAM} Động Ốc`, `${TEAM} Đồng Quýt`]);
  });

  it.each(['ong quyt', 'uyt', '%', '_', ' ', '\u0301'])('finds nothing within a word, nor by signs: "%s"', async (search) => {
    const { teams } = (await admin.answer(TEAMS, { filter: { search } })).data ?? {};
    expect(teams?.edges ?? []).toEqual([]);
  });

  it('goes with a unit and a kind, and is counted', async () => {
    const [within, elsewhere] = [await unitId(admin, COMMUNE), await unitId(admin, '10132')];
    expect(await found('dong oc', { within, kind: 'hamlet-team' })).toEqual([`${TEAM} Động Ốc`]);
    expect(await found('dong oc', { within: elsewhere })).toEqual([]);
    expect(await admin.refusal(TEAMS, { filter: { search: 'dong oc', kind: 'x' } })).toBe('UNKNOWN_CODE');
    expect((await list({ filter: { search: 'thon dong', within }, first: 1 })).totalCount).toBe(3);
  });

  it('looks at the names of the day: after a rename the new one from its first day, before it the old one', async () => {
    const [{ node }] = (await list({ filter: { search: 'dong oc' } })).edges as [Listed['edges'][number]];
    await admin.ask('mutation ($input: RenameTeamsInput!) { renameTeams(input: $input) { id } }', {
      input: { teamIds: [node.id], from: '2024-08-01', name: 'Tổ Bình Minh', decision: newDocument('2024-07-15') },
    });
    const on = async (search: string, day: string) => names(await list({ filter: { search }, on: day }));
    expect(await on('binh minh', '2024-08-01')).toEqual(['Tổ Bình Minh']);
    expect(await on('dong oc', '2024-08-01')).toEqual([]);
    expect(await on('dong oc', '2024-07-31')).toEqual([`${TEAM} Động Ốc`]);
    expect(await on('binh minh', '2024-07-31')).toEqual([]);
  });

  it('lets go of a name that another replaces on the same day', async () => {
    const [{ node }] = (await list({ filter: { search: 'binh minh' } })).edges as [Listed['edges'][number]];
    await admin.ask('mutation ($input: RenameTeamsInput!) { renameTeams(input: $input) { id } }', {
      input: { teamIds: [node.id], from: '2024-08-01', name: 'Tổ Hừng Đông', decision: newDocument('2024-07-16') },
    });
    expect([await found('binh minh'), await found('hung dong')]).toEqual([[], ['Tổ Hừng Đông']]);
  });
});

describe('an order of teams', () => {
  it('may be that of their foundings, the latest first, page by page without a gap', async () => {
    const all: string[] = [];
    let after: string | null = null;
    for (;;) {
      const page: Listed = await list({ order: 'FOUNDED_LATEST', first: 7, after, filter: { within: await unitId(admin, COMMUNE) } });
      all.push(...page.edges.map(({ node }) => `${node.foundedDay} ${node.id}`));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    const once = await list({ order: 'NAME', first: 200, filter: { within: await unitId(admin, COMMUNE) } });
    expect(all.length).toBe(once.totalCount);
    expect(new Set(all).size).toBe(all.length);
    const days = all.map((row) => row.slice(0, 10));
    expect(days).toEqual([...days].sort().reverse());
    expect(new Set(days).size).toBeGreaterThan(2);
  });

  it.each([
    ['NAME', 'FOUNDED_LATEST'],
    ['FOUNDED_LATEST', 'NAME'],
  ])('has cursors of its own: one of %s is none of %s', async (order, other) => {
    const { pageInfo } = await list({ order, first: 2 });
    expect(await admin.refusal(TEAMS, { order: other, after: pageInfo.endCursor })).toBe('INVALID_INPUT');
    expect((await list({ order, first: 2, after: pageInfo.endCursor })).edges).toHaveLength(2);
  });

  it('takes no cursor of another list', async () => {
    const { adminUnits } = await admin.ask('{ adminUnits(first: 1) { pageInfo { endCursor } } }');
    expect(await admin.refusal(TEAMS, { after: adminUnits.pageInfo.endCursor })).toBe('INVALID_INPUT');
  });
});
