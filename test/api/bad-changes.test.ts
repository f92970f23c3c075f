import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { makeThings, mutation, WRITES } from '../support/every-write';
import type { Things } from '../support/every-write';
import { ADD_UNIT, newcomer, newDocument, unique } from '../support/found';
import { refusedBody } from '../support/refused';

let service: TestApp;
let admin: Client;
let things: Things;
beforeAll(async () => {
  service = await startApp();
  admin = service.as('ha-noi', { role: 'province-admin' });
  things = await makeThings(admin, '10171');
});
afterAll(() => service.close());

const refused = (body: string | object, headers?: Record<string, string>) => refusedBody(service, admin, body, headers);
/** A change that would be taken but for one thing. */
const write = (name: string, change: Record<string, unknown>) =>
  refused({ query: mutation(name), variables: { input: { ...WRITES[name]?.(things), ...change } } });

describe('a page is refused', () => {
  const LIST = 'query ($first: Int!, $after: String) { teams(first: $first, after: $after) { edges { node { id } } } }';
  it.each([0, -1, 201, 10000])('if it has %i rows', async (first) => {
    expect(await refused({ query: LIST, variables: { first } })).toMatchObject({
      code: 'PAGE_TOO_LARGE',
      details: { value: first, max: 200 },
    });
  });

  const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const ID = '00000000-0000-7000-8000-000000000000';
  it.each([
    ['words', 'the next page please'],
    ['another list', cursor(['2024-01-01', 'a', ID])],
    ['numbers', cursor([1, 2])],
    ['an object', cursor({ 0: 'a' })],
    ['an id that is none', cursor(['a', "' OR 1=1 --"])],
    ['a zero byte', cursor(['a\u0000', ID])],
    ['five thousand letters', cursor(['a'.repeat(5000), ID])],
  ])('if its cursor is made of %s', async (_what, after) => {
    expect(await refused({ query: LIST, variables: { first: 1, after } })).toMatchObject({ status: 200, code: 'INVALID_INPUT' });
  });
});

describe('a change is refused', () => {
  it.each([
    ['is empty', ''],
    ['is blank', ' \u00a0 '],
    ['has 10,000 letters', 'a'.repeat(10_000)],
    ['holds a zero byte', 'Tổ\u0000'],
    ['holds a line break', 'Tổ\nmột'],
  ])('if a name %s, of whatever it is', async (_what, name) => {
    const longest = { renameTeams: 300, foundTeam: 300, renameAdminUnit: 200, addAdminUnit: 200, correctPerson: 200 };
    for (const [verb, most] of Object.entries(longest)) {
      const problem = `name must be 1 to ${most} characters that are not all blank`;
      expect(await write(verb, { name })).toMatchObject({
        status: 200,
        code: 'INVALID_INPUT',
        details: { fields: [{ field: 'name', problem }] },
      });
    }
  });

  it('with the place of each problem, however deep it stands', async () => {
    const wrong = { name: ' ', phone: 'call me', identityNumber: '12', birthYear: 1492 };
    const { details } = await write('addMembers', { members: [newcomer({ seat: 'MEMBER' }), newcomer({ seat: 'MEMBER' }, wrong)] });
    const fields = (details.fields as { field: string }[]).map(({ field }) => field);
    expect(fields.sort()).toEqual(['birthYear', 'identityNumber', 'name', 'phone'].map((field) => `members.1.person.new.${field}`));
  });

  it('if it names a code that its province has not on the day, and is told those it has', async () => {
    const decision = newDocument('2024-05-01', { authority: 'king' });
    expect(await write('renameTeams', { decision })).toMatchObject({
      code: 'UNKNOWN_CODE',
      details: {
        field: 'decision.new.authority',
        value: 'king',
        day: '2024-05-01',
        allowed: expect.arrayContaining(['commune-committee']),
      },
    });
    expect(await write('recordTeamDocument', { type: 'letter' })).toMatchObject({ code: 'UNKNOWN_CODE', details: { value: 'letter' } });
  });

  it('if a member joins before the team was founded, in the words of the request', async () => {
    const members = [newcomer({ seat: 'MEMBER', joined: '2024-03-31' })];
    expect(await write('addMembers', { members })).toMatchObject({
      code: 'DAY_TOO_EARLY',
      details: { field: 'joined', value: '2024-03-31', bound: '2024-04-01', reason: 'the team was founded then' },
      message: 'joined is 2024-03-31, before 2024-04-01: the team was founded then. Give a day from 2024-04-01 on.',
    });
    const body = { query: mutation('addMembers'), variables: { input: { teamId: things.teams[0], members } } };
    const { details, message } = await refused(body, { 'Accept-Language': '' });
    expect(details.reason).toBe('Tổ được thành lập vào ngày đó');
    expect(message).toBe('joined là 2024-03-31, trước ngày 2024-04-01: Tổ được thành lập vào ngày đó. Hãy nhập từ ngày 2024-04-01 trở đi.');
  });

  it('if its document has the number of another one of the same issuer and year, whose id it is told', async () => {
    const document = newDocument('2023-12-31');
    const { number, issuer } = document.new;
    const record = async (cited: unknown) =>
      admin.ask(mutation('recordTeamDocument'), { input: { teamIds: [things.teams[1]], type: 'yearly-plan', document: cited } });
    await record(document);
    for (const day of ['2023-12-31', '2023-01-01'])
      expect(await write('renameTeams', { decision: newDocument(day, { number, issuer }) })).toMatchObject({
        code: 'DUPLICATE_DOCUMENT',
        details: { number, issuer, day: '2023-12-31', existing: expect.any(String) },
      });
    // An issuer numbers anew each year, and others have numbers of their own.
    await record(newDocument('2024-01-01', { number, issuer }));
    await record(newDocument('2023-12-31', { number, issuer: `${issuer} khác` }));
  });

  it('if an id is malformed or of another type', async () => {
    const malformed = ['', 'x', '../..', 'Team:1', 'Team:', 'team:00000000-0000-7000-8000-000000000000'];
    for (const teamId of [things.person, ...malformed, ...malformed.map((text) => Buffer.from(text).toString('base64url'))])
      expect(await write('addMembers', { teamId })).toMatchObject({
        status: 200,
        code: 'NOT_FOUND',
        details: { type: 'Team', field: 'teamId' },
      });
  });

  it('if it lists too much, too little or twice the same', async () => {
    const crowd = Array.from({ length: 101 }, () => newcomer({ seat: 'MEMBER' }));
    for (const members of [[], crowd])
      expect(await write('addMembers', { members })).toMatchObject({ code: 'INVALID_INPUT', details: { fields: [{ field: 'members' }] } });
    const teamIds = [things.teams[0], things.teams[0]];
    expect(await write('renameTeams', { teamIds })).toMatchObject({ code: 'INVALID_INPUT', details: { fields: [{ field: 'teamIds' }] } });
    const fields = [{ field: 'idempotencyKey' }];
    expect(await write('renameTeams', { idempotencyKey: 'short' })).toMatchObject({ code: 'INVALID_INPUT', details: { fields } });
  });

  it('in a part, and then as a whole: what was recorded before the refusal is undone', async () => {
    const input = { parentId: things.commune, localCode: unique('BAD-'), designation: 'Thôn', name: 'Mới', from: '2024-05-01' };
    await admin.ask(ADD_UNIT, { input });
    // The decision is recorded first and the code refused after.
    const again = { ...input, decision: newDocument('2024-05-01') };
    expect(await refused({ query: ADD_UNIT, variables: { input: again } })).toMatchObject({
      code: 'DUPLICATE_CODE',
      details: { field: 'localCode', value: input.localCode },
    });
  });
});
