import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import {
  enterpriseRoster,
  findingsInBoth,
  findingsOf,
  foundEnterpriseTeam,
  foundHamletTeam,
  newcomer,
  quarterRoster,
} from '../support/found';

let service: TestApp;
beforeAll(async () => {
  service = await startApp();
});
afterAll(() => service.close());

describe('a team of a khu ấp in Bình Dương', () => {
  const found = (ordinary: number, skills?: string[]) =>
    foundHamletTeam(service.as('binh-duong', { role: 'province-admin' }), {
      commune: '25840',
      day: '2022-10-10',
      authority: 'commune-chair',
      members: quarterRoster(ordinary, skills),
    });

  it.each([3, 7])('passes with leader, deputy and %i ordinary members', async (ordinary) => {
    const team = await found(ordinary);
    expect(await findingsOf(service.as('binh-duong'), team.id, '2022-10-10')).toEqual([]);
    expect(await findingsOf(service.as('binh-duong'), team.id, '2026-01-15')).toEqual([]);
  });

  it.each([
    {
      ordinary: 2,
      observed: ['2 ordinary members', '2 thành viên (không kể tổ trưởng, tổ phó)'],
      fix: { action: 'ADD_MEMBERS', count: 1, seat: 'MEMBER' },
      texts: ['one more ordinary member', 'bổ sung 1 thành viên'],
    },
    {
      ordinary: 8,
      observed: ['8 ordinary members', '8 thành viên (không kể tổ trưởng, tổ phó)'],
      fix: { action: 'REMOVE_MEMBERS_OR_FOUND_SECOND_TEAM', count: 1, seat: 'MEMBER' },
      texts: ['one ordinary member fewer or a second team', 'giảm 1 thành viên hoặc lập thêm một Tổ'],
    },
  ])('is found to want 3–7 ordinary members if it has $ordinary', async ({ ordinary, observed, fix, texts }) => {
    const team = await found(ordinary);
    const [en, vi] = await findingsInBoth(service, 'binh-duong', team.id, '2022-12-01');
    expect(en).toHaveLength(1);
    expect(en[0]).toMatchObject({
      rule: 'TEAM_SIZE',
      requirement: 'size',
      severity: 'BREACH',
      since: '2022-10-10',
      observed: { count: ordinary, text: observed[0] },
      expected: { min: 3, max: 7, counts: 'ORDINARY', text: 'ordinary members 3–7' },
      fix: { ...fix, text: texts[0] },
      winners: [{ clause: 'Phạm Hồng, đoạn 2', document: { number: '4862/KH-UBND' } }],
      cause: { action: 'team.founded', day: '2022-10-10' },
    });
    expect(vi[0].observed.text).toBe(observed[1]);
    expect(vi[0].expected.text).toBe('thành viên (không kể tổ trưởng, tổ phó) 3–7');
    expect(vi[0].fix.text).toBe(texts[1]);
  });

  it('is at fault from the day the third ordinary member leaves until another joins, by these events', async () => {
    const officer = service.as('binh-duong', { role: 'province-admin' });
    const team = await found(3);
    const { members } = (
      await officer.ask('query ($id: ID!) { team(id: $id) { members(seat: MEMBER) { edges { node { id version } } } } }', { id: team.id })
    ).team;
    const { id: memberId, version: expectedVersion } = members.edges[2].node;
    await officer.ask('mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { id } }', {
      input: { memberId, expectedVersion, left: '2023-03-01' },
    });
    await officer.ask('mutation ($input: AddMembersInput!) { addMembers(input: $input) { id } }', {
      input: { teamId: team.id, members: [newcomer({ seat: 'MEMBER', joined: '2023-05-02' })] },
    });
    expect(await findingsOf(officer, team.id, '2023-02-28')).toEqual([]);
    expect(await findingsOf(officer, team.id, '2023-03-01')).toMatchObject([
      { rule: 'TEAM_SIZE', since: '2023-03-01', until: '2023-05-02', cause: { action: 'member.left', day: '2023-03-01' } },
    ]);
    expect(await findingsOf(officer, team.id, '2023-05-01')).toHaveLength(1);
    expect(await findingsOf(officer, team.id, '2023-05-02')).toEqual([]);
  });

  it('is found to lack somebody with basic IT knowledge', async () => {
    const team = await found(3, []);
    const [en, vi] = await findingsInBoth(service, 'binh-duong', team.id, '2022-12-01');
    expect(en).toMatchObject([
      {
        rule: 'SKILLS',
        requirement: 'basic-it',
        severity: 'BREACH',
        observed: { count: 0 },
        expected: { min: 1, anyOf: ['basic-it'] },
        fix: {
          action: 'TRAIN_MEMBERS',
          count: 1,
          codes: ['basic-it'],
          text: 'train one member (Basic knowledge of information technology)',
        },
        winners: [{ clause: 'Phạm Hồng, đoạn 2', document: { number: '4862/KH-UBND' } }],
      },
    ]);
    expect(vi[0].fix.text).toBe('đào tạo 1 người (Kiến thức cơ bản về công nghệ thông tin)');
  });
});

describe('a team of an enterprise in Bình Dương', () => {
  const found = (size: number, authority?: string) =>
    foundEnterpriseTeam(service.as('binh-duong', { role: 'province-admin' }), {
      commune: '25840',
      day: '2022-10-20',
      authority,
      members: enterpriseRoster(size),
    });

  it('may have 30 people: the plan states no size for it', async () => {
    const team = await found(30);
    expect(await findingsOf(service.as('binh-duong'), team.id, '2022-10-20')).toEqual([]);
    const { rule } = await service.as('binh-duong').ask('{ rule(name: TEAM_SIZE, kind: "organisation-team") { outcome value reason } }');
    expect(rule).toEqual({
      outcome: 'NO_RULE',
      value: null,
      reason: 'The plan states a number of members for teams of hamlets only.',
    });
  });

  it('is found to be founded by the wrong authority if a commune chair did it', async () => {
    const team = await found(10, 'commune-chair');
    const [en, vi] = await findingsInBoth(service, 'binh-duong', team.id, '2022-10-20');
    expect(en).toMatchObject([
      {
        rule: 'TEAM_KINDS',
        requirement: 'founder',
        severity: 'BREACH',
        since: '2022-10-20',
        observed: { codes: ['commune-chair'], text: "Chair of the commune People's Committee" },
        expected: { anyOf: ['organisation-leader'], text: 'Leader of the organisation' },
        fix: { action: 'FOUND_BY_AUTHORITY', text: 'have the founding decided by Leader of the organisation' },
        winners: [{ clause: 'Phạm Hồng, đoạn 2', document: { number: '4862/KH-UBND' } }],
        cause: { action: 'team.founded', day: '2022-10-20' },
      },
    ]);
    expect(vi[0].fix.text).toBe('ban hành lại quyết định thành lập bởi Lãnh đạo tổ chức, doanh nghiệp');
  });
});
