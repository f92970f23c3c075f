import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import {
  addHamlet,
  cityRoster,
  enterpriseRoster,
  foundEnterpriseTeam,
  foundHamletTeam,
  foundTeam,
  newDocument,
  unitId,
} from '../support/found';
import { refusalOf, rowCounts } from '../support/refused';

const COMMUNE = '10132';
const TEAM = `query ($id: ID!, $on: Date) { team(id: $id, on: $on) {
  id on version status name names { name from until } kind { code name } foundedDay endedDay memberCount leaders: memberCount(seat: LEADER)
  organisation { name unit { code } } hosts { id fullName parent { code } }
  foundingDecision { id number issuedDay issuer authority { code } type { code } }
  documents { number type { code } } members { edges { node { seat post { code } } } }
} }`;
const RENAME = 'mutation ($input: RenameTeamsInput!) { renameTeams(input: $input) { id name on } }';

let service: TestApp;
let admin: Client;
beforeAll(async () => {
  service = await startApp();
  admin = service.as('ha-noi', { role: 'province-admin', language: 'vi' });
});
afterAll(() => service.close());

const read = async (id: string, on?: string, client = admin) => (await client.ask(TEAM, { id, on })).team;
const founding = async (input: Record<string, unknown> = {}) => ({
  input: {
    kind: 'hamlet-team',
    host: { unitIds: [(await addHamlet(admin, COMMUNE)).id] },
    decision: newDocument('2024-04-01'),
    ...input,
  },
});

describe('a team', () => {
  it('is founded by a decision with its regulation and members, on the day of the decision', async () => {
    const hamlet = await addHamlet(admin, COMMUNE, { name: 'Bãi Cháy' });
    const [decision, regulation] = [newDocument('2024-04-01'), newDocument('2024-04-03')];
    const { id } = await foundTeam(admin, {
      kind: 'hamlet-team',
      host: { unitIds: [hamlet.id] },
      decision,
      regulation,
      members: cityRoster(),
    });
    expect(await read(id, '2024-04-03')).toMatchObject({
      id,
      on: '2024-04-03',
      version: 1,
      status: 'ACTIVE',
      name: 'Tổ chuyển đổi số cộng đồng thôn Bãi Cháy',
      names: [{ name: 'Tổ chuyển đổi số cộng đồng thôn Bãi Cháy', from: '2024-04-01', until: null }],
      kind: { code: 'hamlet-team', name: 'Tổ tại thôn, tổ dân phố' },
      foundedDay: '2024-04-01',
      endedDay: null,
      memberCount: 6,
      leaders: 1,
      organisation: null,
      hosts: [{ id: hamlet.id, fullName: 'Thôn Bãi Cháy', parent: { code: COMMUNE } }],
      foundingDecision: {
        number: decision.new.number,
        issuedDay: '2024-04-01',
        issuer: 'UBND xã Thử Nghiệm',
        authority: { code: 'commune-committee' },
        type: { code: 'founding-decision' },
      },
      documents: [
        { number: decision.new.number, type: { code: 'founding-decision' } },
        { number: regulation.new.number, type: { code: 'working-regulation' } },
      ],
    });
    const { members } = await read(id);
    expect(members.edges.map(({ node }: { node: { seat: string } }) => node.seat).slice(0, 3)).toEqual(['LEADER', 'DEPUTY', 'MEMBER']);
    expect((await read(id, '2024-04-02')).documents).toHaveLength(1);
  });

  it('writes one event for each thing that came to be, under the cause', async () => {
    const before = await rowCounts(service);
    const { id } = await foundTeam(admin, (await founding({ members: cityRoster() })).input);
    const after = await rowCounts(service);
    // A hamlet, a document, a team and six members.
    expect((after.event as number) - (before.event as number)).toBe(9);
    const { team } = await admin.ask(
      'query ($id: ID!) { team(id: $id) { events { totalCount edges { node { action day actor subject after cause { action } } } } } }',
      { id },
    );
    expect(team.events.totalCount).toBe(7);
    expect(team.events.edges[6].node).toMatchObject({
      action: 'team.founded',
      day: '2024-04-01',
      actor: 'somebody',
      subject: id,
      cause: null,
    });
    expect(team.events.edges[0].node).toMatchObject({ action: 'member.joined', cause: { action: 'team.founded' } });
  });

  it('is one of several that one decision founds', async () => {
    const first = await foundTeam(admin, (await founding()).input);
    const existing = first.foundingDecision.id;
    const second = await foundTeam(admin, (await founding({ decision: { existing } })).input);
    expect(second.foundingDecision).toEqual(first.foundingDecision);
    expect((await read(second.id)).foundedDay).toBe('2024-04-01');
  });

  it('covers several hamlets side by side, is counted once, and bears their names', async () => {
    const [one, two] = [await addHamlet(admin, '10135', { name: 'Đông' }), await addHamlet(admin, '10135', { name: 'Tây' })];
    const { id } = await foundTeam(admin, (await founding({ host: { unitIds: [one.id, two.id] } })).input);
    expect(await read(id)).toMatchObject({
      name: 'Tổ chuyển đổi số cộng đồng thôn Đông, thôn Tây',
      hosts: [{ fullName: 'Thôn Đông' }, { fullName: 'Thôn Tây' }],
    });
    const { adminUnit } = await admin.ask(
      '{ adminUnit(by: { code: "10135" }) { teamCount teams { totalCount edges { node { id } } } children { edges { node { teamCount teams { edges { node { id } } } } } } } }',
    );
    expect(adminUnit).toMatchObject({ teamCount: 1, teams: { totalCount: 1, edges: [{ node: { id } }] } });
    for (const { node } of adminUnit.children.edges) expect(node).toEqual({ teamCount: 1, teams: { edges: [{ node: { id } }] } });
  });

  it('shares its hamlet with another one', async () => {
    const hamlet = await addHamlet(admin, COMMUNE);
    const host = { unitIds: [hamlet.id] };
    const first = await foundTeam(admin, (await founding({ host })).input);
    const second = await foundTeam(admin, (await founding({ host, name: 'Tổ số 2' })).input);
    const { teams } = await admin.ask('query ($id: ID!) { teams(filter: { within: $id }) { totalCount edges { node { id name } } } }', {
      id: hamlet.id,
    });
    expect(teams).toEqual({
      totalCount: 2,
      edges: [{ node: { id: first.id, name: first.name } }, { node: { id: second.id, name: 'Tổ số 2' } }],
    });
  });

  it('belongs to an organisation where its province knows such teams', async () => {
    const binhDuong = service.as('binh-duong', { role: 'province-admin', language: 'vi' });
    const team = await foundEnterpriseTeam(binhDuong, { commune: '25843', day: '2022-10-20', members: enterpriseRoster(9) });
    expect(await read(team.id, undefined, binhDuong)).toMatchObject({
      kind: { code: 'organisation-team', name: 'Tổ tại tổ chức, doanh nghiệp' },
      memberCount: 9,
      organisation: { unit: { code: '25843' } },
      hosts: [{ fullName: 'Xã An Tây' }],
    });
    const { teams } = await binhDuong.ask(
      'query ($within: ID) { teams(filter: { within: $within, kind: "organisation-team" }) { edges { node { id } } } }',
      {
        within: await unitId(binhDuong, '25843'),
      },
    );
    expect(teams.edges).toEqual([{ node: { id: team.id } }]);
  });

  it('takes the name of the day from the terminology when it is renamed, or one of its own', async () => {
    const [one, two] = [
      await foundHamletTeam(admin, { commune: COMMUNE, day: '2022-06-15' }),
      await foundHamletTeam(admin, { commune: COMMUNE, day: '2022-06-15' }),
    ];
    expect(one.name).toMatch(/^Tổ công nghệ số cộng đồng thôn /);
    const { renameTeams } = await admin.ask(RENAME, {
      input: { teamIds: [one.id, two.id], from: '2024-02-10', decision: newDocument('2024-02-10') },
    });
    const renamed = one.name.replace('công nghệ số', 'chuyển đổi số');
    expect(renameTeams).toEqual([
      { id: one.id, name: renamed, on: '2024-02-10' },
      { id: two.id, name: two.name.replace('công nghệ số', 'chuyển đổi số'), on: '2024-02-10' },
    ]);
    await admin.ask(RENAME, {
      input: { teamIds: [one.id], name: 'Tổ Sáng Kiến', from: '2025-01-01', decision: newDocument('2024-12-20') },
    });
    expect((await read(one.id, '2024-02-09')).name).toBe(one.name);
    expect((await read(one.id, '2024-02-10')).name).toBe(renamed);
    expect(await read(one.id)).toMatchObject({
      name: 'Tổ Sáng Kiến',
      version: 3,
      names: [
        { name: one.name, from: '2022-06-15', until: '2024-02-10' },
        { name: renamed, from: '2024-02-10', until: '2025-01-01' },
        { name: 'Tổ Sáng Kiến', from: '2025-01-01', until: null },
      ],
    });
    const earlier = { teamIds: [one.id], from: '2024-06-01', decision: newDocument('2024-06-01') };
    expect(await refusalOf(service, admin, RENAME, { input: earlier })).toEqual({
      refused: 'LATER_CHANGES',
      field: 'from',
      from: '2025-01-01',
    });
    const both = { teamIds: [one.id, two.id], name: 'Một tên', from: '2025-06-01', decision: newDocument('2025-06-01') };
    expect(await refusalOf(service, admin, RENAME, { input: both })).toMatchObject({
      refused: 'INVALID_INPUT',
      fields: [{ field: 'name' }],
    });
  });
});
