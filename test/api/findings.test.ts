import { startApp } from '../support/app';
import type { TestApp } from '../support/app';

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
      team: { memberCount: 14 },
    });
    const known = new Set(before.teams.edges.map(({ node }: { node: { id: string } }) => node.id));
    expect(known).toContain(adminUnit.findings.edges[0].node.team.id);
  });
});
