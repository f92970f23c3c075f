import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { breachesOf, unique } from '../support/found';

const example = (name: string) => readFileSync(join(__dirname, `../../schema/examples/${name}.graphql`), 'utf8');

let service: TestApp;
beforeAll(async () => {
  service = await startApp();
});
afterAll(() => service.close());

describe('one document, unchanged,', () => {
  const OVERVIEW = example('province-overview');
  const technology = 'Tổ công nghệ số cộng đồng';

  it.each([
    {
      slug: 'ha-noi',
      name: 'Thành phố Hà Nội',
      team: technology,
      kinds: ['hamlet-team'],
      hamlet: 'Thôn, tổ dân phố',
      teams: 208,
      counts: [],
    },
    {
      slug: 'thai-nguyen',
      name: 'Tỉnh Thái Nguyên',
      team: technology,
      kinds: ['hamlet-team'],
      hamlet: 'Thôn, bản, xóm, tổ dân phố',
      teams: 120,
      counts: [
        { severity: 'BREACH', count: 17 },
        { severity: 'WARNING', count: 8 },
      ],
    },
    {
      slug: 'binh-duong',
      name: 'Tỉnh Bình Dương',
      team: technology,
      kinds: ['hamlet-team', 'organisation-team'],
      hamlet: 'Khu ấp',
      teams: 46,
      counts: [{ severity: 'BREACH', count: 1 }],
    },
  ])('tells of $slug on 31/10/2023 what is so there', async ({ slug, name, team, kinds, hamlet, teams, counts }) => {
    const {
      province,
      teams: listed,
      findings,
      findingCounts,
    } = await service.as(slug, { language: 'vi' }).ask(OVERVIEW, { on: '2023-10-31' });
    expect(province).toMatchObject({ slug, name });
    expect(province.vocabulary.team).toEqual({ name: team });
    expect(province.vocabulary.teamKinds.map(({ code }: { code: string }) => code)).toEqual(kinds);
    expect(province.vocabulary.levels.map(({ code }: { code: string }) => code)).toEqual(['province', 'district', 'commune', 'hamlet']);
    expect(province.vocabulary.levels.at(-1).name).toBe(hamlet);
    expect(province.vocabulary.seats.map(({ code }: { code: string }) => code)).toEqual(['leader', 'deputy', 'member']);
    expect(listed.totalCount).toBe(teams);
    expect(listed.edges).toHaveLength(3);
    for (const { node } of listed.edges) expect(node).toMatchObject({ name: expect.stringContaining(team), leaders: 1 });
    expect(findingCounts).toEqual(counts);
    expect(findings.totalCount).toBe(counts.reduce((sum, { count }) => sum + count, 0));
  });

  it('tells of the words of another day: the district is gone from July 2025 on, the team of Hà Nội renamed in 2024', async () => {
    const words = async (slug: string, on: string) =>
      (await service.as(slug, { language: 'vi' }).ask(OVERVIEW, { on })).province.vocabulary;
    for (const slug of ['ha-noi', 'thai-nguyen', 'binh-duong']) {
      const levels = (await words(slug, '2025-07-01')).levels.map(({ code }: { code: string }) => code);
      expect(levels).toEqual(['province', 'commune', 'hamlet']);
    }
    expect((await words('ha-noi', '2024-01-01')).team.name).toBe('Tổ chuyển đổi số cộng đồng');
    expect((await words('binh-duong', '2024-01-01')).team.name).toBe(technology);
  });

  it('says which teams of Chương Mỹ break which clause of which document, and what is the smallest fix, on a day', async () => {
    const { adminUnit } = await service
      .as('ha-noi', { language: 'vi' })
      .ask(example('00-findings-of-a-district'), { code: '277', on: '2024-03-31' });
    expect(adminUnit).toMatchObject({
      fullName: 'Huyện Chương Mỹ',
      teamCount: 207,
      memberCount: 1456,
      findings: {
        totalCount: 1,
        edges: [
          {
            node: {
              rule: 'TEAM_SIZE',
              severity: 'BREACH',
              since: '2024-02-01',
              observed: { text: '14 người (cả Tổ)' },
              expected: { text: 'cả Tổ 5–7' },
              fix: { text: 'giảm 7 người hoặc lập thêm một Tổ' },
              winners: [{ clause: 'đoạn 4', document: { number: null } }],
              cause: { action: 'team.merged', day: '2024-02-01' },
              team: { name: 'Tổ chuyển đổi số cộng đồng thôn 1-2' },
              unit: { fullName: 'Thôn 1-2' },
            },
          },
        ],
      },
    });
  });
});

describe('one client that knows no province', () => {
  const LEARN = `query ($on: Date) {
    province { vocabulary(on: $on) { team { name(language: EN) } levels { code } teamKinds { code } authorities { code } posts { code } } }
  }`;
  const FIRST = 'query ($level: String!) { adminUnits(filter: { level: $level }, first: 1) { edges { node { id fullName } } } }';
  const ADD = 'mutation ($input: AddAdminUnitInput!) { addAdminUnit(input: $input) { id } }';
  const FOUND = 'mutation ($input: FoundTeamInput!) { foundTeam(input: $input) { id name memberCount status } }';

  /** Founds a team of one teacher in a new hamlet of the first commune, by whatever authority comes first. */
  async function found(client: Client, day: string): Promise<{ id: string; memberCount: number; status: string }> {
    const { levels, teamKinds, authorities, posts } = (await client.ask(LEARN, { on: day })).province.vocabulary;
    const commune = (await client.ask(FIRST, { level: levels.at(-2).code })).adminUnits.edges[0].node;
    const { addAdminUnit } = await client.ask(ADD, {
      input: { parentId: commune.id, localCode: unique('C-'), designation: 'Thôn', name: 'Một', from: day },
    });
    const { foundTeam } = await client.ask(FOUND, {
      input: {
        kind: teamKinds[0].code,
        host: { unitIds: [addAdminUnit.id] },
        decision: { new: { number: unique('1/QĐ-'), issuedDay: day, authority: authorities[0].code, issuer: `UBND ${commune.fullName}` } },
        members: [{ person: { new: { name: 'Nguyễn Thử' } }, seat: 'LEADER', post: posts.at(-1).code }],
      },
    });
    return foundTeam;
  }

  it.each([
    [
      'ha-noi',
      // prettier-ignore
      ['CONSTITUENCIES/area-police', 'CONSTITUENCIES/digitally-skilled', 'CONSTITUENCIES/veterans-branch-head', 'CONSTITUENCIES/women-branch-head',
        'POSTS/deputy-count', 'POSTS/leader', 'SKILLS/digital-skills-training', 'TEAM_KINDS/document:working-regulation', 'TEAM_KINDS/founder', 'TEAM_SIZE/size'],
    ],
    ['thai-nguyen', ['CONSTITUENCIES/core', 'SKILLS/mobile-apps', 'TEAM_SIZE/size']],
    ['binh-duong', ['CONSTITUENCIES/members', 'POSTS/deputy-count', 'POSTS/leader', 'SKILLS/basic-it', 'TEAM_SIZE/size']],
  ])('founds the same team in %s, and each law has its own to say of it', async (slug, expected) => {
    const client = service.as(slug, { role: 'province-admin' });
    const team = await found(client, '2024-05-02');
    expect(team).toMatchObject({ status: 'ACTIVE', memberCount: 1 });
    expect(await breachesOf(client, team.id, '2024-05-02')).toEqual(expected);
  });
});
