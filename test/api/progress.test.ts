import type { DataSource } from 'typeorm';
import { provinces } from '../../plugins';
import { systemSession } from '../../src/bring-up';
import { keepHouse } from '../../src/house-keeping';
import type { Province } from '../../src/tenancy/province';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { newDocument } from '../support/found';
import { PROGRESS, teamProgress, unitProgress } from '../support/progress';
import { ALLOCATE, givenQuota } from '../support/quota';
import { refusalOf } from '../support/refused';
import { amended, communesOf, openRound, peopleOf, reported } from '../support/reports';
import type { Commune } from '../support/reports';

const DISTRICT = '168';
const INSTALLS = 'c-thai-nguyen-installs';
const JULY = { from: '2022-07-01', until: '2022-08-01', dueDay: '2022-08-05' };
const AUGUST = { from: '2022-08-01', until: '2022-09-01', dueDay: '2022-09-05' };

let service: TestApp;
let communes: Commune[];
const now = new Date('2022-09-03T03:00:00Z');
const people = () => peopleOf(service, 'thai-nguyen');
const admin = () => people().writer;
beforeAll(async () => {
  service = await startApp({ now });
  communes = await communesOf(admin(), DISTRICT, '2022-07-31');
});
afterAll(() => service.close());

const teamOf = (commune: number, n: number) => ({ teamId: communes[commune]?.teams[n]?.id as string });
const codeOf = (commune: number) => communes[commune]?.code as string;

describe('how far a district is', () => {
  const asked = { indicator: INSTALLS, from: JULY.from, until: AUGUST.until };
  let rounds: { id: string }[];
  let first: { id: string };
  beforeAll(async () => {
    rounds = [
      await openRound(admin(), DISTRICT, { duty: 'team-results', ...JULY }),
      await openRound(admin(), DISTRICT, { duty: 'team-results', ...AUGUST }),
    ];
    const [july, august] = rounds as [{ id: string }, { id: string }];
    first = await reported(people(), july.id, teamOf(0, 0), { [INSTALLS]: 90_000 });
    await reported(people(), july.id, teamOf(1, 0), { [INSTALLS]: 10_000 });
    await reported(people(), august.id, teamOf(0, 0), { [INSTALLS]: 117_000 });
    await reported(people(), august.id, teamOf(2, 0), { [INSTALLS]: null });
  });

  it('is over all: 217,000 of 150,000 is 144.67 %, partial as long as parts are missing, with their names and by month', async () => {
    expect(await unitProgress(admin(), DISTRICT, asked)).toMatchObject({ target: null, percent: null });
    const quota = await givenQuota(admin(), DISTRICT, 150_000, { indicator: INSTALLS, from: asked.from, until: asked.until });
    const district = await unitProgress(admin(), DISTRICT, asked);
    expect(district).toMatchObject({
      segment: null,
      target: 150_000,
      result: 217_000,
      percent: 144.67,
      numerator: null,
      complete: false,
      expected: 240,
      reported: 3,
      unknown: 1,
      missingCount: 237,
      reports: {
        expected: 240,
        onTime: 2,
        late: 2,
        missing: 118,
        excused: 0,
        open: 118,
        approved: 4,
        receivedPercent: 1.67,
        onTimePercent: 0.83,
      },
    });
    expect(district.months).toMatchObject([
      { month: '2022-07-01', result: 100_000, expected: 120, reported: 2, missingCount: 118, complete: false },
      { month: '2022-08-01', result: 117_000, expected: 120, reported: 1, unknown: 1, missingCount: 119, complete: false },
    ]);
    expect(district.counted).toEqual(
      rounds.map(({ id }, n) => ({
        form: 'results',
        from: [JULY, AUGUST][n]?.from,
        until: [JULY, AUGUST][n]?.until,
        reporters: 'TEAM',
        whole: true,
        roundCount: 1,
        round: { id },
      })),
    );
    // The first twenty of the latest period.
    expect(district.missing).toHaveLength(20);
    expect(district.missing[0]).toMatchObject({ lastDay: '2022-08-31', unit: null, team: { name: expect.any(String) } });

    const held = await admin().ask(`query ($id: ID!) { quota(id: $id) { holding { progress { ${PROGRESS} } } } }`, { id: quota.id });
    expect(held.quota.holding.progress).toEqual(district);
    await admin().ask(ALLOCATE, {
      input: {
        quotaId: quota.id,
        fromUnitId: quota.unitId,
        shares: [{ holder: { unitId: communes[0]?.id }, amount: 100_000 }],
        day: '2022-06-01',
        document: newDocument('2022-05-25'),
      },
    });
    expect(await unitProgress(admin(), codeOf(0), asked)).toMatchObject({ target: 100_000, result: 207_000, percent: 207 });
  });

  it('is ranked among its siblings: equals share a place, one without a result has none', async () => {
    const rank = async (commune: number) => (await unitProgress(admin(), codeOf(commune), asked)).rank;
    expect([await rank(0), await rank(1), await rank(2)]).toEqual([
      { place: 1, of: 15, byPercent: false },
      { place: 2, of: 15, byPercent: false },
      { place: null, of: 15, byPercent: false },
    ]);
    expect(await teamProgress(admin(), teamOf(0, 0).teamId, asked, '2022-08-31')).toMatchObject({
      result: 207_000,
      complete: true,
      missing: [],
      rank: { place: 1, of: communes[0]?.teams.length },
      reports: { expected: 2, onTime: 1, late: 1, approved: 2 },
    });
    expect(await teamProgress(admin(), teamOf(2, 0).teamId, asked, '2022-08-31')).toMatchObject({
      result: null,
      unknown: 1,
      missing: [
        { lastDay: '2022-08-31', why: 'UNKNOWN' },
        { lastDay: '2022-07-31', why: 'NOT_APPROVED' },
      ],
      rank: { place: null },
    });
  });

  it('moves by the difference only when an approved report is amended, whatever is folded in between', async () => {
    const [july] = rounds as [{ id: string }];
    const result = async () => (await unitProgress(admin(), DISTRICT, asked)).result;
    await amended(people(), july.id, teamOf(0, 0), first.id, { [INSTALLS]: 90_005 });
    expect(await result()).toBe(217_005);
    await foldNow();
    expect(await result()).toBe(217_005);
    await amended(people(), july.id, teamOf(0, 0), first.id, { [INSTALLS]: null });
    expect(await unitProgress(admin(), DISTRICT, asked)).toMatchObject({ result: 127_000, reported: 2, unknown: 2 });
    await amended(people(), july.id, teamOf(0, 0), first.id, { [INSTALLS]: 90_000 });
    expect(await result()).toBe(217_000);
  });

  it('costs no more statements for many than for few, with months, ranks and names', async () => {
    const statements = async (size: number) => {
      service.takeStatements();
      await admin().ask(
        `query { adminUnit(by: { code: "${DISTRICT}" }, on: "2022-08-31") { children(first: ${size}) { edges { node {
           progress(indicator: "${INSTALLS}", from: "${asked.from}", until: "${asked.until}") { ${PROGRESS} }
           teams(first: ${size}) { edges { node { progress(indicator: "${INSTALLS}", from: "${asked.from}", until: "${asked.until}") { ${PROGRESS} } } } } } } } } }`,
      );
      return service.takeStatements();
    };
    const [few, many] = [await statements(2), await statements(15)];
    // Of few, the siblings they are compared with are read besides.
    expect(many.length).toBeLessThanOrEqual(few.length);
    expect(few.length).toBeLessThanOrEqual(25);
    for (const text of many) expect(text).not.toMatch(/SELECT \*|\b\w\.\*|AS "[A-Z]\w+_\w+"/);
  });

  it('is refused for an indicator or segment that nobody counts, and for an empty period', async () => {
    const asking = (change: object) => {
      const args = { indicator: INSTALLS, segment: null, from: asked.from, until: asked.until, ...change };
      const document = `query ($indicator: String!, $segment: String, $from: Date!, $until: Date!) { adminUnit(by: { code: "${DISTRICT}" }) {
        progress(indicator: $indicator, segment: $segment, from: $from, until: $until) { result } } }`;
      return refusalOf(service, admin(), document, args);
    };
    expect(await asking({ indicator: 'stars' })).toMatchObject({ refused: 'UNKNOWN_CODE', field: 'indicator', value: 'stars' });
    expect(await asking({ segment: 'women' })).toMatchObject({ refused: 'UNKNOWN_CODE', value: 'women', allowed: [] });
    expect(await asking({ until: asked.from })).toMatchObject({ refused: 'INVALID_INPUT', fields: [{ field: 'until' }] });
  });

  async function foldNow(): Promise<void> {
    const [{ before }] = (await service.owner.query('SELECT count(*)::int AS before FROM report_rollup WHERE NOT folded')).rows;
    expect(before).toBeGreaterThan(0);
    await housekeepingOnce();
    expect((await service.owner.query('SELECT FROM report_rollup WHERE NOT folded')).rowCount).toBe(0);
  }
});

/** Lets the service keep its house until it has been through the provinces. */
async function housekeepingOnce(): Promise<void> {
  const sessions = ['thai-nguyen'].map((slug) => {
    const province = provinces.find((each) => each.slug === slug) as Province;
    return systemSession(province, service.databases.get(slug) as DataSource, now);
  });
  const errors: unknown[] = [];
  const end = keepHouse({ sessions: () => sessions, every: 5, onError: (error) => errors.push(error) });
  await new Promise((done) => setTimeout(done, 400));
  await end();
  expect(errors).toEqual([]);
}

it('what is kept in order by itself goes on after a failure, which is told, and ends when it is told to', async () => {
  const told: string[] = [];
  const failing = {
    ...systemSession(provinces[0] as Province, service.databases.get('ha-noi') as DataSource, now),
    db: undefined as never,
  };
  const end = keepHouse({ sessions: () => [failing], every: 1, onError: (_error, province) => told.push(province) });
  while (told.length < 3) await new Promise((done) => setTimeout(done, 5));
  await end();
  const after = told.length;
  await new Promise((done) => setTimeout(done, 30));
  expect(told).toHaveLength(after);
});
