import type { DataSource } from 'typeorm';
import { FOR_WRITES_ONLY } from '../../src/database/dated-row';
import { globalId } from '../../src/graphql/global-id';
import type { Identity } from '../support/client';
import { startApp } from '../support/app';
import type { Query, TestApp } from '../support/app';
import { expectPlans, scansOf } from '../support/plans';
import { fillProvince, volumeId } from '../support/volume';

const VOLUME = { hamlets: 12_000, teams: 6_000, membersOfATeam: 4 };
const READER: Identity = { role: 'reader' };
const ADMIN: Identity = { role: 'province-admin' };
const OFFICER: Identity = { role: 'commune-officer', unit: '10132' };

let service: TestApp;
let exclusions: { name: string; definition: string }[];
const ids: Record<string, string> = {};
beforeAll(async () => {
  service = await startApp();
  exclusions = await (service.databases.get('ha-noi') as DataSource).query(
    `SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE contype = 'x'`,
  );
  await fillProvince(service.ownerUrl, 'ha-noi', VOLUME);
  const units = await service
    .as('ha-noi')
    .ask('{ COMMUNE: adminUnit(by: { code: "10132" }) { id } DISTRICT: adminUnit(by: { code: "277" }) { id } }');
  for (const [name, unit] of Object.entries<{ id: string }>(units)) ids[name] = unit.id;
  ids.HAMLET = globalId('AdminUnit', volumeId('hamlet', 700));
  ids.TEAM = globalId('Team', volumeId('team', 700));
}, 60_000);
afterAll(() => service.close());

/**
 * What is asked, and how many rows of tables and indexes each of its statements may look at, whatever the number of rows there are: so many as the
 * answer and the lists it is chosen from have, never so many as the province has. A commune of the volume has 52 hamlets with 26 teams.
 */
const LOOKUPS: readonly (readonly [what: string, most: number, document: string, identity: Identity])[] = [
  ['a unit by its id', 5, '{ adminUnit(by: { id: "HAMLET" }, on: "2024-03-31") { fullName code from until } }', READER],
  ['a unit by its official code', 5, '{ adminUnit(by: { code: "10132" }, on: "2024-03-31") { fullName } }', READER],
  ['units by the start of a name', 50, '{ adminUnits(filter: { search: "Thử 1234" }) { totalCount edges { node { fullName } } } }', READER],
  [
    'units by the start of a name within a commune',
    300,
    '{ adminUnits(filter: { search: "thon", within: "COMMUNE" }) { totalCount edges { node { fullName } } } }',
    READER,
  ],
  ['units of a level, the first page', 50, '{ adminUnits(filter: { level: "hamlet" }) { edges { node { fullName } } } }', READER],
  ['the units in a commune', 150, '{ adminUnit(by: { id: "COMMUNE" }) { children { totalCount edges { node { fullName } } } } }', READER],
  [
    'the hamlets below a commune',
    300,
    '{ adminUnit(by: { id: "COMMUNE" }) { descendants(level: "hamlet") { totalCount edges { node { name } } } } }',
    READER,
  ],
  [
    'what lies above a hamlet',
    20,
    '{ adminUnit(by: { id: "HAMLET" }) { parent { name } ancestors { fullName } history { name } predecessors { day } } }',
    READER,
  ],
  [
    'the teams of a commune',
    300,
    '{ adminUnit(by: { id: "COMMUNE" }) { teams { totalCount edges { node { name hosts { fullName } status } } } } }',
    READER,
  ],
  ['the teams within a commune', 300, '{ teams(filter: { within: "COMMUNE" }) { totalCount edges { node { name } } } }', READER],
  ['teams, the first page', 100, '{ teams { edges { node { name kind { name } } } } }', READER],
  [
    'the members of a team',
    60,
    '{ team(id: "TEAM") { name memberCount members { totalCount edges { node { seat joined person { name } } } } } }',
    OFFICER,
  ],
  [
    'what a team rests on',
    20,
    '{ team(id: "TEAM") { names { name } documents { number } foundingDecision { number } hosts { name } mergedFrom { id } } }',
    READER,
  ],
  ['the counts of a commune', 400, '{ adminUnit(by: { id: "COMMUNE" }) { teamCount memberCount findingCount } }', READER],
  [
    'the findings of a commune',
    300,
    '{ adminUnit(by: { id: "COMMUNE" }) { findings { totalCount edges { node { rule since team { name } cause { action } } } } } }',
    READER,
  ],
  [
    'the findings within a commune',
    300,
    '{ findings(filter: { within: "COMMUNE", rule: TEAM_SIZE }) { totalCount edges { node { rule } } } }',
    READER,
  ],
  [
    'the findings of a team',
    20,
    '{ team(id: "TEAM") { findings { totalCount edges { node { rule unit { name } waiver { reason } cause { action } } } } } }',
    READER,
  ],
  [
    'finding counts within a commune',
    500,
    '{ findingCounts(by: [RULE, UNIT], level: "hamlet", filter: { within: "COMMUNE" }) { rule count unit { name } } }',
    READER,
  ],
  ['events, the latest', 50, '{ events { edges { node { action } } } }', ADMIN],
  ['events of an officer’s commune', 300, '{ events { edges { node { action } } } }', OFFICER],
  [
    'the events of a team',
    20,
    '{ team(id: "TEAM") { events { totalCount edges { node { action } } } } events(filter: { team: "TEAM" }) { edges { node { day } } } }',
    ADMIN,
  ],
  ['things by their ids', 10, '{ nodes(ids: ["TEAM", "HAMLET", "COMMUNE"]) { id } }', READER],
];

describe('among many rows, under row level security', () => {
  it.each(LOOKUPS)('%s: a statement looks at %i rows at most, none in a scan of a whole table', async (_, most, document, identity) => {
    await expectPlans(service, identity, document, ids, most);
  });

  it('the findings of every commune cost each commune its own, not each the province’s', async () => {
    service.takeQueries();
    await service
      .as('ha-noi')
      .ask(
        '{ adminUnits(filter: { level: "commune", within: "DISTRICT" }, first: 50) { edges { node { findingCount } } } }'.replace(
          'DISTRICT',
          ids.DISTRICT as string,
        ),
      );
    const counting = service.takeQueries().find(({ text }) => text.includes('finding'));
    const scans = await scansOf(service, counting as Query);
    // 32 communes with some 52 hamlets, 26 findings each.
    expect(scans.reduce((sum, { rows }) => sum + rows, 0)).toBeLessThan(32 * 200);
  });
});

it('no read can go through the index of an exclusion constraint, where looking anything up is dear', () => {
  expect(exclusions.length).toBeGreaterThan(3);
  for (const { name, definition } of exclusions)
    expect({ name, definition }).toEqual({ name, definition: expect.stringContaining(`(${FOR_WRITES_ONLY})`) });
});
