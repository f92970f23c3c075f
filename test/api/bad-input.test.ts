import { CATALOGUE } from '../../src/errors';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { addHamlet, FOUND_TEAM, newDocument } from '../support/found';
import { changesNothing } from '../support/refused';

let service: TestApp;
let hamlet: string;
beforeAll(async () => {
  service = await startApp();
  hamlet = (await addHamlet(admin(), '10057')).id;
});
afterAll(() => service.close());

const admin = () => service.as('ha-noi', { role: 'province-admin' });
const founding = (changed: object = {}) => ({
  kind: 'hamlet-team',
  host: { unitIds: [hamlet] },
  decision: newDocument('2024-04-01'),
  ...changed,
});
const member = (changed: object) => ({ members: [{ seat: 'MEMBER', person: { new: { name: 'Nguyễn Thử' } }, ...changed }] });

it.each([
  ['an unknown kind of team', () => founding({ kind: 'choir' }), 'UNKNOWN_CODE'],
  ['an unknown post', () => founding(member({ post: 'king' })), 'UNKNOWN_CODE'],
  ['an unknown authority', () => founding({ decision: newDocument('2024-04-01', { authority: 'the-king' }) }), 'UNKNOWN_CODE'],
  ['a member who joins before the founding', () => founding(member({ joined: '2024-03-31' })), 'DAY_TOO_EARLY'],
  ['a first day in the far future', () => founding({ from: '2099-01-01' }), 'DAY_TOO_LATE'],
  ['a decision that is yet to be issued', () => founding({ decision: newDocument('2026-12-01') }), 'DAY_TOO_LATE'],
  ['an empty name', () => founding({ name: '' }), 'INVALID_INPUT'],
  ['a blank name', () => founding({ name: ' \t ' }), 'INVALID_INPUT'],
  ['a name of 10,000 characters', () => founding({ name: 'x'.repeat(10_000) }), 'INVALID_INPUT'],
  ['a person without a name', () => founding(member({ person: { new: { name: '' } } })), 'INVALID_INPUT'],
  ['a telephone number of letters', () => founding(member({ person: { new: { name: 'A', phone: 'call me' } } })), 'INVALID_INPUT'],
  ['a unit that is none', () => founding({ host: { unitIds: ['bm9uc2Vuc2U'] } }), 'NOT_FOUND'],
  [
    'a commune for a team of hamlets',
    async () => founding({ host: { unitIds: [(await admin().ask('{ adminUnit(by: { code: "10057" }) { id } }')).adminUnit.id] } }),
    'HOST_MISMATCH',
  ],
  ['a day that does not exist', () => founding({ from: '2023-02-30' }), 'BAD_USER_INPUT'],
  ['a seat that is none', () => founding(member({ seat: 'KING' })), 'BAD_USER_INPUT'],
  ['two hosts at once', () => founding({ host: { unitIds: [hamlet], organisation: { name: 'A', unitId: hamlet } } }), 'BAD_USER_INPUT'],
  ['no host at all', () => founding({ host: {} }), 'BAD_USER_INPUT'],
])('%s is refused and leaves nothing behind', async (_what, input, code) => {
  const asked = await input();
  expect(CATALOGUE).toHaveProperty(code);
  await changesNothing(service, async () => expect(await admin().refusal(FOUND_TEAM, { input: asked })).toBe(code));
});

it.each([
  ['a level that is none in the list of units', '{ adminUnits(filter: { level: "comune" }) { totalCount } }', 'filter.level'],
  ['a level that is none below a unit', '{ adminUnit(by: { code: "277" }) { descendants(level: "comune") { totalCount } } }', 'level'],
  ['a level that is none to count by', '{ findingCounts(by: [UNIT], level: "comune") { count } }', 'level'],
  ['a kind that is none in the list of teams', '{ teams(filter: { kind: "choir" }) { totalCount } }', 'filter.kind'],
  ['a kind that is none in a unit', '{ adminUnit(by: { code: "277" }) { teams(kind: "choir") { totalCount } } }', 'kind'],
  ['a kind that is none among findings', '{ adminUnit(by: { code: "277" }) { findingCount(filter: { kind: "choir" }) } }', 'filter.kind'],
])('%s is refused, not answered with nothing', async (_what, document, field) => {
  const { errors } = await admin().answer(document);
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNKNOWN_CODE', details: { field } });
});

it('words are kept with composed letters and without blanks around them, however they were typed', async () => {
  const typed = (text: string) => ` ${text.normalize('NFD')}\n`;
  const decision = newDocument('2024-04-01');
  const input = founding({ name: typed('Tổ Thụy Hương'), decision: { new: { ...decision.new, number: typed(decision.new.number) } } });
  const { foundTeam } = await admin().ask(
    'mutation ($input: FoundTeamInput!) { foundTeam(input: $input) { name foundingDecision { number } } }',
    {
      input,
    },
  );
  expect(foundTeam).toEqual({ name: 'Tổ Thụy Hương', foundingDecision: { number: decision.new.number } });
});

it('a second decision of the same number is refused with the id of the first', async () => {
  const decision = newDocument('2024-04-01');
  await admin().ask(FOUND_TEAM, { input: founding({ decision }) });
  await changesNothing(service, async () => {
    const { errors } = await admin().answer(FOUND_TEAM, {
      input: founding({ decision: { new: { ...decision.new, issuedDay: '2024-05-02' } } }),
    });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'DUPLICATE_DOCUMENT',
      details: { number: decision.new.number, day: '2024-04-01', existing: expect.any(String) },
    });
    expect(errors?.[0]?.message).toContain(decision.new.number);
  });
});

it('says what is wrong in Vietnamese unless English is preferred', async () => {
  const input = founding({ from: '2099-01-01' });
  const say = async (language: 'vi' | 'en') =>
    (await service.as('ha-noi', { role: 'province-admin', language }).answer(FOUND_TEAM, { input })).errors?.[0]?.message;
  expect(await say('vi')).toBe(
    'from là 2099-01-01, sau ngày 2027-01-16: chỉ ghi nhận thay đổi trước tối đa một năm. Hãy nhập đến ngày 2027-01-16.',
  );
  expect(await say('en')).toBe(
    'from is 2099-01-01, later than 2027-01-16: changes are recorded at most a year ahead. Give a day up to 2027-01-16.',
  );
});

it.each([
  ['a day that does not exist', '{ teams(on: "2023-02-30") { totalCount } }', 'GRAPHQL_VALIDATION_FAILED', 400],
  ['an unknown field', '{ kings { name } }', 'GRAPHQL_VALIDATION_FAILED', 400],
  ['an unknown enum value', '{ rule(name: KING) { outcome } }', 'GRAPHQL_VALIDATION_FAILED', 400],
  ['no way to find a unit', '{ adminUnit(by: {}) { name } }', 'GRAPHQL_VALIDATION_FAILED', 400],
  ['a document that is not GraphQL', '{ teams(', 'GRAPHQL_PARSE_FAILED', 400],
  ['a page of nothing', '{ teams(first: 0) { totalCount } }', 'PAGE_TOO_LARGE', 400],
  ['a page of everything', '{ teams(first: 10000) { totalCount } }', 'PAGE_TOO_LARGE', 400],
  ['a cursor of nowhere', '{ teams(after: "bm93aGVyZQ") { edges { cursor } } }', 'INVALID_INPUT', 200],
  [
    'a cursor that was tampered with',
    `{ teams(after: "${Buffer.from('["a","b"]').toString('base64url')}") { edges { cursor } } }`,
    'INVALID_INPUT',
    200,
  ],
])('%s is refused', async (_what, query, code, status) => {
  const answer = await service.as('ha-noi').post({ query });
  expect([answer.status, answer.body.errors[0].extensions.code]).toEqual([status, code]);
});

it.each([
  ['two megabytes', JSON.stringify({ query: `{ province { slug } } # ${'x'.repeat(2_000_000)}` }), {}, 413, 'BODY_TOO_LARGE'],
  ['half a JSON', '{"query": "{ pro', {}, 400, 'BAD_REQUEST'],
  ['a form', 'query=x', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415, 'BAD_REQUEST'],
])('a body of %s is refused', async (_what, body, headers, status, code) => {
  const answer = await service.as('ha-noi').post(body, headers);
  expect([
    answer.body.errors[0].extensions.code,
    [status, CATALOGUE[code as keyof typeof CATALOGUE].status].includes(answer.status),
  ]).toEqual([code, true]);
});
