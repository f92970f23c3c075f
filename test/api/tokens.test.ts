import { generateKeyPairSync } from 'node:crypto';
import jwt from 'jsonwebtoken';
import request from 'supertest';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { token } from '../support/client';
import { NOW, TOKEN_KEY } from '../support/constants';
import { claims, encode, seconds, signed } from '../support/raw-token';

const ASK = '{ province { slug } }';
const SECOND_KEY = 'a newer key of the tests, long enough too';
const { publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

let service: TestApp;
beforeAll(async () => {
  service = await startApp({
    config: {
      tokenKey: [
        { kid: 'new', secret: SECOND_KEY },
        { kid: null, secret: TOKEN_KEY },
        { kid: 'public', secret: publicKey },
      ],
    },
  });
});
afterAll(() => service.close());

function send(authorization: string | undefined, path = '/ha-noi/graphql', language = 'en') {
  const sent = request(service.app.server).post(path).set({ 'Content-Type': 'application/json', 'Accept-Language': language });
  return (authorization === undefined ? sent : sent.set('Authorization', authorization)).send({ query: ASK });
}

const REFUSED = {
  status: 401,
  body: {
    errors: [
      {
        message: 'The token or key is not valid here. Sign in again, or ask for a new one.',
        extensions: { code: 'TOKEN_INVALID', details: {} },
      },
    ],
  },
};

describe('a request', () => {
  it('is answered with a token of its province', async () => {
    const { status, body } = await send(`Bearer ${signed()}`);
    expect({ status, data: body.data, errors: body.errors }).toEqual({ status: 200, data: { province: { slug: 'ha-noi' } } });
    expect((await send(`bearer ${jwt.sign(claims, TOKEN_KEY)}`)).status).toBe(200);
  });

  it('is answered with a token of either key, each by its name, and of clocks that differ by five seconds', async () => {
    for (const good of [
      signed({}, { kid: 'new' }, SECOND_KEY),
      signed({ nbf: seconds + 5 }),
      signed({ exp: seconds - 4 }),
      signed({}, { typ: 'at+jwt' }),
    ])
      expect((await send(`Bearer ${good}`)).status).toBe(200);
  });

  it('needs a token for what is not public, and is told so in Vietnamese or English', async () => {
    const sentence = async (language: string) => {
      const { status, body } = await send(undefined, undefined, language);
      expect(status).toBe(401);
      expect(body).toEqual({ errors: [{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED', details: {} } }] });
      return body.errors[0].message;
    };
    expect(await sentence('')).toBe('Cần có mã truy cập: gửi tiêu đề "Authorization: Bearer <mã>".');
    expect(await sentence('en')).toBe('This needs a token: send the header "Authorization: Bearer <token>".');
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

const [header, payload, signature] = signed().split('.') as [string, string, string];
const without = (name: string) => signed(Object.fromEntries([[name, undefined]]));

describe('a request is refused, in the same words, with a token that', () => {
  it.each<[string, () => string]>([
    ['has expired', () => signed({ exp: seconds - 60 })],
    ['does not hold yet', () => signed({ nbf: seconds + 60 })],
    ['expires at no number', () => signed({ exp: String(seconds + 60) })],
    ['expires at no finite number', () => signed(JSON.stringify(claims).replace(/"exp":\d+/, '"exp":1e999'))],
    ['holds from a list', () => signed({ nbf: [seconds] })],
    ['is signed by another key', () => signed({}, {}, 'another key, long enough for HS256 too')],
    ['is signed by one key in the name of another', () => signed({}, { kid: 'new' })],
    ['is signed by the named key without its name', () => signed({}, {}, SECOND_KEY)],
    ['names a key that is not', () => signed({}, { kid: 'newer' })],
    ['names a key by a path', () => signed({}, { kid: '../../../../dev/null' }, '')],
    ['names a key by an address', () => signed({}, { kid: 'http://127.0.0.1:1/key' })],
    ['names a key by a query', () => signed({}, { kid: "x' UNION SELECT 'key" }, 'key')],
    ['names a key by a prototype', () => signed({}, { kid: '__proto__' })],
    ['names a key by a list', () => signed({}, { kid: ['new'] }, SECOND_KEY)],
    ['names a key by null', () => signed({}, { kid: null })],
    ['is not signed at all', () => `${encode({ alg: 'none', typ: 'JWT' })}.${payload}.`],
    ['says so in capitals', () => `${encode({ alg: 'NONE', typ: 'JWT' })}.${payload}.`],
    ['has no algorithm', () => signed({}, { alg: undefined })],
    ['says that it is not signed and is', () => `${encode({ alg: 'none', typ: 'JWT' })}.${payload}.${signature}`],
    ['is signed by another algorithm', () => jwt.sign(claims, TOKEN_KEY, { algorithm: 'HS512' })],
    ['is signed with a secret and says RS256', () => signed({}, { alg: 'RS256', kid: 'public' }, publicKey)],
    ['brings its key along', () => signed({}, { jwk: { kty: 'oct', k: encode('mine') } }, 'mine')],
    ['says where its key is', () => signed({}, { jku: 'http://127.0.0.1:1/keys' })],
    ['says where its certificate is', () => signed({}, { x5u: 'http://127.0.0.1:1/cert' })],
    ['brings its certificate along', () => signed({}, { x5c: ['MII'] })],
    ['demands an extension', () => signed({}, { crit: ['exp'] })],
    ['is not encoded', () => signed({}, { b64: false, crit: ['b64'] })],
    ['is of another type', () => signed({}, { typ: 'dpop+jwt' })],
    ['says its algorithm twice', () => signed({}, '{"alg":"none","alg":"HS256"}')],
    ['says its province twice', () => signed(`{"tenant":"thai-nguyen",${JSON.stringify(claims).slice(1)}`)],
    ['says its province twice, once in disguise', () => signed(`{"ten\\u0061nt":"thai-nguyen",${JSON.stringify(claims).slice(1)}`)],
    [
      'says something twice within',
      () => signed(JSON.stringify(claims).replace('{"role":"reader"}', '{"role":"reader","role":"province-admin"}')),
    ],
    ['was given another province', () => `${header}.${encode({ ...claims, tenant: 'thai-nguyen' })}.${signature}`],
    ['was given another role', () => `${header}.${encode({ ...claims, grants: [{ role: 'province-admin' }] })}.${signature}`],
    ['has lost its last letters', () => signed().slice(0, -3)],
    ['has another last letter that says the same', () => sameBytes(signed())],
    ['has a padded signature', () => `${signed()}=`],
    ['has a fourth part', () => `${signed()}.${signature}`],
    ['is in the other base64', () => `${header}.${payload}.${'+/'.repeat(21)}+`],
    ['is for another audience', () => signed({ aud: 'elsewhere' })],
    ['is for several audiences', () => signed({ aud: ['to-so'] })],
    ['is of another issuer', () => signed({ iss: 'elsewhere' })],
    ['is of several issuers', () => signed({ iss: ['to-so'] })],
    ['is about several people', () => signed({ sub: ['somebody'] })],
    ['names no issuer', () => without('iss')],
    ['names no audience', () => without('aud')],
    ['names nobody', () => without('sub')],
    ['names nobody in letters', () => signed({ sub: '' })],
    ['names no province', () => without('tenant')],
    ['never expires', () => without('exp')],
    ['does not say from when it holds', () => without('nbf')],
    ['grants nothing', () => without('grants')],
    ['names a province by a list', () => signed({ tenant: ['ha-noi'] })],
    ['grants a role that is not', () => signed({ grants: [{ role: 'king' }] })],
    ['grants a role by its prototype', () => signed({ grants: [{ role: 'constructor' }] })],
    ['grants in a unit that is no code', () => signed({ grants: [{ role: 'reader', unit: 1 }] })],
    ['speaks for the service itself', () => signed({ sub: 'system' })],
    ['speaks for strangers', () => signed({ sub: 'public' })],
    ['speaks for a key', () => signed({ sub: 'key:abcdefghij' })],
    ['speaks for an account without a session', () => signed({ sub: 'account:01900000-0000-7000-8000-00000000dead' })],
    ['is of a session that is not', () => signed({ sid: '01900000-0000-7000-8000-00000000dead' })],
    ['is of a session that is none', () => signed({ sid: "' OR true --" })],
    ['is longer than 8 KiB', () => signed({ padding: 'x'.repeat(7000) })],
    ['is a list', () => `${header}.${encode([claims])}.${signature}`],
    ['is garbage', () => 'a.b.c'],
    ['is no token', () => 'abc'],
    ['is a key of a machine that is not', () => `tsk_abcdefghij_${'A'.repeat(43)}`],
    ['is half a key of a machine', () => 'tsk_abcdefghij'],
    ['comes with more', () => `${signed()} more`],
    ['comes with another', () => `${signed()}, Bearer ${signed()}`],
  ])('%s', async (_what, bad) => {
    const { status, body, headers } = await send(`Bearer ${bad()}`);
    expect({ status, body }).toEqual(REFUSED);
    expect(headers['content-type']).toMatch(/^application\/(graphql-response\+)?json/);
  });

  it('comes in anything but a bearer header, or in two', async () => {
    for (const other of [`Basic ${signed()}`, `Bearer  ${signed()}`, `Bearer`, signed()])
      expect({ ...(({ status, body }) => ({ status, body }))(await send(other)) }).toEqual(REFUSED);
    const { port } = service.app.server.address() as { port: number };
    const twice = await new Promise<number>((resolve, reject) => {
      const sent = jest.requireActual<typeof import('node:http')>('node:http').request(
        {
          port,
          path: '/ha-noi/graphql',
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: [`Bearer ${signed()}`, 'Bearer x'] } as never,
        },
        ({ statusCode }) => resolve(statusCode ?? 0),
      );
      sent.on('error', reject);
      sent.end(JSON.stringify({ query: ASK }));
    });
    expect(twice).toBe(401);
  });
});

/** The same bytes in another spelling: the two lowest bits of the last letter say nothing. */
function sameBytes(good: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const other = letters[letters.indexOf(good.at(-1) as string) ^ 1] as string;
  const changed = good.slice(0, -1) + other;
  expect(Buffer.from(changed.split('.')[2] as string, 'base64url')).toEqual(Buffer.from(good.split('.')[2] as string, 'base64url'));
  return changed;
}
