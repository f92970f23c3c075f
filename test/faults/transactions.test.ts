import { ADD_UNIT } from '../support/found';
import { NEVER, ONCE, QUERY_TIMEOUT_MS, timed, startFaulty } from '../support/faulty';
import type { Faulty } from '../support/faulty';
import type { TestApp } from '../support/app';
import type { Client as Caller } from '../support/client';
import type { Proxy } from '../support/proxy';

let faulty: Faulty;
let service: TestApp;
let admin: Caller;
let proxy: Proxy;
beforeAll(async () => {
  faulty = await startFaulty();
  ({ service, admin, proxy } = faulty);
});
afterEach(async () => {
  proxy.heal();
  await faulty.recovered();
});
afterAll(() => faulty.close());

const asText = (data: Buffer) => data.toString('latin1');

describe('a transaction', () => {
  it('cut at any of its statements leaves nothing, and says so; sent again it is done once', async () => {
    let statements = 0;
    proxy.watch = (data, side) => void (side === 'toServer' && statements++);
    await admin.ask(ADD_UNIT, { input: faulty.newUnit() });
    const all = statements;
    expect(all).toBeGreaterThan(5);
    for (let at = 1; at <= all; at++) {
      const input = faulty.newUnit();
      let passed = 0;
      let isCommit = false;
      proxy.watch = (data, side, cut) => {
        if (side !== 'toServer' || ++passed !== at) return;
        isCommit = asText(data).includes('COMMIT');
        cut();
        return false;
      };
      const { errors } = await admin.answer(ADD_UNIT, { input });
      proxy.heal();
      const code = errors?.[0]?.extensions.code;
      if (isCommit) expect(code).toBe('OUTCOME_UNKNOWN');
      // What is read for the answer comes after the change was kept.
      else if (code === 'ANSWER_INCOMPLETE') expect(await faulty.kept(input)).toEqual(ONCE);
      else if (code) {
        expect([at, code]).toEqual([at, 'UNAVAILABLE']);
        expect(await faulty.kept(input)).toEqual(NEVER);
      }
      await faulty.recovered();
      await admin.ask(ADD_UNIT, { input });
      expect([at, await faulty.kept(input)]).toEqual([at, ONCE]);
    }
  });

  it('whose COMMIT arrived while its answer was lost is of unknown outcome, and its key gets the first answer', async () => {
    const input = faulty.newUnit();
    let committing = false;
    proxy.watch = (data, side, cut) => {
      if (side === 'toServer' && asText(data).includes('COMMIT')) committing = true;
      if (side !== 'toClient' || !committing) return;
      cut();
      return false;
    };
    const { errors } = await admin.answer(ADD_UNIT, { input });
    proxy.heal();
    expect(errors?.[0]?.extensions).toEqual({ code: 'OUTCOME_UNKNOWN', details: { retryAfter: 5 } });
    expect(errors?.[0]?.message).not.toContain('Nothing was changed');
    expect(await faulty.kept(input)).toEqual(ONCE);
    const { rows } = await service.owner.query('SELECT result FROM idempotency_key WHERE key = $1', [input.idempotencyKey]);
    const again = await admin.ask(ADD_UNIT, { input });
    expect(again.addAdminUnit.name).toBe(input.name);
    expect(rows).toHaveLength(1);
    expect(await faulty.kept(input)).toEqual(ONCE);
  });

  it('whose COMMIT is swallowed is of unknown outcome after a bounded time', async () => {
    const input = faulty.newUnit();
    proxy.watch = (data, side) => {
      if (side === 'toServer' && asText(data).includes('COMMIT')) proxy.silent = true;
    };
    const { result, ms } = await timed(admin.answer(ADD_UNIT, { input }));
    expect(result.errors?.[0]?.extensions.code).toBe('OUTCOME_UNKNOWN');
    expect(ms).toBeLessThan(QUERY_TIMEOUT_MS * 3);
    proxy.heal();
    await faulty.recovered();
    await admin.ask(ADD_UNIT, { input });
    expect(await faulty.kept(input)).toEqual(ONCE);
  });

  it('that was kept, while what is asked about it can not be read, is not said to have changed nothing', async () => {
    const input = faulty.newUnit();
    let committed = false;
    proxy.watch = (data, side, cut) => {
      if (side === 'toServer' && committed) {
        cut();
        return false;
      }
      if (side === 'toServer' && asText(data).includes('COMMIT')) committed = true;
    };
    const answer = await admin.answer('mutation ($input: AddAdminUnitInput!) { addAdminUnit(input: $input) { id teamCount } }', { input });
    proxy.heal();
    expect(answer.errors?.[0]?.extensions).toEqual({ code: 'ANSWER_INCOMPLETE', details: { reason: 'UNAVAILABLE' } });
    expect(await faulty.kept(input)).toEqual(ONCE);
  });

  it('is not kept if the database ends it by a rollback', async () => {
    const { rows } = await service.owner.query('SELECT count(*)::int AS count FROM event');
    const db = service.databases.get('ha-noi');
    await expect(
      db?.transaction(async (manager) => {
        await manager.query('SELECT 1/0').catch(() => undefined);
      }),
    ).rejects.toThrow('rolled back in place of a commit');
    expect((await service.owner.query('SELECT count(*)::int AS count FROM event')).rows).toEqual(rows);
  });
});
