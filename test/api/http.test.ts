import { connect } from 'node:net';
import request from 'supertest';
import { DEFAULT_LIMITS } from '../../src/api/limits/limits';
import type { Limits } from '../../src/api/limits/limits';
import { readLimits } from '../../src/api/limits/settings';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { token } from '../support/client';
import { NOW } from '../support/constants';
import { ROOMY } from '../support/limits';

const ORIGIN = 'https://app.example.vn';
const QUICK: Limits = {
  ...ROOMY,
  suggestions: false,
  http: {
    ...DEFAULT_LIMITS.http,
    headersTimeout: 300,
    requestTimeout: 600,
    keepAlive: 200,
    requestsOfConnection: 3,
    checkEvery: 50,
    origins: [ORIGIN],
  },
};

let service: TestApp;
beforeAll(async () => {
  service = await startApp({ config: { limits: QUICK } });
});
afterAll(() => service.close());

const bearer = () => `Bearer ${token('ha-noi', {}, NOW)}`;

/** Says something on a connection and waits until the other side ends it. */
function say(...parts: string[]): Promise<{ heard: string; after: number }> {
  const address = service.app.server.address() as { port: number };
  const begun = Date.now();
  return new Promise((resolve, reject) => {
    const socket = connect(address.port, '127.0.0.1', () => parts.forEach((part) => socket.write(part)));
    let heard = '';
    socket.on('data', (chunk) => (heard += chunk.toString()));
    socket.on('close', () => resolve({ heard, after: Date.now() - begun }));
    socket.on('error', reject);
    setTimeout(() => socket.destroy(new Error('still open')), 10_000).unref();
  });
}

describe('a connection is ended', () => {
  it('if its headers do not come in time', async () => {
    const { heard, after } = await say('POST /ha-noi/graphql HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    expect(heard).toMatch(/^HTTP\/1\.1 408 /);
    expect(heard).toContain('"code":"REQUEST_TIMEOUT"');
    expect(after).toBeLessThan(5_000);
  });

  it('if its body does not come in time', async () => {
    const { heard } = await say(
      `POST /ha-noi/graphql HTTP/1.1\r\nHost: x\r\nAuthorization: ${bearer()}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"query":`,
    );
    expect(heard).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('if it sends nothing more', async () => {
    const { heard } = await say('GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(heard).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('after so many requests', async () => {
    const live = 'GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n';
    const { heard } = await say(live, live, live, live);
    expect(heard.match(/HTTP\/1\.1 200/g)).toHaveLength(3);
    expect(heard.match(/HTTP\/1\.1 503/g)).toHaveLength(1);
  });

  it('if its headers are larger than 16 KiB', async () => {
    const { heard } = await say(`GET /health/live HTTP/1.1\r\nHost: x\r\nX-Large: ${'x'.repeat(17 * 1024)}\r\n\r\n`);
    expect(heard).toMatch(/^HTTP\/1\.1 431 /);
    expect(heard).toContain('"code":"HEADERS_TOO_LARGE"');
  });

  it('if it does not speak HTTP', async () => {
    const { heard } = await say('EHLO mail\r\n\r\n');
    expect(heard).toMatch(/^HTTP\/1\.1 400 /);
  });
});

const ask = (headers: Record<string, string>, query = '{ __typename }') =>
  request(service.app.server)
    .post('/ha-noi/graphql')
    .set({ Authorization: bearer(), ...headers })
    .send({ query });

describe('another origin', () => {
  const preflight = (origin: string) =>
    request(service.app.server)
      .options('/ha-noi/graphql')
      .set({ Origin: origin, 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'authorization,content-type' });

  it('may call if it is on the list', async () => {
    const { status, headers } = await preflight(ORIGIN);
    expect([status, headers['access-control-allow-origin']]).toEqual([204, ORIGIN]);
    expect(headers['access-control-allow-headers']).toContain('Authorization');
    expect((await ask({ Origin: ORIGIN })).headers).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'access-control-expose-headers': 'Retry-After, X-Request-Id',
    });
  });

  it('may not if it is not', async () => {
    expect((await preflight('https://evil.example')).headers['access-control-allow-origin']).toBeUndefined();
    expect((await ask({ Origin: 'https://evil.example' })).headers['access-control-allow-origin']).toBeUndefined();
  });

  it('may never send credentials of the browser', async () => {
    expect((await preflight(ORIGIN)).headers['access-control-allow-credentials']).toBeUndefined();
  });
});

describe('every answer', () => {
  it('tells browsers to take it as data that loads nothing', async () => {
    const { headers } = await ask({});
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    expect(headers['content-security-policy']).toBe("default-src 'none';base-uri 'none';frame-ancestors 'none'");
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it('is compressed if it is large and the client takes it', async () => {
    const large = '{ teams(first: 100) { edges { node { name foundedDay kind { name } } } } }';
    const encodingOf = async (accept: string, query = large) =>
      (
        await ask({ 'Accept-Encoding': accept }, query)
          .buffer(false)
          .parse((_, done) => done(null, null))
      ).headers['content-encoding'];
    expect(await encodingOf('br, gzip')).toBe('br');
    expect(await encodingOf('gzip')).toBe('gzip');
    expect(await encodingOf('identity')).toBeUndefined();
    expect(await encodingOf('br, gzip', '{ __typename }')).toBeUndefined();
    // fetch unfolds what it is sent.
    const { port } = service.app.server.address() as { port: number };
    const answer = await fetch(`http://127.0.0.1:${port}/ha-noi/graphql`, {
      method: 'POST',
      headers: { authorization: bearer(), 'accept-encoding': 'gzip', 'content-type': 'application/json' },
      body: JSON.stringify({ query: large }),
    });
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    const { data } = (await answer.json()) as { data: { teams: { edges: object[] } } };
    expect(data.teams.edges.length).toBeGreaterThan(20);
  });

  it('has no stack trace, and no suggestion where these are off', async () => {
    const { body, text } = await ask({ 'Accept-Language': 'en' }, '{ tems { totalCount } }');
    expect(body.errors[0].message).toBe('The document does not fit the schema: Cannot query field "tems" on type "Query".');
    expect(text).not.toMatch(/stack|node_modules|\.ts:/);
    const variables = { f: { kin: 'x' } };
    const refused = await service.as('ha-noi').post({ query: 'query ($f: TeamFilter) { teams(filter: $f) { totalCount } }', variables });
    expect(refused.body.errors[0].message).not.toContain('Did you mean');
  });

  it('is never a compressed request unfolded', async () => {
    const { status } = await ask({ 'Content-Encoding': 'gzip' });
    expect(status).toBeLessThan(500);
  });
});

describe('settings', () => {
  it('are closed to other origins and to strangers in production', () => {
    const { http, introspectionForStrangers, suggestions } = readLimits({}, true);
    expect([http.origins, http.strictTransport, introspectionForStrangers, suggestions]).toEqual([[], true, false, false]);
    expect(readLimits({}, false).introspectionForStrangers).toBe(true);
  });

  it('say what they mean, or stop the service', () => {
    const read = (env: Record<string, string>) => readLimits(env, true);
    expect(read({ TO_SO_BUDGETS: 'stranger=10/1, analyst=20/2' }).budgets).toMatchObject({
      stranger: { capacity: 10 },
      analyst: { refill: 2 },
    });
    expect(read({ TO_SO_CORS_ORIGINS: `${ORIGIN}, http://localhost:5173` }).http.origins).toHaveLength(2);
    expect(read({ TO_SO_MAX_COST: '5' }).cost).toBe(5);
    expect(() => read({ TO_SO_BUDGETS: 'analyst' })).toThrow('TO_SO_BUDGETS holds "analyst"');
    expect(() => read({ TO_SO_CORS_ORIGINS: 'example.vn/' })).toThrow('TO_SO_CORS_ORIGINS names example.vn/');
    expect(() => read({ TO_SO_MAX_COST: '0' })).toThrow('TO_SO_MAX_COST is "0"');
    expect(() => read({ TO_SO_PUBLIC_INTROSPECTION: 'yes' })).toThrow('TO_SO_PUBLIC_INTROSPECTION is "yes"');
  });
});
