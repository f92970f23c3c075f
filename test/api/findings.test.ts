import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { addHamlet, cityRoster, findingsInBoth, findingsOf, foundHamletTeam, foundTeam, newDocument } from '../support/found';

const DIRECTIVE = 'Văn bản chỉ đạo kiện toàn, đổi tên và triển khai hoạt động Tổ chuyển đổi số cộng đồng';

let service: TestApp;
beforeAll(async () => {
  service = await startApp();
});
afterAll(() => service.close());

describe('Chương Mỹ before and after the reorganisation of Q1/2024', () => {
  const SUMMARY = `query ($on: Date!) {
    adminUnit(by: { code: "277" }, on: $on) {
      teamCount memberCount
      findings(first: 10) { totalCount edges { node {
        rule severity since observed { count } expected { min max counts } fix { action count }
        cause { action day } winners { document { title } quote clause } team { id name memberCount }
      } } }
      teams(first: 200) { edges { node { id name } } }
    }
  }`;

  it('has 208 teams of 1,456 members under the old name and no size finding on 31/10/2023', async () => {
    const { adminUnit } = await service.as('ha-noi').ask(SUMMARY, { on: '2023-10-31' });
    expect(adminUnit).toMatchObject({ teamCount: 208, memberCount: 1456 });
    expect(adminUnit.findings.edges.filter(({ node }: { node: { rule: string } }) => node.rule === 'TEAM_SIZE')).toEqual([]);
    for (const { node } of adminUnit.teams.edges) expect(node.name).toMatch(/^Tổ công nghệ số cộng đồng /);
  });

  it('has 207 renamed teams, the same ones, and one of 14 people that the merger brought about, on 31/3/2024', async () => {
    const before = (await service.as('ha-noi').ask(SUMMARY, { on: '2023-10-31' })).adminUnit;
    const { adminUnit } = await service.as('ha-noi').ask(SUMMARY, { on: '2024-03-31' });
    expect(adminUnit).toMatchObject({ teamCount: 207, memberCount: 1456 });
    for (const { node } of adminUnit.teams.edges) expect(node.name).toMatch(/^Tổ chuyển đổi số cộng đồng /);
    expect(adminUnit.findings.totalCount).toBe(1);
    expect(adminUnit.findings.edges[0].node).toMatchObject({
      rule: 'TEAM_SIZE',
      severity: 'BREACH',
      since: '2024-02-01',
      observed: { count: 14 },
      expected: { min: 5, max: 7, counts: 'ALL' },
      fix: { action: 'REMOVE_MEMBERS_OR_FOUND_SECOND_TEAM', count: 7 },
      cause: { action: 'team.merged', day: '2024-02-01' },
      winners: [
        {
          document: { title: DIRECTIVE },
          clause: 'đoạn 4',
          quote: 'Tổ chuyển đổi số cộng đồng có từ 05 - 07 thành viên/01 tổ, gồm Tổ trưởng',
        },
      ],
      team: { memberCount: 14 },
    });
    const known = new Set(before.teams.edges.map(({ node }: { node: { id: string } }) => node.id));
    expect(known).toContain(adminUnit.findings.edges[0].node.team.id);
  });
});

describe('a team in Hà Nội', () => {
  // A commune outside Chương Mỹ, whose teams are counted above.
  const THANH_OAI = '10114';
  const found = (members: unknown[], input: Record<string, unknown> = {}) =>
    foundHamletTeam(service.as('ha-noi', { role: 'province-admin' }), {
      commune: THANH_OAI,
      day: '2024-04-01',
      members,
      regulation: newDocument('2024-04-01'),
      ...input,
    });

  it.each(['hamlet-head', 'residential-group-head', 'party-cell-secretary'])('passes with a %s as leader', async (post) => {
    const team = await found(cityRoster(post));
    expect(await findingsOf(service.as('ha-noi'), team.id, '2024-04-01')).toEqual([]);
    expect(await findingsOf(service.as('ha-noi'), team.id, '2026-01-15')).toEqual([]);
  });

  it('is found to be led by the wrong person if a teacher leads', async () => {
    const team = await found(cityRoster('teacher'));
    const [en, vi] = await findingsInBoth(service, 'ha-noi', team.id, '2024-04-01');
    expect(en).toMatchObject([
      {
        rule: 'POSTS',
        requirement: 'leader',
        severity: 'BREACH',
        since: '2024-04-01',
        observed: { count: 1, codes: ['teacher'], text: '1: Teacher' },
        expected: { anyOf: ['hamlet-head', 'residential-group-head', 'party-cell-secretary'], seat: 'LEADER' },
        fix: {
          action: 'REPLACE_HOLDER',
          text: 'replace the leader by Head of the hamlet or Head of the residential group or Secretary of the Party cell',
        },
        winners: [{ clause: 'đoạn 4', document: { number: null, title: DIRECTIVE } }],
        cause: { action: 'team.founded', day: '2024-04-01' },
      },
    ]);
    expect(vi[0].fix.text).toBe('thay tổ trưởng bằng Trưởng thôn hoặc Tổ trưởng tổ dân phố hoặc Bí thư chi bộ');
  });

  it('may have a teacher as leader in 2023, when no law named a post', async () => {
    const team = await found(cityRoster('teacher'), { decision: newDocument('2023-06-01'), regulation: newDocument('2023-06-01') });
    expect(await findingsOf(service.as('ha-noi'), team.id, '2023-12-31')).toEqual([]);
    expect(await findingsOf(service.as('ha-noi'), team.id, '2024-01-01')).toMatchObject([
      // The law took effect; nothing happened to the team.
      { rule: 'POSTS', requirement: 'leader', since: '2024-01-01', cause: null },
    ]);
  });

  it('is found to lack its regulation until the day it is recorded', async () => {
    const team = await found(cityRoster(), { regulation: null });
    const [en, vi] = await findingsInBoth(service, 'ha-noi', team.id, '2024-05-14');
    expect(en).toMatchObject([
      {
        rule: 'TEAM_KINDS',
        requirement: 'document:working-regulation',
        severity: 'BREACH',
        since: '2024-04-01',
        until: null,
        observed: { codes: ['founding-decision'], text: 'Founding decision' },
        expected: { anyOf: ['working-regulation'], text: 'Working regulation' },
        fix: { action: 'RECORD_DOCUMENT', codes: ['working-regulation'], text: 'issue and record the Working regulation' },
        winners: [{ clause: 'đoạn 7', document: { title: DIRECTIVE } }],
      },
    ]);
    expect(vi[0].fix.text).toBe('ban hành và ghi nhận Quy chế hoạt động');
    await service
      .as('ha-noi', { role: 'province-admin' })
      .ask('mutation ($input: RecordTeamDocumentInput!) { recordTeamDocument(input: $input) { id } }', {
        input: { teamIds: [team.id], type: 'working-regulation', document: newDocument('2024-05-15') },
      });
    expect(await findingsOf(service.as('ha-noi'), team.id, '2024-05-14')).toMatchObject([{ until: '2024-05-15' }]);
    expect(await findingsOf(service.as('ha-noi'), team.id, '2024-05-15')).toEqual([]);
  });

  it('is missing in a hamlet that has none, which is found of the hamlet, by the event that made it', async () => {
    const admin = service.as('ha-noi', { role: 'province-admin' });
    const { id } = await addHamlet(admin, THANH_OAI, { from: '2024-06-01' });
    const ASK = `query ($id: ID!, $on: Date!) { adminUnit(by: { id: $id }, on: $on) { findings { edges { node {
      rule requirement since team { id } observed { count } fix { action count text } cause { action day } winners { clause } } } } } }`;
    const of = async (on: string) => (await admin.ask(ASK, { id, on })).adminUnit.findings.edges.map(({ node }: { node: unknown }) => node);
    expect(await of('2024-06-01')).toEqual([
      {
        rule: 'COVERAGE',
        requirement: 'team-per-hamlet',
        since: '2024-06-01',
        team: null,
        observed: { count: 0 },
        fix: { action: 'FOUND_TEAMS', count: 1, text: 'found one more team' },
        cause: { action: 'admin-unit.added', day: '2024-06-01' },
        winners: [{ clause: 'đoạn 3' }],
      },
    ]);
    await foundTeam(admin, { kind: 'hamlet-team', host: { unitIds: [id] }, decision: newDocument('2024-07-01') });
    expect((await of('2024-06-30')).map(({ rule }: { rule: string }) => rule)).toEqual(['COVERAGE']);
    expect((await of('2024-07-01')).map(({ rule }: { rule: string }) => rule)).not.toContain('COVERAGE');
  });
});
