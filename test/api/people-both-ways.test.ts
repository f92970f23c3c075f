import type { TestApp } from '../support/app';
import type { Client, Identity } from '../support/client';
import { foundHamletTeam, newcomer, unique, unitId } from '../support/found';
import { granted } from '../support/grants';
import { inOneOrder, startTwoWays } from '../support/two-ways';
import type { TwoWays } from '../support/two-ways';

const [COMMUNE, NEXT] = ['10156', '10159'];
const PURPOSE = { 'X-Purpose': 'both ways' };

let { compiled, plain, close } = {} as TwoWays;
let admin: Client;
/** Whom a role on record lets recognise the people of one team. */
let ofTeam: Identity;
let communeId: string;

const identities: Record<string, () => Identity> = {
  'a reader': () => ({ role: 'reader' }),
  'an officer of the commune': () => ({ role: 'commune-officer', unit: COMMUNE }),
  'an officer of another commune': () => ({ role: 'commune-officer', unit: NEXT }),
  'a leader in the commune': () => ({ role: 'leader', unit: COMMUNE }),
  'a leader of one team': () => ofTeam,
  'an officer of the province': () => ({ role: 'province-officer' }),
  'an officer of the province in one commune': () => ({ role: 'province-officer', unit: COMMUNE }),
  'the administrator': () => ({ role: 'province-admin' }),
  'an analyst': () => ({ role: 'analyst' }),
  'a stranger': () => ({ bearer: '' }),
};

beforeAll(async () => {
  ({ compiled, plain, close } = await startTwoWays());
  admin = compiled.as('ha-noi', { role: 'province-admin', subject: 'who founds' });
  communeId = await unitId(admin, COMMUNE);
  const roster = () => [
    newcomer({ seat: 'LEADER', post: 'hamlet-head' }, { phone: '0000123457', birthYear: 1963, sex: 'FEMALE' }),
    newcomer({ seat: 'DEPUTY', post: 'party-cell-secretary' }, { phone: '0000765432' }),
    newcomer({ seat: 'MEMBER' }),
  ];
  const teams = [];
  for (const commune of [COMMUNE, COMMUNE, NEXT])
    teams.push(await foundHamletTeam(admin, { commune, day: '2024-04-01', members: roster() }));
  const subject = unique('to-truong-');
  const leader = await granted(compiled, admin, { role: 'LEADER', teamId: teams[0]?.id });
  ofTeam = { role: 'public', subject: leader.actor, hours: 10_000 };
  await granted(compiled, admin, { role: 'COMMUNE_OFFICER', unitId: communeId, until: '2030-01-01' });
  await granted(compiled, admin, { role: 'READER' });
  for (const team of teams) await request(team.id);
  await admin.ask('mutation ($input: CreateAccountInput!) { createAccount(input: $input) { account { id } } }', {
    input: { login: subject },
  });
  await admin.ask('mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id } } }', {
    input: { name: 'một cửa', scopes: ['unit:read'], until: '2026-06-01', addresses: ['10.0.0.0/8'] },
  });
});
afterAll(() => close());

async function request(teamId: string): Promise<void> {
  const { team } = await admin.ask('query ($id: ID!) { team(id: $id) { members { edges { node { person { id } } } } } }', { id: teamId });
  for (const [index, { node }] of team.members.edges.entries())
    await admin.ask('mutation ($input: RecordPersonRequestInput!) { recordPersonRequest(input: $input) { id } }', {
      input: { personId: node.person.id, kind: 'ACCESS', receivedDay: `2024-04-1${index}`, note: index ? 'bằng lời' : null },
    });
}

interface Read {
  readonly subjects: readonly string[];
}

/** What was recorded since the last time, without what is each request's own. */
async function recorded(): Promise<Read[]> {
  const { rows } = await compiled.owner.query<Read & { position: string }>(
    `SELECT position, actor, purpose, fields, subjects FROM personal_read WHERE tenant = 'ha-noi' AND position > $1 ORDER BY position`,
    [last],
  );
  last = Number(rows.at(-1)?.position ?? last);
  return rows.map(({ position: _, ...read }) => ({ ...read, subjects: [...read.subjects].sort() }));
}
let last = 0;

/** What is answered, masked and recorded, and in how many statements. */
async function asked({ as }: Pick<TestApp, 'as'>, query: string, identity: Identity, headers: Record<string, string>) {
  compiled.takeStatements();
  const { body, status } = await as('ha-noi', identity).post({ query }, headers);
  const statements = compiled.takeStatements();
  const { data, errors, extensions } = body;
  return {
    statements,
    answer: {
      status,
      text: JSON.stringify(data),
      data,
      errors: inOneOrder(errors),
      masked: extensions?.masked,
      more: extensions?.maskedMore,
      read: await recorded(),
    },
  };
}

async function both(query: string, identity: Identity, headers: Record<string, string> = PURPOSE) {
  await recorded();
  const [one, other] = [await asked(compiled, query, identity, headers), await asked(plain, query, identity, headers)];
  expect(one.answer).toEqual(other.answer);
  return { ...one.answer, statements: one.statements.length, plainly: other.statements.length };
}

const PERSON = 'id name phone birthYear sex identityNumber erased version';
const inCommune = (filter: string) => filter.replace('COMMUNE', communeId);

const DOCUMENTS: Readonly<Record<string, string>> = {
  'rosters of teams': `{ teams(filter: { within: "COMMUNE" }, first: 50) { edges { node { name members(first: 20) { totalCount edges { node { id seat post { code name } person { ${PERSON} } } } } } } } }`,
  'posts alone':
    '{ teams(filter: { within: "COMMUNE" }) { edges { node { members { edges { node { post { name english: name(language: EN) } } } } } } } }',
  'one person under several names': `{ teams(filter: { within: "COMMUNE" }) { edges { node { members { edges { node { a: person { name } b: person { __typename phone ... on Node { id } } c: person { id } first: post { code } } } } } } } }`,
  'people of the whole province':
    '{ teams(first: 30) { edges { node { members { edges { node { person { name } post { name } } } } } } } }',
  'requests of people': `{ personRequests(first: 20) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { __typename id kind receivedDay dueDay provisional status overdue note reason closedDay person { ${PERSON} } } } } }`,
  'requests alone':
    '{ personRequests(filter: { overdue: true, status: OPEN }, first: 2) { totalCount edges { node { id kind status overdue note } } } none: personRequests(filter: { overdue: false }) { totalCount } }',
  accounts:
    '{ accounts(first: 5) { totalCount pageInfo { hasNextPage startCursor } edges { cursor node { __typename id login actor createdAt isSetUp setupUntil hasSecondFactor disabledAt } } } }',
  'keys of machines':
    '{ apiKeys(first: 5) { totalCount edges { cursor node { id name prefix actor scopes unitCode until addresses maker createdAt lastUsedAt revokedAt } } } }',
  grants:
    '{ grants(first: 10) { totalCount edges { cursor node { __typename id actor role from until grantedBy revokedAt unit { fullName on } team { id name hosts { name } } } } } }',
  'grants in a unit': '{ grants(filter: { unit: "COMMUNE" }) { totalCount edges { node { id role unit { name } } } } }',
};

describe.each(Object.keys(DOCUMENTS))('%s', (what) => {
  it.each(Object.keys(identities))('are answered, masked and recorded to %s by SQL as by resolvers', async (who) => {
    await both(inCommune(DOCUMENTS[what] as string), (identities[who] as () => Identity)());
  });
});

it('who read whose data is listed by SQL as by resolvers', async () => {
  const filters = ['actor: "who founds"', 'from: "2020-01-01T00:00:00Z"', 'until: "2020-01-01T00:00:00Z"'];
  for (const who of Object.keys(identities))
    for (const filter of filters)
      await both(
        `{ personalReads(filter: { ${filter} }, first: 4) { totalCount pageInfo { endCursor } edges { cursor node { __typename position at actor purpose requestId fields subjects } } } }`,
        (identities[who] as () => Identity)(),
      );
  const { data } = await both('{ personalReads(first: 2) { edges { node { subjects } } } }', { role: 'province-admin' });
  expect(data.personalReads.edges[0].node.subjects.length).toBeGreaterThan(0);
});

describe('without a purpose', () => {
  it.each(['people of the whole province', 'rosters of teams'])('%s are refused or recorded alike', async (what) => {
    for (const who of ['the administrator', 'an officer of the commune', 'a leader in the commune'])
      await both(inCommune(DOCUMENTS[what] as string), (identities[who] as () => Identity)(), {});
  });

  it('of more than twenty persons nobody is read either way', async () => {
    const { errors, read } = await both(DOCUMENTS['people of the whole province'] as string, { role: 'province-admin' }, {});
    expect(errors[0].extensions.code).toBe('PURPOSE_REQUIRED');
    expect(read).toEqual([]);
  });
});

describe('one kept statement', () => {
  it('answers each of two officers by the places of their own', async () => {
    const query = inCommune(DOCUMENTS['rosters of teams'] as string);
    for (const [unit, sees] of [
      [COMMUNE, true],
      [NEXT, false],
      [COMMUNE, true],
    ] as const) {
      const { data } = (await compiled.as('ha-noi', { role: 'commune-officer', unit }).post({ query }, PURPOSE)).body;
      const { post, person } = data.teams.edges[0].node.members.edges[1].node;
      expect([post?.code, person?.phone]).toEqual(sees ? ['party-cell-secretary', '0000765432'] : [undefined, undefined]);
    }
  });

  const COUNTS: readonly (readonly [what: string, who: string, statements: number])[] = [
    ['rosters of teams', 'an officer of the commune', 2],
    ['rosters of teams', 'a leader in the commune', 2],
    ['rosters of teams', 'a reader', 1],
    ['posts alone', 'an officer of the commune', 1],
    ['requests of people', 'an officer of the province in one commune', 2],
    ['accounts', 'the administrator', 1],
    ['keys of machines', 'the administrator', 1],
    ['grants', 'an officer of the commune', 1],
  ];
  it.each(COUNTS)('is all that %s take to %s, beside the record of the read', async (what, who, statements) => {
    const found = await both(inCommune(DOCUMENTS[what] as string), (identities[who] as () => Identity)());
    expect(found.errors).toBeUndefined();
    expect(found.statements).toBe(statements);
    expect(found.plainly).toBeGreaterThanOrEqual(statements);
  });
});
