import type { DataSource } from 'typeorm';
import { systemSession } from '../../src/bring-up';
import { applyRetention, dueForRetention } from '../../src/modules/personal-data';
import { RETENTION } from '../../src/modules/person';
import { provinces } from '../../plugins';
import type { Province } from '../../src/tenancy/province';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { NOW } from '../support/constants';
import { foundHamletTeam, newcomer } from '../support/found';
import type { FoundedTeam } from '../support/found';
import { refusalOf } from '../support/refused';

const COMMUNE = '10156';
const SECRET = { name: 'Đỗ Thị Quên', phone: '0000765432', birthYear: 1955, sex: 'FEMALE', identityNumber: '000155555999' };
const RECORD = `mutation ($input: RecordPersonRequestInput!) { recordPersonRequest(input: $input) { id kind receivedDay dueDay provisional status overdue note person { name } } }`;
const CLOSE = `mutation ($input: ClosePersonRequestInput!) { closePersonRequest(input: $input) { id status reason closedDay overdue } }`;
const ERASE = `mutation ($input: ErasePersonInput!) { erasePerson(input: $input) { id name phone birthYear sex identityNumber erased version } }`;
const LIST = `query ($filter: PersonRequestFilter) { personRequests(filter: $filter) { totalCount edges { node { id dueDay overdue } } } }`;
const EXPORT = 'query ($id: ID!) { personExport(personId: $id) { madeOn document } }';
const ROSTER = 'query ($id: ID!) { team(id: $id) { memberCount members { edges { node { id version person { id name } } } } } }';

let service: TestApp;
let officer: Client;
let team: FoundedTeam;
beforeAll(async () => {
  service = await startApp();
  officer = service.as('ha-noi', { role: 'province-officer', unit: COMMUNE, subject: 'officer' });
  const members = [newcomer({ seat: 'LEADER', post: 'hamlet-head' }, SECRET), newcomer({ seat: 'MEMBER' })];
  team = await foundHamletTeam(officer, { commune: COMMUNE, day: '2024-04-01', members });
});
afterAll(() => service.close());

const roster = async () => (await officer.ask(ROSTER, { id: team.id })).team;
const personId = async (at = 0) => (await roster()).members.edges[at].node.person.id as string;

describe('a request of a person', () => {
  it('is recorded with its deadline, found by it, and answered once', async () => {
    const input = { personId: await personId(), kind: 'ACCESS', receivedDay: '2025-01-24', note: 'bằng lời' };
    const { recordPersonRequest: request } = await officer.ask(RECORD, { input });
    // The whole of Tết lies between.
    expect(request).toMatchObject({
      dueDay: '2025-02-04',
      provisional: false,
      status: 'OPEN',
      overdue: true,
      person: { name: SECRET.name },
    });
    expect((await officer.ask(LIST, { filter: { overdue: true } })).personRequests.edges).toContainEqual({
      node: { id: request.id, dueDay: '2025-02-04', overdue: true },
    });
    const closing = { requestId: request.id, status: 'REFUSED' };
    expect(await refusalOf(service, officer, CLOSE, { input: closing })).toMatchObject({
      refused: 'INVALID_INPUT',
      fields: [{ field: 'reason' }],
    });
    const { closePersonRequest } = await officer.ask(CLOSE, { input: { ...closing, reason: 'không đúng người' } });
    expect(closePersonRequest).toMatchObject({ status: 'REFUSED', overdue: false });
    expect(await refusalOf(service, officer, CLOSE, { input: { ...closing, status: 'DONE' } })).toMatchObject({
      refused: 'REQUEST_CLOSED',
    });
    expect((await officer.ask(LIST, { filter: { overdue: true, person: input.personId } })).personRequests.totalCount).toBe(0);
  });

  it('is refused for a day to come, and for a year whose holidays nobody has put on record', async () => {
    const input = { personId: await personId(), kind: 'ERASURE' };
    expect(await refusalOf(service, officer, RECORD, { input: { ...input, receivedDay: '2099-01-01' } })).toMatchObject({
      refused: 'INVALID_INPUT',
    });
    expect(await refusalOf(service, officer, RECORD, { input: { ...input, receivedDay: '2020-01-01' } })).toMatchObject({
      refused: 'CALENDAR_UNKNOWN',
      year: '2020',
    });
  });

  it('is not there for an officer of the next commune', async () => {
    const neighbour = service.as('ha-noi', { role: 'province-officer', unit: '10159' });
    expect((await neighbour.ask(LIST)).personRequests.totalCount).toBe(0);
    expect(await neighbour.ask(EXPORT, { id: await personId() })).toEqual({ personExport: null });
  });
});

describe('the export', () => {
  it('is everything about one person in one document, and is itself a read on record', async () => {
    const id = await personId();
    await officer.ask(EXPORT, { id });
    const { document } = (await officer.ask(EXPORT, { id })).personExport;
    expect(document).toMatchObject({
      person: { ...SECRET, sex: 'female' },
      memberships: [{ team: team.name, seat: 'leader', post: 'hamlet-head', from: '2024-04-01', until: null }],
      tasks: [],
    });
    expect(document.events.map(({ action }: { action: string }) => action)).toEqual(
      expect.arrayContaining(['member.joined', 'person-request.recorded', 'person-request.refused']),
    );
    expect(document.requests).toHaveLength(1);
    expect(document.reads.at(-1)).toMatchObject({ actor: 'officer', fields: ['birthYear', 'identityNumber', 'name', 'phone', 'sex'] });
  });
});

describe('the erasure', () => {
  it('takes the data and keeps counts, memberships and events; done twice it changes nothing twice; the number is free', async () => {
    const id = await personId();
    const before = await roster();
    const input = { personId: id, expectedVersion: 1, reason: 'theo yêu cầu' };
    const erased = { id, name: '(đã xóa)', phone: null, birthYear: null, sex: null, identityNumber: null, erased: true, version: 2 };
    expect((await officer.ask(ERASE, { input })).erasePerson).toEqual(erased);
    expect((await officer.ask(ERASE, { input })).erasePerson).toEqual(erased);
    const after = await roster();
    expect(after.memberCount).toBe(before.memberCount);
    expect(after.members.edges).toHaveLength(before.members.edges.length);
    const { events } = await service
      .as('ha-noi', { role: 'province-admin' })
      .ask('query ($id: ID!) { events(filter: { subject: $id }) { edges { node { action after } } } }', { id });
    expect(events.edges).toEqual([{ node: { action: 'person.erased', after: { reason: 'theo yêu cầu' } } }]);
    for (const secret of [SECRET.name, SECRET.phone, SECRET.identityNumber])
      for (const table of ['person', 'event', 'idempotency_key', 'personal_read', 'person_request']) {
        const { rows } = await service.owner.query(`SELECT FROM ${table} t WHERE t::text LIKE $1`, [`%${secret}%`]);
        expect({ table, rows }).toEqual({ table, rows: [] });
      }
    const again = newcomer({ seat: 'MEMBER' }, { identityNumber: SECRET.identityNumber });
    await officer.ask('mutation ($input: AddMembersInput!) { addMembers(input: $input) { id } }', {
      input: { teamId: team.id, members: [again] },
    });
  });

  it('can not be undone by correcting', async () => {
    const CORRECT = 'mutation ($input: CorrectPersonInput!) { correctPerson(input: $input) { id } }';
    const input = { personId: await personId(), expectedVersion: 2, name: 'Trở Lại' };
    expect(await refusalOf(service, officer, CORRECT, { input })).toEqual({ refused: 'PERSON_ERASED' });
  });
});

describe('retention', () => {
  const session = (now: Date) =>
    systemSession(provinces.find(({ slug }) => slug === 'ha-noi') as Province, service.databases.get('ha-noi') as DataSource, now);
  const years = (count: number) => new Date(NOW.getTime() + count * 366 * 86_400_000);

  it('takes identifiers first, then the rest, only of who left; what it did are events', async () => {
    const gone = newcomer(
      { seat: 'MEMBER', joined: '2024-05-01' },
      { name: 'Lê Đã Rời', phone: '0000222333', identityNumber: '000122222333' },
    );
    await officer.ask('mutation ($input: AddMembersInput!) { addMembers(input: $input) { id } }', {
      input: { teamId: team.id, members: [gone] },
    });
    const { edges } = (await roster()).members;
    const { id, version, person } = edges
      .map(({ node }: { node: unknown }) => node)
      .find((node: { person: { name: string } }) => node.person.name === 'Lê Đã Rời');
    await officer.ask('mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { id } }', {
      input: { memberId: id, expectedVersion: version, left: '2025-12-01' },
    });
    const read = async () =>
      (await officer.ask('query ($id: ID!) { node(id: $id) { ... on Person { name phone identityNumber erased } } }', { id: person.id }))
        .node;
    expect(await dueForRetention(session(NOW), 'identifier', RETENTION.identifier)).toEqual([]);

    expect(await dueForRetention(session(years(1.2)), 'identifier', RETENTION.identifier)).toMatchObject([{ lastDay: '2025-12-01' }]);
    expect(await applyRetention(session(years(1.2)), RETENTION)).toEqual({ identifier: 1, ordinary: 0 });
    expect(await read()).toEqual({ name: 'Lê Đã Rời', phone: '0000222333', identityNumber: null, erased: false });
    expect(await applyRetention(session(years(1.2)), RETENTION)).toEqual({ identifier: 0, ordinary: 0 });

    expect(await applyRetention(session(years(3)), RETENTION)).toEqual({ identifier: 0, ordinary: 1 });
    expect(await read()).toEqual({ name: '(đã xóa)', phone: null, identityNumber: null, erased: true });
    const { events } = await service
      .as('ha-noi', { role: 'province-admin' })
      .ask('query ($id: ID!) { events(filter: { subject: $id }) { edges { node { action actor after } } } }', { id: person.id });
    expect(events.edges.map(({ node }: { node: unknown }) => node)).toEqual([
      { action: 'person.expired', actor: 'system', after: { fields: ['name', 'phone', 'birthYear', 'sex'], days: 730 } },
      { action: 'person.expired', actor: 'system', after: { fields: ['identityNumber'], days: 365 } },
    ]);
  });
});
