import { existsSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';

const SYSTEMS_OWN = '/proc/sys/net/core/somaxconn';
const KNOCKING = Math.min(1_000, existsSync(SYSTEMS_OWN) ? Number(readFileSync(SYSTEMS_OWN, 'utf8')) : 128);
const PATIENCE_MS = 10_000;

/** Connects as often as it is told from a thread of its own, counts who came through, and lets go when told. */
const CROWD = `
  const { connect } = require('node:net');
  const { workerData: { port, knocking, through } } = require('node:worker_threads');
  const count = new Int32Array(through);
  for (let each = 0; each < knocking; each++)
    connect(port, '127.0.0.1', () => {
      if (Atomics.add(count, 0, 1) + 1 === knocking) Atomics.notify(count, 1);
    }).on('error', () => undefined);
`;

let service: TestApp;
beforeAll(async () => {
  service = await startApp();
});
afterAll(() => service.close());

it(`lets ${KNOCKING} clients knock while the service is busy and takes none of them in`, async () => {
  const through = new SharedArrayBuffer(8);
  const count = new Int32Array(through);
  const { port } = service.app.server.address() as AddressInfo;
  const crowd = new Worker(CROWD, { eval: true, workerData: { port, knocking: KNOCKING, through } });
  try {
    // Nothing else of this thread runs meanwhile, so no connection is taken in.
    Atomics.wait(count, 1, 0, PATIENCE_MS);
    expect(Atomics.load(count, 0)).toBe(KNOCKING);
  } finally {
    await crowd.terminate();
  }
});
