import request from 'supertest';
import { CATALOGUE } from '../../src/errors';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { token } from '../support/client';
import type { Client } from '../support/client';
import { NOW } from '../support/constants';
import { changesNothing, refusedBody } from '../support/refused';

let service: TestApp;
let admin: Client;
beforeAll(async () => {
  service = await startApp();
  admin = service.as('ha-noi', { role: 'province-admin' });
});
afterAll(() => service.close());

const refused = (body: string | object, headers?: Record<string, string>) => refusedBody(service, admin, body, headers);

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
