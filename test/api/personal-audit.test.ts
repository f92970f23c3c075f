import fc from 'fast-check';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client, Identity } from '../support/client';
import { foundHamletTeam, newcomer } from '../support/found';
import type { FoundedTeam } from '../support/found';
import { refusalOf } from '../support/refused';

const [COMMUNE, NEXT] = ['10156', '10159'];
const SECRET = { name: 'Hoàng Kín Đáo', phone: '0000123457', birthYear: 1963, sex: 'FEMALE', identityNumber: '000177777123' };
const ADMIN: Identity = { role: 'province-admin', subject: 'auditor' };
const LEADER: Identity = { role: 'leader', unit: COMMUNE, subject: 'leader' };
const ROSTER = `query ($id: ID!) { team(id: $id) { members { edges { node { id seat post { code } person { id name phone birthYear sex identityNumber } } } } } }`;
const READS = `query ($filter: PersonalReadFilter) { personalReads(filter: $filter, first: 5) { totalCount edges { node { position actor purpose requestId fields subjects } } } }`;
const ADD = 'mutation ($input: AddMembersInput!) { addMembers(input: $input) { id person { name } } }';

let service: TestApp;
let officer: Client;
let team: FoundedTeam;
let person: string;
beforeAll(async () => {
  service = await startApp();
  officer = service.as('ha-noi', { role: 'commune-officer', unit: COMMUNE, subject: 'officer' });
  const members = [newcomer({ seat: 'LEADER', post: 'party-cell-secretary' }, SECRET), newcomer({ seat: 'MEMBER' })];
  team = await foundHamletTeam(officer, { commune: COMMUNE, day: '2024-04-01', members });
  person = (await officer.ask(ROSTER, { id: team.id })).team.members.edges[0].node.person.id;
});
afterAll(() => service.close());

const auditor = () => service.as('ha-noi', ADMIN);
const readsOf = async (filter: object) => (await auditor().ask(READS, { filter })).personalReads;

describe('a leader, who only recognises people', () => {
  it('sees the name and the last digits, and is told what was held back', async () => {
    const answer = (await service.as('ha-noi', LEADER).post({ query: ROSTER, variables: { id: team.id } })).body;
    const path = 'team.members.edges.0.node';
    expect(answer.data.team.members.edges[0].node).toMatchObject({
      post: null,
      person: { id: person, name: SECRET.name, phone: '•••457', birthYear: null, sex: null, identityNumber: '•••123' },
    });
    expect(answer.extensions.masked).toEqual(
      expect.arrayContaining([
        { path: `${path}.person.phone`, reason: 'RECOGNITION_ONLY' },
        { path: `${path}.person.birthYear`, reason: 'RECOGNITION_ONLY' },
        { path: `${path}.post`, reason: 'POST_MAY_BE_SENSITIVE' },
      ]),
    );
    // Nobody can tell the secretary from somebody without a post by what is said of it.
    expect(answer.extensions.masked.filter(({ reason }: { reason: string }) => reason === 'POST_MAY_BE_SENSITIVE')).toHaveLength(2);
  });

  it('reads no more of it from the database than that', async () => {
    service.takeQueries();
    await service.as('ha-noi', LEADER).ask('query ($id: ID!) { node(id: $id) { ... on Person { phone identityNumber } } }', { id: person });
    const [query] = service.takeQueries().filter(({ text }) => text.includes('FROM person p'));
    expect(query?.text).toMatch(/right\(p\.phone, 3\)/);
    expect(query?.text).not.toMatch(/p\.phone AS|p\.identity_number AS/);
  });

  it('recognises nobody in the next commune, and a reader nobody at all', async () => {
    for (const identity of [{ ...LEADER, unit: NEXT }, { role: 'reader' } as const]) {
      const { body } = await service.as('ha-noi', identity).post({ query: ROSTER, variables: { id: team.id } });
      expect(body.data.team.members.edges[0].node.person).toBeNull();
      expect(body.extensions.masked).toContainEqual({ path: 'team.members.edges.0.node.person', reason: 'NO_ACCESS' });
    }
  });
});

describe('the audit of reads', () => {
  it('has who, what for, which fields and whom before the answer is there', async () => {
    const { status } = await officer.post({ query: ROSTER, variables: { id: team.id } }, { 'X-Purpose': encodeURIComponent('gọi họp tổ') });
    expect(status).toBe(200);
    const { edges } = await readsOf({ subject: person });
    expect(edges[0].node).toMatchObject({
      actor: 'officer',
      purpose: 'gọi họp tổ',
      fields: ['birthYear', 'identityNumber', 'name', 'phone', 'sex'],
      subjects: expect.arrayContaining([person]),
    });
  });

  it('is found by subject, actor and time, page by page', async () => {
    await service
      .as('ha-noi', { ...LEADER, subject: 'once' })
      .ask('query ($id: ID!) { node(id: $id) { ... on Person { name } } }', { id: person });
    expect(await readsOf({ actor: 'once' })).toMatchObject({ totalCount: 1, edges: [{ node: { fields: ['name'], subjects: [person] } }] });
    expect(await readsOf({ actor: 'once', subject: person })).toMatchObject({ totalCount: 1 });
    expect((await readsOf({ actor: 'once', until: '2020-01-01T00:00:00Z' })).totalCount).toBe(0);
    expect((await readsOf({ actor: 'once', from: '2020-01-01T00:00:00Z' })).totalCount).toBe(1);
  });

  it('has nothing of a question that read no personal field', async () => {
    const before = (await readsOf({})).totalCount;
    await officer.ask('query ($id: ID!) { team(id: $id) { members { edges { node { person { id version } } } } } }', { id: team.id });
    await service.as('ha-noi').ask(ROSTER, { id: team.id });
    expect((await readsOf({})).totalCount).toBe(before);
  });

  it('is not for an officer', async () => {
    expect(await officer.refusal(READS)).toBe('FORBIDDEN');
  });

  it('withholds the answer if it can not be written', async () => {
    await service.owner.query('ALTER TABLE personal_read ADD CONSTRAINT broken CHECK (false) NOT VALID');
    try {
      const { status, body } = await officer.post({ query: ROSTER, variables: { id: team.id } });
      expect([status, body.errors[0].extensions.code]).toEqual([500, 'INTERNAL']);
      expect(JSON.stringify(body)).not.toContain(SECRET.name);
      expect(body.data).toBeUndefined();
    } finally {
      await service.owner.query('ALTER TABLE personal_read DROP CONSTRAINT broken');
    }
  });
});

describe('more than twenty persons at once', () => {
  let many: FoundedTeam;
  const LIST = 'query ($id: ID!) { team(id: $id) { members(first: 50) { edges { node { person { name } } } } } }';
  beforeAll(async () => {
    many = await foundHamletTeam(officer, {
      commune: COMMUNE,
      day: '2024-04-01',
      members: Array.from({ length: 21 }, () => newcomer({ seat: 'MEMBER' })),
    });
  });

  it('are refused without a purpose, none of them read', async () => {
    const { data, errors } = await officer.answer(LIST, { id: many.id });
    expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['PURPOSE_REQUIRED']));
    expect(data.team.members.edges.every(({ node }: { node: { person: unknown } }) => node.person === null)).toBe(true);
  });

  it('are read for a purpose, in one row of the audit', async () => {
    const { body } = await officer.post({ query: LIST, variables: { id: many.id } }, { 'X-Purpose': 'roster-check' });
    expect(body.errors).toBeUndefined();
    const { edges } = await readsOf({ actor: 'officer' });
    expect(edges[0].node).toMatchObject({ purpose: 'roster-check', fields: ['name'] });
    expect(edges[0].node.subjects).toHaveLength(21);
  });

  it.each(['%E0%A4%A', 'x'.repeat(201), 'a%0Ab'])('are not read for a purpose that is none: %s', async (purpose) => {
    const { status, body } = await officer.post({ query: LIST, variables: { id: many.id } }, { 'X-Purpose': purpose });
    expect([status, body.errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST']);
  });
});

describe('an identity number that is on record', () => {
  const twin = () => [newcomer({ seat: 'MEMBER' }, { identityNumber: SECRET.identityNumber })];

  it('is refused to who may see that person', async () => {
    expect(await refusalOf(service, officer, ADD, { input: { teamId: team.id, members: twin() } })).toEqual({
      refused: 'DUPLICATE_PERSON',
    });
  });

  it('is taken from who may not, as if it were new; only the province learns that there are two', async () => {
    const neighbour = service.as('ha-noi', { role: 'commune-officer', unit: NEXT });
    const own = await foundHamletTeam(neighbour, { commune: NEXT, day: '2024-04-01' });
    const { errors } = await neighbour.answer(ADD, { input: { teamId: own.id, members: twin() } });
    expect(errors).toBeUndefined();
    const EVENTS = '{ events(first: 200) { edges { node { action after } } } }';
    const twinned = (answer: { events: { edges: { node: { action: string } }[] } }) =>
      answer.events.edges.filter(({ node }) => node.action === 'person.twinned');
    expect(twinned(await auditor().ask(EVENTS))).toMatchObject([{ node: { after: { personId: person } } }]);
    expect(twinned(await neighbour.ask(EVENTS))).toEqual([]);
  });
});

describe('whatever is asked by those without the right', () => {
  const FIELDS = ['name', 'phone', 'birthYear', 'sex', 'identityNumber', 'id', 'version', 'erased'];
  const selection = fc.uniqueArray(fc.constantFrom(...FIELDS), { minLength: 1 }).map((fields) => `{ ${fields.join(' ')} }`);
  const member = selection.map((fields) => `{ id seat post { code name } person ${fields} }`);
  const document = fc.oneof(
    member.map(
      (node) =>
        `query ($team: ID!, $person: ID!) { team(id: $team) { members { totalCount edges { cursor node ${node} } } } p: node(id: $person) { id } }`,
    ),
    selection.map((fields) => `query ($team: ID!, $person: ID!) { nodes(ids: [$person, $team]) { ... on Person ${fields} } }`),
    member.map(
      (node) =>
        `query ($team: ID!, $person: ID!) { findings(filter: { team: $team }) { edges { node { observed { text codes } cause { actor before after } team { members { edges { node ${node} } } } } } } n: node(id: $person) { id } }`,
    ),
    fc.constantFrom(
      'query ($team: ID!, $person: ID!) { events(filter: { subject: $person }) { edges { node { before after } } } n: node(id: $team) { id } }',
      'query ($team: ID!, $person: ID!) { personExport(personId: $person) { document } n: node(id: $team) { id } }',
      'query ($team: ID!, $person: ID!) { personalReads(filter: { subject: $person }) { totalCount } n: node(id: $team) { id } }',
      'query ($team: ID!, $person: ID!) { personRequests(filter: { person: $person }) { totalCount } n: node(id: $team) { id } }',
      'mutation ($team: ID!, $person: ID!) { correctPerson(input: { personId: $person, expectedVersion: 99, name: "X" }) { name } addMembers(input: { teamId: $team, members: [{ person: { existing: $person }, seat: MEMBER }] }) { id } }',
    ),
  );
  const stranger = fc.constantFrom<Identity>(
    { role: 'reader' },
    { role: 'reader', unit: COMMUNE },
    { role: 'leader', unit: NEXT },
    { role: 'commune-officer', unit: NEXT },
    { role: 'province-officer', unit: '99999' },
  );

  it('no name, number or post of the person is in the answer, its errors or its extensions', async () => {
    await fc.assert(
      fc.asyncProperty(stranger, document, async (identity, query) => {
        const { status, text } = await service.as('ha-noi', identity).post({ query, variables: { team: team.id, person } });
        expect(status).toBeLessThan(500);
        for (const secret of [SECRET.name, SECRET.phone, SECRET.identityNumber, String(SECRET.birthYear), '123457', 'party-cell-secretary'])
          expect(text).not.toContain(secret);
      }),
      { numRuns: 80 },
    );
  });
});
