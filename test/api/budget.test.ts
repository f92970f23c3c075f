import { provinces } from '../../plugins';
import { createApp } from '../../src/app';
import { DEFAULT_LIMITS } from '../../src/api/limits/limits';
import type { Limits } from '../../src/api/limits/limits';
import { payerOf } from '../../src/api/limits/payer';
import { nationalCodes } from '../../src/modules/admin-unit';
import { createRegistry } from '../../src/tenancy/registry';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { client } from '../support/client';
import { ACCOUNT_SECRET, NOW, TOKEN_KEY } from '../support/constants';

const SMALL: Limits = {
  ...DEFAULT_LIMITS,
  budgets: {
    stranger: { capacity: 50, refill: 1 },
    signedIn: { capacity: 1_000, refill: 1 },
    'province-admin': { capacity: 3_000, refill: 1 },
  },
};
/** Costs 201, and as much in fact: the demonstration data has more teams. */
const LIST = '{ teams(first: 200, on: "2024-03-31") { edges { node { name } } } }';

let service: TestApp;
beforeAll(async () => {
  service = await startApp({ config: { limits: SMALL } });
});
afterAll(() => service.close());

describe('a budget', () => {
  it('is used up by what was answered, refused with the time it takes to come back, and counted for that actor alone', async () => {
    const somebody = service.as('ha-noi', { subject: 'spender' });
    let answered = 0;
    let last = await somebody.post({ query: LIST });
    while (last.status === 200 && answered < 50) {
      answered += 1;
      last = await somebody.post({ query: LIST });
    }
    const actual = (await service.as('ha-noi', { subject: 'other' }).post({ query: LIST })).body.extensions.cost.actual as number;
    expect(answered).toBe(Math.floor(1_000 / actual) - (1_000 % actual < 201 - actual ? 1 : 0));
    expect(last.status).toBe(429);
    expect(last.body.data).toBeUndefined();
    const { code, details } = last.body.errors[0].extensions;
    expect([code, details.capacity, details.refill]).toEqual(['BUDGET_EXHAUSTED', 1_000, 1]);
    expect(last.headers['retry-after']).toBe(String(details.retryAfter));
    expect(details.retryAfter).toBeGreaterThan(0);
    expect((await service.as('thai-nguyen', { subject: 'spender' }).post({ query: LIST })).status).toBe(200);
  });

  it('comes back by itself, up to the full purse', async () => {
    const somebody = service.as('ha-noi', { subject: 'patient' });
    await somebody.ask('{ __typename }');
    await somebody.ask(LIST);
    await service.owner.query(`UPDATE budget SET level = 0, at = clock_timestamp() - interval '1 day' WHERE payer = 'actor patient'`);
    for (let i = 0; i < 3; i++) expect((await somebody.post({ query: LIST })).status).toBe(200);
    const { rows } = await service.owner.query(`SELECT level FROM budget WHERE payer = 'actor patient' AND tenant = 'ha-noi'`);
    expect(rows[0].level).toBeLessThanOrEqual(1_000);
    expect(rows[0].level).toBeGreaterThan(200);
  });

  it('is as large as the largest role of the actor has it', () => {
    const actor = (role: 'reader' | 'province-admin') => ({ id: 'x', grants: [{ role }] });
    expect(payerOf(actor('reader'), '::1', SMALL.budgets).allowance.capacity).toBe(1_000);
    expect(payerOf(actor('province-admin'), '::1', SMALL.budgets).allowance.capacity).toBe(3_000);
  });

  it('bounds a single request, too', async () => {
    expect(await service.as('ha-noi').refusal('{ teams(first: 200) { edges { node { hosts { name } } } } }')).toBe('COST_TOO_HIGH');
  });

  it('is not asked for of the database by every request', async () => {
    const somebody = service.as('ha-noi', { subject: 'frequent' });
    service.takeStatements();
    for (let i = 0; i < 10; i++) await somebody.ask('{ teams(first: 1) { edges { node { name } } } }');
    expect(service.takeStatements().filter((text) => text.includes('INTO budget'))).toHaveLength(1);
  });

  it('is shared by processes: two never give more than the purse and a little that came back', async () => {
    const other = await startSecond();
    const spent = await Promise.all([service, other].map((each) => spendAll(each)));
    await other.app.close();
    const sum = spent.reduce((total, points) => total + points, 0);
    expect(sum).toBeLessThanOrEqual(1_000 + 60);
    expect(sum).toBeGreaterThan(1_000 - 2 * 50 - 2 * 21);
  });
});

describe('whom a request is charged to', () => {
  const stranger = { id: 'public', grants: [] };
  const key = (address: string) => payerOf(stranger, address, SMALL.budgets).key;

  it('is the address of who has no name', () => {
    expect(payerOf(stranger, '10.0.0.7', SMALL.budgets)).toEqual({
      key: 'address 10.0.0.7',
      allowance: SMALL.budgets.stranger,
      stranger: true,
    });
    expect(key('::ffff:10.0.0.7')).toBe('address 10.0.0.7');
  });

  it('is a whole network of IPv6, of which one subscriber has every address', () => {
    expect(key('2001:db8:0:1:aaaa:bbbb:cccc:dddd')).toBe('address 2001:db8:0:1::/64');
    expect(key('2001:0DB8::1:0:0:0:1')).toBe('address 2001:db8:0:1::/64');
    expect(key('::1')).toBe('address 0:0:0:0::/64');
  });

  it('is told apart however long its name is', () => {
    const long = (end: string) => payerOf({ id: 'x'.repeat(5_000) + end, grants: [] }, '::1', SMALL.budgets).key;
    expect(long('a').length).toBeLessThan(100);
    expect(long('a')).not.toBe(long('b'));
  });
});

/** Another process over the same database. */
async function startSecond(): Promise<{ app: TestApp['app']; as: TestApp['as'] }> {
  const app = await createApp({
    provinces: createRegistry(provinces, nationalCodes),
    database: service.databases,
    config: { tokenKey: TOKEN_KEY, accountSecret: ACCOUNT_SECRET, version: '0.0.0', logLevel: 'silent', limits: SMALL },
    clock: () => NOW,
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  return { app, as: (province, identity) => client(app.server, province, identity, NOW) };
}

async function spendAll({ as }: Pick<TestApp, 'as'>): Promise<number> {
  let spent = 0;
  for (let i = 0; i < 200; i++) {
    const { status, body } = await as('ha-noi', { subject: 'twice' }).post({
      query: '{ teams(first: 20, on: "2024-03-31") { edges { node { name } } } }',
    });
    if (status === 429) return spent;
    spent += body.extensions.cost.actual;
  }
  return spent;
}
