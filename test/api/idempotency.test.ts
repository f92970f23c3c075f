import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { addHamlet, cityRoster, FOUND_TEAM, newDocument, unique } from '../support/found';
import { refusalOf, rowCounts } from '../support/refused';

const COMMUNE = '10138';
let service: TestApp;
let admin: Client;
beforeAll(async () => {
  service = await startApp();
  admin = service.as('ha-noi', { role: 'province-admin' });
});
afterAll(() => service.close());

const refused = (document: string, variables: Record<string, unknown>) => refusalOf(service, admin, document, variables);
describe('a request with an idempotency key', () => {
  it('answers the same when it is sent again, and changes nothing twice', async () => {
    const { id } = await addHamlet(admin, COMMUNE);
    const input = {
      kind: 'hamlet-team',
      host: { unitIds: [id] },
      decision: newDocument('2024-04-01'),
      members: cityRoster(),
      idempotencyKey: unique('founding-'),
    };
    const first = await admin.ask(FOUND_TEAM, { input });
    const between = await rowCounts(service);
    expect(await admin.ask(FOUND_TEAM, { input })).toEqual(first);
    expect(await rowCounts(service)).toEqual(between);
    expect(await refused(FOUND_TEAM, { input: { ...input, name: 'Khác' } })).toEqual({ refused: 'IDEMPOTENCY_KEY_REUSED' });
    // Another actor's keys are their own: the same request is a new one, which the decision's number refuses.
    const other = service.as('ha-noi', { role: 'province-admin', subject: 'somebody else' });
    expect(await refusalOf(service, other, FOUND_TEAM, { input })).toMatchObject({ refused: 'DUPLICATE_DOCUMENT' });
  });

  it('is done once if it arrives five times at once', async () => {
    const { id } = await addHamlet(admin, COMMUNE);
    const input = { kind: 'hamlet-team', host: { unitIds: [id] }, decision: newDocument('2024-04-01'), idempotencyKey: unique('at-once-') };
    const answers = await Promise.all(Array.from({ length: 5 }, () => admin.ask(FOUND_TEAM, { input })));
    expect(new Set(answers.map(({ foundTeam }) => foundTeam.id)).size).toBe(1);
    expect((await admin.ask('query ($id: ID!) { adminUnit(by: { id: $id }) { teamCount } }', { id })).adminUnit.teamCount).toBe(1);
  });

  it('is not taken by a request that was refused', async () => {
    const { id } = await addHamlet(admin, COMMUNE);
    const input = { kind: 'hamlet-team', host: { unitIds: [id] }, decision: newDocument('2026-01-16'), idempotencyKey: unique('refused-') };
    expect(await refused(FOUND_TEAM, { input })).toMatchObject({ refused: 'DAY_TOO_LATE' });
    await admin.ask(FOUND_TEAM, { input: { ...input, decision: newDocument('2026-01-14') } });
  });
});
