import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import request from 'supertest';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client as Caller } from '../support/client';
import { ADD_UNIT, unique, unitId } from '../support/found';
import { Proxy } from '../support/proxy';

const COMMUNE = '10138';
const QUERY_TIMEOUT_MS = 1_500;
const TEAMS = '{ teams(first: 1) { edges { node { id } } } }';

let service: TestApp;
let admin: Caller;
let proxy: Proxy;
let parentId: string;
beforeAll(async () => {
  service = await startApp({
    queryTimeoutMs: QUERY_TIMEOUT_MS,
    async way(ownerUrl) {
      const through = await Proxy.before(ownerUrl);
      proxy = through.proxy;
      return through.url;
    },
  });
  admin = service.as('ha-noi', { role: 'province-admin' });
  parentId = await unitId(admin, COMMUNE);
});
afterEach(async () => {
  proxy.heal();
  await recovered();
});
afterAll(async () => {
  await service.close();
  await proxy.close();
});

const newUnit = () => ({
  parentId,
  localCode: unique('F-'),
  designation: 'Thôn',
  name: unique('Sự cố '),
  from: '2020-01-01',
  idempotencyKey: unique('fault-key-'),
});
/** How often the unit is on record, and in how many events. */
async function kept({ name }: { name: string }): Promise<{ units: number; events: number }> {
  const { rows } = await service.owner.query(
    `SELECT (SELECT count(*)::int FROM admin_unit_state WHERE name = $1) AS units,
            (SELECT count(*)::int FROM event WHERE action = 'admin-unit.added' AND after->>'name' = $1) AS events`,
    [name],
  );
  return rows[0] as { units: number; events: number };
}
const ONCE = { units: 1, events: 1 };
const NEVER = { units: 0, events: 0 };

async function timed<T>(work: Promise<T>): Promise<{ result: T; ms: number }> {
  const began = performance.now();
  const result = await work;
  return { result, ms: performance.now() - began };
}

const ready = async () => {
  const { status, body } = await request(service.app.server).get('/health/ready');
  return { status, ...body } as { status: number | string; provinces?: string[] };
};

/** The service answers as before, without anybody's help. */
async function recovered(): Promise<void> {
  const giveUp = Date.now() + 10_000;
  while ((await admin.answer(TEAMS)).errors) if (Date.now() > giveUp) throw new Error('The service did not recover');
}

const asText = (data: Buffer) => data.toString('latin1');

describe('a database that is gone', () => {
  it.each([
    ['connections are reset', () => proxy.cut()],
    ['connections are reset, and new ones refused', () => ((proxy.refusing = true), proxy.cut())],
  ])('%s: an error of the catalogue at once, and the next request goes well when it is back', async (_, fault) => {
    fault();
    const { result, ms } = await timed(admin.answer(TEAMS));
    if (proxy.refusing) expect(result.errors?.[0]?.extensions).toEqual({ code: 'UNAVAILABLE', details: { retryAfter: 5 } });
    expect(ms).toBeLessThan(1_000);
    const input = newUnit();
    const written = await admin.answer(ADD_UNIT, { input });
    if (proxy.refusing) {
      expect(written.errors?.[0]?.extensions.code).toBe('UNAVAILABLE');
      expect(written.errors?.[0]?.message).toContain('Nothing was changed');
      expect(await kept(input)).toEqual(NEVER);
    }
    proxy.heal();
    await recovered();
    await admin.ask(ADD_UNIT, { input });
    expect(await kept(input)).toEqual(ONCE);
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
    const blocker = await holding('LOCK TABLE admin_unit_state IN ACCESS EXCLUSIVE MODE');
    const input = newUnit();
    const write = admin.answer(ADD_UNIT, { input });
    await sleep(300);
    await kill();
    expect((await write).errors?.[0]?.extensions.code).toBe('UNAVAILABLE');
    await blocker.end();
    expect(await kept(input)).toEqual(NEVER);
    await admin.ask(ADD_UNIT, { input });
    expect(await kept(input)).toEqual(ONCE);
  });
});

/** Somebody else who holds what the service needs, until it is ended. */
async function holding(statement: string): Promise<Client> {
  const client = new Client(service.ownerUrl);
  await client.connect();
  await client.query('BEGIN');
  await client.query(statement);
  return client;
}

describe('a transaction', () => {
  it('cut at any of its statements leaves nothing, and says so; sent again it is done once', async () => {
    let statements = 0;
    proxy.watch = (data, side) => void (side === 'toServer' && statements++);
    await admin.ask(ADD_UNIT, { input: newUnit() });
    const all = statements;
    expect(all).toBeGreaterThan(5);
    for (let at = 1; at <= all; at++) {
      const input = newUnit();
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
      else if (code === 'ANSWER_INCOMPLETE') expect(await kept(input)).toEqual(ONCE);
      else if (code) {
        expect([at, code]).toEqual([at, 'UNAVAILABLE']);
        expect(await kept(input)).toEqual(NEVER);
      }
      await recovered();
      await admin.ask(ADD_UNIT, { input });
      expect([at, await kept(input)]).toEqual([at, ONCE]);
    }
  });

  it('whose COMMIT arrived while its answer was lost is of unknown outcome, and its key gets the first answer', async () => {
    const input = newUnit();
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
    expect(await kept(input)).toEqual(ONCE);
    const { rows } = await service.owner.query('SELECT result FROM idempotency_key WHERE key = $1', [input.idempotencyKey]);
    const again = await admin.ask(ADD_UNIT, { input });
    expect(again.addAdminUnit.name).toBe(input.name);
    expect(rows).toHaveLength(1);
    expect(await kept(input)).toEqual(ONCE);
  });

  it('whose COMMIT is swallowed is of unknown outcome after a bounded time', async () => {
    const input = newUnit();
    proxy.watch = (data, side) => {
      if (side === 'toServer' && asText(data).includes('COMMIT')) proxy.silent = true;
    };
    const { result, ms } = await timed(admin.answer(ADD_UNIT, { input }));
    expect(result.errors?.[0]?.extensions.code).toBe('OUTCOME_UNKNOWN');
    expect(ms).toBeLessThan(QUERY_TIMEOUT_MS * 3);
    proxy.heal();
    await recovered();
    await admin.ask(ADD_UNIT, { input });
    expect(await kept(input)).toEqual(ONCE);
  });

  it('that was kept, while what is asked about it can not be read, is not said to have changed nothing', async () => {
    const input = newUnit();
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
    expect(await kept(input)).toEqual(ONCE);
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

/** Gives the province's role another setting, which holds for new connections. */
async function alterRole(setting: string, then = () => proxy.cut()): Promise<void> {
  await service.owner.query(`ALTER ROLE "${new URL(service.ownerUrl).pathname.slice(1)}:ha-noi" ${setting}`);
  then();
  await sleep(50);
}

describe('a database that refuses', () => {
  it('a statement that takes too long is said to, by its own code', async () => {
    await alterRole(`SET statement_timeout = '200ms'`);
    const blocker = await holding('LOCK TABLE team IN ACCESS EXCLUSIVE MODE');
    expect(await admin.refusal(TEAMS)).toBe('QUERY_TIMEOUT');
    await blocker.end();
    await alterRole(`SET statement_timeout = '15s'`);
  });

  it('a lock that is not given in time is contention', async () => {
    await alterRole(`SET lock_timeout = '200ms'`);
    const blocker = await holding('LOCK TABLE admin_unit_state IN EXCLUSIVE MODE');
    const input = newUnit();
    const { errors } = await admin.answer(ADD_UNIT, { input });
    expect(errors?.[0]?.extensions).toEqual({ code: 'CONTENTION', details: { retryAfter: 5 } });
    await blocker.end();
    expect(await kept(input)).toEqual(NEVER);
    await alterRole(`SET lock_timeout = '5s'`);
  });

  it('more connections than it gives are a busy database', async () => {
    await alterRole('CONNECTION LIMIT 0');
    expect(await admin.refusal(TEAMS)).toBe('DATABASE_BUSY');
    await alterRole('CONNECTION LIMIT -1');
  });

  it('one that takes no changes still answers questions', async () => {
    await alterRole('SET default_transaction_read_only = on');
    const input = newUnit();
    expect(await admin.refusal(ADD_UNIT, { input })).toBe('READ_ONLY');
    expect((await admin.ask(TEAMS)).teams.edges).toHaveLength(1);
    await alterRole('RESET default_transaction_read_only', () => undefined);
    // A connection is let go with its refusal: nobody has to restart anything.
    let refusals = 0;
    while ((await admin.answer(ADD_UNIT, { input })).errors) expect(++refusals).toBeLessThan(5);
    await admin.ask(ADD_UNIT, { input });
    expect(await kept(input)).toEqual(ONCE);
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
    const blocker = await holding('LOCK TABLE team IN ACCESS EXCLUSIVE MODE');
    const reads = Promise.all(Array.from({ length: 5 }, () => admin.answer(TEAMS)));
    await sleep(200);
    expect(await ready()).toEqual({ status: 'ready' });
    await blocker.end();
    await reads;
  });
});
