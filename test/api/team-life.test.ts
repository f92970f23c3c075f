import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { addHamlet, cityRoster, foundHamletTeam, newcomer, newDocument, unique, unitId } from '../support/found';
import type { FoundedTeam } from '../support/found';
import { refusalOf } from '../support/refused';

const COMMUNE = '10138';
const TEAM = `query ($id: ID!, $on: Date) { team(id: $id, on: $on) {
  name status version endedDay memberCount mergedInto { id } mergedFrom { id status } hosts { id fullName } documents { type { code } }
  members(first: 50) { edges { node { id seat post { code } joined left version } } }
} }`;
const decide = (verb: string) =>
  `mutation ($input: TeamDecisionInput!) { ${verb}Team(input: $input) { status version endedDay memberCount } }`;
const [SUSPEND, RESUME, DISSOLVE] = [decide('suspend'), decide('resume'), decide('dissolve')];
const MERGE = 'mutation ($input: MergeTeamsInput!) { mergeTeams(input: $input) { id status memberCount mergedFrom { id } hosts { id } } }';
const ADD = 'mutation ($input: AddMembersInput!) { addMembers(input: $input) { id seat joined } }';

let service: TestApp;
let admin: Client;
beforeAll(async () => {
  service = await startApp();
  admin = service.as('ha-noi', { role: 'province-admin' });
});
afterAll(() => service.close());

const found = (members: unknown[] = cityRoster(), day = '2024-04-01') => foundHamletTeam(admin, { commune: COMMUNE, day, members });
const read = async (id: string, on?: string) => (await admin.ask(TEAM, { id, on })).team;
const statuses = async (id: string, days: string[]) => Promise.all(days.map(async (on) => (await read(id, on)).status));
const deciding = ({ id }: FoundedTeam, from: string, expectedVersion: number, reason?: string) => ({
  input: { teamId: id, from, expectedVersion, reason, decision: newDocument('2024-06-01') },
});
const refused = (document: string, variables: Record<string, unknown>) => refusalOf(service, admin, document, variables);
const merging = (into: FoundedTeam, teams: FoundedTeam[], from: string, rest: Record<string, unknown> = {}) => ({
  input: { intoTeamId: into.id, teamIds: teams.map(({ id }) => id), from, decision: newDocument('2024-06-01'), ...rest },
});

describe('a team', () => {
  it('is planned before its first day, suspended for a time and dissolved in the end, on each day what it was', async () => {
    const team = await found();
    expect((await admin.ask(SUSPEND, deciding(team, '2024-07-01', 1, 'Thiếu người'))).suspendTeam).toMatchObject({
      status: 'SUSPENDED',
      version: 2,
    });
    expect((await admin.ask(RESUME, deciding(team, '2024-09-01', 2))).resumeTeam).toMatchObject({ status: 'ACTIVE', version: 3 });
    expect((await admin.ask(DISSOLVE, deciding(team, '2025-01-01', 3))).dissolveTeam).toEqual({
      status: 'DISSOLVED',
      version: 4,
      endedDay: '2025-01-01',
      memberCount: 0,
    });
    const days = ['2024-03-31', '2024-04-01', '2024-06-30', '2024-07-01', '2024-08-31', '2024-09-01', '2024-12-31', '2025-01-01'];
    expect(await statuses(team.id, days)).toEqual([
      'PLANNED',
      'ACTIVE',
      'ACTIVE',
      'SUSPENDED',
      'SUSPENDED',
      'ACTIVE',
      'ACTIVE',
      'DISSOLVED',
    ]);
    expect(await read(team.id, '2024-08-01')).toMatchObject({ memberCount: 6 });
    expect(await read(team.id, '2024-12-31')).toMatchObject({ memberCount: 6, hosts: [{ fullName: expect.stringContaining('Thôn') }] });
    expect((await read(team.id)).documents.map(({ type }: { type: { code: string } }) => type.code)).toEqual([
      'founding-decision',
      'suspension-decision',
      'suspension-decision',
      'dissolution-decision',
    ]);
  });

  it('is listed in its commune on the days of its life only', async () => {
    const team = await foundHamletTeam(admin, { commune: '10141', day: '2024-04-01', from: '2024-04-15' });
    await admin.ask(DISSOLVE, deciding(team, '2025-01-01', 1));
    const ASK = 'query ($on: Date) { adminUnit(by: { code: "10141" }, on: $on) { teamCount teams { edges { node { id } } } } }';
    for (const [on, there] of [
      ['2024-04-14', false],
      ['2024-04-15', true],
      ['2024-12-31', true],
      ['2025-01-01', false],
    ] as const)
      expect(await admin.ask(ASK, { on })).toEqual({
        adminUnit: { teamCount: there ? 1 : 0, teams: { edges: there ? [{ node: { id: team.id } }] : [] } },
      });
  });

  it('is not suspended twice, nor resumed while at work, nor changed by who read an older version', async () => {
    const team = await found();
    expect(await refused(RESUME, deciding(team, '2024-07-01', 1))).toEqual({
      refused: 'WRONG_STATUS',
      status: 'ACTIVE',
      day: '2024-07-01',
      change: expect.anything(),
    });
    await admin.ask(SUSPEND, deciding(team, '2024-07-01', 1));
    expect(await refused(SUSPEND, deciding(team, '2024-08-01', 2))).toMatchObject({ refused: 'WRONG_STATUS', status: 'SUSPENDED' });
    expect(await refused(DISSOLVE, deciding(team, '2024-08-01', 1))).toEqual({ refused: 'VERSION_CONFLICT', expected: 1, actual: 2 });
    expect(await refused(RESUME, deciding(team, '2024-07-01', 2))).toMatchObject({ refused: 'WRONG_STATUS' });
  });

  it('is changed by one of two who read the same version at the same time', async () => {
    const team = await found();
    const answers = await Promise.all([
      admin.answer(SUSPEND, deciding(team, '2024-07-01', 1)),
      admin.answer(DISSOLVE, deciding(team, '2024-08-01', 1)),
    ]);
    expect(answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'done').sort()).toEqual(['VERSION_CONFLICT', 'done']);
  });

  it('once dissolved takes no member and no change, nor before it was founded', async () => {
    const team = await found();
    await admin.ask(DISSOLVE, deciding(team, '2025-01-01', 1));
    const life = { from: '2024-04-01', until: '2025-01-01' };
    const adding = (joined: string) => ({ input: { teamId: team.id, members: [newcomer({ seat: 'MEMBER', joined })] } });
    expect(await refused(ADD, adding('2025-01-01'))).toEqual({ refused: 'TEAM_NOT_THERE', day: '2025-01-01', ...life });
    expect(await refused(ADD, adding('2024-03-31'))).toMatchObject({ refused: 'DAY_TOO_EARLY', field: 'joined', bound: '2024-04-01' });
    expect(await refused(SUSPEND, deciding(team, '2025-02-01', 2))).toEqual({ refused: 'TEAM_NOT_THERE', day: '2025-02-01', ...life });
    // What was true while it lived can still be recorded.
    await admin.ask(ADD, adding('2024-12-01'));
    expect(await read(team.id, '2024-12-31')).toMatchObject({ memberCount: 7 });
    expect(await read(team.id, '2025-01-01')).toMatchObject({ memberCount: 0 });
  });

  it('is not dissolved over what is recorded for later, nor far ahead', async () => {
    const team = await found();
    await admin.ask(ADD, { input: { teamId: team.id, members: [newcomer({ seat: 'MEMBER', joined: '2025-03-01' })] } });
    expect(await refused(DISSOLVE, deciding(team, '2025-02-01', 2))).toEqual({
      refused: 'LATER_CHANGES',
      field: 'from',
      from: '2025-03-01',
    });
    expect(await refused(DISSOLVE, deciding(team, '2027-01-17', 2))).toMatchObject({ refused: 'DAY_TOO_LATE', bound: '2027-01-16' });
  });
});

describe('teams that merge', () => {
  it('become one of them with everybody and all hamlets; the heads of the other become ordinary members', async () => {
    const [into, other] = [await found(), await found(cityRoster('party-cell-secretary'))];
    const { mergeTeams } = await admin.ask(MERGE, merging(into, [other], '2024-08-01'));
    expect(mergeTeams).toMatchObject({ id: into.id, status: 'ACTIVE', memberCount: 12, mergedFrom: [{ id: other.id }] });
    expect(mergeTeams.hosts).toEqual([...into.hosts, ...other.hosts]);
    const roster = (await read(into.id, '2024-08-01')).members.edges.map(({ node }: { node: { seat: string } }) => node);
    expect(roster.map(({ seat }: { seat: string }) => seat)).toEqual(['LEADER', 'DEPUTY', ...Array<string>(10).fill('MEMBER')]);
    expect(roster.filter(({ joined }: { joined: string }) => joined === '2024-08-01')).toHaveLength(6);
    expect(roster.find(({ post }: { post: { code: string } | null }) => post?.code === 'party-cell-secretary')).toMatchObject({
      seat: 'MEMBER',
    });
    expect(await read(other.id, '2024-07-31')).toMatchObject({ status: 'ACTIVE', memberCount: 6 });
    expect(await read(other.id, '2024-08-01')).toMatchObject({
      status: 'MERGED',
      memberCount: 0,
      mergedInto: { id: into.id },
      endedDay: '2024-08-01',
    });
    expect(await read(into.id, '2024-07-31')).toMatchObject({ memberCount: 6, mergedFrom: [] });
    const { team } = await admin.ask(
      'query ($id: ID!) { team(id: $id, on: "2024-08-01") { findings(filter: { rule: TEAM_SIZE }) { edges { node { observed { count } since cause { action } } } } } }',
      { id: into.id },
    );
    expect(team.findings.edges).toEqual([{ node: { observed: { count: 12 }, since: '2024-08-01', cause: { action: 'team.merged' } } }]);
  });

  it('cover the hamlet that their hamlets merged into', async () => {
    const [into, other] = [await found(), await found()];
    const { mergeAdminUnits } = await admin.ask('mutation ($input: MergeAdminUnitsInput!) { mergeAdminUnits(input: $input) { id } }', {
      input: {
        unitIds: [...into.hosts, ...other.hosts].map(({ id }) => id),
        name: 'Hợp Nhất',
        localCode: unique('M-'),
        from: '2024-07-15',
        decision: newDocument('2024-07-01'),
      },
    });
    // Teams lag behind: until they merge they stay where they were.
    expect((await read(other.id, '2024-07-20')).hosts).toEqual([{ id: other.hosts[0]?.id, fullName: expect.stringContaining('Thôn Thử') }]);
    const { mergeTeams } = await admin.ask(MERGE, merging(into, [other], '2024-08-01', { unitIds: [mergeAdminUnits.id] }));
    expect(mergeTeams.hosts).toEqual([mergeAdminUnits]);
    expect((await read(into.id, '2024-07-31')).hosts).toMatchObject([{ id: into.hosts[0]?.id }]);
  });

  it('give a hamlet up and take it back on one day: it lost its team, by the merger, only for the time between', async () => {
    const [into, second, third] = [await found(), await found(), await found()];
    const [mine, other] = [into.hosts[0]?.id as string, second.hosts[0]?.id as string];
    await admin.ask(MERGE, merging(into, [second], '2024-08-01', { unitIds: [mine] }));
    const ofHamlet = `query ($id: ID!, $on: Date!) { adminUnit(by: { id: $id }, on: $on) { teamCount
      findings(filter: { rule: COVERAGE }) { edges { node { since cause { action } } } } } }`;
    const uncovered = { since: '2024-08-01', cause: { action: 'team.merged' } };
    expect((await admin.ask(ofHamlet, { id: other, on: '2024-08-01' })).adminUnit).toEqual({
      teamCount: 0,
      findings: { edges: [{ node: uncovered }] },
    });
    await admin.ask(MERGE, merging(into, [third], '2024-08-01', { unitIds: [mine, other, third.hosts[0]?.id] }));
    expect((await admin.ask(ofHamlet, { id: other, on: '2024-08-01' })).adminUnit).toEqual({ teamCount: 1, findings: { edges: [] } });
    expect((await read(into.id, '2024-08-01')).hosts).toHaveLength(3);
    await admin.ask(MERGE, merging(into, [await found()], '2024-08-01', { unitIds: [mine] }));
    expect((await admin.ask(ofHamlet, { id: other, on: '2024-08-01' })).adminUnit.teamCount).toBe(0);
    expect((await read(into.id, '2024-08-01')).hosts).toHaveLength(1);
  });

  it('are not one with itself, nor one that has ended, nor one that is not there', async () => {
    const [into, other] = [await found(), await found()];
    expect(await refused(MERGE, merging(into, [into], '2024-08-01'))).toMatchObject({
      refused: 'INVALID_INPUT',
      fields: [{ field: 'teamIds' }],
    });
    await admin.ask(DISSOLVE, deciding(other, '2024-07-01', 1));
    expect(await refused(MERGE, merging(into, [other], '2024-08-01'))).toMatchObject({ refused: 'TEAM_NOT_THERE', until: '2024-07-01' });
    const nowhere = { ...other, id: Buffer.from('Team:00000000-0000-7000-8000-000000000000').toString('base64url') };
    expect(await refused(MERGE, merging(into, [nowhere], '2024-08-01'))).toMatchObject({ refused: 'NOT_FOUND', type: 'Team' });
  });

  it('come to cover only units of the level they live in, and only where the officer may write', async () => {
    const [into, other] = [await found(), await found()];
    const covering = async (unit: string) => merging(into, [other], '2024-08-01', { unitIds: [unit] });
    expect(await refused(MERGE, await covering(await unitId(admin, COMMUNE)))).toEqual({
      refused: 'HOST_MISMATCH',
      kind: 'hamlet-team',
      expected: 'hamlet',
      field: 'unitIds',
    });
    const officer = service.as('ha-noi', { role: 'commune-officer', unit: COMMUNE });
    const next = await addHamlet(admin, '10141');
    expect(await refusalOf(service, officer, MERGE, await covering(next.id))).toEqual({ refused: 'FORBIDDEN', permission: 'team:write' });
    await officer.ask(MERGE, await covering((await addHamlet(admin, COMMUNE)).id));
  });
});
