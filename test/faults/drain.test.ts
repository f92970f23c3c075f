import { Agent, request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { cloneDatabase, dropDatabase } from '../support/database';
import { token } from '../support/client';
import { startService } from '../support/service';
import type { Service } from '../support/service';

let ownerUrl: string;
let service: Service;
let holder: Client;
const agent = new Agent({ keepAlive: true, maxSockets: 50 });

beforeAll(async () => {
  ownerUrl = await cloneDatabase();
});
beforeEach(async () => {
  holder = new Client(ownerUrl);
  holder.on('error', () => undefined);
  await holder.connect();
});
afterEach(async () => {
  await holder.end();
  await service.remove();
});
afterAll(async () => {
  agent.destroy();
  await dropDatabase(process.env.TEST_SERVER_URL as string, new URL(ownerUrl).pathname.slice(1));
});

const start = async (env: Record<string, string> = {}) =>
  (service = await startService({ DATABASE_URL: ownerUrl, LOG_LEVEL: 'info', ...env }));

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read answers of any shape
  readonly body: any;
}

function send(path: string, body?: object): Promise<Answer> {
  const headers = {
    authorization: `Bearer ${token('ha-noi', { role: 'province-admin' }, new Date())}`,
    'content-type': 'application/json',
  };
  return new Promise((resolve, reject) => {
    const sent = request(`${service.url}${path}`, { method: body ? 'POST' : 'GET', agent, headers }, (response) => {
      let text = '';
      response
        .setEncoding('utf8')
        .on('data', (part) => (text += part))
        .on('error', reject)
        .on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: JSON.parse(text) }));
    });
    sent.on('error', reject);
    sent.end(body && JSON.stringify(body));
  });
}

const ask = (query: string, variables?: object) => send('/ha-noi/graphql', { query, variables });
const TEAMS = '{ teams(first: 1) { edges { node { id } } } }';
const UNIT = '{ adminUnit(by: { code: "10138" }) { id } }';
const ADD = 'mutation ($input: AddAdminUnitInput!) { addAdminUnit(input: $input) { id } }';

/** Keeps whoever reads teams or writes units waiting, as long as it is held. */
async function hold(): Promise<void> {
  await holder.query('BEGIN; LOCK TABLE team, admin_unit_state IN ACCESS EXCLUSIVE MODE');
}
const release = () => holder.query('COMMIT');
/** How many of them wait. Within a transaction PostgreSQL else tells what it told first. */
async function waiting(): Promise<number> {
  await holder.query('SELECT pg_stat_clear_snapshot()');
  const { rows } = await holder.query(
    `SELECT count(*)::int AS count FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
  );
  return (rows[0] as { count: number }).count;
}
async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const giveUp = Date.now() + 10_000; !(await condition()); await sleep(20))
    if (Date.now() > giveUp) throw new Error('It did not come');
}

it('a stop lets what is in flight end, refuses what comes, and ends well', async () => {
  await start();
  const parentId = (await ask(UNIT)).body.data.adminUnit.id;
  expect((await send('/health/ready')).body).toEqual({ status: 'ready' });
  // A connection that is kept but has nothing to ask must not hold up the stop, nor may one that has only begun to.
  const idle = connect(Number(new URL(service.url).port), '127.0.0.1');
  const begun = connect(Number(new URL(service.url).port), '127.0.0.1');
  begun.write('POST /ha-noi/graphql HTTP/1.1\r\nHost: x\r\n');
  await hold();
  const reads = Array.from({ length: 2 }, () => ask(TEAMS));
  const write = ask(ADD, { input: { parentId, localCode: 'D-1', designation: 'Thôn', name: 'Dừng', from: '2020-01-01' } });
  await until(async () => (await waiting()) === 3);
  service.child.kill('SIGTERM');
  await until(async () => (await send('/health/ready')).status === 503);
  expect((await send('/health/ready')).body).toEqual({ status: 'stopping' });
  expect((await send('/health/live')).status).toBe(200);
  const late = await ask(TEAMS);
  expect(late).toMatchObject({ status: 503, headers: { connection: 'close', 'retry-after': '5' } });
  expect(late.body.errors[0].extensions).toEqual({ code: 'SHUTTING_DOWN', details: { retryAfter: 5 } });
  await release();
  for (const answer of await Promise.all([...reads, write])) {
    expect(answer).toMatchObject({ status: 200, headers: { connection: 'close' } });
    expect(answer.body.errors).toBeUndefined();
  }
  expect(await service.ended).toBe(0);
  expect((await holder.query(`SELECT name FROM admin_unit_state WHERE name = 'Dừng'`)).rows).toHaveLength(1);
  idle.destroy();
  begun.destroy();
});

it('under load no request is cut: each is answered, or refused before it was looked at', async () => {
  await start();
  const statuses: (number | string)[] = [];
  let stopped = false;
  const caller = async () => {
    while (!stopped) {
      const { status, body } = await ask(TEAMS).catch((error: NodeJS.ErrnoException) => ({
        status: error.code ?? error.message,
        body: {},
      }));
      statuses.push(status);
      if (status === 200) expect(body.data.teams.edges).toHaveLength(1);
      if (status !== 200) return;
    }
  };
  const callers = Array.from({ length: 20 }, caller);
  await sleep(500);
  service.child.kill('SIGTERM');
  expect(await service.ended).toBe(0);
  stopped = true;
  await Promise.all(callers);
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(20);
  // Refused connections never reached the service.
  expect(statuses.filter((status) => status !== 200 && status !== 503 && status !== 'ECONNREFUSED')).toEqual([]);
});

it('what is in flight at the limit is cut, changes nothing, and the exit code says so', async () => {
  await start({ TO_SO_DRAIN_SECONDS: '1' });
  const parentId = (await ask(UNIT)).body.data.adminUnit.id;
  await hold();
  const write = ask(ADD, { input: { parentId, localCode: 'D-2', designation: 'Thôn', name: 'Bị cắt', from: '2020-01-01' } }).catch(
    (error: NodeJS.ErrnoException) => error.code,
  );
  await until(async () => (await waiting()) === 1);
  const began = Date.now();
  service.child.kill('SIGTERM');
  expect(await write).toBe('ECONNRESET');
  expect(Date.now() - began).toBeLessThan(3_000);
  await sleep(100);
  await release();
  expect(await service.ended).toBe(1);
  expect(service.output()).toContain('requests were cut at the limit of the drain');
});

it('a second signal ends it at once', async () => {
  await start();
  await hold();
  const read = ask(TEAMS).catch((error: NodeJS.ErrnoException) => error.code);
  await until(async () => (await waiting()) === 1);
  service.child.kill('SIGTERM');
  await until(async () => (await send('/health/ready')).status === 503);
  service.child.kill('SIGTERM');
  expect(await service.ended).toBe(143);
  expect(await read).toBe('ECONNRESET');
  await release();
});

it('the embedded server is stopped last, in good order', async () => {
  service = await startService({ LOG_LEVEL: 'info' });
  expect((await ask('{ province { slug } }')).status).toBe(200);
  service.child.kill('SIGINT');
  expect(await service.ended).toBe(0);
});
