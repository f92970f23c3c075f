import request from 'supertest';
import { CATALOGUE } from '../../src/errors';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { token } from '../support/client';
import type { Client } from '../support/client';
import { NOW } from '../support/constants';
import { FOUND_TEAM } from '../support/found';
import { changesNothing, refusedBody } from '../support/refused';

let service: TestApp;
let admin: Client;
beforeAll(async () => {
  service = await startApp();
  admin = service.as('ha-noi', { role: 'province-admin' });
});
afterAll(() => service.close());

const refused = (body: string | object, headers?: Record<string, string>) => refusedBody(service, admin, body, headers);

describe('a document of GraphQL is refused', () => {
  it.each([
    ['if it is not GraphQL', '{ teams', 'GRAPHQL_PARSE_FAILED', 'Syntax Error: Expected Name, found <EOF>.'],
    [
      'if it asks for a field that is not',
      '{ nope }',
      'GRAPHQL_VALIDATION_FAILED',
      'Cannot query field "nope" on type "Query". Did you mean "node" or "nodes"?',
    ],
    [
      'if a day does not exist',
      '{ teams(on: "2023-02-30") { totalCount } }',
      'GRAPHQL_VALIDATION_FAILED',
      '"2023-02-30" is not a calendar day; write an existing day as YYYY-MM-DD.',
    ],
    [
      'if a day is a number',
      '{ teams(on: 2023) { totalCount } }',
      'GRAPHQL_VALIDATION_FAILED',
      '"2023" is not a calendar day; write an existing day as YYYY-MM-DD.',
    ],
    [
      'if a value of an enum is unknown',
      '{ findings(filter: { rule: TEAM_SPIRIT }) { totalCount } }',
      'GRAPHQL_VALIDATION_FAILED',
      'Value "TEAM_SPIRIT" does not exist in "RuleName" enum. Did you mean the enum value "TEAM_SIZE" or "TEAM_KINDS"?',
    ],
    [
      'if it names a unit in two ways',
      '{ adminUnit(by: { id: "x", code: "01" }) { id } }',
      'GRAPHQL_VALIDATION_FAILED',
      'OneOf Input Object "AdminUnitBy" must specify exactly one key.',
    ],
    [
      'if it names a unit in no way',
      '{ adminUnit(by: {}) { id } }',
      'GRAPHQL_VALIDATION_FAILED',
      'OneOf Input Object "AdminUnitBy" must specify exactly one key.',
    ],
    [
      'if it is far too long',
      `{ ${'a: __typename '.repeat(2000)} }`,
      'GRAPHQL_PARSE_FAILED',
      'Syntax Error: Document contains more that 5000 tokens. Parsing aborted.',
    ],
  ])('%s', async (_what, query, code, problem) => {
    expect(await refused({ query })).toMatchObject({ status: 400, code, details: { problem } });
  });

  const UNIT = 'query ($by: AdminUnitBy!) { adminUnit(by: $by) { id } }';
  it.each([
    [
      'a day that does not exist',
      'query ($on: Date) { teams(on: $on) { totalCount } }',
      { on: '2023-02-30' },
      '$on" got invalid value "2023-02-30"; "2023-02-30" is not a calendar day; write an existing day as YYYY-MM-DD.',
    ],
    ['a day of a time', 'query ($on: Date) { teams(on: $on) { totalCount } }', { on: '2023-02-03T00:00:00Z' }, 'is not a calendar day'],
    [
      'a value that its enum has not',
      'query ($s: Severity) { findings(filter: { severity: $s }) { totalCount } }',
      { s: 'FATAL' },
      'Value "FATAL" does not exist in "Severity" enum.',
    ],
    [
      'two keys of which one is meant',
      UNIT,
      { by: { id: 'x', code: '01' } },
      'Exactly one key must be specified for OneOf type "AdminUnitBy".',
    ],
    [
      'a team that lives in two places',
      FOUND_TEAM,
      { input: { kind: 'hamlet-team', host: { unitIds: ['x'], organisation: { name: 'A', unitId: 'x' } }, decision: { existing: 'x' } } },
      'Exactly one key must be specified for OneOf type "TeamHostInput".',
    ],
    ['none', UNIT, { by: {} }, 'Exactly one key must be specified for OneOf type "AdminUnitBy".'],
    ['null for one', UNIT, { by: { code: null } }, 'Field "code" must be non-null.'],
    [
      'a field that its type has not',
      'query ($f: AdminUnitFilter) { adminUnits(filter: $f) { totalCount } }',
      { f: { name: 'Hà Nội' } },
      'Field "name" is not defined by type "AdminUnitFilter".',
    ],
  ])('if its variable holds %s', async (_what, query, variables, problem) => {
    expect(await refused({ query, variables })).toMatchObject({
      status: 400,
      code: 'BAD_USER_INPUT',
      details: { problem: expect.stringContaining(problem) },
    });
  });

  it('if its variable holds more that is wrong than anybody will read', async () => {
    const figures = Array.from({ length: 60 }, () => ({ unitId: 'x', kind: 'POPULATION', value: 1, day: '2023-02-30' }));
    const query = 'mutation ($figures: [NewUnitFigure!]!) { recordUnitFigures(input: { figures: $figures }) { id } }';
    const { status, body } = await changesNothing(service, () => admin.post({ query, variables: { figures } }));
    const codes = body.errors.map(({ extensions }: { extensions: { code: string } }) => extensions.code);
    expect({ status, codes: new Set(codes) }).toEqual({ status: 400, codes: new Set(['BAD_USER_INPUT']) });
    expect(body.errors.at(-1).extensions.details.problem).toBe(
      'Too many errors processing variables, error limit reached. Execution aborted.',
    );
  });

  it.each([
    [
      'for what has a default',
      'query ($first: Int = 5) { teams(first: $first) { edges { cursor } } }',
      { first: null },
      'Argument "first" of non-null type "Int!" must not be null.',
    ],
    ['for an id', 'query ($id: ID = "x") { team(id: $id) { id } }', { id: null }, 'Argument "id" of non-null type "ID!" must not be null.'],
    [
      'for a choice',
      'query ($by: SplitBy = EQUAL) { proposeQuotaSplit(holding: "x", by: $by) { amount } }',
      { by: null },
      'Argument "by" of non-null type "SplitBy!" must not be null.',
    ],
    [
      'for a switch',
      'query ($on: Boolean = true) { province @include(if: $on) { slug } }',
      { on: null },
      'Argument "if" of non-null type "Boolean!" must not be null.',
    ],
  ])('if its variable holds null %s, which shows when it is read only', async (_what, query, variables, problem) => {
    const { body } = await changesNothing(service, () => admin.post({ query, variables }));
    expect(body.errors).toHaveLength(1);
    expect(body.errors[0].extensions).toEqual({ code: 'BAD_USER_INPUT', details: { problem } });
  });

  it('in Vietnamese unless English is wanted', async () => {
    const query = '{ nope }';
    expect((await refused({ query }, { 'Accept-Language': '' })).message).toMatch(/^Truy vấn không khớp lược đồ: Cannot query field/);
    expect((await refused({ query })).message).toMatch(/^The document does not fit the schema: Cannot query field/);
  });
});

describe('a request over HTTP is refused', () => {
  const send = (headers: Record<string, string>, body: string) =>
    request(service.app.server)
      .post('/ha-noi/graphql')
      .set({ Authorization: `Bearer ${token('ha-noi', { role: 'province-admin' }, NOW)}`, 'Accept-Language': 'en', ...headers })
      .send(body);
  const query = JSON.stringify({ query: '{ __typename }' });

  it('if it is larger than a megabyte', async () => {
    const body = JSON.stringify({ query: '{ __typename }', variables: { padding: 'x'.repeat(2 * 1024 * 1024) } });
    expect(await refused(body)).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE', details: { max: 1_048_576 } });
    expect((await refused(body, { 'Accept-Language': 'vi' })).message).toBe(
      'Nội dung yêu cầu lớn hơn 1048576 byte. Hãy gửi ít hơn mỗi lần.',
    );
  });

  it.each([
    ['is not JSON', '{ "query": '],
    ['is empty', ''],
    ['is a list of nothing', '[]'],
    ['is null', 'null'],
    ['is a number', '1'],
    ['has no query', '{}'],
    ['has a query that is none', '{ "query": 1 }'],
    ['has variables that are none', '{ "query": "{ __typename }", "variables": 1 }'],
    ['poisons its prototype', '{ "query": "{ __typename }", "__proto__": { "a": 1 } }'],
  ])('if its body %s', async (_what, body) => {
    expect(await refused(body)).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });

  it.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'if its content type is %s',
    async (type) => {
      const { status, body } = await changesNothing(service, () => send({ 'Content-Type': type }, query));
      expect([status, body.errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST']);
    },
  );

  it('if its change comes by GET', async () => {
    const url = `/ha-noi/graphql?query=${encodeURIComponent('mutation { renameTeams(input: { teamIds: [] }) { id } }')}`;
    const { status, body } = await changesNothing(service, () =>
      request(service.app.server)
        .get(url)
        .set({ Authorization: `Bearer ${token('ha-noi', { role: 'province-admin' }, NOW)}`, 'apollo-require-preflight': '1' }),
    );
    expect([status, Object.keys(CATALOGUE).includes(body.errors[0].extensions.code)]).toEqual([400, true]);
  });

  it('before anything of it is read if it has no token', async () => {
    const { status, body } = await send({ Authorization: '', 'Content-Type': 'application/json' }, 'x'.repeat(2 * 1024 * 1024));
    expect([status, body.errors[0].extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('at an address where there is nothing', async () => {
    const { status, body } = await request(service.app.server).get('/ha-noi/rest').set('Accept-Language', 'vi');
    expect([status, body.errors[0].extensions.code]).toEqual([404, 'BAD_REQUEST']);
    expect(body.errors[0].message).toBe('Yêu cầu không đúng GraphQL qua HTTP: địa chỉ này không có gì; API ở /{tỉnh}/graphql.');
  });
});
