import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { measureRestarts } from '../support/restarts';

it('when database and service are stopped and killed under load, nothing is lost, half written or done twice', async () => {
  const figures = await measureRestarts({ ofDatabase: 2, ofService: 2, writers: 3, readers: 2, port: await freePort() });
  expect(figures).toMatchObject({ lost: 0, halfWritten: 0, doubled: 0, contradicted: 0 });
  expect(figures.changes).toBeGreaterThan(50);
  expect(figures.sentAgain).toBeGreaterThan(0);
  expect(figures.recoveryMs).toHaveLength(4);
  expect(Math.max(...figures.recoveryMs)).toBeLessThan(10_000);
  const known = /^(ok|UNAVAILABLE|OUTCOME_UNKNOWN|ANSWER_INCOMPLETE|DATABASE_BUSY|SHUTTING_DOWN|ECONNREFUSED|ECONNRESET|EPIPE)$/;
  expect(Object.keys(figures.requests).filter((what) => !known.test(what))).toEqual([]);
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
