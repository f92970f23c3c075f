import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { changesNothing, refusalOf } from '../support/refused';
import {
  AMEND,
  APPROVE,
  approve,
  COMMENT,
  hashOf,
  IN_AUGUST,
  openJulyRound,
  openRound,
  RETURN,
  SAVE,
  save,
  SUBMIT,
  submit,
} from '../support/reports';
import type { Commune, JulyRound } from '../support/reports';

const INSTALLS = 'c-thai-nguyen-installs';
const STALLS = 'digital-stalls-opened';
const DISTRICT = '168';

let service: TestApp;
let { people, communes, round, nextTeam, saving } = {} as JulyRound;
beforeAll(async () => {
  service = await startApp({ now: IN_AUGUST });
  ({ people, communes, round, nextTeam, saving } = await openJulyRound(service));
});
afterAll(() => service.close());

describe('nothing is written of', () => {
  const refusedValue = async (values: unknown) => {
    const variables = { input: { roundId: round, holder: nextTeam(), expectedVersion: 0, values } };
    return refusalOf(service, people.writer, SAVE, variables);
  };
  it.each([
    ['negative people', { indicator: INSTALLS, value: -1 }, 'NEGATIVE'],
    ['1e308', { indicator: INSTALLS, value: 1e308 }, 'TOO_LARGE'],
    ['a part of a person', { indicator: INSTALLS, value: 0.5 }, 'TOO_MANY_DECIMALS'],
    ['an indicator not on the form', { indicator: 'people-reached', value: 1 }, 'NOT_ON_FORM'],
    ['a segment that the indicator has not', { indicator: INSTALLS, segment: 'women', value: 1 }, 'NOT_A_SEGMENT'],
  ])('%s', async (_what, value, problem) => {
    expect(await refusedValue([value])).toMatchObject({
      refused: 'REPORT_VALUES_REFUSED',
      values: [{ indicator: value.indicator, problem }],
    });
  });

  it('values of which one is wrong: all problems are told at once', async () => {
    const values = [
      { indicator: INSTALLS, value: -1 },
      { indicator: 'stars', value: 1 },
      { indicator: STALLS, value: 1 },
    ];
    expect(await refusedValue(values)).toMatchObject({
      problems: 'c-thai-nguyen-installs = -1 is negative; stars = 1 is not on the form',
      values: [{ problem: 'NEGATIVE' }, { problem: 'NOT_ON_FORM' }],
    });
  });

  it.each([
    ['text for a number', 'ba'],
    ['yes for a number', true],
    ['a list', [1]],
  ])('%s', async (_what, value) => {
    expect(await refusedValue([{ indicator: INSTALLS, value }])).toMatchObject({ refused: 'BAD_USER_INPUT' });
  });

  it('1e999, which is no number', async () => {
    const input = `{ roundId: "${round}", holder: { teamId: "${nextTeam().teamId}" }, expectedVersion: 0, values: [{ indicator: "${INSTALLS}", value: 1e999 }] }`;
    expect(await changesNothing(service, () => people.writer.refusal(`mutation { saveReportDraft(input: ${input}) { id } }`))).toMatch(
      /GRAPHQL_VALIDATION_FAILED|REPORT_VALUES_REFUSED/,
    );
  });

  it('a period that has not begun, nor handed in before its last day', async () => {
    const { id: roundId } = await openRound(people.writer, DISTRICT, {
      duty: 'team-results',
      from: '2022-09-01',
      until: '2022-10-01',
      dueDay: '2022-10-05',
    });
    expect(await refusalOf(service, people.writer, SAVE, saving(nextTeam(), { [INSTALLS]: 1 }, { roundId }))).toEqual({
      refused: 'REPORT_PERIOD_NOT_OPEN',
      change: 'written',
      opens: '2022-09-01',
    });
    const running = await openRound(people.writer, DISTRICT, {
      duty: 'team-results',
      from: '2022-08-01',
      until: '2022-09-01',
      dueDay: '2022-09-05',
    });
    const { id, version } = await save(people.writer, running.id, nextTeam(), { [INSTALLS]: 1 });
    expect(await refusalOf(service, people.writer, SUBMIT, { input: { reportId: id, expectedVersion: version } })).toMatchObject({
      refused: 'REPORT_PERIOD_NOT_OPEN',
      opens: '2022-08-31',
    });
  });

  it('a return without a reason, or with a blank one', async () => {
    const { id } = await submit(people.writer, await save(people.writer, round, nextTeam(), { [INSTALLS]: 1 }));
    expect(await refusalOf(service, people.approver, RETURN, { input: { reportId: id, reason: '  ' } })).toMatchObject({
      refused: 'INVALID_INPUT',
    });
    expect(await refusalOf(service, people.approver, RETURN, { input: { reportId: id } })).toMatchObject({ refused: 'BAD_USER_INPUT' });
  });

  it('a report of nobody: an id that is empty, or of another type', async () => {
    for (const holder of [{ teamId: '' }, { unitId: '' }, { teamId: communes[0]?.id }])
      expect(await refusalOf(service, people.writer, SAVE, saving(holder, { [INSTALLS]: 1 }))).toMatchObject({ refused: 'NOT_FOUND' });
  });

  it('a report of somebody who is not asked: a unit in a round of teams', async () => {
    const holder = { unitId: communes[0]?.id };
    expect(await refusalOf(service, people.writer, SAVE, saving(holder, { [INSTALLS]: 1 }))).toEqual({
      refused: 'REPORT_NOT_EXPECTED',
      day: '2022-07-31',
    });
  });
});

describe('who may', () => {
  const officer = (unit: string, subject: string) => service.as('thai-nguyen', { role: 'commune-officer', unit, subject });

  it('write and approve is the commune for its teams, not its neighbour', async () => {
    const [, , here, neighbour] = communes as [Commune, Commune, Commune, Commune];
    const holder = { teamId: here.teams[0]?.id };
    const stranger = officer(neighbour.code, 'stranger');
    const forbidden = (permission: string) => ({ refused: 'FORBIDDEN', permission });
    expect(await refusalOf(service, stranger, SAVE, saving(holder, { [INSTALLS]: 9 }))).toEqual(forbidden('report:write'));
    const own = { writer: officer(here.code, 'clerk'), approver: officer(here.code, 'chair') };
    const report = await submit(own.writer, await save(own.writer, round, holder, { [INSTALLS]: 9 }));
    const approving = { input: { reportId: report.id, expectedHash: hashOf(report) } };
    expect(await refusalOf(service, stranger, APPROVE, approving)).toEqual(forbidden('report:approve'));
    expect(await refusalOf(service, stranger, COMMENT, { input: { reportId: report.id, text: 'Xin chào' } })).toEqual(
      forbidden('report:read'),
    );
    await own.approver.ask(COMMENT, { input: { reportId: report.id, text: 'Đã xem' } });
    await approve(own.approver, report);
  });

  it('see drafts, narratives and names is the officer there; a reader sees what is approved', async () => {
    const [commune] = communes.slice(4) as [Commune];
    const holder = { teamId: commune.teams[0]?.id };
    const ASK = `query ($id: ID!) { report(id: $id) { state fields { code value text approvedBy } versions { number author approvedBy fields { code } } thread { note } questions { code } } }`;
    const draft = await save(people.writer, round, holder, { [INSTALLS]: 3 }, { narratives: [{ code: 'results', text: 'Kín' }] });
    const reader = service.as('thai-nguyen', { role: 'reader' });
    const neighbour = officer((communes[5] as Commune).code, 'neighbour');
    const hidden = { fields: [], versions: [], thread: [], questions: [] };
    for (const client of [reader, neighbour])
      expect((await client.ask(ASK, { id: draft.id })).report).toEqual({ state: 'DRAFT', ...hidden });
    expect((await officer(commune.code, 'clerk').ask(ASK, { id: draft.id })).report.fields).toHaveLength(2);
    await approve(people.approver, await submit(people.writer, draft));
    await people.writer.ask(AMEND, { input: { reportId: draft.id, reason: 'Sửa' } });
    expect((await reader.ask(ASK, { id: draft.id })).report).toEqual({
      ...hidden,
      state: 'AMENDED',
      fields: [{ code: INSTALLS, value: 3, text: null, approvedBy: null }],
      versions: [{ number: 1, author: null, approvedBy: null, fields: [{ code: INSTALLS }] }],
    });
  });
});
