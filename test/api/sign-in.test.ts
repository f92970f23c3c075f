import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { NOW } from '../support/constants';
import { CREATE, newPerson, PASSWORD, SIGN_IN, STRANGER } from '../support/signed-in';
import { unique } from '../support/found';
import type * as Argon2 from 'argon2';

jest.mock('argon2', () => {
  const real = jest.requireActual<typeof Argon2>('argon2');
  return { ...real, verify: jest.fn(real.verify) };
});
const { verify } = jest.requireMock<{ verify: jest.Mock }>('argon2');

const now = new Date(NOW);
const passes = (seconds: number) => void now.setTime(now.getTime() + seconds * 1000);

let service: TestApp;
beforeAll(async () => {
  // Whoever connects from this machine says where the request came from.
  service = await startApp({ now, config: { trustProxy: ['127.0.0.1'] } });
});
afterAll(() => service.close());

/** What an attempt from an address comes to: `in`, a code, or how many seconds to wait. */
async function attempt(login: string, password: string, address: string, code?: string): Promise<string | number> {
  const { body } = await service
    .as('ha-noi', STRANGER)
    .post({ query: SIGN_IN, variables: { input: { login, password, code } } }, { 'X-Forwarded-For': address });
  const refused = body.errors?.[0]?.extensions;
  return refused ? (refused.details.seconds ?? refused.code) : 'in';
}
const WRONG = 'SIGN_IN_REFUSED';
let hosts = 0;
const newAddress = () => `198.51.${Math.floor(++hosts / 250)}.${(hosts % 250) + 1}`;

describe('a refusal to sign in', () => {
  it('answers in the same words, after the same work, whatever is wrong', async () => {
    const admin = service.as('ha-noi', { role: 'province-admin' });
    const [person, closed, factored] = [await newPerson(service), await newPerson(service), await newPerson(service)];
    const { createAccount } = await admin.ask(CREATE, { input: { login: unique('chua.') } });
    const { accounts } = await admin.ask('{ accounts(first: 200) { edges { node { id login } } } }');
    const notSetUp = accounts.edges.find(({ node }: { node: { id: string } }) => node.id === createAccount.account.id).node.login;
    await admin.ask('mutation ($input: AccountInput!) { disableAccount(input: $input) { id } }', { input: { accountId: closed.id } });
    await service.owner.query(`UPDATE account SET totp_from = now(), totp_secret = NULL WHERE login = $1`, [factored.login]);

    const bodies: string[] = [];
    for (const [what, login, password, code] of [
      ['no such account', 'khong.co.ai', PASSWORD],
      ['a wrong password', person.login, 'không phải mật khẩu'],
      ['a closed account', closed.login, PASSWORD],
      ['an account without a password', notSetUp, PASSWORD],
      ['a missing code', factored.login, PASSWORD],
      ['a wrong code', factored.login, PASSWORD, '000000'],
      ['a wrong recovery code', factored.login, PASSWORD, 'abcd-efgh-jkmn-pqrs'],
      ['a strange name', "' OR true --", PASSWORD],
    ] as const) {
      verify.mockClear();
      const started = performance.now();
      const { status, text } = await service
        .as('ha-noi', STRANGER)
        .post({ query: SIGN_IN, variables: { input: { login, password, code } } }, { 'X-Forwarded-For': newAddress() });
      expect({ what, verified: verify.mock.calls.length }).toEqual({ what, verified: 1 });
      expect(verify.mock.calls[0][0]).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
      expect(performance.now() - started).toBeGreaterThan(245);
      bodies.push(`${status} ${text}`);
    }
    expect(new Set(bodies).size).toBe(1);
    expect(bodies[0]).toContain(WRONG);
  });
});

describe('guessing', () => {
  it('at one account from one place is slowed down, the longer the more it goes on, and is over after a quiet hour', async () => {
    const { login } = await newPerson(service);
    const address = newAddress();
    const waits: (string | number)[] = [];
    for (let n = 0; n < 5; n++) expect(await attempt(login, 'wrong', address)).toBe(WRONG);
    for (let n = 0; n < 8; n++) {
      expect(await attempt(login, 'wrong', address)).toBe(WRONG);
      const wait = await attempt(login, PASSWORD, address);
      waits.push(wait);
      passes(Number(wait));
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    passes(3601);
    expect(await attempt(login, 'wrong', address)).toBe(WRONG);
    expect(await attempt(login, PASSWORD, address)).toBe('in');
  });

  it('is slowed down for a name that is not there as for one that is', async () => {
    const address = newAddress();
    for (let n = 0; n < 6; n++) expect(await attempt('khong.co.ai.ca', 'wrong', address)).toBe(WRONG);
    expect(await attempt('khong.co.ai.ca', 'wrong', address)).toBe(1);
  });

  it('many times at once is counted each time', async () => {
    const { login } = await newPerson(service);
    const address = newAddress();
    const answers = await Promise.all(Array.from({ length: 30 }, () => attempt(login, 'wrong', address)));
    expect(answers.filter((answer) => answer === WRONG)).toHaveLength(6);
  });

  it('at many accounts from one place, IPv6 networks being one place, is slowed down', async () => {
    const answers: (string | number)[] = [];
    for (let n = 0; n < 22; n++) answers.push(await attempt(`nguoi.so.${n}`, 'wrong', `2001:db8:1:2::${n.toString(16)}`));
    expect(answers.slice(0, 21)).toEqual(Array(21).fill(WRONG));
    expect(answers[21]).toBe(1);
    expect(await attempt('nguoi.khac', 'wrong', '2001:db8:1:3::1')).toBe(WRONG);
  });

  it('at an account from everywhere keeps strangers waiting half a minute at most, and its owner at home not at all', async () => {
    const { login } = await newPerson(service);
    const home = newAddress();
    expect(await attempt(login, PASSWORD, home)).toBe('in');
    let longest = 0;
    for (let n = 0; n < 26; n++) {
      const answer = await attempt(login, 'wrong', newAddress());
      if (answer === WRONG) continue;
      longest = Math.max(longest, Number(answer));
      passes(Number(answer));
    }
    expect(longest).toBe(30);
    for (let n = 0; n < 10; n++) await attempt(login, 'wrong', newAddress());
    expect(await attempt(login, PASSWORD, newAddress())).toEqual(expect.any(Number));
    expect(await attempt(login, PASSWORD, home)).toBe('in');
    passes(30);
    expect(await attempt(login, PASSWORD, newAddress())).toBe('in');
  });

  it('by a colleague does not keep out those who are at home in the same office', async () => {
    const { login } = await newPerson(service);
    const office = newAddress();
    expect(await attempt(login, PASSWORD, office)).toBe('in');
    for (let n = 0; n < 25; n++) await attempt(`dong.nghiep.${n}`, 'wrong', office);
    expect(await attempt('nguoi.moi', 'wrong', office)).toEqual(expect.any(Number));
    expect(await attempt(login, PASSWORD, office)).toBe('in');
  });

  it('is counted in the database, by digests that name nobody', async () => {
    const { rows } = await service.owner.query<{ tenant: string; key: string }>('SELECT * FROM sign_in_count');
    expect(rows.length).toBeGreaterThan(20);
    for (const row of rows) {
      expect(row.key).toMatch(/^[\w-]{43}$/);
      expect(JSON.stringify(row)).not.toMatch(/nguoi|198\.51/);
    }
  });
});

it('whoever is right signs in at the first attempt, and the password may be typed on any keyboard', async () => {
  const { login } = await newPerson(service);
  expect(await attempt(login, PASSWORD.normalize('NFD'), newAddress())).toBe('in');
});
