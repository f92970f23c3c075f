import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mayPointTo } from '../../src/auth/bounded-fetch';
import { checkIssuers } from '../../src/auth/issuer-config';
import { readIssuers } from '../../src/auth/issuers-file';

const SLUGS = ['ha-noi', 'thai-nguyen'];
const GOOD = { name: 'city', issuer: 'https://sso.example/realms/a', audience: 'to-so', grants: [{ role: 'reader' }] };
const problems = (value: unknown) => checkIssuers(value, SLUGS, (slug, code) => slug === 'ha-noi' && code === '10165').problems;

it('an issuer that is well stated is taken, with what is not said filled in', () => {
  const { configs, problems: none } = checkIssuers({ 'ha-noi': [GOOD] }, SLUGS, () => true);
  expect(none).toEqual([]);
  expect(configs.get('ha-noi')).toEqual([{ ...GOOD, algorithms: ['RS256', 'ES256', 'EdDSA'], actorClaim: 'sub', notBefore: 'required' }]);
});

it('everything that is wrong is said at once, with the place and the remedy', () => {
  const wrong = {
    name: 'account',
    issuer: 'to-so',
    jwks: 'file:///etc/keys',
    audience: ['to-so'],
    algorithms: ['HS256'],
    actorClaim: 5,
    tenant: { claim: 'province' },
    notBefore: 'never',
    secret: 'x',
    grants: [
      { role: 'king' },
      { role: 'reader', claim: 'roles' },
      { role: 'reader', unit: '1', unitClaim: 'u' },
      { role: 'reader', scope: 'x' },
      'reader',
    ],
  };
  const said = problems({ 'ha-noi': [wrong], hue: [], 'thai-nguyen': {} });
  for (const [place, remedy] of [
    ['ha-noi[0].name: ', 'small letters'],
    ['ha-noi[0].issuer: ', 'https'],
    ['ha-noi[0].jwks: ', 'https'],
    ['ha-noi[0].audience: ', 'one string'],
    ['ha-noi[0].algorithms: ', 'RS256, ES256, EdDSA'],
    ['ha-noi[0].actorClaim: ', 'name a claim'],
    ['ha-noi[0].tenant: ', '"value"'],
    ['ha-noi[0].notBefore: ', '"issued-at"'],
    ['ha-noi[0].secret: ', 'is not known'],
    ['ha-noi[0].grants[0]: ', 'name a role'],
    ['ha-noi[0].grants[1]: ', 'go together'],
    ['ha-noi[0].grants[2]: ', 'exclude each other'],
    ['ha-noi[0].grants[2]: ', 'no official code'],
    ['ha-noi[0].grants[3]: ', 'nothing else'],
    ['ha-noi[0].grants[4]: ', 'must be an object'],
    ['hue: ', 'ha-noi, thai-nguyen'],
    ['thai-nguyen: ', 'not a list'],
  ])
    expect(said.filter((each) => each.startsWith(place as string) && each.includes(remedy as string))).not.toEqual([]);
});

it.each(['', 'to-so', 'sso.example', 'http://127.0.0.1.example', 'https://user:secret@sso.example', 'ftp://127.0.0.1'])(
  '"%s" is no issuer',
  (issuer) => {
    expect(problems({ 'ha-noi': [{ ...GOOD, issuer }] })).toEqual([expect.stringContaining('ha-noi[0].issuer')]);
  },
);

it('an issuer whose keys are stated may be named by anything but our own name', () => {
  const jwks = 'https://sso.example/keys';
  expect(problems({ 'ha-noi': [{ ...GOOD, issuer: 'sso.example', jwks }] })).toEqual([]);
  expect(problems({ 'ha-noi': [{ ...GOOD, issuer: 'to-so', jwks }] })).toHaveLength(1);
});

it('an issuer elsewhere does not send requests to this machine', () => {
  for (const [issuer, address, may] of [
    ['https://sso.example', 'https://keys.example/jwks', true],
    ['https://sso.example', 'http://127.0.0.1:5432/', false],
    ['https://sso.example', 'http://localhost/keys', false],
    ['https://sso.example', 'http://sso.example/keys', false],
    ['https://sso.example', 'file:///etc/passwd', false],
    ['https://sso.example', undefined, false],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/keys', true],
    ['http://127.0.0.1:8080', 'http://192.0.2.1/keys', false],
  ] as const)
    expect({ address, may: mayPointTo(issuer, address) }).toEqual({ address, may });
});

it('one issuer may serve two provinces only if its tokens tell them apart', () => {
  const both = (one: object, other: object) => problems({ 'ha-noi': [{ ...GOOD, ...one }], 'thai-nguyen': [{ ...GOOD, ...other }] });
  const tenant = (value: string, claim = 'province') => ({ tenant: { claim, value } });
  expect(both({}, {})).toEqual([expect.stringContaining('vouches for both in the same way')]);
  expect(both(tenant('a'), {})).toHaveLength(1);
  expect(both(tenant('a'), tenant('a'))).toHaveLength(1);
  expect(both(tenant('a'), tenant('b', 'other'))).toHaveLength(1);
  expect(both(tenant('a'), tenant('b'))).toEqual([]);
  expect(both({}, { audience: 'elsewhere' })).toEqual([]);
  expect(problems({ 'ha-noi': [GOOD, { ...GOOD, issuer: 'https://other.example' }] })).toEqual([
    expect.stringContaining('the name "city"'),
  ]);
});

it('a file that can not be used stops the service, with the file and everything that is wrong with it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'to-so-issuers-'));
  const file = join(folder, 'issuers.json');
  const read = () => readIssuers(file, SLUGS, () => true);
  try {
    expect(read).toThrow(`TO_SO_ISSUERS names ${file}, which cannot be read`);
    writeFileSync(file, '{');
    expect(read).toThrow('cannot be read');
    writeFileSync(file, JSON.stringify({ 'ha-noi': [{ ...GOOD, name: '', audience: '' }] }));
    expect(read).toThrow(new RegExp(`^${file}: ha-noi\\[0\\].name: .*\\n${file}: ha-noi\\[0\\].audience: `));
    writeFileSync(file, JSON.stringify({ 'ha-noi': [GOOD] }));
    expect(read().get('ha-noi')).toHaveLength(1);
    expect(readIssuers(undefined, SLUGS, () => true).size).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
