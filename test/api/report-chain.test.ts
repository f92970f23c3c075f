import { provinces } from '../../plugins';
import { defineProvince } from '../../src/tenancy/province';
import type { Reporting, Terminology } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';
import saoMai from '../provinces/sao-mai';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { foundEnterpriseTeam, foundHamletTeam, newDocument, unique, unitId } from '../support/found';
import { refusalOf } from '../support/refused';
import { APPROVE, approve, hashOf, openRound, peopleOf, reported, RETURN, roundsOf, save, submit, totalOf } from '../support/reports';
import { abolishDistricts } from '../support/two-levels';

const REFORM = '2025-07-01';
const DISTRICT = '060';
const [COMMUNE, OTHER] = ['01858', '01861'];
const LAMPS = 'lamps-lit';

/** Sao Mai with two levels below the province until 30/6/2025 and one afterwards; teams and communes report monthly. */
const words = (saoMai.rules.terminology as readonly Version<Terminology>[]).at(-1) as Version<Terminology>;
const asked = (saoMai.rules.reporting as readonly Version<Reporting>[]).at(-1) as Version<Reporting>;
const monthly = (asked.value as Reporting).duties.filter(({ cadence }) => cadence === 'monthly');
const reformed = defineProvince({
  ...saoMai,
  rules: {
    ...saoMai.rules,
    terminology: [
      ...(saoMai.rules.terminology as readonly Version<Terminology>[]),
      {
        ...words,
        from: REFORM,
        value: {
          ...(words.value as Terminology),
          levels: (words.value as Terminology).levels.filter(({ code }) => code !== 'district'),
        },
      },
    ],
    reporting: [{ ...asked, value: { ...(asked.value as Reporting), duties: monthly } }],
  },
});

/** The service's clock; moved by setting it. */
const now = new Date('2025-06-10T03:00:00Z');
let service: TestApp;
beforeAll(async () => {
  service = await startApp({ provinces: [...provinces, reformed].sort((a, b) => (a.slug < b.slug ? -1 : 1)), now });
});
afterAll(() => service.close());

const officer = (unit: string, subject: string): Client => service.as('sao-mai', { role: 'province-officer', unit, subject });
const at = async (instant: string) => {
  now.setTime(Date.parse(instant));
  await service.turnDay();
};
const approving = (report: Parameters<typeof hashOf>[0] & { id: string }) => ({
  input: { reportId: report.id, expectedHash: hashOf(report) },
});
const NO = { refused: 'FORBIDDEN', permission: 'report:approve' };

describe('the chain of approval', () => {
  const roundOf = async (duty: string, from: string): Promise<string> =>
    (await roundsOf(officer('06', 'reader'))).find((round: { duty: string; from: string }) => round.duty === duty && round.from === from)
      .id;

  it('is the tree of the last day of the period: through the district until 30/6/2025, straight to the province afterwards', async () => {
    const founder = service.as('sao-mai', { role: 'province-admin' });
    const decided = { day: '2025-01-10', authority: 'commune-chair' };
    const teams = [];
    for (const commune of [COMMUNE, OTHER]) teams.push(await foundHamletTeam(founder, { commune, ...decided }));
    const [one, two] = teams.map(({ id }) => ({ teamId: id })) as [{ teamId: string }, { teamId: string }];
    const units = { one: { unitId: await unitId(founder, COMMUNE) }, two: { unitId: await unitId(founder, OTHER) } };

    // The last day of June: the tree has three levels.
    await at('2025-06-30T09:00:00+07:00');
    const [juneTeams, juneCommunes] = [await roundOf('team-monthly', '2025-06-01'), await roundOf('commune-monthly', '2025-06-01')];
    const clerks = () => peopleOf(service, 'sao-mai', { role: 'commune-officer', unit: COMMUNE });
    await reported(clerks(), juneTeams, one, { [LAMPS]: 7 });
    const first = await submit(clerks().writer, await save(clerks().writer, juneCommunes, units.one, {}));
    expect(await refusalOf(service, clerks().approver, APPROVE, approving(first))).toEqual(NO);
    expect((await approve(officer(DISTRICT, 'district'), first)).state).toBe('APPROVED');

    // The day after, the district is gone. June's reports are still those of June's tree: what was the district's to approve is the province's now.
    await abolishDistricts(service.owner, 'sao-mai', REFORM);
    await at('2025-07-01T09:00:00+07:00');
    const others = () => peopleOf(service, 'sao-mai', { role: 'commune-officer', unit: OTHER });
    await reported(others(), juneTeams, two, { [LAMPS]: 5 });
    const second = await submit(others().writer, await save(others().writer, juneCommunes, units.two, {}));
    for (const stranger of [others().approver, officer(DISTRICT, 'district')])
      expect(await refusalOf(service, stranger, APPROVE, approving(second))).toEqual(NO);
    await approve(officer('06', 'province'), second);

    // July: two levels.
    await at('2025-07-31T09:00:00+07:00');
    const [julyTeams, julyCommunes] = [await roundOf('team-monthly', '2025-07-01'), await roundOf('commune-monthly', '2025-07-01')];
    await reported(clerks(), julyTeams, one, { [LAMPS]: 11 });
    const third = await submit(clerks().writer, await save(clerks().writer, julyCommunes, units.one, {}));
    expect(await refusalOf(service, clerks().approver, APPROVE, approving(third))).toEqual(NO);
    const back = { input: { reportId: third.id, reason: 'Thử' } };
    expect(await refusalOf(service, officer(DISTRICT, 'district'), RETURN, back)).toEqual(NO);
    await approve(officer('06', 'province'), third);

    const reader = officer('06', 'reader');
    const district = (await reader.ask('{ adminUnit(by: { code: "060" }, on: "2025-06-30") { id } }')).adminUnit.id;
    const total = async (round: string, unit: string | null) => {
      const { value, expected, reported: given } = await totalOf(reader, round, unit, LAMPS);
      return { value, expected, given };
    };
    expect(await total(juneTeams, null)).toEqual({ value: 12, expected: 2, given: 2 });
    expect(await total(juneTeams, district)).toEqual({ value: 12, expected: 2, given: 2 });
    expect(await total(julyTeams, null)).toEqual({ value: 11, expected: 2, given: 1 });
    expect(await total(julyCommunes, units.one.unitId)).toEqual({ value: 11, expected: 1, given: 1 });
    // The district is no place any more, so nothing is expected in it.
    expect(await totalOf(reader, julyTeams, district, LAMPS)).toMatchObject({ value: null, expected: 0, complete: false });
  });

  it('of a team of an organisation ends in the commune where it stands, as that of a team of a hamlet does', async () => {
    await at('2025-07-31T09:00:00+07:00');
    const founder = service.as('binh-duong', { role: 'province-admin' });
    const [here, beside, district] = ['25747', '25750', '718'];
    const teams = [
      await foundEnterpriseTeam(founder, { commune: here, day: '2025-01-10' }),
      await foundHamletTeam(founder, { commune: here, day: '2025-01-10', decision: newDocument('2025-01-10') }),
    ];
    const form = { new: { code: unique('quick-'), name: 'Báo cáo nhanh', indicators: ['people-reached'] } };
    const period = { from: '2025-07-01', until: '2025-07-11', dueDay: '2025-07-20' };
    const { id } = await openRound(founder, district, { ...period, form, reason: 'Thử', reporters: { teams: true } });
    const clerk = (unit: string, subject: string) => service.as('binh-duong', { role: 'commune-officer', unit, subject });
    for (const team of teams) {
      const report = await submit(clerk(here, 'clerk'), await save(clerk(here, 'clerk'), id, { teamId: team.id }, { 'people-reached': 1 }));
      expect(await refusalOf(service, clerk(beside, 'neighbour'), APPROVE, approving(report))).toEqual(NO);
      expect(await refusalOf(service, clerk(here, 'clerk'), APPROVE, approving(report))).toEqual({ refused: 'OWN_REPORT' });
      expect((await approve(clerk(here, 'chair'), report)).state).toBe('APPROVED');
    }
  });
});
