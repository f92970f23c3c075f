import { TOTP, URI } from 'otpauth';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { NOW } from '../support/constants';
import { bearing, grantedTo, newPerson, PASSWORD, SIGN_IN, signIn, STRANGER } from '../support/signed-in';
import type { Person } from '../support/signed-in';

const now = new Date(NOW);
const passes = (seconds: number) => void now.setTime(now.getTime() + seconds * 1000);

let service: TestApp;
beforeAll(async () => {
  service = await startApp({ now, config: { secondFactorFor: ['ha-noi'] } });
});
afterAll(() => service.close());

const ENROL = 'mutation ($input: EnrolSecondFactorInput!) { enrolSecondFactor(input: $input) { secret uri } }';
const CONFIRM = 'mutation ($input: ConfirmSecondFactorInput!) { confirmSecondFactor(input: $input) }';
const DISABLE = 'mutation ($input: DisableSecondFactorInput!) { disableSecondFactor(input: $input) { hasSecondFactor } }';

const codeOf = (authenticator: TOTP, steps = 0) => authenticator.generate({ timestamp: now.getTime() + steps * 30_000 });
const refusal = async (login: string, code?: string) =>
  await service.as('ha-noi', STRANGER).refusal(SIGN_IN, { input: { login, password: PASSWORD, code } });

/** An account with a confirmed second factor. */
async function withFactor(): Promise<{ person: Person; authenticator: TOTP; recovery: string[] }> {
  const person = await newPerson(service);
  const own = bearing(service, person.accessToken);
  const { uri } = (await own.ask(ENROL, { input: { password: PASSWORD } })).enrolSecondFactor;
  const authenticator = URI.parse(uri) as TOTP;
  const recovery = (await own.ask(CONFIRM, { input: { code: codeOf(authenticator) } })).confirmSecondFactor;
  passes(30);
  return { person, authenticator, recovery };
}

describe('a second factor', () => {
  it('is not asked for before it is confirmed, and always after', async () => {
    const person = await newPerson(service);
    const own = bearing(service, person.accessToken);
    expect(await own.refusal(CONFIRM, { input: { code: '123456' } })).toBe('SECOND_FACTOR_NOT_SET');
    expect(await own.refusal(ENROL, { input: { password: 'không phải' } })).toBe('SIGN_IN_REFUSED');
    const { enrolSecondFactor } = await own.ask(ENROL, { input: { password: PASSWORD } });
    const authenticator = URI.parse(enrolSecondFactor.uri) as TOTP;
    expect(authenticator).toMatchObject({ label: person.login, digits: 6, period: 30 });
    expect(authenticator.secret.base32).toBe(enrolSecondFactor.secret);
    await signIn(service, person.login);
    expect(await own.refusal(CONFIRM, { input: { code: codeOf(authenticator, 5) } })).toBe('SIGN_IN_REFUSED');
    expect((await own.ask(CONFIRM, { input: { code: codeOf(authenticator) } })).confirmSecondFactor).toHaveLength(10);
    expect(await own.refusal(ENROL, { input: { password: PASSWORD } })).toBe('SECOND_FACTOR_SET');
    passes(30);
    expect(await refusal(person.login)).toBe('SIGN_IN_REFUSED');
    await signIn(service, person.login, PASSWORD, codeOf(authenticator));
  });

  it('is taken from half a minute before to half a minute after, each code once and none older than the last', async () => {
    const { person, authenticator } = await withFactor();
    passes(300);
    const [before, current, following] = [codeOf(authenticator, -1), codeOf(authenticator), codeOf(authenticator, 1)];
    for (const steps of [-2, 2]) expect(await refusal(person.login, codeOf(authenticator, steps))).toBe('SIGN_IN_REFUSED');
    await signIn(service, person.login, PASSWORD, ` ${before.slice(0, 3)} ${before.slice(3)}`);
    expect(await refusal(person.login, before)).toBe('SIGN_IN_REFUSED');
    await signIn(service, person.login, PASSWORD, following);
    for (const used of [before, current, following]) expect(await refusal(person.login, used)).toBe('SIGN_IN_REFUSED');
  });

  it('is taken once of five requests at once', async () => {
    const { person, authenticator } = await withFactor();
    const input = { login: person.login, password: PASSWORD, code: codeOf(authenticator) };
    const answers = await Promise.all(Array.from({ length: 5 }, () => service.as('ha-noi', STRANGER).answer(SIGN_IN, { input })));
    expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
  });

  it('can be stood in for by each recovery code, once', async () => {
    const { person, recovery } = await withFactor();
    const [first = '', second = ''] = recovery;
    await signIn(service, person.login, PASSWORD, first);
    expect(await refusal(person.login, first)).toBe('SIGN_IN_REFUSED');
    await signIn(service, person.login, PASSWORD, second.replaceAll('-', '').toUpperCase());
    const { person: other } = await withFactor();
    expect(await refusal(other.login, recovery[2])).toBe('SIGN_IN_REFUSED');
  });

  it('is switched off by its owner, with it, and is then not asked for', async () => {
    const { person, authenticator } = await withFactor();
    const own = bearing(service, person.accessToken);
    expect(await own.refusal(DISABLE, { input: { password: PASSWORD, code: '000000' } })).toBe('SIGN_IN_REFUSED');
    expect(
      (await own.ask(DISABLE, { input: { password: PASSWORD, code: codeOf(authenticator) } })).disableSecondFactor.hasSecondFactor,
    ).toBe(false);
    expect(await own.refusal(DISABLE, { input: { password: PASSWORD, code: '000000' } })).toBe('SECOND_FACTOR_NOT_SET');
    await signIn(service, person.login);
  });

  it('is kept encrypted for its account alone, and its recovery codes as digests', async () => {
    const person = await newPerson(service);
    const other = await newPerson(service);
    const secrets: string[] = [];
    for (const { accessToken } of [person, other])
      secrets.push((await bearing(service, accessToken).ask(ENROL, { input: { password: PASSWORD } })).enrolSecondFactor.secret);
    const { rows } = await service.owner.query<{ totp_secret: string }>('SELECT totp_secret FROM account WHERE totp_secret IS NOT NULL');
    for (const { totp_secret } of rows)
      for (const secret of secrets) expect(Buffer.from(totp_secret, 'base64url').toString('latin1')).not.toContain(secret);
    await service.owner.query('UPDATE account a SET totp_secret = (SELECT totp_secret FROM account WHERE login = $1) WHERE login = $2', [
      other.login,
      person.login,
    ]);
    // Another account's secret does not open under this one: a fault, never a way in.
    const code = new TOTP({ secret: secrets[1] as string }).generate({ timestamp: now.getTime() });
    expect(await bearing(service, person.accessToken).refusal(CONFIRM, { input: { code } })).toBe('INTERNAL');
  });
});

describe('an administrator of a province that asks for a second factor', () => {
  it('can do nothing but enrol one, and then everything', async () => {
    const person = await newPerson(service);
    const admin = bearing(service, grantedTo(person));
    expect(await admin.refusal('{ teams { totalCount } }')).toBe('SECOND_FACTOR_REQUIRED');
    expect(await admin.refusal('{ accounts { totalCount } }')).toBe('SECOND_FACTOR_REQUIRED');
    const { enrolSecondFactor } = await admin.ask(ENROL, { input: { password: PASSWORD } });
    await admin.ask(CONFIRM, { input: { code: codeOf(URI.parse(enrolSecondFactor.uri) as TOTP) } });
    expect((await admin.ask('{ teams { totalCount } }')).teams.totalCount).toBeGreaterThan(0);
  });

  it('is not an officer, nor an administrator of a province that does not', async () => {
    const officer = await newPerson(service);
    await bearing(service, grantedTo(officer, 'province-officer')).ask('{ teams { totalCount } }');
    const elsewhere = await newPerson(service, 'thai-nguyen');
    await service.as('thai-nguyen', { bearer: grantedTo(elsewhere) }).ask('{ accounts { totalCount } }');
  });
});
