import { startApp } from '../support/app';
import type { TestApp } from '../support/app';

let service: TestApp;
beforeAll(async () => {
  service = await startApp();
});
afterAll(() => service.close());

const QUERY = '{ adminUnits(first: 3) { edges { node { name } } } }';

describe('a request with the header X-Timing', () => {
  it('is told what each step took and how many statements it sent, if its actor may know', async () => {
    const { body } = await service.as('ha-noi', { role: 'province-admin' }).post({ query: QUERY }, { 'x-timing': '1' });
    const { steps, database } = body.extensions.timing;
    expect(steps.map(({ name }: { name: string }) => name)).toEqual(['admitted', 'parsed', 'validated', 'costed', 'answered']);
    for (const { ms } of steps) expect(ms).toBeGreaterThanOrEqual(0);
    expect(database.statements).toBeGreaterThan(0);
    expect(database.ms).toBeGreaterThan(0);
  });

  it('is told nothing of it otherwise', async () => {
    const { body } = await service.as('ha-noi', { role: 'province-officer' }).post({ query: QUERY }, { 'x-timing': '1' });
    expect(body.data.adminUnits.edges).toHaveLength(3);
    expect(body.extensions.timing).toBeUndefined();
  });
});

it('a request without the header is told nothing of it', async () => {
  const { body } = await service.as('ha-noi', { role: 'province-admin' }).post({ query: QUERY });
  expect(body.extensions.timing).toBeUndefined();
});
