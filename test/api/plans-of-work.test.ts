import { globalId } from '../../src/graphql/global-id';
import { startApp } from '../support/app';
import type { Query, TestApp } from '../support/app';
import type { Identity } from '../support/client';
import { addHamlet } from '../support/found';
import { expectPlans, scansOf } from '../support/plans';
import { fillProvince, volumeId } from '../support/volume';
import { yearOfWork } from '../support/volume-work';

const READER: Identity = { role: 'reader' };
const OFFICER: Identity = { role: 'commune-officer', unit: '10132' };

let service: TestApp;
const ids: Record<string, string> = {};
beforeAll(async () => {
  service = await startApp();
  await fillProvince(service.ownerUrl, 'ha-noi', { hamlets: 12_000, teams: 6_000, membersOfATeam: 1 }, yearOfWork('ha-noi'));
  const { adminUnit } = await service
    .as('ha-noi')
    .ask(
      '{ adminUnit(by: { code: "10132" }, on: "2022-06-15") { id directives(first: 1) { edges { node { id } } } quotas(first: 1) { edges { node { id quota { id } } } } } }',
    );
  const { teams } = await service
    .as('ha-noi')
    .ask('query ($unit: ID!) { teams(filter: { within: $unit }, on: "2022-06-15", first: 1) { edges { node { id } } } }', {
      unit: adminUnit.id,
    });
  ids.COMMUNE = adminUnit.id;
  ids.DIRECTIVE = adminUnit.directives.edges[0].node.id;
  ids.HOLDING = adminUnit.quotas.edges[0].node.id;
  ids.QUOTA = adminUnit.quotas.edges[0].node.quota.id;
  ids.CREW = teams.edges[0].node.id;
  ids.ROUND = globalId('ReportRound', volumeId('round', 5));
  ids.COMMUNES = globalId('ReportRound', volumeId('round', 105));
  ids.REPORT = globalId('Report', volumeId('report', 70_005));
  ids.TASK = globalId('Task', volumeId('task', 70_005));
}, 180_000);
afterAll(() => service.close());

/** What is asked, and how many rows each statement may look at. A commune of the volume has some 11 teams; each has 12 tasks and 20 entries a year. */
const LOOKUPS: readonly (readonly [what: string, most: number, document: string, identity: Identity])[] = [
  [
    'a task',
    20,
    '{ task(id: "TASK") { state overdue nextSteps { to } team { name } directive { title unit { name } } history { state } } }',
    OFFICER,
  ],
  [
    'the tasks of a team',
    100,
    '{ team(id: "CREW", on: "2022-06-15") { tasks { totalCount edges { node { state due directive { title } } } } } }',
    READER,
  ],
  [
    'the tasks within a commune',
    700,
    '{ tasks(filter: { within: "COMMUNE" }, on: "2022-06-15") { totalCount edges { node { state team { name } } } } }',
    READER,
  ],
  [
    'the tasks of a directive',
    100,
    '{ tasks(filter: { directive: "DIRECTIVE" }, on: "2022-06-15") { totalCount edges { node { state } } } }',
    READER,
  ],
  ['tasks, the first page', 200, '{ tasks(on: "2022-06-15") { edges { node { state } } } }', READER],
  [
    'the directives of a commune',
    50,
    '{ adminUnit(by: { id: "COMMUNE" }) { directives { totalCount edges { node { title } } } } }',
    READER,
  ],
  [
    'how far the tasks of a commune are',
    1000,
    '{ adminUnit(by: { id: "COMMUNE" }, on: "2022-06-15") { taskProgress { given done overdue returnReasons { reason count } } } }',
    READER,
  ],
  [
    'how far a directive is in a commune',
    1500,
    '{ adminUnit(by: { id: "COMMUNE" }, on: "2022-06-15") { taskProgress(directive: "DIRECTIVE") { given done notReceived { unitCount teamCount } } } }',
    READER,
  ],
  ['the log of a team', 60, '{ team(id: "CREW", on: "2022-06-15") { outreach { totalCount edges { node { day people } } } } }', OFFICER],
  [
    'the totals of a team',
    60,
    '{ team(id: "CREW", on: "2022-06-15") { outreachTotals(from: "2022-01-01", until: "2023-01-01") { pillar people } } }',
    READER,
  ],
  [
    'the totals of a commune',
    1500,
    '{ adminUnit(by: { id: "COMMUNE" }) { outreachTotals(from: "2022-01-01", until: "2023-01-01") { pillar people } } }',
    READER,
  ],
  ['quotas, the first page', 100, '{ quotas(on: "2022-06-15") { edges { node { target indicator { name } } } } }', READER],
  [
    'what a commune holds',
    100,
    '{ adminUnit(by: { id: "COMMUNE" }, on: "2022-06-15") { quotas { totalCount edges { node { remainder quota { target } } } } } }',
    READER,
  ],
  [
    'what a team holds',
    100,
    '{ team(id: "CREW", on: "2022-06-15") { quotas { totalCount edges { node { remainder entries { kind amount } } } } } }',
    READER,
  ],
  [
    'who receives from a commune, with the entries',
    300,
    '{ nodes(ids: ["HOLDING"]) { ... on QuotaHolding { receivers { totalCount edges { node { received team { name } entries { amount } } } } } } }',
    READER,
  ],
  ['rounds, the first page', 100, '{ reportRounds { edges { node { from dueDay frozen } } } }', READER],
  ['the rounds of a commune', 100, '{ adminUnit(by: { id: "COMMUNE" }) { reportRounds { totalCount edges { node { from } } } } }', READER],
  ['the rounds within a commune', 300, '{ reportRounds(filter: { within: "COMMUNE" }) { totalCount edges { node { from } } } }', READER],
  ['rounds of units', 100, '{ reportRounds(filter: { reporters: LEVEL, form: "results" }) { edges { node { from } } } }', READER],
  [
    'the slots of a commune in a round',
    600,
    '{ reportRound(id: "ROUND") { slots(filter: { within: "COMMUNE" }) { totalCount edges { node { name status report { state } } } } } }',
    READER,
  ],
  [
    'the reports of a team',
    100,
    '{ team(id: "CREW", on: "2022-06-15") { reports { totalCount edges { node { state round { from } } } } } }',
    READER,
  ],
  ['the reports of a commune', 100, '{ adminUnit(by: { id: "COMMUNE" }) { reports { totalCount edges { node { state } } } } }', READER],
  [
    'a report with its versions',
    40,
    '{ report(id: "REPORT") { state fields { code value } versions { number hash } thread { step } } }',
    OFFICER,
  ],
];

describe('among many rows of work, under row level security', () => {
  it.each(LOOKUPS)('%s: a statement looks at %i rows at most, none in a scan of a whole table', async (_, most, document, identity) => {
    await expectPlans(service, identity, document, ids, most);
  });

  it('what every change asks first, whether a period has closed, is answered by an index without a row', async () => {
    service.takeQueries();
    await addHamlet(service.as('ha-noi', { role: 'province-admin' }), '10132');
    const probes = service.takeQueries().filter(({ text }) => text.includes('frozen_at IS NULL'));
    expect(probes).toHaveLength(1);
    expect(await scansOf(service, probes[0] as Query)).toEqual([
      { what: expect.stringContaining('report_round_until_day_idx'), rows: 0, whole: false },
    ]);
  });

  it('a page of all the slots of a round looks up reports and excuses of that page only', async () => {
    service.takeQueries();
    const ASK = `{ reportRound(id: "${ids.ROUND}") { slots(first: 5) { edges { node { name status submittedDay excuse report { id } } } } } }`;
    await service.as('ha-noi').ask(ASK);
    const paging = service.takeQueries().find(({ text }) => text.includes('report_slot'));
    const scans = await scansOf(service, paging as Query);
    const looked = (index: RegExp) => scans.filter(({ what }) => index.test(what)).reduce((sum, { rows }) => sum + rows, 0);
    // All 6,000 slots are put in order by their names, and reports searched once for those of nobody expected; of six rows, one to see whether
    // there are more, the rest is read.
    expect(looked(/ report_slot_/)).toBeGreaterThanOrEqual(6000);
    expect(looked(/ report_(pkey|round_id_holder_id|unit_id|team_id)/)).toBeLessThanOrEqual(6000 + 4 * 6);
    expect(looked(/ report_excuse/)).toBeLessThanOrEqual(4 * 6);
  });
});
