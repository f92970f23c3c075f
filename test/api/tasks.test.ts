import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { foundHamletTeam, newcomer } from '../support/found';
import { refusalOf } from '../support/refused';
import { ASSIGN, EVIDENCE, MOVE, PASS_ON, take, tasksOf, openWorksite } from '../support/work';
import type { Worksite } from '../support/work';

let service: TestApp;
let { admin, district, commune, team, give } = {} as Worksite;
beforeAll(async () => {
  service = await startApp();
  ({ admin, district, commune, team, give } = await openWorksite(service));
});
afterAll(() => service.close());

const refused = (client: Client, document: string, input: Record<string, unknown>) => refusalOf(service, client, document, { input });
/** A task of a new directive of the district, for a team. */
const newTask = async (n = 0) => {
  const directive = await give(district);
  await district.ask(PASS_ON, { input: { directiveId: directive.id, to: { teamIds: [team(n)] }, day: '2022-06-01' } });
  return (await tasksOf(admin, { directive: directive.id }))[0]?.id as string;
};
const step = (taskId: string, expectedVersion: number, to: string, rest: Record<string, unknown> = {}) => ({
  taskId,
  expectedVersion,
  to,
  ...rest,
});

describe('a task', () => {
  it('is accepted, worked on, done, returned with a reason, mended and confirmed, each day what it was', async () => {
    const id = await newTask();
    const worker = service.as('thai-nguyen', { role: 'commune-officer', unit: commune(0).code, subject: 'commune' });
    await take(
      worker,
      id,
      1,
      { to: 'ACCEPTED', day: '2022-06-02' },
      { to: 'IN_PROGRESS', day: '2022-06-02' },
      { to: 'DONE', day: '2022-06-20' },
    );
    const { moveTask } = await district.ask(MOVE, { input: step(id, 4, 'RETURNED', { day: '2022-06-25', reason: 'Thiếu ảnh' }) });
    expect(moveTask).toMatchObject({ state: 'RETURNED', reason: 'Thiếu ảnh', since: '2022-06-25', version: 5, overdue: false });
    await take(worker, id, 5, { to: 'IN_PROGRESS', day: '2022-07-02' }, { to: 'DONE', day: '2022-07-05' });
    await take(district, id, 7, { to: 'CONFIRMED', day: '2022-07-06' });
    const stateOn = async (on: string) => {
      const { task } = await admin.ask('query ($id: ID!, $on: Date!) { task(id: $id, on: $on) { state overdue } }', { id, on });
      return task && `${task.state}${task.overdue ? ' overdue' : ''}`;
    };
    const days = [
      '2022-05-31',
      '2022-06-01',
      '2022-06-02',
      '2022-06-20',
      '2022-06-30',
      '2022-07-01',
      '2022-07-02',
      '2022-07-05',
      '2022-07-06',
    ];
    expect(await Promise.all(days.map(stateOn))).toEqual([
      null,
      'OPEN',
      'IN_PROGRESS',
      'DONE',
      'RETURNED',
      'RETURNED overdue',
      'IN_PROGRESS overdue',
      'DONE',
      'CONFIRMED',
    ]);
    const { task } = await district.ask(
      'query ($id: ID!) { task(id: $id) { nextSteps { to } history { state from until reason event { action actor } } } }',
      { id },
    );
    expect(task.nextSteps).toEqual([]);
    expect(task.history.map(({ state, from }: { state: string; from: string }) => `${from} ${state}`)).toEqual([
      '2022-06-01 OPEN',
      '2022-06-02 ACCEPTED',
      '2022-06-02 IN_PROGRESS',
      '2022-06-20 DONE',
      '2022-06-25 RETURNED',
      '2022-07-02 IN_PROGRESS',
      '2022-07-05 DONE',
      '2022-07-06 CONFIRMED',
    ]);
    expect(task.history[4]).toEqual({
      state: 'RETURNED',
      from: '2022-06-25',
      until: '2022-07-02',
      reason: 'Thiếu ảnh',
      event: { action: 'task.returned', actor: 'district' },
    });
  });

  it('tells what can follow and whether it is yours to do', async () => {
    const id = await newTask();
    const NEXT = 'query ($id: ID!) { task(id: $id) { nextSteps { to side permission needsReason allowed } } }';
    const worker = service.as('thai-nguyen', { role: 'commune-officer', unit: commune(0).code });
    const accept = { to: 'ACCEPTED', side: 'TEAM', permission: 'task:work', needsReason: false };
    const cancel = { to: 'CANCELLED', side: 'AUTHORITY', permission: 'task:manage', needsReason: true };
    for (const [client, works, manages] of [
      [district, true, true],
      [worker, true, false],
      [service.as('thai-nguyen', { role: 'commune-officer', unit: commune(1).code }), false, false],
      [service.as('thai-nguyen'), false, false],
    ] as const)
      expect((await client.ask(NEXT, { id })).task.nextSteps).toEqual([
        { ...accept, allowed: works },
        { ...cancel, allowed: manages },
      ]);
  });

  it('is not moved by who may not, nor where it can not go, nor over another’s change', async () => {
    const id = await newTask();
    const worker = service.as('thai-nguyen', { role: 'commune-officer', unit: commune(0).code });
    const neighbour = service.as('thai-nguyen', { role: 'commune-officer', unit: commune(1).code });
    for (const client of [neighbour, service.as('thai-nguyen')])
      expect(await refused(client, MOVE, step(id, 1, 'ACCEPTED'))).toEqual({ refused: 'FORBIDDEN', permission: 'task:work' });
    expect(await refused(worker, MOVE, step(id, 1, 'CANCELLED', { reason: 'x' }))).toEqual({
      refused: 'FORBIDDEN',
      permission: 'task:manage',
    });
    expect(await refused(worker, MOVE, step(id, 1, 'DONE', { day: '2022-06-02' }))).toEqual({
      refused: 'TASK_STEP_NOT_ALLOWED',
      state: 'open',
      to: 'done',
      day: '2022-06-02',
      allowed: ['accepted', 'cancelled'],
    });
    expect(await refused(worker, MOVE, step(id, 2, 'ACCEPTED'))).toEqual({ refused: 'VERSION_CONFLICT', expected: 2, actual: 1 });
    expect(await refused(district, MOVE, step(id, 1, 'CANCELLED'))).toMatchObject({
      refused: 'INVALID_INPUT',
      fields: [{ field: 'reason' }],
    });
    expect(await refused(worker, MOVE, step(id, 1, 'ACCEPTED', { day: '2022-05-31' }))).toMatchObject({ refused: 'DAY_TOO_EARLY' });
    expect(await refused(worker, MOVE, step(id, 1, 'ACCEPTED', { day: '2026-01-16' }))).toMatchObject({ refused: 'DAY_TOO_LATE' });
    await take(worker, id, 1, { to: 'ACCEPTED', day: '2022-06-10' });
    expect(await refused(worker, MOVE, step(id, 2, 'IN_PROGRESS', { day: '2022-06-09' }))).toMatchObject({
      refused: 'LATER_CHANGES',
      from: '2022-06-10',
    });
    const answers = await Promise.all(
      ['2022-06-11', '2022-06-12'].map((day) => worker.answer(MOVE, { input: step(id, 2, 'IN_PROGRESS', { day }) })),
    );
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'done').sort();
    // If the one of the later day comes first, the other is told that as well: before it is told that its version is old.
    expect([
      ['LATER_CHANGES', 'done'],
      ['VERSION_CONFLICT', 'done'],
    ]).toContainEqual(codes);
  });

  it('is given to members of its team, who can change', async () => {
    const id = await newTask(1);
    const { team: read } = await admin.ask('query ($id: ID!) { team(id: $id) { members { edges { node { id } } } } }', { id: team(1) });
    const [a, b, c] = read.members.edges.map(({ node }: { node: { id: string } }) => node.id);
    const assigning = (expectedVersion: number, memberIds: string[], day: string) => ({
      input: { taskId: id, expectedVersion, memberIds, day },
    });
    const ids = (answer: { assignTask: { assignees: { id: string }[] } }) => answer.assignTask.assignees.map((each) => each.id);
    expect(ids(await admin.ask(ASSIGN, assigning(1, [a, b], '2022-06-02')))).toEqual([a, b]);
    expect(ids(await admin.ask(ASSIGN, assigning(2, [c], '2022-06-02')))).toEqual([c]);
    expect(ids(await admin.ask(ASSIGN, assigning(3, [a, c], '2022-06-05')))).toEqual([a, c]);
    const stranger = await foundHamletTeam(admin, { commune: commune(1).code, day: '2022-05-20', members: [newcomer({ seat: 'LEADER' })] });
    const { team: other } = await admin.ask('query ($id: ID!) { team(id: $id) { members { edges { node { id } } } } }', {
      id: stranger.id,
    });
    const notOurs = other.members.edges[0].node.id;
    expect(await refused(admin, ASSIGN, assigning(4, [a, notOurs], '2022-06-06').input)).toMatchObject({ refused: 'NOT_IN_TEAM' });
    expect(await refused(admin, ASSIGN, assigning(4, [a, a], '2022-06-06').input)).toMatchObject({ refused: 'INVALID_INPUT' });
    expect(await refused(admin, ASSIGN, assigning(1, [a], '2022-06-06').input)).toMatchObject({ refused: 'VERSION_CONFLICT' });
    // Another seat is another membership of the same person, who goes on with the task.
    const CHANGE = 'mutation ($input: ChangeMemberInput!) { changeMember(input: $input) { id } }';
    const { changeMember } = await admin.ask(CHANGE, { input: { memberId: c, expectedVersion: 1, from: '2022-07-01', seat: 'DEPUTY' } });
    const { task } = await admin.ask('query ($id: ID!) { task(id: $id, on: "2022-07-02") { assignees { id } } }', { id });
    expect(task.assignees.map((each: { id: string }) => each.id).sort()).toEqual([a, changeMember.id].sort());
  });

  it('takes evidence with what is known of it, until it is closed', async () => {
    const id = await newTask();
    const evidence = {
      taskId: id,
      day: '2022-06-10',
      text: 'Hướng dẫn tại nhà văn hóa',
      people: 12,
      links: ['https://vi.wikipedia.org/wiki/Phú_Lương'],
    };
    const { addTaskEvidence } = await admin.ask(EVIDENCE, { input: evidence });
    expect(addTaskEvidence.evidence).toMatchObject({ totalCount: 1, edges: [{ node: { people: 12, households: null, place: null } }] });
    const bad: readonly (readonly [Record<string, unknown>, string])[] = [
      [{ people: -1 }, 'people'],
      [{ households: 1_000_001 }, 'households'],
      [{ text: ' ' }, 'text'],
      [{ links: ['http://example.com'] }, 'links'],
      [{ links: ['javascript:alert(1)'] }, 'links'],
      [{ links: Array.from({ length: 11 }, (_, n) => `https://example.com/${n}`) }, 'links'],
    ];
    for (const [change, field] of bad)
      expect(await refused(admin, EVIDENCE, { ...evidence, ...change })).toMatchObject({ refused: 'INVALID_INPUT', fields: [{ field }] });
    expect(await refused(admin, EVIDENCE, { ...evidence, people: 1e308 })).toMatchObject({ refused: 'BAD_USER_INPUT' });
    expect(await refused(admin, EVIDENCE, { ...evidence, day: '2026-01-16' })).toMatchObject({ refused: 'DAY_TOO_LATE' });
    expect(await refused(admin, EVIDENCE, { ...evidence, day: '2022-05-31' })).toMatchObject({ refused: 'DAY_TOO_EARLY' });
    await take(district, id, 1, { to: 'CANCELLED', day: '2022-06-30', reason: 'Không cần nữa' });
    expect(await refused(admin, EVIDENCE, evidence)).toMatchObject({ refused: 'TASK_CLOSED', state: 'cancelled' });
    expect(await refused(admin, ASSIGN, { taskId: id, expectedVersion: 2, memberIds: [] })).toMatchObject({ refused: 'TASK_CLOSED' });
  });
});
