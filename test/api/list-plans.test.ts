import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Identity } from '../support/client';
import { expectPlans } from '../support/plans';
import { fillProvince } from '../support/volume';
import { yearOfWork } from '../support/volume-work';

const READER: Identity = { role: 'reader' };
const ON = 'on: "2022-06-15"';

let service: TestApp;
const ids: Record<string, string> = {};
beforeAll(async () => {
  service = await startApp();
  await fillProvince(service.ownerUrl, 'ha-noi', { hamlets: 12_000, teams: 6_000, membersOfATeam: 1 }, yearOfWork('ha-noi'));
  const units = await service
    .as('ha-noi')
    .ask('{ COMMUNE: adminUnit(by: { code: "10132" }) { id } PROVINCE: adminUnit(by: { code: "01" }) { id } }');
  for (const [name, unit] of Object.entries<{ id: string }>(units)) ids[name] = unit.id;
  for (const [name, order] of [
    ['AFTERNAME', 'NAME'],
    ['AFTERFOUNDED', 'FOUNDED_LATEST'],
  ] as const) {
    const { teams } = await service.as('ha-noi').ask(`{ teams(order: ${order}, first: 200) { pageInfo { endCursor } } }`);
    ids[name] = teams.pageInfo.endCursor;
  }
}, 180_000);
afterAll(() => service.close());

/** What is asked, and how many rows each statement may look at, of 6,000 teams, 12,000 hamlets, 72,000 tasks and as many reports. */
const LISTS: readonly (readonly [what: string, most: number, document: string])[] = [
  ['teams with their number', 900, '{ teams(first: 100) { totalCount edges { node { name } } } }'],
  ['teams behind a cursor', 600, '{ teams(first: 100, after: "AFTERNAME") { edges { node { name } } } }'],
  ['teams, the latest first', 400, '{ teams(first: 100, order: FOUNDED_LATEST) { edges { node { name foundedDay } } } }'],
  [
    'teams, the latest first, behind a cursor',
    400,
    '{ teams(first: 100, order: FOUNDED_LATEST, after: "AFTERFOUNDED") { edges { node { name foundedDay } } } }',
  ],
  ['teams by a rare word', 100, '{ teams(filter: { search: "Thu 1234" }, first: 100) { totalCount edges { node { name } } } }'],
  [
    'teams of a kind within a commune by a word that all have',
    600,
    '{ teams(filter: { search: "thử", within: "COMMUNE", kind: "hamlet-team" }, first: 100) { totalCount edges { node { name } } } }',
  ],
  ['teams by a word that all have', 1200, '{ teams(filter: { search: "thử" }, first: 100) { edges { node { name } } } }'],
  ['units with their number', 900, '{ adminUnits(filter: { level: "hamlet" }, first: 100) { totalCount edges { node { name } } } }'],
  ['units within the whole province', 900, '{ adminUnits(filter: { within: "PROVINCE" }, first: 100) { edges { node { name } } } }'],
  ['teams within the whole province', 900, '{ teams(filter: { within: "PROVINCE" }, first: 100) { edges { node { name } } } }'],
  ['all units with their number', 900, '{ adminUnits(first: 100) { totalCount edges { node { name } } } }'],
  ['findings with their number', 900, '{ findings(first: 100) { totalCount edges { node { rule } } } }'],
  ['tasks with their number', 1500, `{ tasks(first: 100, ${ON}) { totalCount edges { node { state } } } }`],
  ['rounds with their number', 500, '{ reportRounds(first: 100) { totalCount edges { node { from } } } }'],
  [
    'the latest report of each team of a page',
    900,
    `{ teams(filter: { within: "COMMUNE" }, ${ON}, first: 50) { edges { node { reports(first: 1) { edges { node { state } } } } } } }`,
  ],
];

describe('lists among many rows, under row level security', () => {
  it.each(LISTS)('%s: a statement looks at %i rows at most, none in a scan of a whole table', (_, most, document) =>
    expectPlans(service, READER, document, ids, most),
  );
});
