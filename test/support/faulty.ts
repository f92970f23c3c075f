import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { startApp } from './app';
import type { TestApp } from './app';
import type { Client as Caller } from './client';
import { unique, unitId } from './found';
import { Proxy } from './proxy';

/** How long a statement of the service below may take. */
export const QUERY_TIMEOUT_MS = 1_500;
export const TEAMS = '{ teams(first: 1) { edges { node { id } } } }';
/** On record as it should be: the unit and its event; and not at all. */
export const ONCE = { units: 1, events: 1 };
export const NEVER = { units: 0, events: 0 };

export interface Faulty {
  readonly service: TestApp;
  readonly proxy: Proxy;
  readonly admin: Caller;
  newUnit(): { readonly name: string; readonly idempotencyKey: string };
  /** How often a unit is on record, and in how many events. */
  kept(unit: { readonly name: string }): Promise<{ units: number; events: number }>;
  /** The service answers as before, without anybody's help. */
  recovered(): Promise<void>;
  /** Somebody else who holds what the service needs, until it is ended. */
  holding(statement: string): Promise<Client>;
  /** Gives the province's role another setting, which holds for new connections. */
  alterRole(setting: string, then?: () => void): Promise<void>;
  close(): Promise<void>;
}

/** The service over a database that can be made to fail. */
export async function startFaulty(): Promise<Faulty> {
  let proxy: Proxy | undefined;
  const service = await startApp({
    queryTimeoutMs: QUERY_TIMEOUT_MS,
    async way(ownerUrl) {
      const through = await Proxy.before(ownerUrl);
      proxy = through.proxy;
      return through.url;
    },
  });
  return faulty(service, proxy as unknown as Proxy);
}

async function faulty(service: TestApp, proxy: Proxy): Promise<Faulty> {
  const admin = service.as('ha-noi', { role: 'province-admin' });
  const parentId = await unitId(admin, '10138');
  return {
    service,
    proxy,
    admin,
    newUnit: () => ({
      parentId,
      localCode: unique('F-'),
      designation: 'Thôn',
      name: unique('Sự cố '),
      from: '2020-01-01',
      idempotencyKey: unique('fault-key-'),
    }),
    async kept({ name }) {
      const { rows } = await service.owner.query(
        `SELECT (SELECT count(*)::int FROM admin_unit_state WHERE name = $1) AS units,
                (SELECT count(*)::int FROM event WHERE action = 'admin-unit.added' AND after->>'name' = $1) AS events`,
        [name],
      );
      return rows[0] as { units: number; events: number };
    },
    async recovered() {
      const giveUp = Date.now() + 10_000;
      while ((await admin.answer(TEAMS)).errors) if (Date.now() > giveUp) throw new Error('The service did not recover');
    },
    async holding(statement) {
      const client = new Client(service.ownerUrl);
      await client.connect();
      await client.query('BEGIN');
      await client.query(statement);
      return client;
    },
    async alterRole(setting, then = () => proxy.cut()) {
      await service.owner.query(`ALTER ROLE "${new URL(service.ownerUrl).pathname.slice(1)}:ha-noi" ${setting}`);
      then();
      await sleep(50);
    },
    async close() {
      await service.close();
      await proxy.close();
    },
  };
}

export async function timed<T>(work: Promise<T>): Promise<{ result: T; ms: number }> {
  const began = performance.now();
  const result = await work;
  return { result, ms: performance.now() - began };
}
