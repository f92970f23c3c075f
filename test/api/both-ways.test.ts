import type { Identity } from '../support/client';
import { unique } from '../support/found';
import { ASSIGN, EVIDENCE, openWorksite, PASS_ON, take, tasksOf } from '../support/work';
import { bothWays, startTwoWays } from '../support/two-ways';
import type { TwoWays } from '../support/two-ways';

const READER: Identity = { role: 'reader' };
const OFFICER: Identity = { role: 'commune-officer', unit: '277' };

let { compiled, plain, close } = {} as TwoWays;
beforeAll(async () => {
  ({ compiled, plain, close } = await startTwoWays());
  await work();
});
afterAll(() => close());

/** Tasks in several states, one with members and evidence, and entries of the log. */
async function work(): Promise<void> {
  const { admin, district, give, team } = await openWorksite(compiled);
  for (const title of ['Một', 'Hai', 'Ba']) {
    const { id } = await give(district, { title });
    await admin.ask(PASS_ON, { input: { directiveId: id, to: { teamIds: [team(0), team(1)] }, day: '2022-06-01' } });
  }
  const [first, second] = await tasksOf(admin, { team: team(0) });
  const taskId = first?.id as string;
  const { team: its } = await admin.ask('query ($id: ID!) { team(id: $id) { members { edges { node { id } } } } }', { id: team(0) });
  const memberIds = its.members.edges.slice(0, 2).map(({ node }: { node: { id: string } }) => node.id);
  await admin.ask(ASSIGN, { input: { taskId, expectedVersion: first?.version, memberIds, day: '2022-06-02' } });
  for (const text of ['Sáng', 'Chiều', 'Tối']) await admin.ask(EVIDENCE, { input: { taskId, text, day: '2022-06-03', people: 3 } });
  await take(
    admin,
    second?.id as string,
    second?.version as number,
    { to: 'ACCEPTED', day: '2022-06-02' },
    { to: 'IN_PROGRESS', day: '2022-06-03' },
  );
  for (const people of [null, 4, 5, 6])
    await admin.ask('mutation ($input: LogOutreachInput!) { logOutreach(input: $input) { id } }', {
      input: { teamId: team(0), taskId, day: '2022-06-04', pillar: 'SKILLS', people, idempotencyKey: unique('an entry ') },
    });
}

/** What both answer, which must be the same. */
const both = (query: string, variables: Record<string, unknown> = {}, identity = READER, province = 'ha-noi') =>
  bothWays(compiled, plain, province)(query, identity, variables);

const WAIVED = 'waiver { from until reason document { id number type { code name } } }';

const DOCUMENTS: readonly (readonly [what: string, document: string, identity: Identity])[] = [
  [
    'tasks by SQL alone',
    `{ tasks(first: 30) { totalCount pageInfo { endCursor } edges { cursor node { __typename id on state since reason given due late: overdue detail version
       directive { id source sourceCode ruleVersion title english: title(language: EN) text pillar from until due given clause detail unit { name } parent { id title } document { number } }
       team { name } givenTo { name } assignees { id seat joined } evidence(first: 2) { totalCount edges { cursor node { day place text people households links } } }
       history { state from until reason team { name } } } } } past: tasks(on: "2022-06-30", filter: { overdue: false, state: IN_PROGRESS }) { totalCount edges { node { id overdue since } } } }`,
    READER,
  ],
  [
    'tasks with what needs code',
    `{ tasks(first: 30, filter: { state: OPEN }) { edges { node { id overdue nextSteps { to side permission needsReason allowed } directive { legalDocument { key } }
       history { state event { action actor } } assignees { person { name } } } } } }`,
    OFFICER,
  ],
  [
    'tasks, directives and the log of teams and units',
    `{ teams(first: 200) { edges { node { name tasks(first: 3, filter: { overdue: true }) { totalCount edges { cursor node { id state } } }
       outreach(first: 3, filter: { cancelled: false }) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { id day pillar place people households note cancelled cancelReason version team { name } task { id state } } } } } } }
       adminUnits(filter: { level: "district" }, first: 20) { edges { node { name directives(first: 2) { totalCount edges { cursor node { id title due } } } } } } }`,
    READER,
  ],
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
];

const REFUSED: typeof DOCUMENTS = [
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
  for (const province of ['ha-noi', 'thai-nguyen']) expect((await both(document, {}, identity, province)).errors).toBeUndefined();
});

it.each(REFUSED)('%s: SQL and resolvers refuse it in the same words', async (_, document, identity) => {
  expect((await both(document, {}, identity)).errors).toBeDefined();
});

const PAGED: readonly (readonly [list: string, identity: Identity])[] = [
  ['findings', READER],
  ['tasks', READER],
];

it.each(PAGED)('a cursor of %s made one way is valid the other way', async (list, identity) => {
  const query = `query ($after: String) { ${list}(first: 2, after: $after) { edges { cursor node { id } } pageInfo { endCursor hasNextPage hasPreviousPage } } }`;
  let after: string | null = null;
  for (let page = 0; page < 2; page++) {
    const { data, errors } = await both(query, { after }, identity, 'thai-nguyen');
    expect(errors).toBeUndefined();
    after = (data?.[list] as { pageInfo: { endCursor: string | null } }).pageInfo.endCursor;
  }
  expect(after).not.toBeNull();
});

it('two operations of one document that share a fragment at the root are answered each by what it selects itself', async () => {
  const document = `query Short { ...Units } query Long { ...Units adminUnits(first: 2) { edges { node { code level { code } } } } }
    fragment Units on Query { adminUnits(first: 2) { edges { node { name } } } }`;
  const keysOf = async (operationName: string) => {
    const { body } = await compiled.as('ha-noi').post({ query: document, operationName });
    return Object.keys(body.data.adminUnits.edges[0].node);
  };
  expect(await keysOf('Short')).toEqual(['name']);
  expect(await keysOf('Long')).toEqual(['name', 'code', 'level']);
});

it('edges of which nothing is left are as many as there are rows', async () => {
  const query = `query ($no: Boolean!) { teams(first: 3) { edges { cursor @skip(if: $no) node @skip(if: $no) { id } } }
    deep: teams(first: 2) { edges { node { members(first: 2) { edges { ... on MemberEdge @skip(if: $no) { cursor } } } } } } }`;
  const { data } = await both(query, { no: true });
  expect(data?.teams).toEqual({ edges: [{}, {}, {}] });
  expect(JSON.stringify(data?.deep)).toContain('{"edges":[{},{}]}');
});
