import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { addHamlet, FOUND_TEAM, foundHamletTeam, foundTeam, newcomer, newDocument, unique, unitId } from '../support/found';
import { inventedProvinces } from '../provinces';
import { provinces } from '../../plugins';

const COMMUNE = '10132';
const DAY = '2025-03-01';

let service: TestApp;
let admin: Client;
beforeAll(async () => {
  service = await startApp({ provinces: [...provinces, ...inventedProvinces].sort((a, b) => (a.slug < b.slug ? -1 : 1)) });
  admin = service.as('ha-noi', { role: 'province-admin' });
});
afterAll(() => service.close());

/** What becomes of requests that are sent at once: `ok`, or the code of the refusal, in alphabetical order. */
async function atOnce(document: string, inputs: readonly unknown[], client = admin): Promise<string[]> {
  const answers = await Promise.all(inputs.map((input) => client.answer(document, { input })));
  return answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'ok').sort();
}

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));
const team = async () => (await foundHamletTeam(admin, { commune: COMMUNE, day: '2024-04-01' })).id;
const read = async (id: string) =>
  (
    await admin.ask('query ($id: ID!) { team(id: $id) { version memberCount status leaders: memberCount(seat: LEADER) names { name } } }', {
      id,
    })
  ).team;

const ADD = 'mutation ($input: AddMembersInput!) { addMembers(input: $input) { id } }';
const SUSPEND = 'mutation ($input: TeamDecisionInput!) { suspendTeam(input: $input) { id } }';
const MERGE = 'mutation ($input: MergeTeamsInput!) { mergeTeams(input: $input) { id } }';
const RENAME = 'mutation ($input: RenameTeamsInput!) { renameTeams(input: $input) { id } }';
const RECORD = 'mutation ($input: RecordTeamDocumentInput!) { recordTeamDocument(input: $input) { id } }';
const MERGE_UNITS = 'mutation ($input: MergeAdminUnitsInput!) { mergeAdminUnits(input: $input) { id } }';
const RENAME_UNIT = 'mutation ($input: RenameAdminUnitInput!) { renameAdminUnit(input: $input) { id } }';

describe('of changes of one team at once', () => {
  it('one leader is accepted, the others find the seat taken', async () => {
    const teamId = await team();
    const codes = await atOnce(
      ADD,
      times(6, () => ({ teamId, members: [newcomer({ seat: 'LEADER', post: 'hamlet-head' })] })),
    );
    expect(codes).toEqual([...times(5, () => 'LEADER_SEAT_TAKEN'), 'ok']);
    expect(await read(teamId)).toMatchObject({ memberCount: 1, leaders: 1, version: 2 });
  });

  it('every ordinary member is accepted, one after the other', async () => {
    const teamId = await team();
    expect(
      await atOnce(
        ADD,
        times(8, () => ({ teamId, members: [newcomer({ seat: 'MEMBER' })] })),
      ),
    ).toEqual(times(8, () => 'ok'));
    expect(await read(teamId)).toMatchObject({ memberCount: 8, version: 9 });
  });

  it('one of those that saw the same version wins', async () => {
    const teamId = await team();
    const inputs = times(5, () => ({ teamId, expectedVersion: 1, from: DAY, decision: newDocument(DAY) }));
    expect(await atOnce(SUSPEND, inputs)).toEqual([...times(4, () => 'VERSION_CONFLICT'), 'ok']);
    expect(await read(teamId)).toMatchObject({ status: 'SUSPENDED', version: 2 });
  });

  it('one mends a person who was read once, the others read anew', async () => {
    const [{ id }] = (await admin.ask(ADD, { input: { teamId: await team(), members: [newcomer({ seat: 'MEMBER' })] } })).addMembers;
    const { node } = await admin.ask('query ($id: ID!) { node(id: $id) { ... on Member { person { id version } } } }', { id });
    const correct = 'mutation ($input: CorrectPersonInput!) { correctPerson(input: $input) { version } }';
    const inputs = times(4, (n) => ({ personId: node.person.id, expectedVersion: 1, name: `Nguyễn Thử Sửa ${n}` }));
    expect(await atOnce(correct, inputs)).toEqual([...times(3, () => 'VERSION_CONFLICT'), 'ok']);
  });
});

describe('one idempotency key', () => {
  it('makes one change of ten requests at once, and answers all alike', async () => {
    const { id: hamlet } = await addHamlet(admin, COMMUNE);
    const input = {
      kind: 'hamlet-team',
      host: { unitIds: [hamlet] },
      decision: newDocument(DAY),
      idempotencyKey: unique('founding-at-once-'),
    };
    const answers = await Promise.all(times(10, () => admin.answer(FOUND_TEAM, { input })));
    expect(answers.map(({ errors }) => errors)).toEqual(times(10, () => undefined));
    expect(new Set(answers.map(({ data }) => data.foundTeam.id)).size).toBe(1);
    const { adminUnit } = await admin.ask('query ($id: ID!) { adminUnit(by: { id: $id }) { teamCount } }', { id: hamlet });
    expect(adminUnit.teamCount).toBe(1);
  });

  it('of two different requests at once lets one happen', async () => {
    const [one, other] = [await team(), await team()];
    const idempotencyKey = unique('two-requests-');
    const inputs = [one, other].map((teamId) => ({ teamId, idempotencyKey, members: [newcomer({ seat: 'MEMBER' })] }));
    expect(await atOnce(ADD, inputs)).toEqual(['IDEMPOTENCY_KEY_REUSED', 'ok']);
    expect((await read(one)).memberCount + (await read(other)).memberCount).toBe(1);
  });
});

describe('a document recorded at once', () => {
  it('by several is recorded once, the others are told of it', async () => {
    const document = newDocument(DAY);
    const teams = [await team(), await team(), await team(), await team()];
    const codes = await atOnce(
      RECORD,
      teams.map((id) => ({ teamIds: [id], type: 'working-regulation', document })),
    );
    expect(codes).toEqual(['DUPLICATE_DOCUMENT', 'DUPLICATE_DOCUMENT', 'DUPLICATE_DOCUMENT', 'ok']);
  });

  it('under one number of a year, but of different days, is recorded once too', async () => {
    const number = `${unique('')}/QĐ-UBND`;
    const teams = [await team(), await team()];
    const inputs = teams.map((id, n) => ({
      teamIds: [id],
      type: 'working-regulation',
      document: newDocument(`2025-03-0${n + 1}`, { number }),
    }));
    expect(await atOnce(RECORD, inputs)).toEqual(['DUPLICATE_DOCUMENT', 'ok']);
  });
});

describe('no deadlock reaches the client', () => {
  it('when two teams are merged in both directions: one merger happens, the other finds its team gone', async () => {
    for (let round = 0; round < 5; round++) {
      const [one, other] = [await team(), await team()];
      const merging = (intoTeamId: string, teamId: string) => ({ intoTeamId, teamIds: [teamId], from: DAY, decision: newDocument(DAY) });
      expect(await atOnce(MERGE, [merging(one, other), merging(other, one)])).toEqual(['TEAM_NOT_THERE', 'ok']);
      expect([(await read(one)).status, (await read(other)).status].sort()).toEqual(['ACTIVE', 'MERGED']);
    }
  });

  it('when the same teams are renamed in different orders', async () => {
    const teams = [await team(), await team(), await team()];
    const naming = (teamIds: string[], from: string) => ({ teamIds, from, decision: newDocument(from) });
    const inputs = times(4, (n) => naming(n % 2 ? [...teams] : [...teams].reverse(), '2025-05-01'));
    expect(await atOnce(RENAME, inputs)).toEqual(times(4, () => 'ok'));
    for (const id of teams) expect(await read(id)).toMatchObject({ version: 5 });
  });

  it('when more officers of one commune write at once than the province has connections', async () => {
    const officer = service.as('ha-noi', { role: 'commune-officer', unit: COMMUNE });
    const teams = await Promise.all(times(15, team));
    const codes = await atOnce(
      ADD,
      teams.map((teamId) => ({ teamId, members: [newcomer({ seat: 'MEMBER' })] })),
      officer,
    );
    expect(codes).toEqual(times(15, () => 'ok'));
  });
});

describe('hamlets changed at once', () => {
  it('are merged once', async () => {
    const unitIds = [(await addHamlet(admin, COMMUNE)).id, (await addHamlet(admin, COMMUNE)).id];
    const inputs = times(3, () => ({ unitIds, name: unique('Gộp '), localCode: unique('G-'), from: DAY, decision: newDocument(DAY) }));
    expect(await atOnce(MERGE_UNITS, inputs)).toEqual(['UNIT_NOT_THERE', 'UNIT_NOT_THERE', 'ok']);
    const { adminUnit } = await admin.ask(
      'query ($id: ID!) { adminUnit(by: { id: $id }, on: "2025-02-28") { successors { unit { id } } } }',
      { id: unitIds[0] },
    );
    expect(adminUnit.successors).toHaveLength(1);
  });

  it('are renamed once on a day', async () => {
    const { id: hamlet } = await addHamlet(admin, COMMUNE);
    const inputs = times(3, () => ({ unitId: hamlet, name: unique('Tên '), from: DAY, decision: newDocument(DAY) }));
    expect(await atOnce(RENAME_UNIT, inputs)).toEqual(['LATER_CHANGES', 'LATER_CHANGES', 'ok']);
  });

  it('get one code each', async () => {
    const parentId = await unitId(admin, COMMUNE);
    const localCode = unique('CC-');
    const add = 'mutation ($input: AddAdminUnitInput!) { addAdminUnit(input: $input) { id } }';
    const inputs = times(3, () => ({ parentId, localCode, designation: 'Thôn', name: unique('Mã '), from: DAY }));
    expect(await atOnce(add, inputs)).toEqual(['DUPLICATE_CODE', 'DUPLICATE_CODE', 'ok']);
  });
});

describe('teams founded at once', () => {
  it('are all counted in their commune, whichever was first', async () => {
    const chief = service.as('sao-mai', { role: 'province-admin' });
    const commune = await unitId(chief, '01834');
    const decision = (issuer: string) => newDocument(DAY, { authority: 'district-committee', issuer });
    const inputs = times(3, () => ({ kind: 'commune-team', host: { unitIds: [commune] }, decision: decision(unique('UBND huyện Thử ')) }));
    expect(await atOnce(FOUND_TEAM, inputs, chief)).toEqual(['ok', 'ok', 'ok']);
    const ofCommune = `query ($on: Date!) { adminUnit(by: { code: "01834" }, on: $on) { teamCount findings(filter: { rule: COVERAGE }) { edges { node { requirement observed { count } team { id } } } } } }`;
    const before = (await chief.ask(ofCommune, { on: '2025-02-28' })).adminUnit;
    expect(before.findings.edges).toEqual([{ node: { requirement: 'three-per-commune', observed: { count: 0 }, team: null } }]);
    const after = (await chief.ask(ofCommune, { on: DAY })).adminUnit;
    expect(after.teamCount).toBe(3);
    expect(after.findings.edges.map(({ node }: { node: { requirement: string } }) => node.requirement)).toEqual(
      times(3, () => 'three-per-commune:late'),
    );
  });

  it('in one hamlet fill what was missing once: one of them is late, not both', async () => {
    const chief = service.as('thai-nguyen', { role: 'province-admin' });
    const { id: hamlet } = await addHamlet(chief, '05443');
    const found = () => ({ kind: 'hamlet-team', host: { unitIds: [hamlet] }, decision: newDocument(DAY) });
    expect(await atOnce(FOUND_TEAM, [found(), found()], chief)).toEqual(['ok', 'ok']);
    const { adminUnit } = await chief.ask(
      'query ($id: ID!, $on: Date!) { adminUnit(by: { id: $id }, on: $on) { teamCount findings(filter: { rule: COVERAGE }) { edges { node { requirement } } } } }',
      { id: hamlet, on: DAY },
    );
    expect(adminUnit).toEqual({ teamCount: 2, findings: { edges: [{ node: { requirement: 'team-per-hamlet:late' } }] } });
  });

  it('and changed at once are judged as if one after the other', async () => {
    const { id: hamlet } = await addHamlet(admin, COMMUNE);
    const teams = await Promise.all(
      times(
        4,
        async () => (await foundTeam(admin, { kind: 'hamlet-team', host: { unitIds: [hamlet] }, decision: newDocument('2025-03-02') })).id,
      ),
    );
    const codes = await Promise.all([
      atOnce(
        ADD,
        teams.flatMap((teamId) => times(3, () => ({ teamId, members: times(3, () => newcomer({ seat: 'MEMBER' })) }))),
      ),
      atOnce(
        RENAME,
        times(3, () => ({ teamIds: teams, from: '2025-05-01', decision: newDocument('2025-05-01') })),
      ),
    ]);
    expect(new Set(codes.flat())).toEqual(new Set(['ok']));
    for (const id of teams) {
      const ask =
        'query ($id: ID!) { team(id: $id) { memberCount findings(filter: { rule: TEAM_SIZE }) { edges { node { observed { count } } } } } }';
      expect((await admin.ask(ask, { id })).team).toEqual({ memberCount: 9, findings: { edges: [{ node: { observed: { count: 9 } } }] } });
    }
  });
});
