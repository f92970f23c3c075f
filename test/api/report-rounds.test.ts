import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { addHamlet, foundHamletTeam, newDocument, unique, unitId } from '../support/found';
import { refusalOf } from '../support/refused';
import { communesOf, EXCUSE, OPEN_ROUND, openRound, peopleOf, reported, SAVE, save, submit, toValues } from '../support/reports';
import type { Commune, People } from '../support/reports';

const INSTALLS = 'c-thai-nguyen-installs';
const DISTRICT = '168';
const SLOTS = `query ($id: ID!, $filter: ReportSlotFilter, $on: Date) { reportRound(id: $id) { slots(filter: $filter, on: $on, first: 200) { totalCount edges { node {
  name status submittedDay excuse team { name } unit { name } report { state } } } } } }`;
const COMPLETENESS = `query ($id: ID!, $within: ID, $on: Date) { reportRound(id: $id) { frozen completeness(within: $within, on: $on) {
  expected onTime late missing excused open approved } } }`;

/** The service's clock; moved by setting it. */
const now = new Date('2022-07-20T03:00:00Z');
let service: TestApp;
let communes: Commune[];
const people = (): People => peopleOf(service, 'thai-nguyen');
const admin = () => people().writer;
beforeAll(async () => {
  service = await startApp({ now });
  communes = await communesOf(admin(), DISTRICT, '2022-07-20');
});
afterAll(() => service.close());

const at = (instant: string) => now.setTime(Date.parse(instant));
const MORNING = 'T10:00:00+07:00';
/* eslint-disable @typescript-eslint/no-explicit-any -- answers of any shape */
const slots = async (id: string, filter: object = {}, on?: string): Promise<any[]> =>
  (await admin().ask(SLOTS, { id, filter, on })).reportRound.slots.edges.map(({ node }: any) => node);
const completeness = async (id: string, within?: string, on?: string): Promise<any> =>
  (await admin().ask(COMPLETENESS, { id, within, on })).reportRound;
/* eslint-enable */

describe('a round', () => {
  it('takes form and reporters from the duty in force on its last day, with the clause', async () => {
    at(`2022-07-20${MORNING}`);
    const round = await openRound(admin(), DISTRICT, {
      duty: 'team-results',
      from: '2022-05-01',
      until: '2022-06-01',
      dueDay: '2022-06-05',
    });
    expect(round).toMatchObject({
      duty: 'team-results',
      reporters: 'TEAM',
      level: null,
      consolidated: false,
      frozen: true,
      form: { code: 'results', versions: [{ clause: 'II.3.2, III.5', document: { key: 'plan174' } }] },
    });
    expect(round.form.indicators).toContainEqual({ code: INSTALLS });
    const of = { unitId: await unitId(admin(), DISTRICT), dueDay: '2022-06-05', duty: 'team-results' };
    const opening = (change: object) =>
      refusalOf(service, admin(), OPEN_ROUND, { input: { ...of, from: '2022-05-01', until: '2022-06-01', ...change } });
    expect(await opening({})).toEqual({ refused: 'REPORT_ROUND_EXISTS', form: 'results', existing: round.id });
    // The district's plan is of 16 May.
    expect(await opening({ from: '2022-04-01', until: '2022-05-01' })).toMatchObject({
      refused: 'UNKNOWN_CODE',
      field: 'duty',
      allowed: [],
    });
    expect(await opening({ until: '2022-05-01' })).toMatchObject({ refused: 'DAY_TOO_EARLY', field: 'until' });
    expect(await opening({ until: '2022-07-01', dueDay: null })).toMatchObject({ refused: 'INVALID_INPUT', fields: [{ field: 'dueDay' }] });
    expect(await opening({ until: '2022-07-01' })).toMatchObject({ refused: 'DAY_TOO_EARLY', field: 'dueDay', bound: '2022-06-30' });
    expect(await opening({ until: '2024-07-01' })).toMatchObject({ refused: 'DAY_TOO_LATE' });
  });

  it('asked for this once has a reason and names units, whose answers and silence are visible', async () => {
    const [one, two] = communes as [Commune, Commune];
    const form = {
      new: {
        code: unique('urgent-'),
        name: 'Báo cáo nhanh',
        indicators: ['people-trained'],
        narratives: [{ code: 'note', name: 'Ghi chú' }],
      },
    };
    const asked = {
      unitId: await unitId(admin(), DISTRICT),
      from: '2022-07-01',
      until: '2022-07-11',
      dueDay: '2022-07-15',
      form,
      reporters: { unitIds: [one.id, two.id] },
    };
    const opening = (change: object) => refusalOf(service, admin(), OPEN_ROUND, { input: { ...asked, ...change } });
    expect(await opening({})).toMatchObject({ refused: 'INVALID_INPUT', fields: [{ field: 'reason' }] });
    const elsewhere = await unitId(admin(), '05443');
    expect(await opening({ reason: 'Gấp', reporters: { unitIds: [elsewhere] } })).toMatchObject({
      refused: 'REPORTER_OUTSIDE',
      unit: elsewhere,
    });
    expect(await opening({ reason: 'Gấp', form: { new: { ...form.new, indicators: ['stars'] } } })).toMatchObject({
      refused: 'UNKNOWN_CODE',
      value: 'stars',
    });
    at(`2022-07-14${MORNING}`);
    const { id } = await openRound(admin(), DISTRICT, { ...asked, reason: 'Gấp' });
    await submit(admin(), await save(admin(), id, { unitId: one.id }, { 'people-trained': 3 }));
    at(`2022-07-16${MORNING}`);
    expect((await slots(id)).map(({ name, status }) => [name, status]).sort()).toEqual(
      [
        [one.name, 'ON_TIME'],
        [two.name, 'MISSING'],
      ].sort(),
    );
  });
});

describe('a report is on time', () => {
  it.each([
    ['at 23:59:59 of the due day', '2022-08-05T23:59:59+07:00', 'ON_TIME'],
    ['one second later no more', '2022-08-06T00:00:00+07:00', 'LATE'],
  ])('%s', async (_what, instant, status) => {
    at(`2022-08-01${MORNING}`);
    const [commune] = communes as [Commune];
    const form = { new: { code: unique('due-'), name: 'Thử', indicators: [INSTALLS] } };
    const { id } = await openRound(admin(), DISTRICT, { form, reason: 'Thử', reporters: { unitIds: [commune.id] } });
    const draft = await save(admin(), id, { unitId: commune.id }, { [INSTALLS]: 1 });
    at(instant);
    await submit(admin(), draft);
    expect(await slots(id)).toMatchObject([{ status }]);
  });
});

describe('who is expected', () => {
  it('stands as of the last day of the period and does not move afterwards; teams that merged before keep what they wrote', async () => {
    const [commune] = communes.slice(10) as [Commune];
    at(`2022-09-10${MORNING}`);
    const [old, into] = [
      await foundHamletTeam(admin(), { commune: commune.code, day: '2022-06-01', decision: newDocument('2022-06-01') }),
      await foundHamletTeam(admin(), { commune: commune.code, day: '2022-06-01', decision: newDocument('2022-06-01') }),
    ];
    const { id } = await openRound(admin(), DISTRICT, {
      duty: 'team-results',
      from: '2022-09-01',
      until: '2022-10-01',
      dueDay: '2022-10-05',
    });
    // Another one for the same days, so that two are open at once.
    const form = { new: { code: unique('other-'), name: 'Thử', indicators: [INSTALLS] } };
    const period = { from: '2022-09-01', until: '2022-10-01', dueDay: '2022-10-05' };
    await openRound(admin(), DISTRICT, { ...period, form, reporters: { teams: true }, reason: 'Thử' });
    expect((await completeness(id, commune.id)).completeness).toMatchObject({ expected: 10, open: 10 });
    expect(await slots(id)).toHaveLength(122);
    await save(admin(), id, { teamId: old.id }, { [INSTALLS]: 5 });
    const merge = { intoTeamId: into.id, teamIds: [old.id], from: '2022-09-15', decision: newDocument('2022-09-09') };
    await admin().ask('mutation ($input: MergeTeamsInput!) { mergeTeams(input: $input) { id } }', { input: merge });
    expect((await completeness(id, commune.id)).completeness.expected).toBe(9);
    const writing = { roundId: id, holder: { teamId: old.id }, expectedVersion: 1, values: toValues({ [INSTALLS]: 6 }) };
    expect(await refusalOf(service, admin(), SAVE, { input: writing })).toEqual({ refused: 'REPORT_NOT_EXPECTED', day: '2022-09-30' });
    const { team } = await admin().ask('query ($id: ID!) { team(id: $id) { reports { edges { node { state fields { value } } } } } }', {
      id: old.id,
    });
    expect(team.reports.edges).toEqual([{ node: { state: 'DRAFT', fields: [{ value: 5 }] } }]);
    expect(await slots(id, { status: ['NOT_EXPECTED'] })).toMatchObject([{ status: 'NOT_EXPECTED', report: { state: 'DRAFT' } }]);

    at(`2022-10-02${MORNING}`);
    const before = await slots(id);
    expect(await completeness(id)).toMatchObject({ frozen: false });
    await reported(people(), id, { teamId: into.id }, { [INSTALLS]: 11 });
    expect(await completeness(id, commune.id)).toMatchObject({ frozen: true, completeness: { expected: 9, onTime: 1, approved: 1 } });
    // Recorded late, as having been there in September.
    await foundHamletTeam(admin(), { commune: commune.code, day: '2022-08-01', decision: newDocument('2022-08-01') });
    expect((await slots(id)).map(({ name }) => name)).toEqual(before.map(({ name }) => name));
  });

  it('is excused with a reason, missing or late; what became of it is told of any day', async () => {
    const [commune] = communes.slice(11) as [Commune];
    at(`2022-11-02${MORNING}`);
    const { id } = await openRound(admin(), commune.code, {
      duty: 'team-results',
      from: '2022-10-01',
      until: '2022-11-01',
      dueDay: '2022-11-05',
    });
    const [one, two, three] = commune.teams as [Commune['teams'][number], Commune['teams'][number], Commune['teams'][number]];
    await submit(admin(), await save(admin(), id, { teamId: one.id }, { [INSTALLS]: 1 }));
    at(`2022-11-08${MORNING}`);
    await submit(admin(), await save(admin(), id, { teamId: two.id }, { [INSTALLS]: 1 }));
    await admin().ask(EXCUSE, { input: { roundId: id, holder: { teamId: three.id }, reason: 'Mưa lũ' } });
    const none = { onTime: 0, late: 0, missing: 0, excused: 0, open: 0, approved: 0 };
    expect((await completeness(id)).completeness).toEqual({ ...none, expected: 8, onTime: 1, late: 1, missing: 5, excused: 1 });
    expect((await completeness(id, undefined, '2022-11-05')).completeness).toMatchObject({ onTime: 1, late: 0, open: 6 });
    expect(await slots(id, { status: ['EXCUSED', 'LATE'] })).toMatchObject(
      [
        { name: two.name, status: 'LATE', submittedDay: '2022-11-08', excuse: null },
        { name: three.name, status: 'EXCUSED', excuse: 'Mưa lũ', report: null },
      ].sort((a, b) => (a.name < b.name ? -1 : 1)),
    );
    const dead = await foundHamletTeam(admin(), { commune: commune.code, day: '2022-06-01', decision: newDocument('2022-06-01') });
    const end = { teamId: dead.id, expectedVersion: 1, from: '2022-07-01', decision: newDocument('2022-06-30') };
    await admin().ask('mutation ($input: TeamDecisionInput!) { dissolveTeam(input: $input) { id } }', { input: end });
    for (const holder of [{ teamId: dead.id }, { unitId: commune.id }])
      expect(await refusalOf(service, admin(), EXCUSE, { input: { roundId: id, holder, reason: 'Thử' } })).toMatchObject({
        refused: 'REPORT_NOT_EXPECTED',
      });
    const writing = { roundId: id, holder: { teamId: dead.id }, expectedVersion: 0, values: toValues({ [INSTALLS]: 1 }) };
    expect(await refusalOf(service, admin(), SAVE, { input: writing })).toMatchObject({ refused: 'REPORT_NOT_EXPECTED' });
  });

  it('is still the team whose hamlet has ended: teams lag behind mergers of hamlets', async () => {
    const [commune] = communes.slice(12) as [Commune];
    at(`2022-11-10${MORNING}`);
    const hamlets = [await addHamlet(admin(), commune.code), await addHamlet(admin(), commune.code)];
    const unitIds = hamlets.map(({ id }) => id);
    await admin().ask('mutation ($input: FoundTeamInput!) { foundTeam(input: $input) { id } }', {
      input: { kind: 'hamlet-team', host: { unitIds: [unitIds[0]] }, decision: newDocument('2022-06-01') },
    });
    await admin().ask('mutation ($input: MergeAdminUnitsInput!) { mergeAdminUnits(input: $input) { id } }', {
      input: { unitIds, name: 'Gộp', localCode: unique('G-'), from: '2022-11-05', decision: newDocument('2022-11-01') },
    });
    const { id } = await openRound(admin(), commune.code, {
      duty: 'team-results',
      from: '2022-11-01',
      until: '2022-12-01',
      dueDay: '2022-12-05',
    });
    expect((await completeness(id, commune.id)).completeness.expected).toBe(9);
  });
});
