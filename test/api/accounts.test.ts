import jwt from 'jsonwebtoken';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { NOW, TOKEN_KEY } from '../support/constants';
import { bearing, COMPLETE, CREATE, grantedTo, newPerson, PASSWORD, REFRESH, SIGN_IN, signIn, STRANGER } from '../support/signed-in';
import { refusalOf } from '../support/refused';
import { unique } from '../support/found';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** The clock of the service, which the tests move on. */
const now = new Date(NOW);
const passes = (milliseconds: number) => void now.setTime(now.getTime() + milliseconds);

let service: TestApp;
let admin: Client;
let stranger: Client;
beforeAll(async () => {
  service = await startApp({ now });
  admin = service.as('ha-noi', { role: 'province-admin', hours: 24 * 400 });
  stranger = service.as('ha-noi', STRANGER);
});
afterAll(() => service.close());

const ACCOUNT = 'mutation ($input: AccountInput!)';
const LIVES = 'mutation { changePassword(input: { password: "x", newPassword: "y" }) { id } }';
/** Whether a token is still believed: what comes after that is another question. */
const lives = async (token: string) => (await bearing(service, token).refusal(LIVES)) !== 'TOKEN_INVALID';

describe('an account', () => {
  it('is created by an administrator, who never knows its password', async () => {
    const login = unique('moi.');
    const { createAccount } = await admin.ask(CREATE, { input: { login } });
    expect(createAccount.account).toMatchObject({ isSetUp: false, actor: expect.stringMatching(/^account:[0-9a-f-]{36}$/) });
    const input = { setupToken: createAccount.setupToken, password: PASSWORD };
    const { completeSetup } = await stranger.ask(COMPLETE, { input });
    expect(completeSetup.account).toMatchObject({ login, isSetUp: true });
    expect(await refusalOf(service, stranger, COMPLETE, { input })).toEqual({ refused: 'TOKEN_INVALID' });
    expect((await signIn(service, ` ${login.toUpperCase()} `)).accessToken).toEqual(expect.any(String));
  });

  it('is not created twice, and its token is shown once', async () => {
    const input = { login: unique('mot.lan.'), idempotencyKey: unique('creating ') };
    const first = await admin.ask(CREATE, { input });
    const again = await admin.ask(CREATE, { input });
    expect(again.createAccount).toEqual({ ...first.createAccount, setupToken: null });
    expect(await refusalOf(service, admin, CREATE, { input: { login: input.login } })).toEqual({
      refused: 'DUPLICATE_CODE',
      field: 'login',
      value: input.login,
    });
  });

  it('is set up within three days, by a password worth the name', async () => {
    const login = unique('cham.');
    const { setupToken } = (await admin.ask(CREATE, { input: { login } })).createAccount;
    for (const [password, problem] of [
      ['ngắn quá', 'at least 12'],
      ['aaaabbbbaaaabbbb', 'repeats'],
      [`${login} và nhiều chữ`, 'the name of the account'],
      ['cái này quá dài '.repeat(13), 'at most 200'],
    ] as const)
      expect(await refusalOf(service, stranger, COMPLETE, { input: { setupToken, password } })).toMatchObject({
        refused: 'INVALID_INPUT',
        fields: [{ field: 'password', problem: expect.stringContaining(problem) }],
      });
    const late = (await admin.ask(CREATE, { input: { login: unique('cham.') } })).createAccount.setupToken;
    passes(3 * DAY + 1);
    expect(await refusalOf(service, stranger, COMPLETE, { input: { setupToken: late, password: PASSWORD } })).toEqual({
      refused: 'TOKEN_INVALID',
    });
  });

  it('is nothing in another province', async () => {
    const { login, accessToken, refreshToken } = await newPerson(service);
    const elsewhere = service.as('thai-nguyen', STRANGER);
    expect(await elsewhere.refusal(SIGN_IN, { input: { login, password: PASSWORD } })).toBe('SIGN_IN_REFUSED');
    expect(await elsewhere.refusal(REFRESH, { input: { refreshToken } })).toBe('TOKEN_INVALID');
    expect(await bearing(service, accessToken, 'thai-nguyen').refusal(LIVES)).toBe('WRONG_PROVINCE');
    expect(await lives(accessToken)).toBe(true);
  });

  it('that is closed ends at once, with its sessions and the keys it made', async () => {
    const person = await newPerson(service);
    const KEY = 'mutation { createApiKey(input: { name: "x", scopes: ["law:read"], until: "2027-01-01" }) { key } }';
    const { key } = (await service.as('ha-noi', { bearer: grantedTo(person) }).ask(KEY)).createApiKey;
    await bearing(service, key).ask('{ province { slug } }');
    await admin.ask(`${ACCOUNT} { disableAccount(input: $input) { disabledAt } }`, { input: { accountId: person.id } });
    expect(await lives(person.accessToken)).toBe(false);
    expect(await bearing(service, key).refusal('{ province { slug } }')).toBe('TOKEN_INVALID');
    expect(await stranger.refusal(REFRESH, { input: { refreshToken: person.refreshToken } })).toBe('TOKEN_INVALID');
    expect(await stranger.refusal(SIGN_IN, { input: { login: person.login, password: PASSWORD } })).toBe('SIGN_IN_REFUSED');
    await admin.ask(`${ACCOUNT} { enableAccount(input: $input) { id } }`, { input: { accountId: person.id } });
    expect(await lives(person.accessToken)).toBe(false);
    await signIn(service, person.login);
  });

  it('that is reset loses its password and sessions, and is set up anew', async () => {
    const person = await newPerson(service);
    const { resetAccount } = await admin.ask(`${ACCOUNT} { resetAccount(input: $input) { setupToken } }`, {
      input: { accountId: person.id },
    });
    expect(await lives(person.accessToken)).toBe(false);
    expect(await stranger.refusal(SIGN_IN, { input: { login: person.login, password: PASSWORD } })).toBe('SIGN_IN_REFUSED');
    await stranger.ask(COMPLETE, { input: { setupToken: resetAccount.setupToken, password: 'mười hai chữ cái mới' } });
    await signIn(service, person.login, 'mười hai chữ cái mới');
  });

  it('is kept and listed by administrators only', async () => {
    for (const role of ['province-officer', 'commune-officer', 'reader'] as const) {
      expect(await service.as('ha-noi', { role, hours: 24 * 400 }).refusal(CREATE, { input: { login: 'khong.duoc' } })).toBe('FORBIDDEN');
      expect(await service.as('ha-noi', { role, hours: 24 * 400 }).refusal('{ accounts { totalCount } }')).toBe('FORBIDDEN');
    }
    expect(await stranger.refusal(CREATE, { input: { login: 'khong.duoc' } })).toBe('UNAUTHENTICATED');
    const { accounts } = await admin.ask('{ accounts(first: 2) { totalCount edges { node { login } } pageInfo { hasNextPage } } }');
    expect(accounts.totalCount).toBeGreaterThan(2);
    expect(accounts.edges).toHaveLength(2);
  });
});

describe('a session', () => {
  it('has an access token of fifteen minutes, that grants nothing by itself', async () => {
    const { accessToken } = await newPerson(service);
    const [, payload] = accessToken.split('.') as [string, string];
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({ tenant: 'ha-noi', grants: [] });
    expect(await bearing(service, accessToken).refusal('{ tasks { totalCount } }')).toBe('FORBIDDEN');
    passes(15 * MINUTE + 6_000);
    expect(await lives(accessToken)).toBe(false);
  });

  it('goes on by its refresh token, which is another each time', async () => {
    const person = await newPerson(service);
    let { refreshToken } = person;
    for (let days = 0; days < 30; days += 10) {
      passes(10 * DAY);
      const { refreshSession } = await stranger.ask(REFRESH, { input: { refreshToken } });
      expect(refreshSession.refreshToken).not.toBe(refreshToken);
      expect(await lives(refreshSession.accessToken)).toBe(true);
      ({ refreshToken } = refreshSession);
    }
    passes(15 * DAY);
    expect(await stranger.refusal(REFRESH, { input: { refreshToken } })).toBe('TOKEN_INVALID');
  });

  it('ends ninety days after its sign-in, however often it was refreshed', async () => {
    let { refreshToken } = await newPerson(service);
    for (let days = 0; days < 80; days += 10) {
      passes(10 * DAY);
      ({ refreshToken } = (await stranger.ask(REFRESH, { input: { refreshToken } })).refreshSession);
    }
    passes(11 * DAY);
    expect(await stranger.refusal(REFRESH, { input: { refreshToken } })).toBe('TOKEN_INVALID');
  });

  it('ends for everybody when a refresh token comes a second time', async () => {
    const { refreshToken, actor } = await newPerson(service);
    const { refreshSession } = await stranger.ask(REFRESH, { input: { refreshToken } });
    expect(await lives(refreshSession.accessToken)).toBe(true);
    expect(await stranger.refusal(REFRESH, { input: { refreshToken } })).toBe('TOKEN_INVALID');
    expect(await lives(refreshSession.accessToken)).toBe(false);
    expect(await stranger.refusal(REFRESH, { input: { refreshToken: refreshSession.refreshToken } })).toBe('TOKEN_INVALID');
    const { events } = await admin.ask('{ events(first: 1) { edges { node { action actor } } } }');
    expect(events.edges[0].node).toEqual({ action: 'account.session-revoked', actor });
  });

  it('is refreshed once if that is asked five times at once, and ends by it', async () => {
    const { refreshToken, accessToken } = await newPerson(service);
    const answers = await Promise.all(Array.from({ length: 5 }, () => stranger.answer(REFRESH, { input: { refreshToken } })));
    expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
    expect(await lives(accessToken)).toBe(false);
  });

  it('ends when it is signed out, alone or with all others', async () => {
    const person = await newPerson(service);
    const [second, third] = [await signIn(service, person.login), await signIn(service, person.login)];
    expect(await bearing(service, second.accessToken).ask('mutation { signOut }')).toEqual({ signOut: 1 });
    expect([await lives(second.accessToken), await lives(third.accessToken)]).toEqual([false, true]);
    expect(await bearing(service, third.accessToken).ask('mutation { signOutEverywhere }')).toEqual({ signOutEverywhere: 2 });
    expect([await lives(person.accessToken), await lives(third.accessToken)]).toEqual([false, false]);
    expect(await stranger.refusal(REFRESH, { input: { refreshToken: person.refreshToken } })).toBe('TOKEN_INVALID');
  });

  it('stays when the password is changed, and the others end', async () => {
    const person = await newPerson(service);
    const other = await signIn(service, person.login);
    const CHANGE = 'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { id } }';
    const own = bearing(service, person.accessToken);
    const input = { password: PASSWORD, newPassword: 'ba chìm bảy nổi với nước non' };
    expect(await own.refusal(CHANGE, { input: { ...input, password: 'không phải' } })).toBe('SIGN_IN_REFUSED');
    await own.ask(CHANGE, { input });
    expect([await lives(person.accessToken), await lives(other.accessToken)]).toEqual([true, false]);
    expect(await stranger.refusal(SIGN_IN, { input: { login: person.login, password: PASSWORD } })).toBe('SIGN_IN_REFUSED');
    await signIn(service, person.login, input.newPassword);
  });

  it('is one account’s: its token with another name on it is none, though rightly signed', async () => {
    const [one, other] = [await newPerson(service), await newPerson(service)];
    const said = jwt.decode(one.accessToken) as object;
    expect(await lives(jwt.sign(said, TOKEN_KEY))).toBe(true);
    expect(await lives(jwt.sign({ ...said, sub: other.actor }, TOKEN_KEY))).toBe(false);
  });

  it('is for accounts: others have nothing to sign out of', async () => {
    expect(await service.as('ha-noi', { role: 'reader', hours: 24 * 400 }).refusal('mutation { signOut }')).toBe('ACCOUNT_ONLY');
    expect(await stranger.refusal('mutation { signOut }')).toBe('UNAUTHENTICATED');
  });
});

it('nothing of a secret is kept: no password, no token, no code', async () => {
  const person = await newPerson(service);
  const kept: string[] = [];
  const { rows } = await service.owner.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  );
  for (const { name } of rows)
    for (const secret of [PASSWORD, person.accessToken, person.refreshToken, person.refreshToken.slice(4)]) {
      const found = await service.owner.query(`SELECT FROM "${name}" t WHERE t::text LIKE $1`, [`%${secret}%`]);
      if (found.rowCount) kept.push(name);
    }
  expect(kept).toEqual([]);
});
