import type { DataSource } from 'typeorm';
import { differencesOf, roundsToVerify } from '../../src/modules/report';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { globalId } from '../../src/graphql/global-id';
import { expectPlans, LARGE } from '../support/plans';
import { PROGRESS } from '../support/progress';
import { fillReports, monthOf, VOLUME_FORM } from '../support/report-volume';
import { fillProvince, volumeId } from '../support/volume';

/** 58,000 reports with 346,000 values; what rolls up are some 160,000 rows. */
const MONTHS = 24;
const VOLUME = { hamlets: 4_000, teams: 2_400, membersOfATeam: 1 };

/** Of rounds there are a few dozen, all of them asked about, and of excuses none. */
const FILLED = new Set([...LARGE].filter((table) => table !== 'report_round' && table !== 'report_excuse'));

let service: TestApp;
let ids: Record<string, string>;
const db = () => service.databases.get('ha-noi') as DataSource;
beforeAll(async () => {
  service = await startApp();
  await fillProvince(service.ownerUrl, 'ha-noi', VOLUME);
  await fillReports(service.ownerUrl, db(), 'ha-noi', { months: MONTHS, waiting: 0 });
  ids = { TEAM: globalId('Team', volumeId('team', 700)) };
}, 180_000);
afterAll(() => service.close());

const SPAN = `indicator: "people-reached", from: "${monthOf(0)}", until: "${monthOf(MONTHS)}"`;
const FEW = 'result months { month result complete } counted { form } reports { expected onTime missing }';

/** How many rows of tables and indexes each statement may look at. A commune has some 6 or 7 hamlets with 4 teams, the district 32 communes. */
const LOOKUPS: readonly (readonly [what: string, most: number, document: string])[] = [
  ['a commune over two years, by month', 1500, `{ adminUnit(by: { code: "10132" }) { progress(${SPAN}) { ${FEW} } } }`],
  ['the province over two years, by month', 1500, `{ adminUnit(by: { code: "01" }) { progress(${SPAN}) { ${FEW} } } }`],
  ['a team over two years, by month', 1500, `{ team(id: "TEAM") { progress(${SPAN}) { ${FEW} missing { why } } } }`],
  [
    'the communes of a district with their ranks',
    20_000,
    `{ adminUnit(by: { code: "277" }, on: "2024-03-31") { children(first: 50) { edges { node { name progress(${SPAN}) { ${FEW} rank { place of } } } } } } }`,
  ],
  [
    'what a month came to in a commune, field by field',
    400,
    `{ adminUnit(by: { code: "10132" }) { reportTotals(form: "${VOLUME_FORM}", from: "${monthOf(5)}", until: "${monthOf(6)}") { code segment value complete missingCount } } }`,
  ],
];

describe('among many reports, under row level security', () => {
  it('every sum agrees with the recount', async () => {
    const rounds = await roundsToVerify({ db: db() });
    expect(rounds.length).toBeGreaterThanOrEqual(MONTHS);
    expect(await differencesOf(db(), rounds)).toEqual([]);
    const { progress } = (await service.as('ha-noi').ask(`{ adminUnit(by: { code: "01" }) { progress(${SPAN}) { ${PROGRESS} } } }`))
      .adminUnit;
    const { rows } = await service.owner.query(
      `SELECT sum(value)::float8 AS result, count(value)::int AS reported, count(*)::int AS expected FROM report_value WHERE indicator = 'people-reached' AND segment = ''`,
    );
    expect(progress).toMatchObject(rows[0]);
    expect(progress.months).toHaveLength(MONTHS);
    expect(progress.missing).toHaveLength(20);
  });

  it.each(LOOKUPS)('%s: a statement looks at %i rows at most, none in a scan of a whole table', async (_, most, document) => {
    await expectPlans(service, { role: 'reader' }, document, ids, most, FILLED);
  });
});
