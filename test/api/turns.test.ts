import { Client } from 'pg';
import { DEFAULT_LIMITS } from '../../src/api/limits/limits';
import type { Limits } from '../../src/api/limits/limits';
import { Lines } from '../../src/api/limits/turns';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { ROOMY } from '../support/limits';

const SMALL: Limits = {
  ...DEFAULT_LIMITS,
  budgets: ROOMY.budgets,
  turnsOfActor: { running: 4, waiting: 30, patience: 60_000 },
};
/** What keeps a connection: districts with their communes, and findings of both. */
const DEAR = `{ adminUnits(first: 15, filter: { level: "district" }) { edges { node { fullName teamCount memberCount findingCount
  children(first: 100) { totalCount edges { node { fullName teamCount memberCount findings(first: 5) { edges { node { rule } } } } } } } } } }`;

let service: TestApp;
beforeAll(async () => {
  service = await startApp({ config: { limits: SMALL } });
});
afterAll(() => service.close());

describe('one actor who floods a province', () => {
  it('does not keep another one waiting: small questions are answered while the flood waits', async () => {
    const analyst = service.as('ha-noi', { subject: 'analyst' });
    const officer = service.as('ha-noi', { subject: 'officer' });
    const owner = new Client({ connectionString: service.ownerUrl });
    await owner.connect();
    try {
      // However quick the machine is: what the flood reads is not to be had before it is let go.
      await owner.query('BEGIN; LOCK TABLE finding');
      let done = 0;
      const flood = Array.from({ length: 34 }, async () => {
        const { status } = await analyst.post({ query: DEAR });
        done += 1;
        return status;
      });
      for (let i = 0; i < 5; i++) await officer.ask('{ adminUnit(by: { code: "277" }) { fullName } }');
      expect(done).toBe(0);
      await owner.query('ROLLBACK');
      expect(new Set(await Promise.all(flood))).toEqual(new Set([200]));
    } finally {
      await owner.end();
    }
  });

  it('is told to come back when too many of theirs wait, and nobody else is', async () => {
    const analyst = service.as('ha-noi', { subject: 'analyst' });
    // Nobody of them gets on before one more has come than there is room for, however quick the machine is.
    const holder = await service.owner.connect();
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE admin_unit_state');
    const asked = Array.from({ length: 50 }, async () => analyst.post({ query: DEAR }));
    await Promise.race(asked);
    await holder.query('COMMIT');
    holder.release();
    const answers = await Promise.all(asked);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.length).toBeGreaterThan(0);
    for (const { status, headers, body } of refused) {
      expect([status, body.errors[0].extensions.code, headers['retry-after']]).toEqual([429, 'TOO_MANY_AT_ONCE', '2']);
    }
    await service.as('ha-noi', { subject: 'officer' }).ask('{ __typename }');
  });
});

describe('a line', () => {
  const never = new Error('no turn');
  const lines = (running: number, waiting: number, patience = 10_000) => new Lines({ running, waiting, patience }, () => never);

  it('lets in who came first, and no more at once than may run', async () => {
    const line = lines(2, 10);
    const order: number[] = [];
    let running = 0;
    await Promise.all(
      [0, 1, 2, 3, 4].map(async (each) => {
        const leave = await line.enter('a');
        running += 1;
        expect(running).toBeLessThanOrEqual(2);
        order.push(each);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running -= 1;
        leave();
      }),
    );
    expect(order).toEqual([0, 1, 2, 3, 4]);
  });

  it('turns away who finds it full or has waited too long, and who comes later gets the turn', async () => {
    const line = lines(1, 1, 20);
    const leave = await line.enter('a');
    const impatient = line.enter('a');
    await expect(line.enter('a')).rejects.toBe(never);
    await expect(impatient).rejects.toBe(never);
    leave();
    leave();
    (await line.enter('a'))();
  });

  it('knows nothing of another line', async () => {
    const line = lines(1, 0);
    await line.enter('a');
    await line.enter('b');
  });
});
