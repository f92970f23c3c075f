import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Identity } from '../support/client';
import { ROOMY } from '../support/limits';

const READER: Identity = { role: 'reader' };
const OFFICER: Identity = { role: 'commune-officer', unit: '277' };
const ADMIN: Identity = { role: 'province-admin' };

let service: TestApp;
beforeAll(async () => {
  // Lists of forty in lists of forty cost more than one request may.
  service = await startApp({ config: { limits: { ...ROOMY, cost: 1_000_000 } } });
});
afterAll(() => service.close());

async function statementsOf(document: string, identity = READER): Promise<string[]> {
  service.takeStatements();
  const { body } = await service.as('ha-noi', identity).post({ query: document }, { 'X-Purpose': 'statements' });
  expect(body.errors).toBeUndefined();
  return service.takeStatements();
}

/** Documents with lists in lists; FIRST is how many of each are asked for. */
const LISTS: readonly (readonly [what: string, document: string, identity: Identity])[] = [
  [
    'teams with all there is about them',
    `{ teams(first: FIRST, on: "2024-03-31") { totalCount edges { node { id name version status foundedDay endedDay memberCount kind { name } organisation { name }
       hosts { fullName parent { fullName parent { name } } } names { name } foundingDecision { number } documents { number type { name } } mergedInto { name } mergedFrom { name }
       members(first: FIRST) { totalCount edges { node { seat joined person { name phone } post { name } skills { name } } } }
       findings(first: FIRST) { totalCount edges { node { rule fix { text } winners { clause } cause { action day } waiver { reason } } } }
       events(first: FIRST) { edges { node { action at } } } } } } }`,
    OFFICER,
  ],
  [
    'units with what lies above and below them',
    `{ adminUnits(filter: { level: "commune", within: "277" }, first: FIRST) { totalCount edges { node { fullName ancestors { fullName } history { name } successors { unit { name } }
       predecessors { unit { name } } teamCount memberCount findingCount children(first: FIRST) { totalCount edges { node { fullName teamCount } } }
       descendants(level: "hamlet", first: FIRST) { edges { node { name } } } teams(first: FIRST) { edges { node { name } } }
       findings(first: FIRST) { edges { node { rule unit { fullName } team { name } } } } } } } }`,
    READER,
  ],
  [
    'quotas down the tree',
    `{ quotas(first: FIRST, on: "2024-05-01") { totalCount edges { node { target indicator { name } segment { name } unit { fullName } document { number } holding { remainder
       receivers(first: FIRST) { totalCount edges { node { remainder isOverAllocated unit { fullName } giver { received } entries { kind amount giver { unit { name } } document { number } event { action } }
         receivers(first: FIRST) { edges { node { received team { name } } } } } } } } } } }
       adminUnits(filter: { level: "commune", within: "277" }, first: FIRST, on: "2024-05-01") { edges { node { figures { kind value source { number } } quotas(first: FIRST) { edges { node { remainder quota { target } } } } } } } }`,
    READER,
  ],
  [
    'findings',
    '{ findings(first: FIRST) { edges { node { rule unit { fullName parent { fullName } } team { name hosts { name } } cause { id } } } } }',
    READER,
  ],
  ['events', '{ events(first: FIRST) { edges { node { action actor before after subject cause { action } } } } }', ADMIN],
  [
    'counts',
    '{ findingCounts(by: [RULE, UNIT, KIND, SEVERITY], level: "commune") { rule count kind severity unit { fullName parent { name } } } }',
    READER,
  ],
];

const timesOf = (statements: readonly string[], text: string) => statements.filter((each) => each === text).length;

describe('the number of statements does not depend on the number of rows', () => {
  it.each(LISTS)('of %s', async (_what, document, identity) => {
    const { adminUnit } = await service.as('ha-noi').ask('{ adminUnit(by: { code: "277" }) { id } }');
    const asking = (first: number) =>
      statementsOf(document.replace('within: "277"', `within: "${adminUnit.id}"`).replace(/FIRST/g, String(first)), identity);
    const [few, many] = [await asking(3), await asking(40)];
    expect(few.length).toBeGreaterThan(0);
    // Among many rows there may be one with a predecessor or a cause, for which something is asked that was not needed before: once.
    for (const text of new Set(many))
      expect({ text, times: timesOf(many, text) }).toEqual({ text, times: Math.max(timesOf(few, text), 1) });
    expect(many.length).toBeLessThanOrEqual(30);
  });
});

describe('a read', () => {
  it.each(LISTS)('of %s never loads whole rows', async (_what, document, identity) => {
    const statements = await statementsOf(document.replace('within: "277"', 'search: "chuong my"').replace(/FIRST/g, '5'), identity);
    for (const text of statements) {
      expect(text).not.toMatch(/SELECT \*|\b\w\.\*/);
      // So the entity manager names what it will make entities of.
      expect(text).not.toMatch(/AS "[A-Z]\w+_\w+"/);
    }
  });

  const COLUMNS: readonly (readonly [field: string, column: RegExp])[] = [
    ['status', /suspension/],
    ['memberCount', /team_member/],
    ['names { name }', /FROM team_name n WHERE n.team_id = /],
    ['foundingDecision { number }', /document/],
    ['hosts { name }', /team_host/],
    ['organisation { name }', /organisation/],
    ['mergedInto { id }', /merged_into_id/],
    ['version', /version/],
  ];
  it.each(COLUMNS)('of a team touches what %s stands on only if it is asked for', async (field, column) => {
    const reading = (fields: string) => statementsOf(`{ teams(first: 3, on: "2024-03-31") { edges { node { id ${fields} } } } }`);
    expect((await reading('')).join('\n')).not.toMatch(column);
    expect((await reading(field)).join('\n')).toMatch(column);
  });

  it('asks for the total only if it is asked for', async () => {
    const counting = async (fields: string) =>
      (await statementsOf(`{ teams(first: 3) { ${fields} edges { node { id } } } }`)).filter((text) =>
        /list_tally|\(SELECT count\(\*\)|count\(\*\) OVER \(\) AS "t"/.test(text),
      );
    expect(await counting('')).toEqual([]);
    expect(await counting('totalCount')).toHaveLength(1);
  });

  it.each([
    ['name', /p\.name/, ['phone', 'identity_number', 'birth_year', 'sex']],
    ['phone', /phone/, ['identity_number', 'birth_year', 'sex']],
  ])('of a person takes %s and nothing more of personal data out of the table', async (field, taken, left) => {
    const document = `{ teams(first: 3, on: "2024-03-31") { edges { node { members { edges { node { person { ${field} } } } } } } } }`;
    const text = (await statementsOf(document, OFFICER)).join('\n');
    expect(text).toMatch(taken);
    for (const column of left) expect(text).not.toContain(column);
  });

  it('by a reader never goes to the table of persons', async () => {
    const document =
      '{ teams(first: 3, on: "2024-03-31") { edges { node { members { edges { node { person { name phone identityNumber } } } } } } } }';
    for (const text of await statementsOf(document)) expect(text).not.toMatch(/\bperson p?\b|identity_number|phone/);
  });
});
