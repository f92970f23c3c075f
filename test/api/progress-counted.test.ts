import { provinces } from '../../plugins';
import saoMai from '../provinces/sao-mai';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { addHamlet, foundHamletTeam, foundTeam, newDocument, unique, unitId } from '../support/found';
import { teamProgress, unitProgress } from '../support/progress';
import { refusalOf } from '../support/refused';
import { amended, communesOf, OPEN_ROUND, openRound, peopleOf, reported, save, submit } from '../support/reports';
import type { Commune } from '../support/reports';

const DISTRICT = '168';
const JULY = { from: '2022-07-01', until: '2022-08-01', dueDay: '2022-08-05' };
const AUGUST = { from: '2022-08-01', until: '2022-09-01', dueDay: '2022-09-05' };

let service: TestApp;
let communes: Commune[];
const now = new Date('2022-09-03T03:00:00Z');
const people = () => peopleOf(service, 'thai-nguyen');
const admin = () => people().writer;
beforeAll(async () => {
  service = await startApp({ provinces: [...provinces, saoMai].sort((a, b) => (a.slug < b.slug ? -1 : 1)), now });
  communes = await communesOf(admin(), DISTRICT, '2022-07-31');
});
afterAll(() => service.close());

const codeOf = (commune: number) => communes[commune]?.code as string;

describe('a part that is not known', () => {
  it('makes the total of its commune partial and is named; once it reports 0, the total is complete and the same number', async () => {
    const form = { new: { code: unique('known-'), name: 'Thử', indicators: ['people-trained'] } };
    const { id } = await openRound(admin(), codeOf(3), { ...JULY, form, reason: 'Thử', reporters: { teams: true } });
    const teams = communes[3]?.teams ?? [];
    for (const [n, team] of teams.slice(1).entries()) await reported(people(), id, { teamId: team.id }, { 'people-trained': n });
    const unknown = await reported(people(), id, { teamId: teams[0]?.id }, { 'people-trained': null });
    const asked = { indicator: 'people-trained', from: JULY.from, until: JULY.until };
    const before = await unitProgress(admin(), codeOf(3), asked);
    expect(before).toMatchObject({
      result: 21,
      complete: false,
      missingCount: 1,
      missing: [{ why: 'UNKNOWN', team: { name: teams[0]?.name } }],
    });
    await amended(people(), id, { teamId: teams[0]?.id }, unknown.id, { 'people-trained': 0 });
    expect(await unitProgress(admin(), codeOf(3), asked)).toMatchObject({ result: 21, complete: true, missingCount: 0, missing: [] });
    // The district did not ask, but counts what its commune asked for.
    expect(await unitProgress(admin(), DISTRICT, asked)).toMatchObject({ result: 21, counted: [{ whole: false, roundCount: 1 }] });
  });
});

describe('a ratio over communes', () => {
  it('is sum over sum, never the mean of percentages', async () => {
    const form = { new: { code: unique('ratio-'), name: 'Thử', indicators: ['lamps-lit', 'stars-counted', 'stars-per-lamp'] } };
    const month = { from: '2023-07-01', until: '2023-08-01', dueDay: '2023-08-05' };
    now.setTime(Date.parse('2023-08-02T03:00:00Z'));
    const both = peopleOf(service, 'sao-mai');
    const chief = both.writer;
    const held = [];
    for (const code of ['01834', '01837']) {
      const decision = newDocument('2023-05-01', { authority: 'district-committee', issuer: unique('UBND huyện ') });
      held.push((await foundTeam(chief, { kind: 'commune-team', host: { unitIds: [await unitId(chief, code)] }, decision })).id);
    }
    const { id } = await openRound(chief, '06', { ...month, form, reason: 'Thử', reporters: { teams: true } });
    await reported(both, id, { teamId: held[0] }, { 'lamps-lit': 50_000, 'stars-counted': 200_000 });
    await reported(both, id, { teamId: held[1] }, { 'lamps-lit': 100_000, 'stars-counted': 17_000 });
    const asked = { indicator: 'stars-per-lamp', from: month.from, until: month.until };
    expect(await unitProgress(chief, '01834', asked)).toMatchObject({ result: 400, complete: true });
    expect(await unitProgress(chief, '01837', asked)).toMatchObject({ result: 17 });
    expect(await unitProgress(chief, '06', asked)).toMatchObject({
      result: 144.67,
      numerator: 217_000,
      denominator: 150_000,
      complete: true,
      months: [{ month: '2023-07-01', result: 144.67, numerator: 217_000, denominator: 150_000 }],
    });
    now.setTime(Date.parse('2022-09-03T03:00:00Z'));
  });
});

describe('an indicator whose last value counts', () => {
  it('comes to that of the last period that has closed, not to the sum', async () => {
    const form = { new: { code: unique('last-'), name: 'Thử', indicators: ['households-selling-online'] } };
    const by = { form, reason: 'Thử', reporters: { unitIds: [communes[4]?.id] } };
    const holder = { unitId: communes[4]?.id };
    for (const [period, value] of [
      [JULY, 30],
      [AUGUST, 40],
    ] as const)
      await reported(people(), (await openRound(admin(), DISTRICT, { ...period, ...by })).id, holder, {
        'households-selling-online': value,
      });
    await openRound(admin(), DISTRICT, { from: '2022-09-01', until: '2022-10-01', dueDay: '2022-10-05', ...by });
    const progress = await unitProgress(admin(), codeOf(4), {
      indicator: 'households-selling-online',
      from: '2022-07-01',
      until: '2022-12-01',
    });
    expect(progress).toMatchObject({ result: 40, complete: true, expected: 1, counted: [{ reporters: 'UNITS' }, {}, {}] });
    expect(progress.months).toMatchObject([{ result: 30 }, { result: 40 }, { month: '2022-09-01', result: null, complete: false }]);
  });
});

describe('when hamlets merge in the middle of a quarter', () => {
  it('results before stay with the old teams, after with the new, and the figures of the commune do not jump', async () => {
    const code = codeOf(5);
    const hamlets = [await addHamlet(admin(), code), await addHamlet(admin(), code)];
    const teams = [];
    for (const { id } of hamlets)
      teams.push((await foundTeam(admin(), { kind: 'hamlet-team', host: { unitIds: [id] }, decision: newDocument('2022-06-01') })).id);
    const form = { new: { code: unique('merger-'), name: 'Thử', indicators: ['people-reached'] } };
    const opening = { form, reason: 'Thử', reporters: { teams: true } };
    const july = await openRound(admin(), DISTRICT, { ...JULY, ...opening });
    for (const teamId of teams) await reported(people(), july.id, { teamId }, { 'people-reached': 100 });
    const ofJuly = { indicator: 'people-reached', from: JULY.from, until: JULY.until };
    const quarter = { indicator: 'people-reached', from: '2022-07-01', until: '2022-10-01' };
    const before = await unitProgress(admin(), code, ofJuly);
    expect(before).toMatchObject({ result: 200, expected: 10, reported: 2 });

    const merged = await admin().ask('mutation ($input: MergeAdminUnitsInput!) { mergeAdminUnits(input: $input) { id } }', {
      input: {
        unitIds: hamlets.map(({ id }) => id),
        name: 'Gộp',
        localCode: unique('G-'),
        from: '2022-08-15',
        decision: newDocument('2022-08-10'),
      },
    });
    await admin().ask('mutation ($input: MergeTeamsInput!) { mergeTeams(input: $input) { id } }', {
      input: {
        intoTeamId: teams[0],
        teamIds: [teams[1]],
        unitIds: [merged.mergeAdminUnits.id],
        from: '2022-08-15',
        decision: newDocument('2022-08-12'),
      },
    });
    expect(await unitProgress(admin(), code, ofJuly)).toEqual(before);
    const august = await openRound(admin(), DISTRICT, { ...AUGUST, ...opening });
    await reported(people(), august.id, { teamId: teams[0] }, { 'people-reached': 250 });
    expect(await unitProgress(admin(), code, quarter)).toMatchObject({
      result: 450,
      months: [
        { result: 200, expected: 10 },
        { result: 250, expected: 9 },
      ],
    });
    const hamlet = async (id: string, on: string) =>
      (
        await admin().ask(
          `query ($id: ID!, $on: Date!) { adminUnit(by: { id: $id }, on: $on) { progress(indicator: "people-reached", from: "2022-07-01", until: "2022-10-01") { result expected } } }`,
          { id, on },
        )
      ).adminUnit.progress;
    expect(await hamlet(hamlets[1]?.id as string, '2022-07-31')).toEqual({ result: 100, expected: 1 });
    expect(await hamlet(merged.mergeAdminUnits.id, '2022-08-31')).toEqual({ result: 250, expected: 1 });
    expect(await teamProgress(admin(), teams[1] as string, quarter, '2022-07-31')).toMatchObject({ result: 100, expected: 1, rank: null });
    expect(await teamProgress(admin(), teams[0] as string, quarter, '2022-08-31')).toMatchObject({ result: 350, expected: 2 });
  });
});

describe('what was asked twice', () => {
  const form = { new: { code: unique('twice-'), name: 'Thử', indicators: ['people-trained'] } };
  const teams = { ...AUGUST, form, reason: 'Thử', reporters: { teams: true } };

  it('is refused: above and below a unit that asked for the same already', async () => {
    const { id } = await openRound(admin(), codeOf(6), teams);
    const opening = async (code: string, change: object = {}) =>
      refusalOf(service, admin(), OPEN_ROUND, { input: { unitId: await unitId(admin(), code), ...teams, ...change } });
    expect(await opening(DISTRICT)).toEqual({ refused: 'REPORT_ROUND_OVERLAPS', form: form.new.code, where: 'below', existing: id });
    // Beside it, for another part, and for other days nothing stands against it.
    await openRound(admin(), codeOf(7), teams);
    await openRound(admin(), DISTRICT, { ...teams, ...JULY });
    expect(await opening(codeOf(7), JULY)).toMatchObject({ refused: 'REPORT_ROUND_OVERLAPS', where: 'above' });
    const named = (unit: number) => ({ ...teams, reporters: { unitIds: [communes[unit]?.id] } });
    await openRound(admin(), DISTRICT, named(6));
    expect(await opening(codeOf(6), named(6))).toMatchObject({ refused: 'REPORT_ROUND_OVERLAPS', where: 'above' });
    await openRound(admin(), codeOf(7), named(7));
  });

  it('of two units at once is asked by one', async () => {
    const asked = { ...teams, form: { new: { ...form.new, code: unique('race-') } } };
    const opened = await Promise.all(
      [DISTRICT, codeOf(8)].map(async (code) => admin().answer(OPEN_ROUND, { input: { unitId: await unitId(admin(), code), ...asked } })),
    );
    expect(opened.map(({ errors }) => errors?.[0]?.extensions.code ?? 'ok').sort()).toEqual(['REPORT_ROUND_OVERLAPS', 'ok']);
  });

  it('by different forms for the same days is counted once: what the unit or one above it asked for first', async () => {
    const asked = { indicator: 'people-trained', from: AUGUST.from, until: AUGUST.until };
    const code = codeOf(9);
    const { id: own } = await foundHamletTeam(admin(), { commune: code, day: '2022-06-01', decision: newDocument('2022-06-01') });
    const other = { ...teams, form: { new: { ...form.new, code: unique('other-') } } };
    const below = await openRound(admin(), code, other);
    await reported(people(), below.id, { teamId: own }, { 'people-trained': 7 });
    expect(await unitProgress(admin(), code, asked)).toMatchObject({ result: 7 });
    const units = await openRound(admin(), DISTRICT, {
      ...other,
      form: { new: { ...form.new, code: unique('units-') } },
      reporters: { level: 'commune' },
    });
    await submit(admin(), await save(admin(), units.id, { unitId: communes[9]?.id }, { 'people-trained': 9 }));
    // Both lie over the commune; teams go before units.
    expect(await unitProgress(admin(), code, asked)).toMatchObject({
      result: 7,
      counted: [{ reporters: 'TEAM', round: { id: below.id } }],
    });
  });
});
