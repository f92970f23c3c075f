import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { ALLOCATE, communesOf, givenQuota, heldOf, MOVE, TAKE_BACK } from '../support/quota';

let service: TestApp;
let admin: Client;
let communes: { id: string }[];
beforeAll(async () => {
  service = await startApp();
  admin = service.as('thai-nguyen', { role: 'province-admin' });
  communes = await communesOf(admin, '168');
});
afterAll(() => service.close());

const allocating = (quota: { id: string; unitId: string }, commune: number, amount: number, day = '2024-04-01') => ({
  input: {
    quotaId: quota.id,
    fromUnitId: quota.unitId,
    day,
    shares: [{ holder: { unitId: communes[commune]?.id }, amount }],
  },
});

describe('at once', () => {
  it('of two allocations that together are more than is left exactly one is accepted', async () => {
    for (let round = 0; round < 5; round++) {
      const quota = await givenQuota(admin, '168', 100);
      const answers = await Promise.all([60, 70].map((amount, n) => admin.answer(ALLOCATE, allocating(quota, n, amount))));
      expect(answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'ok').sort()).toEqual(['QUOTA_EXCEEDED', 'ok']);
      const { received, allocated, remainder, receivers } = await heldOf(admin, quota.id);
      expect(receivers).toHaveLength(1);
      expect({ received, allocated, remainder }).toEqual({ received: 100, allocated: receivers[0]?.received, remainder: 100 - allocated });
    }
  });

  it('thirty clients share out what there is, to the last unit, and no more', async () => {
    const quota = await givenQuota(admin, '168', 100);
    const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => admin.answer(ALLOCATE, allocating(quota, n % 15, 7))));
    expect(answers.filter(({ errors }) => !errors)).toHaveLength(14);
    expect(new Set(answers.flatMap(({ errors }) => errors?.[0]?.extensions.code ?? []))).toEqual(new Set(['QUOTA_EXCEEDED']));
    const held = await heldOf(admin, quota.id);
    expect(held).toMatchObject({ allocated: 98, remainder: 2 });
    expect(held.receivers.reduce((sum, { received }) => sum + received, 0)).toBe(98);
  });

  it('one idempotency key hands out once', async () => {
    const quota = await givenQuota(admin, '168', 100);
    const { input } = allocating(quota, 0, 30);
    await Promise.all(
      Array.from({ length: 6 }, () => admin.ask(ALLOCATE, { input: { ...input, idempotencyKey: 'hand out once, please' } })),
    );
    expect(await heldOf(admin, quota.id)).toMatchObject({ allocated: 30, receivers: [{ received: 30 }] });
  });
});

/** What must hold of every quota at every moment, asked of the database past all that the service computes; the breaches. */
const BROKEN = `
  SELECT h.id FROM quota_holding h
  LEFT JOIN LATERAL (SELECT coalesce(sum(CASE direction WHEN 'down' THEN amount ELSE -amount END), 0) AS sum FROM quota_entry WHERE lower_id = h.id) i ON true
  LEFT JOIN LATERAL (SELECT coalesce(sum(CASE direction WHEN 'down' THEN amount ELSE -amount END), 0) AS sum FROM quota_entry WHERE upper_id = h.id) o ON true
  LEFT JOIN LATERAL (SELECT coalesce(sum(received), 0) AS sum FROM quota_holding WHERE giver_id = h.id) c ON true
  WHERE h.received <> i.sum OR h.allocated <> o.sum OR h.allocated <> c.sum`;

type Step = readonly [what: 'allocate' | 'take back' | 'move', a: number, b: number, amount: number, days: number];
const step: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom('allocate', 'allocate', 'take back', 'move'),
  fc.nat({ max: 3 }),
  fc.nat({ max: 3 }),
  fc.integer({ min: 1, max: 60 }),
  fc.constantFrom(0, 0, 1),
);

it('whatever is handed out, taken back and moved, in turn or at once: the amounts are those of the entries, and each day keeps its own', async () => {
  const db = service.databases.get('thai-nguyen') as DataSource;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 4, maxLength: 8 }), async (rounds) => {
      const quota = await givenQuota(admin, '168', 100);
      let at = Date.parse('2024-01-01');
      const asItWas = new Map<string, unknown>();
      for (const steps of rounds) {
        at += 86_400_000 * Math.max(...steps.map(([, , , , days]) => days));
        const day = new Date(at).toISOString().slice(0, 10);
        const answers = await Promise.all(
          steps.map(([what, a, b, amount]) => {
            const [holder, to] = [{ unitId: communes[a]?.id }, { unitId: communes[b]?.id }];
            if (what === 'allocate') return admin.answer(ALLOCATE, allocating(quota, a, amount, day));
            const input = { quotaId: quota.id, holder, amount, day, reason: 'Thử' };
            return what === 'move' ? admin.answer(MOVE, { input: { ...input, to } }) : admin.answer(TAKE_BACK, { input });
          }),
        );
        const codes = answers.flatMap(({ errors }) => errors?.map(({ extensions }) => extensions.code) ?? []);
        expect(codes.filter((code) => !['QUOTA_EXCEEDED', 'NO_QUOTA_HELD', 'INVALID_INPUT'].includes(code))).toEqual([]);
        expect(await db.query(BROKEN)).toEqual([]);
        const held = await heldOf(admin, quota.id, day);
        expect(held.remainder).toBeGreaterThanOrEqual(0);
        expect(held.received - held.receivers.reduce((sum, { received }) => sum + received, 0)).toBe(held.remainder);
        asItWas.set(day, held);
      }
      for (const [day, held] of asItWas) expect(await heldOf(admin, quota.id, day)).toEqual(held);
    }),
    { numRuns: Number(process.env.FC_RUNS ?? 6), endOnFailure: true },
  );
}, 60_000);

describe('the database keeps the ledger by itself: as the province’s own role', () => {
  const attempt = async (statement: string, values: unknown[] = []) => {
    const db = service.databases.get('thai-nguyen') as DataSource;
    return db.query(statement, values).then(
      () => 'done',
      (error: { driverError: { code: string } }) => error.driverError.code,
    );
  };
  const [DENIED, CHECKED] = ['42501', '23514'];

  it('no amount changes but by an entry, no entry changes, and none is removed', async () => {
    await admin.ask(ALLOCATE, allocating(await givenQuota(admin, '168', 100), 0, 30));
    expect(await attempt('UPDATE quota_holding SET received = received + 1')).toBe(DENIED);
    expect(await attempt('UPDATE quota_holding SET giver_id = NULL')).toBe(DENIED);
    expect(await attempt('DELETE FROM quota_holding')).toBe(DENIED);
    expect(await attempt('UPDATE quota_entry SET amount = 1')).toBe(DENIED);
    expect(await attempt('DELETE FROM quota_entry')).toBe(DENIED);
    expect(await attempt('TRUNCATE quota_entry')).toBe(DENIED);
  });

  it('no entry hands out more than is left, or from who is not the giver', async () => {
    const quota = await givenQuota(admin, '168', 100);
    await admin.ask(ALLOCATE, allocating(quota, 0, 30));
    const entry = (upper: string, lower: string, amount: number) =>
      attempt(
        `INSERT INTO quota_entry (id, quota_id, kind, direction, upper_id, lower_id, amount, day, event_id)
         SELECT gen_random_uuid(), u.quota_id, 'assign', 'down', u.id, l.id, $1, '2024-04-02', gen_random_uuid() FROM quota_holding u, quota_holding l
         WHERE u.id = $2 AND l.id = $3`,
        [amount, upper, lower],
      );
    const db = service.databases.get('thai-nguyen') as DataSource;
    const [top, below] = await db.query(
      'SELECT id FROM quota_holding WHERE quota_id = (SELECT max(id::text)::uuid FROM quota) ORDER BY giver_id NULLS FIRST',
    );
    expect(await entry(top.id, below.id, 71)).toBe(CHECKED);
    expect(await entry(below.id, top.id, 1)).toBe(CHECKED);
    expect(await entry(top.id, below.id, 70)).toBe('done');
    expect(await heldOf(admin, quota.id)).toMatchObject({ allocated: 100, remainder: 0 });
  });
});
