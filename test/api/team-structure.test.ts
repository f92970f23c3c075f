import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { addHamlet, FOUND_TEAM, foundTeam, newcomer, newDocument, unitId } from '../support/found';
import { changesNothing, refusalOf } from '../support/refused';

const COMMUNE = '10132';
let service: TestApp;
let admin: Client;
beforeAll(async () => {
  service = await startApp();
  admin = service.as('ha-noi', { role: 'province-admin', language: 'vi' });
});
afterAll(() => service.close());

const founding = async (input: Record<string, unknown> = {}) => ({
  input: {
    kind: 'hamlet-team',
    host: { unitIds: [(await addHamlet(admin, COMMUNE)).id] },
    decision: newDocument('2024-04-01'),
    ...input,
  },
});

describe('the structure of a team refuses', () => {
  const refused = async (input: Record<string, unknown>, client = admin) => refusalOf(service, client, FOUND_TEAM, await founding(input));

  it('two leaders at once', async () => {
    const members = [newcomer({ seat: 'LEADER' }), newcomer({ seat: 'LEADER' })];
    expect(await refused({ members })).toEqual({ refused: 'LEADER_SEAT_TAKEN' });
  });

  it('a kind that its province does not know, or another place than the kind lives in', async () => {
    expect(await refused({ kind: 'commune-team' })).toEqual({
      refused: 'UNKNOWN_CODE',
      field: 'kind',
      value: 'commune-team',
      day: '2024-04-01',
      allowed: ['hamlet-team'],
    });
    const unitIds = [await unitId(admin, COMMUNE)];
    expect(await refused({ host: { unitIds } })).toEqual({
      refused: 'HOST_MISMATCH',
      kind: 'hamlet-team',
      expected: 'hamlet',
      field: 'host',
    });
    const organisation = { name: 'Công ty', unitId: unitIds[0] };
    expect(await refused({ host: { organisation } })).toMatchObject({ refused: 'HOST_MISMATCH', expected: 'hamlet' });
  });

  it('hamlets of two communes, and a hamlet that is not there on its first day', async () => {
    const [one, two] = [await addHamlet(admin, COMMUNE, { from: '2024-05-01' }), await addHamlet(admin, '10126')];
    expect(await refused({ host: { unitIds: [one.id, two.id] }, from: '2024-05-01' })).toEqual({
      refused: 'UNITS_NOT_SIBLINGS',
      day: '2024-05-01',
    });
    expect(await refused({ host: { unitIds: [one.id] } })).toEqual({ refused: 'UNIT_NOT_THERE', field: 'host.unitIds', day: '2024-04-01' });
  });

  it('a first day far ahead and a decision of a day to come, in Vietnamese or English', async () => {
    expect(await refused({ from: '2027-02-01' })).toMatchObject({ refused: 'DAY_TOO_LATE', field: 'from', bound: '2027-01-16' });
    const variables = await founding({ decision: newDocument('2026-01-16') });
    const sentences = await changesNothing(service, () =>
      Promise.all(
        ['', 'vi', 'en', 'en-GB,vi;q=0.5', 'fr'].map(
          async (language) => (await admin.post({ query: FOUND_TEAM, variables }, { 'Accept-Language': language })).body.errors[0].message,
        ),
      ),
    );
    const vi = 'decision.new.issuedDay là 2026-01-16, sau ngày 2026-01-15: chỉ ghi nhận văn bản đã ban hành. Hãy nhập đến ngày 2026-01-15.';
    const en =
      'decision.new.issuedDay is 2026-01-16, later than 2026-01-15: a document is recorded once it is issued. Give a day up to 2026-01-15.';
    expect(sentences).toEqual([vi, vi, en, en, vi]);
  });

  it('never what only the law forbids: an empty team without a regulation is recorded and found', async () => {
    const team = await foundTeam(
      admin,
      (await founding({ decision: newDocument('2024-04-01', { authority: 'district-committee' }) })).input,
    );
    const { team: found } = await admin.ask('query ($id: ID!) { team(id: $id) { findings { totalCount } } }', { id: team.id });
    expect(found.findings.totalCount).toBe(10);
  });
});
