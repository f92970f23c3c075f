import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { cityRoster, foundHamletTeam, newcomer } from '../support/found';
import type { FoundedTeam, Position } from '../support/found';
import { refusalOf } from '../support/refused';

const COMMUNE = '10150';
const ADD = 'mutation ($input: AddMembersInput!) { addMembers(input: $input) { id version joined left person { id name version } } }';
const CHANGE =
  'mutation ($input: ChangeMemberInput!) { changeMember(input: $input) { id seat joined version post { code } constituencies { code } skills { code } } }';
const REMOVE = 'mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { id left version } }';
const ROSTER = `query ($id: ID!, $on: Date, $seat: Seat) { team(id: $id, on: $on) { memberCount(seat: $seat) members(seat: $seat) { totalCount edges { node {
  id seat joined left version post { code name(language: EN) } person { id name }
} } } } }`;

let service: TestApp;
let officer: Client;
beforeAll(async () => {
  service = await startApp();
  officer = service.as('ha-noi', { role: 'commune-officer', unit: COMMUNE, subject: 'cán bộ xã' });
});
afterAll(() => service.close());

interface Membership {
  readonly id: string;
  readonly version: number;
  readonly person: { readonly id: string; readonly name: string; readonly version: number };
}

const found = (members: unknown[] = []) => foundHamletTeam(officer, { commune: COMMUNE, day: '2024-04-01', members });
const add = async ({ id }: FoundedTeam, position: Position, person: Record<string, unknown> = {}): Promise<Membership> =>
  (await officer.ask(ADD, { input: { teamId: id, members: [newcomer(position, person)] } })).addMembers[0];
const roster = async ({ id }: FoundedTeam, on: string, seat?: string) => (await officer.ask(ROSTER, { id, on, seat })).team;
const seats = async (team: FoundedTeam, on: string) =>
  (await roster(team, on)).members.edges.map(({ node }: { node: { seat: string } }) => node.seat);
const refused = (document: string, input: Record<string, unknown>, client = officer) => refusalOf(service, client, document, { input });
const adding = ({ id: teamId }: FoundedTeam, ...members: unknown[]) => ({ teamId, members });

describe('a member', () => {
  it('is in the roster from the day of joining to the day before leaving', async () => {
    const team = await found(cityRoster());
    const member = await add(team, { seat: 'MEMBER', joined: '2024-06-01' });
    const { removeMember } = await officer.ask(REMOVE, { input: { memberId: member.id, expectedVersion: 1, left: '2024-09-01' } });
    expect(removeMember).toEqual({ id: member.id, left: '2024-09-01', version: 2 });
    const counts = async (on: string) => (await roster(team, on)).memberCount;
    expect(await Promise.all(['2024-03-31', '2024-04-01', '2024-05-31', '2024-06-01', '2024-08-31', '2024-09-01'].map(counts))).toEqual([
      0, 6, 6, 7, 7, 6,
    ]);
    expect(await roster(team, '2024-08-31', 'LEADER')).toMatchObject({
      memberCount: 1,
      members: { totalCount: 1, edges: [{ node: { seat: 'LEADER' } }] },
    });
    expect(await seats(team, '2024-08-31')).toEqual(['LEADER', 'DEPUTY', ...Array<string>(5).fill('MEMBER')]);
  });

  it('joins today if no day is said', async () => {
    const member = await add(await found(), { seat: 'MEMBER' });
    expect(member).toMatchObject({ joined: '2026-01-15', left: null, version: 1 });
  });

  it('takes another seat from a day on and keeps the time before as it was', async () => {
    const team = await found();
    const { id, person } = await add(team, {
      seat: 'MEMBER',
      post: 'teacher',
      constituencies: ['youth-union'],
      skills: ['basic-it'],
      joined: '2024-04-01',
    });
    const change = { memberId: id, expectedVersion: 1, from: '2024-07-01', seat: 'LEADER', post: 'hamlet-head' };
    const { changeMember } = await officer.ask(CHANGE, { input: change });
    // What is not given stays.
    expect(changeMember).toMatchObject({
      seat: 'LEADER',
      joined: '2024-07-01',
      version: 1,
      post: { code: 'hamlet-head' },
      constituencies: [{ code: 'youth-union' }],
      skills: [{ code: 'basic-it' }],
    });
    expect(changeMember.id).not.toBe(id);
    expect((await roster(team, '2024-06-30')).members.edges).toEqual([
      {
        node: {
          id,
          seat: 'MEMBER',
          joined: '2024-04-01',
          left: '2024-07-01',
          version: 2,
          post: { code: 'teacher', name: 'Teacher' },
          person: { id: person.id, name: person.name },
        },
      },
    ]);
    expect((await roster(team, '2024-07-01')).members.edges).toMatchObject([
      { node: { id: changeMember.id, seat: 'LEADER', left: null, person: { id: person.id } } },
    ]);
    const again = { memberId: changeMember.id, expectedVersion: 1, from: '2024-07-01', seat: 'DEPUTY', post: null };
    expect((await officer.ask(CHANGE, { input: again })).changeMember).toMatchObject({
      id: changeMember.id,
      seat: 'DEPUTY',
      version: 2,
      post: null,
    });
    expect(await refused(CHANGE, { ...change, expectedVersion: 2, from: '2024-06-01' })).toEqual({
      refused: 'LATER_CHANGES',
      field: 'from',
      from: '2024-07-01',
    });
  });

  it('hands the seat of leader over on the very day the successor takes it, and not a day later', async () => {
    const team = await found();
    const old = await add(team, { seat: 'LEADER', joined: '2024-04-01' });
    expect(await refused(ADD, adding(team, newcomer({ seat: 'LEADER', joined: '2024-08-01' })))).toEqual({ refused: 'LEADER_SEAT_TAKEN' });
    const deputy = await add(team, { seat: 'DEPUTY', joined: '2024-04-01' });
    const promotion = { memberId: deputy.id, expectedVersion: 1, seat: 'LEADER', from: '2024-08-01' };
    expect(await refused(CHANGE, promotion)).toEqual({ refused: 'LEADER_SEAT_TAKEN' });
    await officer.ask(REMOVE, { input: { memberId: old.id, expectedVersion: 1, left: '2024-08-01', reason: 'Nghỉ hưu' } });
    expect(await refused(CHANGE, { ...promotion, from: '2024-07-31' })).toEqual({ refused: 'LEADER_SEAT_TAKEN' });
    await officer.ask(CHANGE, { input: promotion });
    expect(await seats(team, '2024-07-31')).toEqual(['LEADER', 'DEPUTY']);
    expect(await seats(team, '2024-08-01')).toEqual(['LEADER']);
  });

  it('leaves after joining: the day after at the earliest, and only once', async () => {
    const team = await found();
    const { id: memberId } = await add(team, { seat: 'MEMBER', joined: '2024-06-10' });
    const leaving = { memberId, expectedVersion: 1, left: '2024-06-10' };
    const early = { refused: 'DAY_TOO_EARLY', field: 'left', bound: '2024-06-11', reason: 'the person joined on 2024-06-10' };
    expect(await refused(REMOVE, leaving)).toEqual({ ...early, value: '2024-06-10' });
    expect(await refused(REMOVE, { ...leaving, left: '2024-05-01' })).toEqual({ ...early, value: '2024-05-01' });
    expect(await refused(REMOVE, { ...leaving, left: '2027-01-17' })).toMatchObject({ refused: 'DAY_TOO_LATE', bound: '2027-01-16' });
    expect(await refused(REMOVE, { ...leaving, left: '2024-07-01', expectedVersion: 9 })).toEqual({
      refused: 'VERSION_CONFLICT',
      expected: 9,
      actual: 1,
    });
    await officer.ask(REMOVE, { input: { ...leaving, left: '2024-06-11' } });
    expect(await refused(REMOVE, { ...leaving, left: '2024-06-10', expectedVersion: 2 })).toMatchObject({ refused: 'DAY_TOO_EARLY' });
    expect(await refused(REMOVE, { ...leaving, left: '2024-07-01', expectedVersion: 2 })).toMatchObject({ refused: 'LATER_CHANGES' });
  });

  it('is one person in a team at a time, and may be in two teams', async () => {
    const [team, other] = [await found(), await found()];
    const { person } = await add(team, { seat: 'MEMBER', joined: '2024-04-01' });
    const again = { person: { existing: person.id }, seat: 'DEPUTY', joined: '2024-08-01' };
    expect(await refused(ADD, adding(team, again))).toEqual({ refused: 'ALREADY_MEMBER' });
    const { addMembers } = await officer.ask(ADD, { input: adding(other, again) });
    expect(addMembers[0].person).toEqual(person);
  });

  it('has posts, constituencies and skills of the vocabulary only', async () => {
    const team = await found();
    const bad = (position: Partial<Position>) =>
      refused(ADD, adding(team, newcomer({ seat: 'MEMBER', joined: '2024-05-01', ...position })));
    expect(await bad({ post: 'king' })).toMatchObject({
      refused: 'UNKNOWN_CODE',
      field: 'post',
      value: 'king',
      day: '2024-05-01',
      allowed: expect.arrayContaining(['hamlet-head']),
    });
    expect(await bad({ constituencies: ['police', 'x'] })).toMatchObject({ refused: 'UNKNOWN_CODE', field: 'constituencies', value: 'x' });
    expect(await bad({ skills: ['magic'] })).toMatchObject({ refused: 'UNKNOWN_CODE', field: 'skills', value: 'magic' });
  });

  it('is added with all others of the request or not at all', async () => {
    const team = await found();
    const members = [newcomer({ seat: 'MEMBER' }), newcomer({ seat: 'LEADER' }), newcomer({ seat: 'LEADER' })];
    expect(await refused(ADD, adding(team, ...members))).toEqual({ refused: 'LEADER_SEAT_TAKEN' });
    expect((await roster(team, '2026-01-15')).memberCount).toBe(0);
  });

  it('is told of anew by each of two changes in one request', async () => {
    const team = await found();
    const input = () => adding(team, newcomer({ seat: 'MEMBER' }));
    const twice = await officer.ask(
      `mutation ($a: AddMembersInput!, $b: AddMembersInput!) {
        a: addMembers(input: $a) { team { version memberCount } } b: addMembers(input: $b) { team { version memberCount } }
      }`,
      { a: input(), b: input() },
    );
    expect(twice).toEqual({ a: [{ team: { version: 2, memberCount: 1 } }], b: [{ team: { version: 3, memberCount: 2 } }] });
  });
});
