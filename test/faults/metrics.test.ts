import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { serveMetrics } from '../../src/api/metrics';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';

let service: TestApp;
let figures: Server;
beforeAll(async () => {
  service = await startApp();
  figures = await serveMetrics(service.app, '127.0.0.1', 0);
});
afterAll(async () => {
  figures.close();
  await service.close();
});

const text = async () => (await request(figures).get('/metrics').expect(200)).text;
/** The value of a line; 0 if it is not there. */
async function value(line: string): Promise<number> {
  const found = (await text()).split('\n').find((each) => each.startsWith(`${line} `));
  return found ? Number(found.slice(line.length + 1)) : 0;
}
async function becomes(line: string, expected: number): Promise<void> {
  for (const giveUp = Date.now() + 2_000; (await value(line)) !== expected;)
    if (Date.now() > giveUp) throw new Error(`${line} is ${await value(line)}, not ${expected}`);
}

it('requests are counted by province, kind, status and code, with the time they took', async () => {
  await service.as('ha-noi').ask('query Anything { teams(first: 1) { totalCount } }');
  await service.as('ha-noi').ask('query Else { teams(first: 1) { totalCount } }');
  await service.as('thai-nguyen').refusal('mutation { removeMember(id: "x") }');
  await service.as('thai-nguyen').refusal('mutation ($input: AddAdminUnitInput!) { addAdminUnit(input: $input) { id } }', {
    input: { parentId: 'x', localCode: 'a', designation: 'a', name: 'a', from: '2020-01-01' },
  });
  await request(service.app.server)
    .post('/ha-noi/graphql')
    .set('authorization', 'Bearer x')
    .send({ query: '{ province { slug } }' })
    .expect(401);
  await becomes('to_so_requests_total{tenant="ha-noi",operation="query",status="2xx",code="none"}', 2);
  await becomes('to_so_requests_total{tenant="thai-nguyen",operation="none",status="4xx",code="GRAPHQL_VALIDATION_FAILED"}', 1);
  await becomes('to_so_requests_total{tenant="thai-nguyen",operation="mutation",status="2xx",code="FORBIDDEN"}', 1);
  await becomes('to_so_requests_total{tenant="none",operation="none",status="4xx",code="TOKEN_INVALID"}', 1);
  expect(await value('to_so_request_seconds_count{tenant="ha-noi",operation="query"}')).toBe(2);
  expect(await value('to_so_request_seconds_sum{tenant="ha-noi",operation="query"}')).toBeGreaterThan(0);
  expect(await value('to_so_requests_in_flight')).toBe(0);
});

it('points are counted, and who waits for a turn', async () => {
  const [requested, actual] = ['requested', 'actual'].map((kind) => `to_so_cost_points_total{tenant="binh-duong",kind="${kind}"}`);
  await service.as('binh-duong').ask('{ teams(first: 100) { edges { node { kind { name } } } } }');
  await becomes(requested as string, 201);
  expect(await value(actual as string)).toBeGreaterThan(0);
  expect(await value(actual as string)).toBeLessThan(201);
  for (const state of ['running', 'waiting-of-actor', 'waiting-of-province'])
    expect(await text()).toContain(`to_so_operations{tenant="binh-duong",state="${state}"} 0`);
});

it('statements and connections are counted by province', async () => {
  const line = 'to_so_sql_seconds_count{tenant="binh-duong"}';
  const before = await value(line);
  service.takeStatements();
  await service.as('binh-duong', { subject: 'counted' }).ask('{ teams(first: 1) { totalCount edges { node { name } } } }');
  // The actor's grants are looked up, too, and are not among those taken.
  expect((await value(line)) - before).toBe(service.takeStatements().length + 1);
  expect(await value('to_so_pool_connections{tenant="binh-duong",state="total"}')).toBeGreaterThan(0);
  expect(await value('to_so_pool_connections{tenant="binh-duong",state="waiting"}')).toBe(0);
  await expect(service.databases.get('binh-duong')?.query('SELECT 1/0')).rejects.toThrow();
  expect(await value('to_so_sql_errors_total{tenant="binh-duong",class="22"}')).toBe(1);
});

it('the process tells of itself, and of the delay of its event loop', async () => {
  expect(await value('process_resident_memory_bytes')).toBeGreaterThan(1e7);
  expect(await text()).toContain('nodejs_eventloop_lag_p99_seconds');
});

it('nothing that clients name becomes a label: the number of lines does not grow with what they send', async () => {
  const send = (n: number) =>
    request(service.app.server)
      .post(`/nowhere-${n}/graphql`)
      .set({ 'x-request-id': crypto.randomUUID(), 'user-agent': `agent ${n}`, 'content-type': 'application/json' })
      .send({ operationName: `name${n}`, query: `query name${n} { teams { totalCount } }` });
  await send(0);
  const ask = (n: number) => service.as('ha-noi').answer(`query name${n} { a${n}: teams(first: 1) { totalCount } }`);
  await ask(0);
  const before = (await text()).split('\n').filter((line) => line.startsWith('to_so_')).length;
  for (let n = 1; n < 20; n++) await Promise.all([send(n), ask(n)]);
  const after = (await text()).split('\n').filter((line) => line.startsWith('to_so_')).length;
  expect(after).toBe(before);
});

it('they are not shown to the public', async () => {
  await request(service.app.server).get('/metrics').expect(404);
  await request(figures).get('/').expect(404);
  await request(figures).post('/metrics').expect(404);
  expect((figures.address() as AddressInfo).address).toBe('127.0.0.1');
});
