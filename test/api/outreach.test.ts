import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { foundHamletTeam, newDocument, unique } from '../support/found';
import type { FoundedTeam } from '../support/found';
import { refusalOf, rowCounts } from '../support/refused';
import { GIVE, PASS_ON, tasksOf } from '../support/work';

const LOG = `mutation ($input: LogOutreachInput!) { logOutreach(input: $input) {
  id day pillar place people households note cancelled version team { id } task { id } } }`;
const CORRECT =
  'mutation ($input: CorrectOutreachInput!) { correctOutreach(input: $input) { day pillar place people households note version } }';
const CANCEL = 'mutation ($input: CancelOutreachInput!) { cancelOutreach(input: $input) { cancelled cancelReason version } }';
const COMMUNE = '10138';

let service: TestApp;
let admin: Client;
beforeAll(async () => {
  service = await startApp();
  admin = service.as('ha-noi', { role: 'province-admin' });
});
afterAll(() => service.close());

const found = (commune = COMMUNE) => foundHamletTeam(admin, { commune, day: '2024-04-01' });
const entry = (team: FoundedTeam, rest: Record<string, unknown> = {}) => ({
  teamId: team.id,
  day: '2024-05-02',
  pillar: 'SKILLS',
  people: 12,
  households: 5,
  idempotencyKey: unique('an entry of the phone '),
  ...rest,
});
const log = async (team: FoundedTeam, rest: Record<string, unknown> = {}) =>
  (await admin.ask(LOG, { input: entry(team, rest) })).logOutreach;
const refused = (document: string, input: Record<string, unknown>, client = admin) => refusalOf(service, client, document, { input });

const TOTALS = 'pillar entries people peopleUnknown households householdsUnknown';
const MAY = 'from: "2024-05-01", until: "2024-06-01"';
const ofTeam = async ({ id }: FoundedTeam) =>
  (await admin.ask(`query ($id: ID!) { team(id: $id) { outreachTotals(${MAY}) { ${TOTALS} } } }`, { id })).team.outreachTotals;
const ofUnit = async (code: string, period = MAY) =>
  (await admin.ask(`query ($code: String!) { adminUnit(by: { code: $code }) { outreachTotals(${period}) { ${TOTALS} } } }`, { code }))
    .adminUnit.outreachTotals;

describe('an entry of the log', () => {
  it('is written once, however often the phone sends it', async () => {
    const team = await found();
    const input = entry(team, { place: 'Nhà văn hóa thôn', note: 'Cài VNeID' });
    const answers = await Promise.all([1, 2, 3].map(() => admin.ask(LOG, { input })));
    expect(new Set(answers.map(({ logOutreach }) => logOutreach.id)).size).toBe(1);
    expect(answers[0].logOutreach).toMatchObject({ day: '2024-05-02', people: 12, households: 5, place: 'Nhà văn hóa thôn', version: 1 });
    expect(await ofTeam(team)).toMatchObject([{ entries: 1, people: 12 }]);
    expect(await refused(LOG, { ...input, people: 13 })).toEqual({ refused: 'IDEMPOTENCY_KEY_REUSED' });
    const { idempotencyKey: _, ...without } = input;
    expect(await refused(LOG, without)).toMatchObject({ refused: 'BAD_USER_INPUT' });
  });

  it('costs a number of statements that is small, and judges no finding anew', async () => {
    const team = await found();
    const { finding } = await rowCounts(service);
    service.takeStatements();
    await log(team);
    const statements = service.takeStatements();
    expect(statements.length).toBeLessThanOrEqual(14);
    expect(statements.filter((text) => /finding|team_member/.test(text))).toEqual([]);
    expect((await rowCounts(service)).finding).toBe(finding);
  });

  it('is corrected, with the numbers before kept in its event, and cancelled, but never deleted', async () => {
    const team = await found();
    const { id } = await log(team, { place: 'Chợ', note: 'x' });
    const correction = { outreachId: id, expectedVersion: 1, people: null, households: 7, pillar: 'ECONOMY', note: null };
    const { correctOutreach } = await admin.ask(CORRECT, { input: correction });
    expect(correctOutreach).toEqual({
      day: '2024-05-02',
      pillar: 'ECONOMY',
      place: 'Chợ',
      people: null,
      households: 7,
      note: null,
      version: 2,
    });
    expect(await refused(CORRECT, correction)).toEqual({ refused: 'VERSION_CONFLICT', expected: 1, actual: 2 });
    const { team: read } = await admin.ask(
      'query ($id: ID!) { team(id: $id) { events(first: 1) { edges { node { action before after } } } } }',
      {
        id: team.id,
      },
    );
    expect(read.events.edges[0].node).toMatchObject({
      action: 'outreach.corrected',
      before: { pillar: 'skills', people: 12, households: 5 },
      after: { pillar: 'economy', people: null, households: 7, reworded: ['note'] },
    });
    expect(await refused(CANCEL, { outreachId: id, expectedVersion: 2, reason: ' ' })).toMatchObject({ refused: 'INVALID_INPUT' });
    const { cancelOutreach } = await admin.ask(CANCEL, { input: { outreachId: id, expectedVersion: 2, reason: 'Ghi nhầm Tổ' } });
    expect(cancelOutreach).toEqual({ cancelled: true, cancelReason: 'Ghi nhầm Tổ', version: 3 });
    expect(await ofTeam(team)).toEqual([]);
    expect(await refused(CORRECT, { outreachId: id, expectedVersion: 3, people: 1 })).toEqual({
      refused: 'OUTREACH_CANCELLED',
      reason: 'Ghi nhầm Tổ',
    });
    expect((await admin.ask('query ($id: ID!) { node(id: $id) { id ... on Outreach { cancelled } } }', { id })).node).toEqual({
      id,
      cancelled: true,
    });
  });

  it('is refused with a day or a number that can not be, and nothing is written', async () => {
    const team = await found();
    expect(await refused(LOG, entry(team, { day: '2024-03-31' }))).toMatchObject({ refused: 'TEAM_NOT_THERE', from: '2024-04-01' });
    expect(await refused(LOG, entry(team, { day: '2026-01-16' }))).toMatchObject({
      refused: 'DAY_TOO_LATE',
      field: 'day',
      bound: '2026-01-15',
    });
    for (const [field, value] of [
      ['people', -1],
      ['people', 1_000_001],
      ['households', -5],
      ['households', 2_000_000],
    ] as const)
      expect(await refused(LOG, entry(team, { [field]: value }))).toMatchObject({ refused: 'INVALID_INPUT', fields: [{ field }] });
    for (const wrong of [{ people: 1e308 }, { people: 'mười' }, { people: 1.5 }, { pillar: 'JOY' }, { day: '2024-02-30' }])
      expect(await refused(LOG, entry(team, wrong))).toMatchObject({ refused: 'BAD_USER_INPUT' });
    for (const wrong of [{ note: 'x'.repeat(2001) }, { place: ' ' }, { idempotencyKey: 'short' }])
      expect(await refused(LOG, entry(team, wrong))).toMatchObject({
        refused: 'INVALID_INPUT',
        fields: [{ field: Object.keys(wrong)[0] }],
      });
    const { id } = await log(team);
    expect(await refused(CORRECT, { outreachId: id, expectedVersion: 1, day: '2024-03-31' })).toMatchObject({ refused: 'TEAM_NOT_THERE' });
    const DISSOLVE = 'mutation ($input: TeamDecisionInput!) { dissolveTeam(input: $input) { id } }';
    await admin.ask(DISSOLVE, { input: { teamId: team.id, expectedVersion: 1, from: '2024-06-01', decision: newDocument('2024-05-20') } });
    expect(await refused(LOG, entry(team, { day: '2024-06-01' }))).toMatchObject({ refused: 'TEAM_NOT_THERE', until: '2024-06-01' });
    // What was done before it ended can still be written down.
    await log(team, { day: '2024-05-31' });
  });

  it('is written by who keeps the tasks of the team, and for a task of that team only', async () => {
    const [team, other] = [await found(), await found('10141')];
    for (const identity of [{ role: 'reader' }, { role: 'commune-officer', unit: '10141' }] as const)
      expect(await refused(LOG, entry(team), service.as('ha-noi', identity))).toEqual({ refused: 'FORBIDDEN', permission: 'task:work' });
    const officer = service.as('ha-noi', { role: 'commune-officer', unit: COMMUNE });
    const { adminUnit } = await admin.ask('{ adminUnit(by: { code: "01" }) { id } }');
    const given = { unitId: adminUnit.id, title: 'Thử', from: '2024-05-01', until: '2024-06-01', day: '2024-05-01' };
    const { giveDirective } = await admin.ask(GIVE, { input: given });
    await admin.ask(PASS_ON, { input: { directiveId: giveDirective.id, to: { teamIds: [team.id] }, day: '2024-05-01' } });
    const taskId = (await tasksOf(admin, { team: team.id }))[0]?.id as string;
    expect((await officer.ask(LOG, { input: entry(team, { taskId }) })).logOutreach.task).toEqual({ id: taskId });
    expect(await refused(LOG, entry(other, { taskId }))).toMatchObject({ refused: 'INVALID_INPUT', fields: [{ field: 'taskId' }] });
    expect(await refused(LOG, entry(team, { taskId: team.id }))).toMatchObject({ refused: 'NOT_FOUND', type: 'Task' });
  });
});

describe('the log of a team', () => {
  it('lists the latest day first, by period and pillar, page by page', async () => {
    const team = await found();
    for (const [day, pillar] of [
      ['2024-05-02', 'SKILLS'],
      ['2024-05-09', 'ECONOMY'],
      ['2024-06-01', 'SKILLS'],
      ['2024-05-09', 'SKILLS'],
    ] as const)
      await log(team, { day, pillar });
    const LIST = `query ($id: ID!, $filter: OutreachFilter, $first: Int!, $after: String) { team(id: $id) { outreach(filter: $filter, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { day pillar } } } } }`;
    const list = async (filter: Record<string, unknown>, first = 20, after: string | null = null) =>
      (await admin.ask(LIST, { id: team.id, filter, first, after })).team.outreach;
    const days = ({ edges }: { edges: { node: { day: string } }[] }) => edges.map(({ node }) => node.day);
    expect(days(await list({}))).toEqual(['2024-06-01', '2024-05-09', '2024-05-09', '2024-05-02']);
    expect(days(await list({ from: '2024-05-01', until: '2024-06-01', pillar: 'SKILLS' }))).toEqual(['2024-05-09', '2024-05-02']);
    const page = await list({ cancelled: false }, 2);
    expect(page).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } });
    expect(days(await list({ cancelled: false }, 2, page.pageInfo.endCursor))).toEqual(['2024-05-09', '2024-05-02']);
    expect(await list({ cancelled: true })).toMatchObject({ totalCount: 0 });
  });
});

describe('the totals of a period', () => {
  it('add up what is known, by pillar, and count what is not known instead of taking it for 0', async () => {
    const team = await found();
    await log(team, { people: 10, households: null });
    await log(team, { people: null, households: null });
    await log(team, { people: 0, households: null });
    await log(team, { pillar: 'ECONOMY', people: null, households: 3 });
    await log(team, { day: '2024-06-01', people: 100 });
    expect(await ofTeam(team)).toEqual([
      { pillar: 'ECONOMY', entries: 1, people: null, peopleUnknown: 1, households: 3, householdsUnknown: 0 },
      { pillar: 'SKILLS', entries: 3, people: 10, peopleUnknown: 1, households: null, householdsUnknown: 3 },
    ]);
  });

  it('of a unit are those of its teams where they were on each day, each entry once', async () => {
    const commune = '10144';
    const [team, other] = [await found(commune), await found(commune)];
    await log(team, { people: 2, households: 1 });
    await log(other, { people: 3, households: 1 });
    expect(await ofUnit(commune)).toMatchObject([{ entries: 2, people: 5, households: 2 }]);
    const MERGE = 'mutation ($input: MergeTeamsInput!) { mergeTeams(input: $input) { hosts { id } } }';
    await admin.ask(MERGE, {
      input: { intoTeamId: team.id, teamIds: [other.id], from: '2024-05-10', decision: newDocument('2024-05-05') },
    });
    // The team covers two hamlets now; what the other did before stays.
    await log(team, { day: '2024-05-20', people: 4, households: 1 });
    expect(await ofUnit(commune)).toMatchObject([{ entries: 3, people: 9, households: 3 }]);
    const before = await ofUnit('01');
    await log(team, { people: 1_000_000, households: 1_000_000 });
    expect((await ofUnit('01')).find(({ pillar }: { pillar: string }) => pillar === 'SKILLS').people).toBe(
      before.find(({ pillar }: { pillar: string }) => pillar === 'SKILLS').people + 1_000_000,
    );
    expect(await ofUnit('10147')).toEqual([]);
    const BAD = '{ adminUnit(by: { code: "277" }) { outreachTotals(from: "2024-06-01", until: "2024-05-01") { entries } } }';
    expect(await refusalOf(service, admin, BAD, {})).toMatchObject({ refused: 'INVALID_INPUT', fields: [{ field: 'until' }] });
  });
});
