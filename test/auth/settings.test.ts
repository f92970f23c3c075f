import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config';

const [OLD, NEW] = ['o'.repeat(32), 'n'.repeat(40)];
let data: string;
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'to-so-settings-'));
});
afterAll(() => rmSync(data, { recursive: true }));
const config = (env: NodeJS.ProcessEnv) => readConfig({ TO_SO_DATA: data, ...env }, data);
const keys = (env: NodeJS.ProcessEnv) => config(env).tokenKey;

it('for development a key is made once; in production it must be given, and not be that one', () => {
  const [made] = keys({});
  expect(keys({})).toEqual([made]);
  expect(made).toEqual({ kid: null, secret: readFileSync(join(data, 'token-key'), 'utf8') });
  const production = { NODE_ENV: 'production' };
  expect(() => keys(production)).toThrow('set TO_SO_TOKEN_KEY to at least 32 random characters, or TO_SO_TOKEN_KEYS');
  expect(() => keys({ ...production, TO_SO_TOKEN_KEY: made?.secret })).toThrow('development key');
  expect(() => keys({ ...production, TO_SO_TOKEN_KEYS: `a:${NEW},b:${made?.secret}` })).toThrow(
    'TO_SO_TOKEN_KEYS (key 2) is the development key',
  );
  expect(keys({ ...production, TO_SO_TOKEN_KEY: OLD })).toEqual([{ kid: null, secret: OLD }]);
});

it('keys follow each other: the first of the list signs, the one without a name stays until it is unset', () => {
  expect(keys({ TO_SO_TOKEN_KEYS: `2026-b:${NEW}, 2026-a:${OLD}` })).toEqual([
    { kid: '2026-b', secret: NEW },
    { kid: '2026-a', secret: OLD },
  ]);
  expect(keys({ TO_SO_TOKEN_KEYS: `2026-b:${NEW}`, TO_SO_TOKEN_KEY: OLD })).toEqual([
    { kid: '2026-b', secret: NEW },
    { kid: null, secret: OLD },
  ]);
});

it('everything that is wrong with keys is said at once, and no key is', () => {
  const wrong = () => keys({ TO_SO_TOKEN_KEYS: `short:abc,../x:${NEW},short:${OLD},${NEW}`, TO_SO_TOKEN_KEY: 'tiny' });
  expect(wrong).toThrow(
    /key 1\) has 3 characters.*\n.*key 2\) is not of the form.*\n.*key 3\) has the name of another.*\n.*key 4\) has 0 characters.*\nTO_SO_TOKEN_KEY has 4/s,
  );
  for (const secret of [OLD, NEW]) expect(wrong).not.toThrow(secret);
});

it('a secret of accounts that could be guessed, and a proxy that is no address, are refused', () => {
  expect(() => config({ TO_SO_ACCOUNT_SECRET: 'short' })).toThrow('TO_SO_ACCOUNT_SECRET has 5 characters');
  expect(config({}).accountSecret).toBe(config({}).accountSecret);
  expect(() => config({ TO_SO_TRUST_PROXY: '10.0.0.0/8, proxy' })).toThrow('TO_SO_TRUST_PROXY names proxy');
  expect(config({ TO_SO_TRUST_PROXY: '10.0.0.0/8, ::1' }).trustProxy).toEqual(['10.0.0.0/8', '::1']);
  expect(config({ TO_SO_SECOND_FACTOR: 'a, b' }).secondFactorFor).toEqual(['a', 'b']);
});
