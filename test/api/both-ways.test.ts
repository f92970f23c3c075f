import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Identity } from '../support/client';
import { ROOMY } from '../support/limits';

const READER: Identity = { role: 'reader' };
const OFFICER: Identity = { role: 'commune-officer', unit: '277' };

let compiled: TestApp;
let plain: TestApp;
beforeAll(async () => {
  const limits = { ...ROOMY, cost: 1_000_000 };
  [compiled, plain] = await Promise.all([startApp({ config: { limits } }), startApp({ config: { limits, reads: 'plain' } })]);
});
afterAll(() => Promise.all([compiled.close(), plain.close()]));

interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: unknown;
}

/** What both answer, which must be the same. */
async function both(query: string, variables: Record<string, unknown> = {}, identity = READER): Promise<Answer> {
  const ask = async (service: TestApp): Promise<Answer> => {
    const { body } = await service.as('ha-noi', identity).post({ query, variables }, { 'X-Purpose': 'both ways' });
    return { data: body.data, errors: body.errors };
  };
  const [one, other] = [await ask(compiled), await ask(plain)];
  expect(one).toEqual(other);
  // Not only the same value but the same text: keys in the order they were asked for.
  expect(JSON.stringify(one)).toBe(JSON.stringify(other));
  return one;
}

const WAIVED = 'waiver { from until reason document { id number type { code name } } }';

const DOCUMENTS: readonly (readonly [what: string, document: string, identity: Identity])[] = [
  [
    'findings by SQL alone',
    `{ findings(first: 30) { total: totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node {
       __typename id on rule requirement how: severity since until ${WAIVED} unit { id fullName level { name } } about: team { id name kind { code } } } } } }`,
    READER,
  ],
  [
    'findings with what needs code',
    `query { findings(first: 30, filter: { within: null }) { edges { node { ...F again: observed { text } cause { action day } } } } }
     fragment F on Finding { rule observed { count codes day text } expected { min max text } fix { action text } winners { clause } chain { reason } ... on Node { id } }`,
    OFFICER,
  ],
  [
    'findings of units and teams, filtered',
    `{ adminUnits(filter: { level: "commune" }, first: 10) { edges { node { name findingCount few: findingCount(filter: { severity: BREACH, waived: false })
       findings(first: 2, filter: { severity: BREACH }) { totalCount edges { cursor node { id rule unit { name } } } } } } }
       teams(first: 10) { edges { node { name findings(first: 2, filter: { rule: TEAM_SIZE }) { totalCount edges { node { id team { name } } } } } } } }`,
    READER,
  ],
  [
    'counts of findings',
    `{ findingCounts(by: [RULE, UNIT, KIND, SEVERITY], level: "commune") { rule count kind severity unit { fullName parent { name } } }
       all: findingCounts(by: []) { rule count unit { name } } }`,
    READER,
  ],
  [
    'totals alone',
    '{ findings { totalCount } teams(first: 5) { edges { node { findings { totalCount } members { totalCount } } } } }',
    READER,
  ],
  ['totals of nothing', '{ findings(on: "1990-01-01") { totalCount } tasks(on: "1990-01-01") { totalCount } }', READER],
  ['a filter that is refused', '{ teams(first: 1) { edges { node { name findings(filter: { kind: "none" }) { totalCount } } } } }', READER],
  ['an id that is refused', '{ adminUnits(first: 1) { edges { node { findingCount(filter: { team: "x" }) } } } }', READER],
  ['a page that is too large', '{ teams(first: 1) { edges { node { name findings(first: 1000) { totalCount } } } } }', READER],
  ['a cursor that is none', '{ teams(first: 1) { edges { node { name findings(after: "x") { totalCount } } } } }', READER],
  [
    'a text that is too long',
    `{ teams(first: 1) { edges { node { findings(filter: { kind: "${'k'.repeat(60)}" }) { totalCount } } } } }`,
    READER,
  ],
];

it.each(DOCUMENTS)('%s: SQL and resolvers answer the same', async (_, document, identity) => {
  await both(document, {}, identity);
});

const PAGED: readonly (readonly [list: string, identity: Identity])[] = [['findings', READER]];

it.each(PAGED)('a cursor of %s made one way is valid the other way', async (list, identity) => {
  const query = `query ($after: String) { ${list}(first: 2, after: $after) { edges { cursor node { id } } pageInfo { endCursor hasNextPage hasPreviousPage } } }`;
  let after: string | null = null;
  for (let page = 0; page < 3; page++) {
    const { data, errors } = await both(query, { after }, identity);
    expect(errors).toBeUndefined();
    after = (data?.[list] as { pageInfo: { endCursor: string | null } }).pageInfo.endCursor;
  }
  expect(after).not.toBeNull();
});
