import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { foundHamletTeam, newDocument, villageRoster } from '../support/found';
import type { FoundedTeam } from '../support/found';
import { ROOMY } from '../support/limits';
import { EXPAND, GIVE, PASS_ON, progressOf, take, tasksOf } from '../support/work';
import type { TaskRow } from '../support/work';

const DISTRICT = '168';
const NONE = { open: 0, accepted: 0, inProgress: 0, done: 0, confirmed: 0, returned: 0, cancelled: 0, overdue: 0 };

let service: TestApp;
let admin: Client;
let unit: string;
let communes: { id: string; code: string }[];
beforeAll(async () => {
  // Counting statements among many takes a question that nobody else may ask.
  service = await startApp({ config: { limits: { ...ROOMY, cost: 10_000_000 } } });
  admin = service.as('thai-nguyen', { role: 'province-admin' });
  const { adminUnit } = await admin.ask('{ adminUnit(by: { code: "168" }) { id children(first: 50) { edges { node { id code } } } } }');
  unit = adminUnit.id;
  communes = adminUnit.children.edges.map(({ node }: { node: { id: string; code: string } }) => node);
});
afterAll(() => service.close());

const commune = (n: number) => communes[n] as { id: string; code: string };
const give = async (title: string): Promise<string> =>
  (await admin.ask(GIVE, { input: { unitId: unit, title, from: '2022-06-01', until: '2022-07-01', day: '2022-06-01' } })).giveDirective.id;
const passOn = (directiveId: string, to: Record<string, unknown>, day = '2022-06-01') =>
  admin.ask(PASS_ON, { input: { directiveId, to, day } });
const taskOf = (rows: readonly TaskRow[], n: number) => rows[n] as TaskRow;

describe('the milestone of Phú Lương', () => {
  const MILESTONES = `query ($code: String!, $on: Date!) { adminUnit(by: { code: $code }, on: $on) { milestones {
    code name due clause ruleVersion legalDocument { number } done of missing { code } } } }`;
  const read = async (code: string, on: string) => (await admin.ask(MILESTONES, { code, on })).adminUnit.milestones;

  it('is met by 14 of 15 communes before 31/5/2022, and the fifteenth is named', async () => {
    const last = [...communes].sort((a, b) => (a.code < b.code ? -1 : 1)).at(-1)?.code;
    expect(communes).toHaveLength(15);
    expect(await read(DISTRICT, '2022-06-01')).toEqual([
      {
        code: 'founding-decisions-sent',
        name: 'Founding decisions sent to the district',
        due: '2022-05-30',
        clause: 'III.5',
        ruleVersion: 2,
        legalDocument: { number: '174/KH-UBND' },
        done: 14,
        of: 15,
        missing: [{ code: last }],
      },
    ]);
    expect(await read(last as string, '2022-06-01')).toMatchObject([{ done: 0, of: 1, missing: [{ code: last }] }]);
  });

  it('was met by fewer before, by the decisions of the days, and is nobody’s elsewhere or earlier', async () => {
    expect(await read(DISTRICT, '2022-05-17')).toMatchObject([{ done: 0, of: 15 }]);
    // From the 18th on a commune or two a day decide.
    expect(await read(DISTRICT, '2022-05-18')).toMatchObject([{ done: 2, of: 15 }]);
    expect(await read(DISTRICT, '2022-05-15')).toEqual([]);
    expect(await read('19', '2022-06-01')).toEqual([]);
  });

  it('counts a hamlet that existed then and was left without a team, and not one that came later', async () => {
    const [early] = [...communes].sort((a, b) => (a.code < b.code ? -1 : 1)) as [{ id: string; code: string }];
    const first = early.code;
    const addHamlet = (from: string) =>
      admin.ask('mutation ($input: AddAdminUnitInput!) { addAdminUnit(input: $input) { id } }', {
        input: { parentId: early.id, localCode: `M-${from}`, designation: 'Xóm', name: `Mới ${from}`, from },
      });
    await addHamlet('2022-05-31');
    expect(await read(first, '2022-06-01')).toMatchObject([{ done: 1 }]);
    await addHamlet('2022-05-30');
    expect(await read(first, '2022-06-01')).toMatchObject([{ done: 0, missing: [{ code: first }] }]);
    expect(await read(DISTRICT, '2022-06-01')).toMatchObject([{ done: 13, of: 15 }]);
  });
});

describe('the progress of a directive', () => {
  it('counts at each node what was given, how far it is, what is late and why it was returned', async () => {
    const id = await give('Rà soát hộ chưa có tài khoản');
    await passOn(id, { unitIds: [commune(1).id] });
    const before = await progressOf(admin, DISTRICT, '2022-06-01', id);
    expect(before).toMatchObject({ given: 0, ...NONE, notReceived: { unitCount: 14, teamCount: 120 } });

    const { adminUnit } = await admin.ask(
      'query ($id: ID!) { adminUnit(by: { id: $id }, on: "2022-06-01") { teams { edges { node { id } } } } }',
      {
        id: commune(1).id,
      },
    );
    const teamIds = adminUnit.teams.edges.map(({ node }: { node: { id: string } }) => node.id);
    expect(teamIds).toHaveLength(8);
    await passOn(id, { teamIds: teamIds.slice(0, 6) });
    const tasks = await tasksOf(admin, { directive: id });
    const [ACCEPTED, BEGUN, DONE] = [
      { to: 'ACCEPTED', day: '2022-06-02' },
      { to: 'IN_PROGRESS', day: '2022-06-03' },
      { to: 'DONE', day: '2022-06-10' },
    ] as const;
    await take(admin, taskOf(tasks, 0).id, 1, ACCEPTED);
    await take(admin, taskOf(tasks, 1).id, 1, ACCEPTED, BEGUN);
    await take(admin, taskOf(tasks, 2).id, 1, ACCEPTED, BEGUN, DONE);
    await take(admin, taskOf(tasks, 3).id, 1, ACCEPTED, BEGUN, DONE, { to: 'CONFIRMED', day: '2022-06-12' });
    await take(admin, taskOf(tasks, 4).id, 1, ACCEPTED, BEGUN, DONE, { to: 'RETURNED', day: '2022-06-12', reason: 'Thiếu số liệu' });
    await take(admin, taskOf(tasks, 5).id, 1, { to: 'CANCELLED', day: '2022-06-12', reason: 'Tổ tạm dừng' });

    const counts = { given: 6, open: 0, accepted: 1, inProgress: 1, done: 1, confirmed: 1, returned: 1, cancelled: 1 };
    const reasons = { returnReasons: [{ reason: 'Thiếu số liệu', count: 1 }] };
    for (const code of ['19', DISTRICT, commune(1).code]) {
      expect(await progressOf(admin, code, '2022-06-30', id)).toMatchObject({ ...counts, ...reasons, overdue: 0 });
      expect(await progressOf(admin, code, '2022-07-01', id)).toMatchObject({ ...counts, overdue: 3 });
      expect(await progressOf(admin, code, '2022-06-05', id)).toMatchObject({
        given: 6,
        open: 1,
        accepted: 1,
        inProgress: 4,
        returnReasons: [],
      });
    }
    expect(await progressOf(admin, commune(2).code, '2022-06-30', id)).toMatchObject({ given: 0, notReceived: { teamCount: 8 } });
    expect(await progressOf(admin, commune(1).code, '2022-06-30', id)).toMatchObject({
      notReceived: { unitCount: 0, teamCount: 2, teams: teamIds.slice(6).map((each: string) => ({ id: each })) },
    });
    expect(await progressOf(admin, DISTRICT, '2022-06-30', id)).toMatchObject({ notReceived: { unitCount: 14, teamCount: 114 } });
    // Without a directive everything counts, and nobody can be said not to have received it.
    expect(await progressOf(admin, DISTRICT, '2022-06-30')).toMatchObject({ ...counts, notReceived: null });

    expect(await tasksOf(admin, { directive: id, overdue: true }, '2022-07-01')).toHaveLength(3);
    expect(await tasksOf(admin, { directive: id, state: 'RETURNED' }, '2022-07-01')).toMatchObject([{ overdue: true }]);
    expect(await tasksOf(admin, { directive: id, overdue: false, within: commune(1).id }, '2022-07-01')).toHaveLength(3);
    const OF_TEAM =
      'query ($id: ID!) { team(id: $id, on: "2022-07-01") { tasks(filter: { overdue: true }) { totalCount edges { node { state } } } } }';
    const holder = taskOf(tasks, 4).team.id;
    expect((await admin.ask(OF_TEAM, { id: holder })).team.tasks).toEqual({ totalCount: 1, edges: [{ node: { state: 'RETURNED' } }] });
  });
});

describe('tasks of teams that end', () => {
  const MERGE = 'mutation ($input: MergeTeamsInput!) { mergeTeams(input: $input) { id } }';
  const DISSOLVE = 'mutation ($input: TeamDecisionInput!) { dissolveTeam(input: $input) { id } }';
  const found = () => foundHamletTeam(admin, { commune: commune(3).code, day: '2022-05-20', members: villageRoster(5) });
  const decision = () => newDocument('2022-06-10');
  const HISTORY = `query ($id: ID!) { task(id: $id) { state team { id } givenTo { id } version
    history { state from team { id } event { action cause { action subject } } } } }`;
  const only = async (directiveId: string, { id }: FoundedTeam) => {
    await passOn(directiveId, { teamIds: [id] });
    return (await tasksOf(admin, { directive: directiveId, team: id }))[0]?.id as string;
  };

  it('go to the team that absorbs theirs, by the merger; what it has itself is not given twice, what was done stays', async () => {
    const [into, other] = [await found(), await found()];
    const [open, shared, done] = [await give('Việc một'), await give('Việc hai'), await give('Việc ba')];
    const moved = await only(open, other);
    const doubled = await only(shared, other);
    await only(shared, into);
    const finished = await only(done, other);
    await take(admin, moved, 1, { to: 'ACCEPTED', day: '2022-06-05' });
    await take(admin, finished, 1, ...['ACCEPTED', 'IN_PROGRESS', 'DONE'].map((to) => ({ to, day: '2022-06-05' })));
    await admin.ask(MERGE, { input: { intoTeamId: into.id, teamIds: [other.id], from: '2022-06-15', decision: decision() } });

    const cause = { action: 'team.absorbed', subject: other.id };
    const { task } = await admin.ask(HISTORY, { id: moved });
    expect(task).toMatchObject({ state: 'ACCEPTED', team: { id: into.id }, givenTo: { id: other.id }, version: 3 });
    expect(task.history.at(-1)).toEqual({
      state: 'ACCEPTED',
      from: '2022-06-15',
      team: { id: into.id },
      event: { action: 'task.moved', cause },
    });
    const { task: second } = await admin.ask(HISTORY, { id: doubled });
    expect(second).toMatchObject({ state: 'CANCELLED', team: { id: other.id } });
    expect(second.history.at(-1).event).toEqual({ action: 'task.cancelled', cause });
    expect((await admin.ask(HISTORY, { id: finished })).task).toMatchObject({ state: 'DONE', team: { id: other.id } });

    // The commune's counts do not jump.
    for (const on of ['2022-06-14', '2022-06-15'])
      expect(await progressOf(admin, commune(3).code, on, open)).toMatchObject({ given: 1, accepted: 1, cancelled: 0 });
    expect(await progressOf(admin, commune(3).code, '2022-06-15', done)).toMatchObject({ given: 1, done: 1 });
    await take(admin, finished, 4, { to: 'CONFIRMED', day: '2022-06-20' });
    expect(await progressOf(admin, commune(3).code, '2022-06-20', done)).toMatchObject({ given: 1, confirmed: 1 });
    // The team that remains goes on with it, and is not given it again.
    await take(admin, moved, 3, { to: 'IN_PROGRESS', day: '2022-06-16' });
    expect((await passOn(open, { teamIds: [into.id] }, '2022-06-17')).passOnDirective).toMatchObject({ made: 0, alreadyThere: 1 });
  });

  it('are cancelled with a team that is dissolved, by its dissolution; what is done by then only', async () => {
    const team = await found();
    const [one, two] = [await only(await give('Việc bốn'), team), await only(await give('Việc năm'), team)];
    await take(admin, one, 1, ...['ACCEPTED', 'IN_PROGRESS', 'DONE'].map((to) => ({ to, day: '2022-06-05' })));
    await admin.ask(DISSOLVE, { input: { teamId: team.id, expectedVersion: 1, from: '2022-06-15', decision: decision() } });
    expect((await admin.ask(HISTORY, { id: one })).task.state).toBe('DONE');
    const { task } = await admin.ask(HISTORY, { id: two });
    expect(task.history.at(-1)).toMatchObject({ state: 'CANCELLED', from: '2022-06-15', event: { cause: { action: 'team.dissolved' } } });
  });

  it('are worked on until a merger decided for a later day comes, which then takes them as they are', async () => {
    const [into, other] = [await found(), await found()];
    const [id, closed] = [await only(await give('Việc sáu'), other), await only(await give('Việc bảy'), other)];
    await admin.ask(MERGE, { input: { intoTeamId: into.id, teamIds: [other.id], from: '2026-03-01', decision: decision() } });
    await take(admin, id, 2, { to: 'ACCEPTED', day: '2026-01-10' });
    await take(admin, closed, 2, ...['ACCEPTED', 'IN_PROGRESS', 'DONE'].map((to) => ({ to, day: '2026-01-10' })));
    const on = async (task: string, day: string) =>
      (await admin.ask('query ($id: ID!, $on: Date!) { task(id: $id, on: $on) { state team { id } } }', { id: task, on: day })).task;
    expect(await on(id, '2026-02-28')).toEqual({ state: 'ACCEPTED', team: { id: other.id } });
    expect(await on(id, '2026-03-01')).toEqual({ state: 'ACCEPTED', team: { id: into.id } });
    expect(await on(closed, '2026-03-01')).toEqual({ state: 'DONE', team: { id: other.id } });
  });
});

describe('the number of statements', () => {
  it('of the progress of all communes does not depend on how many tasks and communes there are', async () => {
    const { expandTimeline } = await admin.ask(EXPAND, {
      input: { unitId: unit, from: '2022-06-01', until: '2022-08-01', day: '2022-06-01' },
    });
    const ASK = `query ($first: Int!, $directive: ID) { adminUnit(by: { code: "168" }, on: "2022-06-30") { directives { edges { node { title unit { name } } } }
      children(first: $first) { edges { node { milestones { done of missing { name } }
        taskProgress { given overdue } ofOne: taskProgress(directive: $directive) { given returnReasons { reason } notReceived { units { name } teams { name } } }
        teams(first: $first) { edges { node { tasks(first: $first) { edges { node { state overdue directive { title } nextSteps { allowed } assignees { id } history { event { actor } }
          evidence { edges { node { text } } } } } } outreachTotals(from: "2022-06-01", until: "2022-07-01") { people } } } }
        outreachTotals(from: "2022-06-01", until: "2022-07-01") { pillar people households } } } } } }`;
    const directive = expandTimeline.directives[0].id;
    const count = async (first: number) => {
      service.takeStatements();
      await admin.ask(ASK, { first, directive });
      return service.takeStatements();
    };
    await passOn(directive, { allTeams: true });
    const [few, many] = [await count(2), await count(50)];
    // Among many there may be a commune that missed the milestone, whose name is asked for then: once.
    const times = (statements: readonly string[], text: string) => statements.filter((each) => each === text).length;
    for (const text of new Set(many)) expect({ text, times: times(many, text) }).toEqual({ text, times: Math.max(times(few, text), 1) });
    expect(many.length).toBeLessThanOrEqual(26);
  });
});
