import jwt from 'jsonwebtoken';
import request from 'supertest';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { token } from '../support/client';
import type { Identity } from '../support/client';
import { NOW, TOKEN_KEY } from '../support/constants';
import { makeThings, mutation, WRITES } from '../support/every-write';
import { PERMISSIONS } from '../support/permissions';
import type { Things } from '../support/every-write';
import { cityRoster, foundHamletTeam, unitId } from '../support/found';
import { refusalOf } from '../support/refused';

const [DISTRICT, COMMUNE, NEXT] = ['278', '10165', '10168'];
const ASK = '{ province { slug } }';

let service: TestApp;
let things: Things;
beforeAll(async () => {
  service = await startApp();
  things = await makeThings(service.as('ha-noi', { role: 'province-admin' }), COMMUNE);
});
afterAll(() => service.close());

describe('a request', () => {
  const seconds = Math.floor(NOW.getTime() / 1000);
  const claims = {
    tenant: 'ha-noi',
    grants: [{ role: 'reader' }],
    sub: 'somebody',
    iss: 'to-so',
    aud: 'to-so',
    iat: seconds,
    exp: seconds + 60,
  };
  const signed = (change: Record<string, unknown> = {}, key = TOKEN_KEY, algorithm: jwt.Algorithm = 'HS256') =>
    jwt.sign(JSON.parse(JSON.stringify({ ...claims, ...change })), key, { algorithm });
  const send = (authorization: string | undefined, path = '/ha-noi/graphql', language = 'en') => {
    const sent = request(service.app.server).post(path).set({ 'Content-Type': 'application/json', 'Accept-Language': language });
    return (authorization === undefined ? sent : sent.set('Authorization', authorization)).send({ query: ASK });
  };

  it('is answered with a token of its province', async () => {
    const { status, body } = await send(`Bearer ${signed()}`);
    expect({ status, body }).toEqual({ status: 200, body: { data: { province: { slug: 'ha-noi' } } } });
    expect((await send(`bearer ${signed({ nbf: seconds })}`)).status).toBe(200);
  });

  it('needs a token, and is told so in Vietnamese or English', async () => {
    const sentence = async (language: string) => {
      const { status, body } = await send(undefined, undefined, language);
      expect(status).toBe(401);
      expect(body.errors).toHaveLength(1);
      expect(body.errors[0].extensions).toEqual({ code: 'UNAUTHENTICATED', details: {} });
      return body.errors[0].message;
    };
    expect(await sentence('')).toBe('Cần có mã truy cập: gửi tiêu đề "Authorization: Bearer <mã>".');
    expect(await sentence('en')).toBe('This needs a token: send the header "Authorization: Bearer <token>".');
  });

  const [header, payload, signature] = signed().split('.') as [string, string, string];
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  it.each([
    ['has expired', () => signed({ exp: seconds - 60 }), 'it has expired'],
    ['is signed by another key', () => signed({}, 'another key, long enough for HS256 too'), 'it was not issued for this service'],
    ['is not signed at all', () => `${encode({ alg: 'none', typ: 'JWT' })}.${payload}.`, 'it was not issued for this service'],
    [
      'says that it is not signed and is',
      () => `${encode({ alg: 'none', typ: 'JWT' })}.${payload}.${signature}`,
      'it was not issued for this service',
    ],
    ['is signed by another algorithm', () => signed({}, TOKEN_KEY, 'HS512'), 'it was not issued for this service'],
    [
      'was given another province',
      () => `${header}.${encode({ ...claims, tenant: 'thai-nguyen' })}.${signature}`,
      'it was not issued for this service',
    ],
    [
      'was given another role',
      () => `${header}.${encode({ ...claims, grants: [{ role: 'province-admin' }] })}.${signature}`,
      'it was not issued for this service',
    ],
    ['has lost its last letters', () => signed().slice(0, -3), 'it was not issued for this service'],
    ['is for another audience', () => signed({ aud: 'elsewhere' }), 'it was not issued for this service'],
    ['is of another issuer', () => signed({ iss: 'elsewhere' }), 'it was not issued for this service'],
    ['never expires', () => signed({ exp: undefined }), 'it was not issued for this service'],
    ['does not hold yet', () => signed({ nbf: seconds + 60 }), 'it was not issued for this service'],
    ['names nobody', () => signed({ sub: undefined }), 'it lacks a subject, a province or its grants'],
    ['names no province', () => signed({ tenant: undefined }), 'it lacks a subject, a province or its grants'],
    ['grants nothing', () => signed({ grants: undefined }), 'it lacks a subject, a province or its grants'],
    ['grants a role that is not', () => signed({ grants: [{ role: 'king' }] }), 'it lacks a subject, a province or its grants'],
    ['grants a role by its prototype', () => signed({ grants: [{ role: 'constructor' }] }), 'it lacks a subject, a province or its grants'],
    [
      'grants in a unit that is no code',
      () => signed({ grants: [{ role: 'reader', unit: 1 }] }),
      'it lacks a subject, a province or its grants',
    ],
    ['is too long', () => signed({ grants: Array(500).fill({ role: 'reader' }) }), 'it is too long'],
    ['is no token', () => 'abc', 'it was not issued for this service'],
    ['comes with more', () => `${signed()} more`, 'the header is not "Bearer <token>"'],
  ])('is refused with a token that %s', async (_what, bad, problem) => {
    const { status, body, headers } = await send(`Bearer ${bad()}`);
    expect({ status, body }).toEqual({
      status: 401,
      body: {
        errors: [
          {
            message: `The token is not valid: ${problem}. Ask for a new one.`,
            extensions: { code: 'TOKEN_INVALID', details: { problem } },
          },
        ],
      },
    });
    expect(headers['content-type']).toMatch(/^application\/(graphql-response\+)?json/);
  });

  it('is refused with anything but a bearer token', async () => {
    const { status, body } = await send(`Basic ${signed()}`);
    expect([status, body.errors[0].extensions.code]).toEqual([401, 'TOKEN_INVALID']);
  });

  it('to a province that is not here is told which are, whatever its token', async () => {
    for (const authorization of [undefined, `Bearer ${signed({ tenant: 'hue' })}`]) {
      const { status, body } = await send(authorization, '/hue/graphql');
      expect(status).toBe(404);
      expect(body.errors[0]).toEqual({
        message: 'There is no province "hue" here. Known: binh-duong, ha-noi, thai-nguyen.',
        extensions: { code: 'PROVINCE_UNKNOWN', details: { slug: 'hue', known: ['binh-duong', 'ha-noi', 'thai-nguyen'] } },
      });
    }
    expect((await send(`Bearer ${signed()}`, '/__proto__/graphql')).status).toBe(404);
  });

  it('with a token of Hà Nội at the path of Thái Nguyên is refused, and the other way round', async () => {
    for (const [tenant, path] of [
      ['ha-noi', 'thai-nguyen'],
      ['thai-nguyen', 'ha-noi'],
    ] as const) {
      const { status, body } = await send(`Bearer ${token(tenant, { role: 'province-admin' }, NOW)}`, `/${path}/graphql`, 'vi');
      expect([status, body.errors[0].extensions.code]).toEqual([403, 'WRONG_PROVINCE']);
      expect(body.errors[0].message).toContain('Hãy dùng đường dẫn của đúng tỉnh, thành phố.');
    }
  });
});

describe.each(Object.keys(WRITES))('%s', (name) => {
  const input = () => WRITES[name]?.(things);
  const permission = PERMISSIONS[name] ?? 'team:write';

  it('is not for a reader, who is told which permission is missing', async () => {
    const refused = await refusalOf(service, service.as('ha-noi', { role: 'reader' }), mutation(name), { input: input() });
    expect(refused).toEqual({ refused: 'FORBIDDEN', permission });
  });

  const WAIVER = name === 'waiveFinding';
  it.each<[string, Identity]>([
    ['an officer of the next commune', { role: WAIVER ? 'province-officer' : 'commune-officer', unit: NEXT }],
    ['an officer of another district', { role: 'province-officer', unit: '277' }],
    ['an officer of a unit that is not there', { role: 'province-officer', unit: '99999' }],
  ])('is not for %s', async (_who, identity) => {
    const refused = await refusalOf(service, service.as('ha-noi', identity), mutation(name), { input: input() });
    // A person is not even there for who does not keep a roster with them.
    expect(refused).toEqual(
      name === 'correctPerson' ? { refused: 'NOT_FOUND', type: 'Person', field: 'personId' } : { refused: 'FORBIDDEN', permission },
    );
  });

  // What is given to a unit is given by who keeps the unit above it.
  const FROM_ABOVE = name === 'giveQuota' || name === 'changeQuota';
  it(`is for an officer of the ${FROM_ABOVE ? 'district' : 'commune'}`, async () => {
    const unit = FROM_ABOVE ? DISTRICT : COMMUNE;
    const officer = service.as('ha-noi', { role: WAIVER ? 'province-officer' : 'commune-officer', unit });
    const own = await makeThings(service.as('ha-noi', { role: 'province-admin' }), COMMUNE);
    const answer = await officer.answer(mutation(name), { input: WRITES[name]?.(own) });
    if (name === 'resumeTeam') expect(answer.errors?.[0]?.extensions.code).toBe('WRONG_STATUS');
    else expect(answer.errors).toBeUndefined();
  });
});

describe('an officer of a commune', () => {
  it('does not found a team in a hamlet of the next commune, nor in an organisation there', async () => {
    const officer = service.as('binh-duong', { role: 'commune-officer', unit: '25843' });
    const { foundTeam: input } = { foundTeam: WRITES.foundTeam?.(things) };
    const organisation = { name: 'Công ty', unitId: await unitId(officer, '25840') };
    const founding = { ...input, kind: 'organisation-team', host: { organisation } };
    expect(await refusalOf(service, officer, mutation('foundTeam'), { input: founding })).toEqual({
      refused: 'FORBIDDEN',
      permission: 'team:write',
    });
  });

  it('reads the events of that commune only, and no other part of an event elsewhere than what happened', async () => {
    const EVENTS = '{ events(first: 200) { totalCount edges { node { id actor after } } } }';
    const count = async (identity: Identity) => (await service.as('ha-noi', identity).ask(EVENTS)).events.totalCount;
    const all = await count({ role: 'province-admin' });
    const [here, next] = [await count({ role: 'commune-officer', unit: COMMUNE }), await count({ role: 'commune-officer', unit: NEXT })];
    expect(here).toBeGreaterThan(0);
    expect(here).toBeLessThan(all);
    const team = things.teams[0];
    const CAUSE = `query ($team: ID!, $event: ID!) { node(id: $event) { id } team(id: $team) { findings(first: 1) { edges { node { cause { action day actor before after } } } } } }`;
    const asked = (identity: Identity) => service.as('ha-noi', identity).ask(CAUSE, { team, event: things.event });
    const seen = { action: 'team.founded', day: '2024-04-01' };
    const of = ({ team: read }: { team: { findings: { edges: { node: { cause: unknown } }[] } } }) => read.findings.edges[0]?.node.cause;
    expect(of(await asked({ role: 'commune-officer', unit: COMMUNE }))).toMatchObject({
      ...seen,
      actor: 'somebody',
      after: { kind: 'hamlet-team' },
    });
    for (const identity of [{ role: 'commune-officer', unit: NEXT }, { role: 'reader' }] as const) {
      const answer = await asked(identity);
      expect(answer.node).toBeNull();
      expect(of(answer)).toEqual({ ...seen, actor: null, before: null, after: null });
    }
    expect(next).toBe(1);
    expect(await refusalOf(service, service.as('ha-noi', { role: 'reader' }), EVENTS, {})).toEqual({
      refused: 'FORBIDDEN',
      permission: 'event:read',
    });
  });

  it('is one of many who write at once: twelve changes together are all done', async () => {
    const admin = service.as('ha-noi', { role: 'province-admin' });
    const teams = [];
    for (let n = 0; n < 12; n++) teams.push(await foundHamletTeam(admin, { commune: COMMUNE, day: '2024-04-01' }));
    const officer = service.as('ha-noi', { role: 'commune-officer', unit: COMMUNE });
    const adding = teams.map(({ id }) => officer.answer(mutation('addMembers'), { input: { teamId: id, members: cityRoster() } }));
    expect((await Promise.all(adding)).map(({ errors }) => errors?.[0]?.extensions.code ?? 'done')).toEqual(Array(12).fill('done'));
  });
});
