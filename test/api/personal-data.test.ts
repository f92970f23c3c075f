import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { foundHamletTeam, newcomer } from '../support/found';
import type { FoundedTeam } from '../support/found';
import { refusalOf } from '../support/refused';

const [COMMUNE, NEXT] = ['10156', '10159'];
const SECRET = { name: 'Nguyễn Mật Danh', phone: '0000987654', birthYear: 1971, sex: 'FEMALE', identityNumber: '000198765432' };
const PERSON = 'id name phone birthYear sex identityNumber version';
const CORRECT = `mutation ($input: CorrectPersonInput!) { correctPerson(input: $input) { ${PERSON} } }`;
const ADD = 'mutation ($input: AddMembersInput!) { addMembers(input: $input) { id } }';

let service: TestApp;
let officer: Client;
let team: FoundedTeam;
let member: { readonly id: string; readonly person: { readonly id: string } };
beforeAll(async () => {
  service = await startApp();
  officer = service.as('ha-noi', { role: 'commune-officer', unit: COMMUNE });
  const members = [newcomer({ seat: 'LEADER', post: 'party-cell-secretary' }, SECRET), newcomer({ seat: 'MEMBER' })];
  team = await foundHamletTeam(officer, { commune: COMMUNE, day: '2024-04-01', members, idempotencyKey: 'founding with secrets' });
  member = (await officer.ask(`query ($id: ID!) { team(id: $id) { members { edges { node { id person { id } } } } } }`, { id: team.id }))
    .team.members.edges[0].node;
});
afterAll(() => service.close());

/** All that the API could say of a person, by every route there is. */
const ROUTES: Readonly<Record<string, string>> = {
  'the roster of the team': `query ($team: ID!) { team(id: $team) { members { edges { node { person { ${PERSON} } team { members { edges { node { person { ${PERSON} } } } } } } } } } }`,
  'the roster on a day': `query ($team: ID!) { team(id: $team, on: "2024-04-01") { members(seat: LEADER) { edges { node { person { ${PERSON} } } } } } }`,
  'the list of teams': `query ($commune: String!) { adminUnit(by: { code: $commune }) { teams { edges { node { members { edges { node { person { ${PERSON} } } } } } } } } }`,
  'the finding about the team': `query ($commune: String!) { adminUnit(by: { code: $commune }) { findings { edges { node { observed { text codes } fix { text } cause { before after } team { members { edges { node { person { ${PERSON} } } } } } } } } } }`,
  'the member as a node': `query ($member: ID!) { node(id: $member) { ... on Member { person { ${PERSON} } } } }`,
  'the person as a node': `query ($person: ID!) { node(id: $person) { id ... on Person { ${PERSON} } } }`,
  'the person among nodes': `query ($member: ID!, $person: ID!) { nodes(ids: [$person, $member]) { ... on Person { ${PERSON} } ... on Member { person { ${PERSON} } } } }`,
};
const answerOf = (client: Client, document: string) =>
  client.answer(document, { team: team.id, member: member.id, person: member.person.id, commune: COMMUNE });
const tells = (answer: unknown) =>
  Object.values(SECRET).filter((value) => value !== 'FEMALE' && JSON.stringify(answer).includes(String(value)));

describe('a person, asked for through', () => {
  describe.each(Object.entries(ROUTES))('%s', (_route, document) => {
    it.each([
      ['an officer of the commune', { role: 'commune-officer', unit: COMMUNE }],
      ['an officer of the district', { role: 'commune-officer', unit: '278' }],
      ['an officer of the province', { role: 'province-officer' }],
      ['an administrator of the province', { role: 'province-admin' }],
    ] as const)('is seen by %s', async (_who, identity) => {
      const { data, errors } = await answerOf(service.as('ha-noi', identity), document);
      expect(errors).toBeUndefined();
      expect(tells(data)).toEqual([SECRET.name, SECRET.phone, SECRET.birthYear, SECRET.identityNumber]);
    });

    it.each([
      ['a reader', { role: 'reader' }],
      ['a reader of that very commune', { role: 'reader', unit: COMMUNE }],
      ['an officer of the next commune', { role: 'commune-officer', unit: NEXT }],
      ['an officer of a unit that is not there', { role: 'commune-officer', unit: '99999' }],
    ] as const)('is null for %s', async (_who, identity) => {
      const answer = await answerOf(service.as('ha-noi', identity), document);
      expect(answer.errors).toBeUndefined();
      expect(answer.data).not.toBeNull();
      expect(tells(answer)).toEqual([]);
    });
  });
});

describe('an officer of the next commune', () => {
  const neighbour = () => service.as('ha-noi', { role: 'commune-officer', unit: NEXT });

  it('cannot correct the person, who to that officer is not there', async () => {
    const input = { personId: member.person.id, expectedVersion: 1, name: 'Khác' };
    expect(await refusalOf(service, neighbour(), CORRECT, { input })).toEqual({ refused: 'NOT_FOUND', type: 'Person', field: 'personId' });
  });

  it('cannot come to see the person by taking them into a team', async () => {
    const own = await foundHamletTeam(neighbour(), { commune: NEXT, day: '2024-04-01' });
    const input = { teamId: own.id, members: [{ person: { existing: member.person.id }, seat: 'MEMBER' }] };
    expect(await refusalOf(service, neighbour(), ADD, { input })).toEqual({
      refused: 'NOT_FOUND',
      type: 'Person',
      field: 'person.existing',
    });
  });

  it('sees the person once somebody with both communes has put them into a team there', async () => {
    const own = await foundHamletTeam(neighbour(), { commune: NEXT, day: '2024-04-01' });
    const [mover] = [newcomer({ seat: 'MEMBER', joined: '2024-05-01' }, { name: 'Trần Chuyển Đi' })];
    await officer.ask(ADD, { input: { teamId: team.id, members: [mover] } });
    const { edges } = (
      await officer.ask('query ($id: ID!) { team(id: $id) { members { edges { node { person { id name } } } } } }', { id: team.id })
    ).team.members;
    const { id } = edges
      .map(({ node }: { node: { person: { id: string; name: string } } }) => node.person)
      .find(({ name }: { name: string }) => name === 'Trần Chuyển Đi');
    const READ = 'query ($id: ID!) { node(id: $id) { ... on Person { name } } }';
    expect(await neighbour().ask(READ, { id })).toEqual({ node: null });
    const district = service.as('ha-noi', { role: 'commune-officer', unit: '278' });
    await district.ask(ADD, { input: { teamId: own.id, members: [{ person: { existing: id }, seat: 'MEMBER', joined: '2025-01-01' }] } });
    expect(await neighbour().ask(READ, { id })).toEqual({ node: { name: 'Trần Chuyển Đi' } });
  });
});

describe('personal data', () => {
  it('is corrected by who keeps the roster; the event names the fields and not what stood in them', async () => {
    const { id: personId } = member.person;
    const correct = async (input: Record<string, unknown>) => (await officer.ask(CORRECT, { input: { personId, ...input } })).correctPerson;
    expect(await correct({ expectedVersion: 1, phone: '0000111222', sex: null })).toEqual({
      id: personId,
      ...SECRET,
      phone: '0000111222',
      sex: null,
      version: 2,
    });
    expect(await correct({ expectedVersion: 2, phone: SECRET.phone, sex: 'FEMALE' })).toEqual({ id: personId, ...SECRET, version: 3 });
    const stale = { personId, expectedVersion: 1, name: 'Khác' };
    expect(await refusalOf(service, officer, CORRECT, { input: stale })).toEqual({ refused: 'VERSION_CONFLICT', expected: 1, actual: 3 });
    expect(await refusalOf(service, officer, CORRECT, { input: { ...stale, expectedVersion: 3, name: null } })).toMatchObject({
      refused: 'INVALID_INPUT',
      fields: [{ field: 'name' }],
    });
    const { events } = await service
      .as('ha-noi', { role: 'province-admin' })
      .ask('{ events(first: 2) { edges { node { action subject after } } } }');
    expect(events.edges.map(({ node }: { node: unknown }) => node)).toEqual([
      { action: 'person.corrected', subject: personId, after: { fields: ['phone', 'sex'] } },
      { action: 'person.corrected', subject: personId, after: { fields: ['phone', 'sex'] } },
    ]);
  });

  it('has each identity number once', async () => {
    const twin = newcomer({ seat: 'MEMBER' }, { identityNumber: SECRET.identityNumber });
    expect(await refusalOf(service, officer, ADD, { input: { teamId: team.id, members: [twin] } })).toEqual({
      refused: 'DUPLICATE_PERSON',
    });
  });

  it('stands in one table of the database and no other, not in events, findings or keys', async () => {
    const tables = await service.owner.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
    );
    const holding: string[] = [];
    for (const { name } of tables.rows)
      for (const secret of [SECRET.name, SECRET.phone, SECRET.identityNumber]) {
        const { rows } = await service.owner.query<{ count: string }>(`SELECT count(*) FROM "${name}" t WHERE t::text LIKE $1`, [
          `%${secret}%`,
        ]);
        if (Number(rows[0]?.count) > 0) holding.push(name);
      }
    expect(holding).toEqual(['person', 'person', 'person']);
  });
});
