import { serverAudits } from 'graphql-http';
import request from 'supertest';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { token } from '../support/client';
import { NOW } from '../support/constants';

let service: TestApp;
beforeAll(async () => {
  service = await startApp();
});
afterAll(() => service.close());

const bearer = () => `Bearer ${token('ha-noi', {}, NOW)}`;
const url = () => {
  const address = service.app.server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/ha-noi/graphql`;
};

/** What the audit warns of that is so on purpose, by its id, with the reason. */
const DELIBERATE: Readonly<Record<string, string>> = {};

const audits = serverAudits({
  url,
  fetchFn: (address: string, init: RequestInit = {}) =>
    fetch(address, { ...init, headers: { ...(init.headers as Record<string, string>), Authorization: bearer() } }),
});

describe('the official audit of GraphQL over HTTP', () => {
  it('looks at everything', () => expect(audits.length).toBeGreaterThan(50));

  it.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_name, audit) => {
    const result = await audit.fn();
    const words = result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`;
    expect(words).toBe(DELIBERATE[audit.id] ?? 'ok');
  });
});

const get = (headers: Record<string, string>, query = '{ __typename }') =>
  request(service.app.server)
    .get(`/ha-noi/graphql?query=${encodeURIComponent(query)}`)
    .set(headers);

describe('a question by GET', () => {
  it('is answered if it carries a token, which no forged form or image can', async () => {
    const { status, body } = await get({ Authorization: bearer() });
    expect([status, body.data]).toEqual([200, { __typename: 'Query' }]);
  });

  it('may not change anything', async () => {
    const { status, headers, body } = await get({ Authorization: bearer() }, 'mutation { __typename }');
    expect([status, headers.allow, body.errors[0].extensions.code]).toEqual([405, 'POST', 'METHOD_NOT_ALLOWED']);
  });
});

describe('a refusal has the status of its code', () => {
  const post = (headers: Record<string, string>, body: object | string) =>
    request(service.app.server)
      .post('/ha-noi/graphql')
      .set({ Authorization: bearer(), 'Content-Type': 'application/json', ...headers })
      .send(body);

  it('unless the client knows of nothing but application/json and says so, when the document does not fit', async () => {
    const query = '{ nope }';
    expect((await post({}, { query })).status).toBe(400);
    expect((await post({ Accept: 'application/graphql-response+json, application/json' }, { query })).status).toBe(400);
    expect((await post({ Accept: 'application/json' }, { query })).status).toBe(200);
  });

  it('in the media type that was asked for, wherever it is refused', async () => {
    const Accept = 'application/graphql-response+json';
    const answers = [
      await post({ Accept, Authorization: 'Bearer x' }, { query: '{ __typename }' }),
      await post({ Accept }, { query: `{ ${Array.from({ length: 30 }, (_, i) => `a${i}: __typename`).join(' ')} }` }),
    ];
    for (const { headers } of answers) expect(headers['content-type']).toBe('application/graphql-response+json; charset=utf-8');
    expect(answers.map(({ status }) => status)).toEqual([401, 400]);
  });

  it('and several operations in one body are refused as such', async () => {
    const { status, body } = await post({}, [{ query: '{ __typename }' }, { query: '{ __typename }' }]);
    expect([status, body.errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST']);
  });
});
