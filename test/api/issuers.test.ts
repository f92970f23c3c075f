import { constants, createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { exportJWK } from 'jose';
import { Issuers } from '../../src/auth/issuers';
import { checkIssuers } from '../../src/auth/issuer-config';
import { FETCH_FLOOR_MS, FRESH_MS } from '../../src/auth/key-set';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { addHamlet } from '../support/found';
import { startIssuer } from '../support/issuer';
import type { LocalIssuer } from '../support/issuer';
import { encode, seconds } from '../support/raw-token';

const GRANTS = [{ claim: 'roles', value: 'can-bo-xa', role: 'commune-officer', unitClaim: 'unit' }, { role: 'reader' }];
const [COMMUNE, NEXT] = ['10165', '10168'];

let service: TestApp;
let city: LocalIssuer;
let keysOnly: LocalIssuer;
/** Milliseconds on the clock that fetches are spaced by. */
let elapsed = 0;
const problems: string[] = [];

beforeAll(async () => {
  [city, keysOnly] = [await startIssuer(), await startIssuer()];
  await city.rotate('RS256', 'city-1');
  await keysOnly.rotate('ES256', 'keys-1');
  const { configs, problems: wrong } = checkIssuers(
    {
      'ha-noi': [{ name: 'city', issuer: city.url, audience: 'to-so', grants: GRANTS }],
      'thai-nguyen': [
        {
          name: 'keys',
          issuer: keysOnly.url,
          jwks: `${keysOnly.url}/keys`,
          audience: 'to-so',
          notBefore: 'issued-at',
          actorClaim: 'person.id',
          grants: [{ role: 'reader' }],
        },
      ],
    },
    ['ha-noi', 'thai-nguyen'],
    () => true,
  );
  expect(wrong).toEqual([]);
  service = await startApp({ issuers: new Issuers(configs, { elapsed: () => elapsed, report: (problem) => problems.push(problem) }) });
});
afterAll(() => Promise.all([service.close(), city.close(), keysOnly.close()]));

const ASK = '{ province { slug } }';
/** Enough time for another fetch. */
const later = () => (elapsed += FETCH_FLOOR_MS + 1);
const as = async (token: string | Promise<string>, province = 'ha-noi') => service.as(province, { bearer: await token });
const isBelieved = async (token: string | Promise<string>, province?: string) => {
  const { status, body } = await (await as(token, province)).post({ query: ASK });
  if (status !== 200) expect(body.errors[0].extensions).toEqual({ code: 'TOKEN_INVALID', details: {} });
  return status === 200;
};

describe('a token of an issuer of the province', () => {
  it('is believed by RS256, ES256 and EdDSA, each by a key of its own', async () => {
    for (const algorithm of ['RS256', 'ES256', 'EdDSA']) {
      await city.rotate(algorithm, `of ${algorithm}`);
      later();
      expect(await isBelieved(city.sign())).toBe(true);
    }
  });

  it('is an actor of the issuer’s name, with what its claims are mapped to and no more', async () => {
    const officer = await as(city.sign());
    await addHamlet(officer, COMMUNE);
    const { events } = await service.as('ha-noi', { role: 'province-admin' }).ask('{ events(first: 1) { edges { node { actor } } } }');
    expect(events.edges[0].node.actor).toBe('city:u-1');
    await expect(addHamlet(officer, NEXT)).rejects.toThrow('FORBIDDEN');
    for (const change of [
      { roles: [] },
      { roles: 'can-bo' },
      { roles: null },
      { unit: null },
      { unit: ['10165'] },
      { grants: [{ role: 'province-admin' }] },
    ])
      await expect(addHamlet(await as(city.sign({ ...change, ...('grants' in change ? { roles: [] } : {}) })), COMMUNE)).rejects.toThrow(
        'FORBIDDEN',
      );
    await addHamlet(await as(city.sign({ roles: 'can-bo-xa' })), COMMUNE);
  });

  it('is worth nothing in another province, nor another’s here', async () => {
    later();
    expect(await isBelieved(keysOnly.sign({ person: { id: 'p-1' } }), 'thai-nguyen')).toBe(true);
    expect(await isBelieved(keysOnly.sign({ person: { id: 'p-1' } }))).toBe(false);
    expect(await isBelieved(city.sign({ tenant: 'thai-nguyen' }), 'thai-nguyen')).toBe(false);
    expect(await isBelieved(city.sign({ iss: keysOnly.url }), 'thai-nguyen')).toBe(false);
  });

  it.each<[string, Record<string, unknown>]>([
    ['for another audience', { aud: 'elsewhere' }],
    ['for a list of audiences', { aud: ['to-so'] }],
    ['of our own name', { iss: 'to-so' }],
    ['of another issuer', { iss: 'https://elsewhere.example' }],
    ['that has expired', { exp: seconds - 60 }],
    ['that never expires', { exp: null }],
    ['that does not hold yet', { nbf: seconds + 60 }],
    ['that does not say from when it holds', { nbf: null }],
    ['about nobody', { sub: null }],
    ['about somebody with a line break', { sub: 'a\nb' }],
  ])('is refused %s', async (_what, change) => {
    const said = Object.fromEntries(Object.entries(change).map(([name, value]) => [name, value === null ? undefined : value]));
    expect(await isBelieved(city.sign(said))).toBe(false);
  });

  it('may go without nbf where that is agreed, if it says when it was issued', async () => {
    const person = { id: 'p-1' };
    expect(await isBelieved(keysOnly.sign({ person, nbf: undefined }), 'thai-nguyen')).toBe(true);
    expect(await isBelieved(keysOnly.sign({ person, nbf: undefined, iat: undefined }), 'thai-nguyen')).toBe(false);
    expect(await isBelieved(keysOnly.sign({ person, nbf: undefined, iat: seconds + 60 }), 'thai-nguyen')).toBe(false);
    expect(await isBelieved(keysOnly.sign({}), 'thai-nguyen')).toBe(false);
  });

  it('is refused by an algorithm that is not its key’s, and by a public key used as a secret', async () => {
    const [rsa] = city.keys;
    const { privateKey, jwk } = rsa as (typeof city.keys)[0];
    const content = `${encode({ alg: 'HS256', kid: 'city-1' })}.${(await city.sign()).split('.')[1]}`;
    const pem = createPublicKey({ key: jwk as never, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    const hmac = `${content}.${createHmac('sha256', pem).update(content).digest('base64url')}`;
    expect(await isBelieved(hmac)).toBe(false);
    const pss = createPrivateKey({ key: (await exportJWK(privateKey)) as never, format: 'jwk' });
    const body = `${encode({ alg: 'PS256', kid: 'city-1' })}.${(await city.sign()).split('.')[1]}`;
    const signature = sign('sha256', Buffer.from(body), { key: pss, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 });
    expect(await isBelieved(`${body}.${signature.toString('base64url')}`)).toBe(false);
    expect(await isBelieved(city.sign({}, { pair: rsa, header: { jku: `${city.url}/keys` } }))).toBe(false);
    expect(await isBelieved(city.sign({}, { pair: rsa }))).toBe(true);
  });
});

describe('the keys of an issuer', () => {
  it('are asked for once for many unknown names, and not again before half a minute has passed', async () => {
    later();
    const strange = { ...(city.keys[0] as (typeof city.keys)[0]), kid: 'unknown' };
    city.asked.length = 0;
    const tries = Array.from({ length: 20 }, () => isBelieved(city.sign({}, { pair: strange })));
    expect(new Set(await Promise.all(tries))).toEqual(new Set([false]));
    expect(await isBelieved(city.sign({}, { pair: strange }))).toBe(false);
    expect(city.asked).toEqual(['/.well-known/openid-configuration', '/keys']);
    later();
    expect(await isBelieved(city.sign({}, { pair: strange }))).toBe(false);
    expect(city.asked).toHaveLength(4);
  });

  it('follow its rotation: a new one is believed after the floor, one withdrawn is not once they are read again', async () => {
    const old = city.keys.at(-1);
    const fresh = await city.rotate('ES256', 'fresh', { withdraw: true });
    expect(await isBelieved(city.sign({}, { pair: fresh }))).toBe(false);
    expect(await isBelieved(city.sign({}, { pair: old }))).toBe(true);
    later();
    expect(await isBelieved(city.sign({}, { pair: fresh }))).toBe(true);
    expect(await isBelieved(city.sign({}, { pair: old }))).toBe(false);
  });

  const UNUSABLE: [string, (response: ServerResponse, path: string) => void][] = [
    ['answers with a fault', (response) => response.writeHead(500).end('{"keys":[]}')],
    ['answers with no JSON', (response) => response.end('<html>')],
    ['answers without keys', (response) => response.end('{}')],
    ['hangs up', (response) => response.destroy()],
    [
      'speaks of another issuer',
      (response) => response.end(JSON.stringify({ issuer: 'https://other.example', jwks_uri: `${city.url}/keys`, keys: [] })),
    ],
    [
      'says its keys are elsewhere without https',
      (response) => response.end(JSON.stringify({ issuer: city.url, jwks_uri: 'http://192.0.2.1/keys' })),
    ],
    ['sends on to elsewhere', (response) => response.writeHead(302, { location: `${city.url}/keys` }).end()],
    ['answers without end', (response) => void response.write(`{"keys":["${'x'.repeat(400_000)}`)],
  ];
  it.each(UNUSABLE)('that are known stay while it %s, and nothing unknown is believed', async (_what, how) => {
    city.misbehave(how);
    const [count, known] = [problems.length, await city.sign()];
    const unknown = await city.sign({}, { pair: { ...(city.keys[0] as (typeof city.keys)[0]), kid: 'unknown' } });
    for (const wait of [later(), (elapsed += FRESH_MS)]) {
      expect(wait).toBeGreaterThan(0);
      expect(await isBelieved(known)).toBe(true);
      expect(await isBelieved(unknown)).toBe(false);
    }
    expect(problems.length).toBeGreaterThan(count);
    expect(problems.at(-1)).toContain(`The keys of ${city.url} cannot be read: `);
    city.misbehave();
  });

  it('are waited for three seconds at most, and only by who needs them', async () => {
    city.misbehave(() => undefined);
    elapsed += FRESH_MS + FETCH_FLOOR_MS;
    const started = performance.now();
    expect(await isBelieved(city.sign())).toBe(true);
    expect(performance.now() - started).toBeLessThan(2_500);
    expect(await isBelieved(city.sign({}, { pair: { ...(city.keys[0] as (typeof city.keys)[0]), kid: 'unknown' } }))).toBe(false);
    expect(performance.now() - started).toBeLessThan(8_000);
    expect(problems.at(-1)).toContain('timeout');
    city.misbehave();
  });

  it('are not taken if they are secrets, too short, for something else, or two of one name', async () => {
    const good = await city.rotate('RS256', 'good', { withdraw: true });
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' });
    const twin = await city.rotate('ES256', 'twin');
    const unlike = await city.rotate('ES256', 'unlike');
    city.misbehave((response, path) => {
      if (path !== '/keys') return response.end(JSON.stringify({ issuer: city.url, jwks_uri: `${city.url}/keys` }));
      const keys = [
        null,
        { kty: 'oct', kid: 'secret', k: encode('mine'), alg: 'HS256' },
        { ...weak, kid: 'weak' },
        { ...good.jwk, kid: 'encrypts', use: 'enc' },
        { ...good.jwk, kid: 'unlike', alg: 'ES256' },
        twin.jwk,
        { ...good.jwk, kid: 'twin' },
        good.jwk,
      ];
      return response.end(JSON.stringify({ keys }));
    });
    later();
    expect(await isBelieved(city.sign({}, { pair: good }))).toBe(true);
    expect(await isBelieved(city.sign({}, { pair: twin }))).toBe(false);
    expect(await isBelieved(city.sign({}, { pair: unlike }))).toBe(false);
    expect(await isBelieved(city.sign({}, { pair: { ...good, kid: 'encrypts' } }))).toBe(false);
    const content = `${encode({ alg: 'HS256', kid: 'secret' })}.${(await city.sign()).split('.')[1]}`;
    expect(await isBelieved(`${content}.${createHmac('sha256', 'mine').update(content).digest('base64url')}`)).toBe(false);
    city.misbehave();
  });
});
