import jwt from 'jsonwebtoken';
import request from 'supertest';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { NOW, TOKEN_KEY } from '../support/constants';
import { token } from '../support/client';
import { ADD_UNIT, addHamlet, changesNothing, FOUND_TEAM, foundHamletTeam, newDocument, unitId } from '../support/found';

let service: TestApp;
beforeAll(async () => {
  service = await startApp();
});
afterAll(() => service.close());

const QUESTION = { query: '{ province { slug } }' };
const ask = (authorization: string | undefined, province = 'ha-noi') => {
  const asked = request(service.app.server).post(`/${province}/graphql`).set('Content-Type', 'application/json');
  return (authorization === undefined ? asked : asked.set('Authorization', authorization)).send(QUESTION);
};
const seconds = Math.floor(NOW.getTime() / 1000);
const claims = {
  tenant: 'ha-noi',
  grants: [{ role: 'reader' }],
  iat: seconds,
  nbf: seconds,
  exp: seconds + 60,
  iss: 'to-so',
  aud: 'to-so',
  sub: 'somebody',
};
const sign = (changed: object, key = TOKEN_KEY, algorithm: jwt.Algorithm = 'HS256') =>
  `Bearer ${jwt.sign(JSON.parse(JSON.stringify({ ...claims, ...changed })) as object, key, { algorithm })}`;
const tampered = () => {
  const [head, , tail] = sign({}).split('.');
  return [head, Buffer.from(JSON.stringify({ ...claims, grants: [{ role: 'province-admin' }] })).toString('base64url'), tail].join('.');
};

it('answers a good token', async () => {
  const { status, body } = await ask(sign({}));
  expect([status, body]).toEqual([200, { data: { province: { slug: 'ha-noi' } } }]);
});

it.each([
  ['no token', () => undefined, 401, 'UNAUTHENTICATED'],
  ['another scheme', () => 'Basic abc', 401, 'TOKEN_INVALID'],
  ['words', () => 'Bearer words', 401, 'TOKEN_INVALID'],
  ['a token that has expired', () => sign({ exp: seconds - 60 }), 401, 'TOKEN_INVALID'],
  ['a token that never expires', () => sign({ exp: undefined }), 401, 'TOKEN_INVALID'],
  ['a token of later', () => sign({ nbf: seconds + 600 }), 401, 'TOKEN_INVALID'],
  ['a token of another key', () => sign({}, 'some other key, long enough for HS256'), 401, 'TOKEN_INVALID'],
  ['a token of another algorithm', () => sign({}, TOKEN_KEY, 'HS512'), 401, 'TOKEN_INVALID'],
  ['a token without a signature', () => sign({}, '', 'none'), 401, 'TOKEN_INVALID'],
  ['a token that was tampered with', tampered, 401, 'TOKEN_INVALID'],
  ['a token of another issuer', () => sign({ iss: 'others' }), 401, 'TOKEN_INVALID'],
  ['a token for another audience', () => sign({ aud: 'others' }), 401, 'TOKEN_INVALID'],
  ['a role that is none', () => sign({ grants: [{ role: 'king' }] }), 401, 'TOKEN_INVALID'],
  ['a token for nobody', () => sign({ sub: undefined }), 401, 'TOKEN_INVALID'],
  ['a token of nine kilobytes', () => sign({ padding: 'x'.repeat(9000) }), 401, 'TOKEN_INVALID'],
])('refuses %s', async (_what, authorization, status, code) => {
  const answer = await ask(authorization());
  expect([answer.status, answer.body.errors[0].extensions.code]).toEqual([status, code]);
});

it("refuses a Hà Nội token at Thái Nguyên's path", async () => {
  const { status, body } = await ask(`Bearer ${token('ha-noi', { role: 'province-admin' }, NOW)}`, 'thai-nguyen');
  expect([status, body.errors[0].extensions.code]).toEqual([403, 'WRONG_PROVINCE']);
});

it('refuses a province that is not here, and says which are', async () => {
  const { status, body } = await ask(sign({}), 'atlantis');
  expect([status, body.errors[0].extensions]).toEqual([
    404,
    { code: 'PROVINCE_UNKNOWN', details: { slug: 'atlantis', known: ['binh-duong', 'ha-noi', 'thai-nguyen'] } },
  ]);
});

describe('a commune officer', () => {
  const officer = () => service.as('ha-noi', { role: 'commune-officer', unit: '10057' });

  it('keeps the teams and hamlets of the commune', async () => {
    const team = await foundHamletTeam(officer(), { commune: '10057', day: '2024-04-01' });
    expect(team.id).toBeDefined();
  });

  it('changes nothing in the next one', async () => {
    const admin = service.as('ha-noi', { role: 'province-admin' });
    const hamlet = await addHamlet(admin, '10060');
    const parentId = await unitId(admin, '10060');
    await changesNothing(service, async () => {
      const founding = { kind: 'hamlet-team', host: { unitIds: [hamlet.id] }, decision: newDocument('2024-04-01') };
      expect(await officer().refusal(FOUND_TEAM, { input: founding })).toBe('FORBIDDEN');
      expect(
        await officer().refusal(ADD_UNIT, { input: { parentId, localCode: 'X', designation: 'Thôn', name: 'X', from: '2024-01-01' } }),
      ).toBe('FORBIDDEN');
    });
  });

  it('waives nothing, and a reader changes nothing at all', async () => {
    const waive = 'mutation ($input: WaiveFindingInput!) { waiveFinding(input: $input) { id } }';
    expect(
      await officer().refusal(waive, {
        input: { findingId: 'x', reason: 'x', through: '2026-02-01', document: newDocument('2026-01-01') },
      }),
    ).toBe('FORBIDDEN');
    const founding = { kind: 'hamlet-team', host: { unitIds: ['x'] }, decision: newDocument('2024-04-01') };
    expect(await service.as('ha-noi').refusal(FOUND_TEAM, { input: founding })).toBe('FORBIDDEN');
  });
});

it('a Thái Nguyên id asked of Hà Nội is not there, by any route', async () => {
  const { adminUnit, findings } = await service
    .as('thai-nguyen')
    .ask(
      '{ adminUnit(by: { code: "168" }, on: "2022-07-01") { id teams(first: 1) { edges { node { id } } } } findings(first: 1, on: "2022-07-01") { edges { node { id } } } }',
    );
  const ids = { unit: adminUnit.id, team: adminUnit.teams.edges[0].node.id, finding: findings.edges[0].node.id };
  const admin = service.as('ha-noi', { role: 'province-admin' });
  const read = `query ($unit: ID!, $team: ID!, $finding: ID!) {
    adminUnit(by: { id: $unit }) { name } team(id: $team) { name } node(id: $finding) { id } nodes(ids: [$unit, $team, $finding]) { id }
    units: adminUnits(filter: { within: $unit }) { totalCount } teams(filter: { within: $unit }) { totalCount }
    a: findings(filter: { team: $team }) { totalCount } b: findings(filter: { within: $unit }) { totalCount } events(filter: { team: $team }) { totalCount }
  }`;
  const none = { totalCount: 0 };
  expect(await admin.ask(read, ids)).toEqual({
    adminUnit: null,
    team: null,
    node: null,
    nodes: [null, null, null],
    units: none,
    teams: none,
    a: none,
    b: none,
    events: none,
  });
  expect(await admin.refusal('query ($unit: ID!) { rule(name: TEAM_SIZE, unit: $unit) { outcome } }', { unit: ids.unit })).toBe(
    'NOT_FOUND',
  );
  await changesNothing(service, async () => {
    const founding = { kind: 'hamlet-team', host: { unitIds: [ids.unit] }, decision: newDocument('2024-04-01') };
    expect(await admin.refusal(FOUND_TEAM, { input: founding })).toBe('NOT_FOUND');
    const member = 'mutation ($input: AddMembersInput!) { addMembers(input: $input) { id } }';
    expect(
      await admin.refusal(member, { input: { teamId: ids.team, members: [{ seat: 'MEMBER', person: { new: { name: 'X' } } }] } }),
    ).toBe('NOT_FOUND');
    const waive = 'mutation ($input: WaiveFindingInput!) { waiveFinding(input: $input) { id } }';
    expect(
      await admin.refusal(waive, {
        input: { findingId: ids.finding, reason: 'x', through: '2026-02-01', document: newDocument('2026-01-01') },
      }),
    ).toBe('NOT_FOUND');
  });
});
