import { buildClientSchema, getIntrospectionQuery, getNamedType, isInputObjectType, isObjectType } from 'graphql';
import type { GraphQLArgument, GraphQLInputType } from 'graphql';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { makeThings, mutation, WRITES } from '../support/every-write';
import { put, TARGETS, TYPES, UNREACHED } from '../support/id-places';
import type { Kind } from '../support/id-places';
import type { Things } from '../support/every-write';
import { changesNothing, refusalOf } from '../support/refused';

let service: TestApp;
let haNoi: Client;
let own: Things;
let foreign: Things;
beforeAll(async () => {
  service = await startApp();
  haNoi = service.as('ha-noi', { role: 'province-admin' });
  own = await makeThings(haNoi, '10162');
  foreign = await makeThings(service.as('thai-nguyen', { role: 'province-admin' }), '05617');
});
afterAll(() => service.close());

const LISTED = { hamlet: 'hamlets', team: 'teams', report: 'reports' } as const;
const foreignId = (kind: Kind): string =>
  kind === 'hamlet' || kind === 'team' || kind === 'report' ? foreign[LISTED[kind]][0] : foreign[kind];

async function idPlaces(root: 'query' | 'mutation'): Promise<string[]> {
  const schema = buildClientSchema(await haNoi.ask(getIntrospectionQuery()));
  const type = root === 'query' ? schema.getQueryType() : schema.getMutationType();
  const within = (each: GraphQLInputType, path: string): string[] => {
    const named = getNamedType(each);
    if (named.name === 'ID') return [path];
    return isInputObjectType(named) ? Object.values(named.getFields()).flatMap((field) => within(field.type, `${path}.${field.name}`)) : [];
  };
  const ofArguments = (path: string, args: readonly GraphQLArgument[]) =>
    args.flatMap(({ name, type: each }) => within(each, name === 'input' ? path : `${path}.${name}`));
  if (root === 'mutation') return Object.values(type?.getFields() ?? {}).flatMap(({ name, args }) => ofArguments(name, args));
  return Object.values(schema.getTypeMap())
    .filter((each) => isObjectType(each) && !each.name.startsWith('__') && each !== schema.getMutationType())
    .flatMap((each) =>
      Object.values((isObjectType(each) && each.getFields()) || {}).flatMap(({ name, args }) =>
        ofArguments(each === type ? name : `${each.name}.${name}`, args),
      ),
    );
}

describe('an id of Thái Nguyên, in Hà Nội', () => {
  it('is tried below in every place where a mutation takes one', async () => {
    expect([...Object.keys(TARGETS), ...UNREACHED].sort()).toEqual((await idPlaces('mutation')).sort());
  });

  it.each(Object.entries(TARGETS))('is not found by %s, and nothing is written in either province', async (place, kind) => {
    const [name, ...path] = place.split('.') as [string, ...string[]];
    const input = put(WRITES[name]?.(own), path, foreignId(kind));
    expect(JSON.stringify(input)).toContain(foreignId(kind));
    expect(await refusalOf(service, haNoi, mutation(name), { input: input as object })).toMatchObject({
      refused: 'NOT_FOUND',
      type: TYPES[kind],
    });
  });

  const list = (field: string) => `${field} { totalCount edges { node { id } } }`;
  const NOTHING = { totalCount: 0, edges: [] };
  const province = (field: string) => `adminUnit(by: { code: "01" }) { ${field} }`;
  const READS: Readonly<Record<string, [string, Kind, unknown]>> = {
    'adminUnit.by.id': ['adminUnit(by: { id: $id }) { id }', 'commune', null],
    'adminUnits.filter.within': [list('adminUnits(filter: { within: $id })'), 'commune', NOTHING],
    'team.id': ['team(id: $id) { id }', 'team', null],
    'teams.filter.within': [list('teams(filter: { within: $id })'), 'commune', NOTHING],
    'findings.filter.within': [list('findings(filter: { within: $id })'), 'commune', NOTHING],
    'findings.filter.team': [list('findings(filter: { team: $id })'), 'team', NOTHING],
    'findingCounts.filter.within': ['findingCounts(by: [RULE], filter: { within: $id }) { count }', 'commune', []],
    'findingCounts.filter.team': ['findingCounts(by: [RULE], filter: { team: $id }) { count }', 'team', []],
    'grants.filter.unit': [list('grants(filter: { unit: $id })'), 'commune', NOTHING],
    'quota.id': ['quota(id: $id) { id }', 'quota', null],
    'quotas.filter.within': [list('quotas(filter: { within: $id })'), 'commune', NOTHING],
    'directive.id': ['directive(id: $id) { id }', 'directive', null],
    'task.id': ['task(id: $id) { id }', 'task', null],
    'tasks.filter.within': [list('tasks(filter: { within: $id })'), 'commune', NOTHING],
    'tasks.filter.team': [list('tasks(filter: { team: $id })'), 'team', NOTHING],
    'tasks.filter.directive': [list('tasks(filter: { directive: $id })'), 'directive', NOTHING],
    'AdminUnit.taskProgress.directive': [province('taskProgress(directive: $id) { given }'), 'directive', { taskProgress: null }],
    'events.filter.team': [list('events(filter: { team: $id })'), 'team', NOTHING],
    'events.filter.subject': [list('events(filter: { subject: $id })'), 'person', NOTHING],
    'events.filter.cause': [list('events(filter: { cause: $id })'), 'event', NOTHING],
    'personalReads.filter.subject': ['personalReads(filter: { subject: $id }) { totalCount }', 'person', { totalCount: 0 }],
    'personRequests.filter.person': [list('personRequests(filter: { person: $id })'), 'person', NOTHING],
    'personExport.personId': ['personExport(personId: $id) { madeOn }', 'person', null],
    'events.filter.unit': [list('events(filter: { unit: $id })'), 'hamlet', NOTHING],
    'AdminUnit.findings.filter.within': [province(list('findings(filter: { within: $id })')), 'commune', { findings: NOTHING }],
    'AdminUnit.findings.filter.team': [province(list('findings(filter: { team: $id })')), 'team', { findings: NOTHING }],
    'AdminUnit.findingCount.filter.within': [province('findingCount(filter: { within: $id })'), 'commune', { findingCount: 0 }],
    'AdminUnit.findingCount.filter.team': [province('findingCount(filter: { team: $id })'), 'team', { findingCount: 0 }],
    'reportRound.id': ['reportRound(id: $id) { id }', 'round', null],
    'reportRounds.filter.unit': [list('reportRounds(filter: { unit: $id })'), 'commune', NOTHING],
    'reportRounds.filter.within': [list('reportRounds(filter: { within: $id })'), 'commune', NOTHING],
    'report.id': ['report(id: $id) { id }', 'report', null],
    'ReportRound.slots.filter.within': [
      'reportRound(id: $round) { slots(filter: { within: $id }) { totalCount } }',
      'commune',
      { slots: { totalCount: 0 } },
    ],
    'ReportRound.completeness.within': [
      'reportRound(id: $round) { completeness(within: $id) { expected } }',
      'commune',
      { completeness: { expected: 0 } },
    ],
    'ReportRound.totals.unit': [
      'reportRound(id: $round) { totals(unit: $id) { expected value segment } }',
      'commune',
      { totals: expect.not.arrayContaining([expect.objectContaining({ value: expect.any(Number) })]) },
    ],
    'ReportRound.prefill.holder.unitId': [
      'reportRound(id: $round) { prefill(holder: { unitId: $id }) { value } }',
      'commune',
      { prefill: [] },
    ],
    'ReportRound.prefill.holder.teamId': [
      'reportRound(id: $round) { prefill(holder: { teamId: $id }) { value } }',
      'team',
      { prefill: [] },
    ],
    'Team.findings.filter.within': [`team(id: $own) { ${list('findings(filter: { within: $id })')} }`, 'commune', { findings: NOTHING }],
    'Team.findings.filter.team': [`team(id: $own) { ${list('findings(filter: { team: $id })')} }`, 'team', { findings: NOTHING }],
  };
  const QUOTA = 'query ($id: ID!) { proposeQuotaSplit(holding: $id, by: EQUAL) { amount } }';
  const ELSEWHERE = ['node.id', 'nodes.ids', 'rule.unit', 'indicators.unit', 'proposeQuotaSplit.holding', 'previewTimeline.unit'];

  it('is tried below in every place where a field takes one', async () => {
    expect([...Object.keys(READS), ...ELSEWHERE].sort()).toEqual((await idPlaces('query')).sort());
  });

  it.each(Object.entries(READS))('finds nothing by %s', async (_place, [field, kind, expected]) => {
    const others = ['own', 'round'].filter((name) => field.includes(`$${name}`)).map((name) => `, $${name}: ID!`);
    const document = `query ($id: ID!${others.join('')}) { found: ${field} }`;
    expect(await haNoi.ask(document, { id: foreignId(kind), own: own.teams[0], round: own.round })).toEqual({ found: expected });
  });

  it('is no node, of whatever type, alone or among others', async () => {
    const ids = Object.keys(TYPES).map((kind) => foreignId(kind as Kind));
    for (const id of ids) expect(await haNoi.ask('query ($id: ID!) { node(id: $id) { id } }', { id })).toEqual({ node: null });
    const { nodes } = await haNoi.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: [...ids, own.commune] });
    expect(nodes).toEqual([...ids.map(() => null), { id: own.commune }]);
    const { nodes: there } = await service
      .as('thai-nguyen', { role: 'province-admin' })
      .ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect(there).toEqual(ids.map((id) => ({ id })));
  });

  it('is not shared out here', async () => {
    const { quota } = await service.as('thai-nguyen').ask('query ($id: ID!) { quota(id: $id) { holding { id } } }', { id: foreign.quota });
    expect(await refusalOf(service, haNoi, QUOTA, { id: quota.holding.id })).toMatchObject({ refused: 'NOT_FOUND', type: 'QuotaHolding' });
  });

  it.each([
    ['law', 'query ($unit: ID!) { rule(name: TEAM_SIZE, unit: $unit) { outcome } }', { rule: { outcome: 'VALUE' } }],
    [
      'timeline',
      'query ($unit: ID!) { previewTimeline(unit: $unit, from: "2024-01-01", until: "2024-04-01") { sourceCode } }',
      { previewTimeline: [{ sourceCode: 'phase:reorganisation' }] },
    ],
    ['indicators', 'query ($unit: ID!) { indicators(unit: $unit) { __typename } }', { indicators: expect.any(Array) }],
  ])('has no %s here', async (_what, ASK, known) => {
    expect(await refusalOf(service, haNoi, ASK, { unit: foreign.commune })).toEqual({
      refused: 'NOT_FOUND',
      type: 'AdminUnit',
      field: 'unit',
    });
    expect(await haNoi.ask(ASK, { unit: own.commune })).toEqual(known);
  });
});

describe('what else crosses provinces', () => {
  it('is not a code, a name or a cursor', async () => {
    const READ =
      'query ($after: String) { adminUnits(first: 200, after: $after, filter: { level: "commune" }) { edges { cursor node { id ancestors { code } } } } }';
    const { adminUnits } = await service.as('thai-nguyen').ask(READ);
    const after = adminUnits.edges[3].cursor;
    const { adminUnits: here } = await haNoi.ask(READ, { after });
    expect(here.edges).toHaveLength(200);
    for (const { node } of here.edges) expect(node.ancestors[0].code).toBe('01');
    expect(await haNoi.ask('{ a: adminUnit(by: { code: "168" }) { id } b: adminUnit(by: { code: "19" }) { id } }')).toEqual({
      a: null,
      b: null,
    });
    const SEARCH = '{ adminUnits(filter: { search: "huyen phu luong" }) { totalCount } }';
    expect([await haNoi.ask(SEARCH), await service.as('thai-nguyen').ask(SEARCH)].map(({ adminUnits: found }) => found.totalCount)).toEqual(
      [0, 1],
    );
  });

  it('is not a number of a document, a key of a request or an identity number, which each province has for itself', async () => {
    const thaiNguyen = service.as('thai-nguyen', { role: 'province-admin' });
    const decision = WRITES.renameTeams?.(own).decision;
    const person = { new: { name: 'Lê Hai Nơi', identityNumber: '000111222333' } };
    for (const [client, things] of [
      [haNoi, own],
      [thaiNguyen, foreign],
    ] as const) {
      const input = { teamIds: [things.teams[1]], from: '2024-06-01', name: 'Tổ Chung Tên', decision, idempotencyKey: 'the same in both' };
      expect(await client.ask(mutation('renameTeams'), { input })).toEqual({ renameTeams: [{ id: things.teams[1] }] });
      await client.ask(mutation('addMembers'), { input: { teamId: things.teams[1], members: [{ person, seat: 'MEMBER' }] } });
    }
  });

  it('is not a token: at the path of the other it is refused before anything is read', async () => {
    const stray = service.as('thai-nguyen', { role: 'province-admin', tenant: 'ha-noi' });
    const { status, body } = await changesNothing(service, () => stray.post({ query: '{ province { slug } }' }));
    expect(status).toBe(403);
    expect(body).toEqual({
      errors: [
        {
          message: 'The token is not for the province in the path. Use the path of its own province.',
          extensions: { code: 'WRONG_PROVINCE', details: {} },
        },
      ],
    });
  });
});
