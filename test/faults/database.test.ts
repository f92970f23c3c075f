import { setTimeout as sleep } from 'node:timers/promises';
import request from 'supertest';
import { ADD_UNIT } from '../support/found';
import { NEVER, ONCE, TEAMS, timed, startFaulty } from '../support/faulty';
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

const ready = async () => {
  const { status, body } = await request(service.app.server).get('/health/ready');
  return { status, ...body } as { status: number | string; provinces?: string[] };
};

describe('a database that is gone', () => {
  it.each([
    ['connections are reset', () => proxy.cut()],
    ['connections are reset, and new ones refused', () => ((proxy.refusing = true), proxy.cut())],
  ])('%s: an error of the catalogue at once, and the next request goes well when it is back', async (_, fault) => {
    fault();
    const { result, ms } = await timed(admin.answer(TEAMS));
    if (proxy.refusing) expect(result.errors?.[0]?.extensions).toEqual({ code: 'UNAVAILABLE', details: { retryAfter: 5 } });
    expect(ms).toBeLessThan(1_000);
    const input = faulty.newUnit();
    const written = await admin.answer(ADD_UNIT, { input });
    if (proxy.refusing) {
      expect(written.errors?.[0]?.extensions.code).toBe('UNAVAILABLE');
      expect(written.errors?.[0]?.message).toContain('Nothing was changed');
      expect(await faulty.kept(input)).toEqual(NEVER);
    }
    proxy.heal();
    await faulty.recovered();
    await admin.ask(ADD_UNIT, { input });
    expect(await faulty.kept(input)).toEqual(ONCE);
  });

  it('a silent one costs a bounded time, its connections are not used again, and no more than the pool is tried at once', async () => {
    proxy.silent = true;
    const { result, ms } = await timed(
      Promise.all(Array.from({ length: 12 }, (_, n) => service.as('ha-noi', { subject: `reader ${n}` }).answer(TEAMS))),
    );
    const codes = new Set(result.map(({ errors }) => errors?.[0]?.extensions.code));
    expect([...codes].every((code) => code === 'UNAVAILABLE' || code === 'DATABASE_BUSY')).toBe(true);
    expect(ms).toBeLessThan(12_000);
    proxy.heal();
    // Those that are just being made have the time of a connection to find out.
    const after = await timed(admin.ask(TEAMS));
    expect(after.ms).toBeLessThan(5_500);
  });

  it('a slow one is waited for', async () => {
    proxy.delay = 200;
    expect((await admin.ask(TEAMS)).teams.edges).toHaveLength(1);
    expect((await ready()).status).toBe('ready');
  });

  it('the server ends connections: idle ones are replaced unseen, busy ones are an error', async () => {
    const kill = () =>
      service.owner.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename LIKE '%:ha-noi'`,
      );
    await Promise.all(Array.from({ length: 5 }, () => admin.ask(TEAMS)));
    await kill();
    await sleep(100);
    expect((await Promise.all(Array.from({ length: 5 }, () => admin.answer(TEAMS)))).filter(({ errors }) => errors)).toEqual([]);
    const blocker = await faulty.holding('LOCK TABLE admin_unit_state IN ACCESS EXCLUSIVE MODE');
    const input = faulty.newUnit();
    const write = admin.answer(ADD_UNIT, { input });
    await sleep(300);
    await kill();
    expect((await write).errors?.[0]?.extensions.code).toBe('UNAVAILABLE');
    await blocker.end();
    expect(await faulty.kept(input)).toEqual(NEVER);
    await admin.ask(ADD_UNIT, { input });
    expect(await faulty.kept(input)).toEqual(ONCE);
  });
});

describe('a database that refuses', () => {
  it('a statement that takes too long is said to, by its own code', async () => {
    await faulty.alterRole(`SET statement_timeout = '200ms'`);
    const blocker = await faulty.holding('LOCK TABLE team IN ACCESS EXCLUSIVE MODE');
    expect(await admin.refusal(TEAMS)).toBe('QUERY_TIMEOUT');
    await blocker.end();
    await faulty.alterRole(`SET statement_timeout = '15s'`);
  });

  it('a lock that is not given in time is contention', async () => {
    await faulty.alterRole(`SET lock_timeout = '200ms'`);
    const blocker = await faulty.holding('LOCK TABLE admin_unit_state IN EXCLUSIVE MODE');
    const input = faulty.newUnit();
    const { errors } = await admin.answer(ADD_UNIT, { input });
    expect(errors?.[0]?.extensions).toEqual({ code: 'CONTENTION', details: { retryAfter: 5 } });
    await blocker.end();
    expect(await faulty.kept(input)).toEqual(NEVER);
    await faulty.alterRole(`SET lock_timeout = '5s'`);
  });

  it('more connections than it gives are a busy database', async () => {
    await faulty.alterRole('CONNECTION LIMIT 0');
    expect(await admin.refusal(TEAMS)).toBe('DATABASE_BUSY');
    await faulty.alterRole('CONNECTION LIMIT -1');
  });

  it('one that takes no changes still answers questions', async () => {
    await faulty.alterRole('SET default_transaction_read_only = on');
    const input = faulty.newUnit();
    expect(await admin.refusal(ADD_UNIT, { input })).toBe('READ_ONLY');
    expect((await admin.ask(TEAMS)).teams.edges).toHaveLength(1);
    await faulty.alterRole('RESET default_transaction_read_only', () => undefined);
    // A connection is let go with its refusal: nobody has to restart anything.
    let refusals = 0;
    while ((await admin.answer(ADD_UNIT, { input })).errors) expect(++refusals).toBeLessThan(5);
    await admin.ask(ADD_UNIT, { input });
    expect(await faulty.kept(input)).toEqual(ONCE);
  });
});

describe('readiness', () => {
  it('tells the truth in bounded time, however often it is asked, and takes no connections for it', async () => {
    expect(await ready()).toEqual({ status: 'ready' });
    await sleep(1_100);
    proxy.silent = true;
    const before = proxy.accepted;
    const { result, ms } = await timed(Promise.all(Array.from({ length: 50 }, ready)));
    expect(result.every(({ status }) => status === 'not ready')).toBe(true);
    expect(result[0]?.provinces).toHaveLength(service.databases.size);
    expect(ms).toBeLessThan(3_500);
    expect(proxy.accepted - before).toBeLessThanOrEqual(service.databases.size);
    proxy.heal();
    for (const giveUp = Date.now() + 5_000; (await ready()).status !== 'ready';)
      if (Date.now() > giveUp) throw new Error('It is not ready');
  });

  it('is not lost while all connections are busy', async () => {
    const blocker = await faulty.holding('LOCK TABLE team IN ACCESS EXCLUSIVE MODE');
    const reads = Promise.all(Array.from({ length: 5 }, () => admin.answer(TEAMS)));
    await sleep(200);
    expect(await ready()).toEqual({ status: 'ready' });
    await blocker.end();
    await reads;
  });
});
