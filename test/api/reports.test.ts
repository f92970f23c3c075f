import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { unique } from '../support/found';
import { refusalOf, rowCounts } from '../support/refused';
import {
  AMEND,
  APPROVE,
  amended,
  approve,
  hashOf,
  IN_AUGUST,
  openJulyRound,
  openRound,
  reported,
  RETURN,
  SAVE,
  save,
  SUBMIT,
  submit,
  totalOf,
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

describe('what the teams of a commune report in July 2022', () => {
  it('is partial and names the team while one value is not known; once that is 0 it is complete and the same number', async () => {
    const [commune] = communes as [Commune];
    const reports = [];
    for (const [n, { id }] of commune.teams.entries())
      reports.push(await reported(people, round, { teamId: id }, { [INSTALLS]: n === 7 ? null : 10 * (n + 1) }));
    const last = commune.teams[7] as Commune['teams'][number];
    const total = () => totalOf(people.writer, round, commune.id, INSTALLS);
    const known = { code: INSTALLS, segment: null, value: 280, numerator: null, denominator: null, expected: 8 };
    const missing = [{ why: 'UNKNOWN', team: { name: last.name }, unit: null }];
    expect(await total()).toEqual({ ...known, complete: false, reported: 7, unknown: 1, missingCount: 1, missing });
    await amended(people, round, { teamId: last.id }, reports[7]?.id as string, { [INSTALLS]: 0 });
    expect(await total()).toEqual({ ...known, complete: true, reported: 8, unknown: 0, missingCount: 0, missing: [] });
    // What was not asked of anybody is not zero either.
    expect(await totalOf(people.writer, round, commune.id, STALLS)).toMatchObject({
      value: null,
      complete: false,
      reported: 0,
      expected: 8,
    });
  });
});

describe('a report', () => {
  const READ = `query ($id: ID!) { report(id: $id) { state version versions { number state hash submittedBy approvedBy fields { code value text } }
    fields { code segment value text isNarrative approved approvedBy changedInVersion } thread { step actor note number } } }`;

  it('is returned with a reason, mended, approved, then changed: totals move by the difference once that is approved', async () => {
    const holder = nextTeam();
    const { writer, approver } = people;
    const draft = await save(
      writer,
      round,
      holder,
      { [INSTALLS]: 50, [STALLS]: 2 },
      { narratives: [{ code: 'difficulties', text: 'Mạng yếu' }] },
    );
    const first = await submit(writer, draft);
    const { returnReport } = await approver.ask(RETURN, { input: { reportId: first.id, reason: 'Số gian hàng chưa khớp' } });
    expect(returnReport).toMatchObject({ state: 'RETURNED', nextSteps: [{ step: 'SAVE', to: 'DRAFT', permission: 'report:write' }] });
    const mended = await save(writer, round, holder, { [STALLS]: 3 }, { expectedVersion: returnReport.version });
    expect(mended.versions.map(({ state }) => state)).toEqual(['RETURNED', 'DRAFT']);
    const approved = await approve(approver, await submit(writer, mended));
    const { report } = await writer.ask(READ, { id: approved.id });
    expect(report.thread).toEqual([
      { step: 'SUBMIT', actor: 'writer', note: null, number: 1 },
      { step: 'RETURN', actor: 'approver', note: 'Số gian hàng chưa khớp', number: 1 },
      { step: 'SUBMIT', actor: 'writer', note: null, number: 2 },
      { step: 'APPROVE', actor: 'approver', note: null, number: 2 },
    ]);
    expect(report.versions[0].fields).toContainEqual({ code: STALLS, value: 2, text: null });

    const before = await totalOf(writer, round, null, INSTALLS);
    const { amendReport } = await writer.ask(AMEND, { input: { reportId: approved.id, reason: 'Bổ sung' } });
    const changed = await save(writer, round, holder, { [INSTALLS]: 57 }, { expectedVersion: amendReport.version });
    expect(changed.state).toBe('AMENDED');
    const { report: open } = await writer.ask(READ, { id: approved.id });
    expect(open.versions.map(({ state, hash }: { state: string; hash: string | null }) => [state, hash !== null])).toEqual([
      ['RETURNED', true],
      ['APPROVED', true],
      ['AMENDED', false],
    ]);
    expect(open.versions[1].hash).toBe(hashOf(approved));
    const field = (code: string, value: number | null, text: string | null, since: number, isApproved: boolean) => ({
      code,
      segment: null,
      value,
      text,
      isNarrative: text !== null,
      approved: isApproved,
      approvedBy: isApproved ? 'approver' : null,
      changedInVersion: since,
    });
    expect(open.fields).toEqual([
      field(INSTALLS, 57, null, 3, false),
      field('difficulties', null, 'Mạng yếu', 1, true),
      field(STALLS, 3, null, 2, true),
    ]);
    const again = await submit(writer, changed);
    expect((await totalOf(writer, round, null, INSTALLS)).value).toBe(before.value);
    await approve(approver, again);
    expect((await totalOf(writer, round, null, INSTALLS)).value).toBe(before.value + 7);
  });

  it('is approved by another person than handed it in, and only as it was read', async () => {
    const { writer, approver } = people;
    const report = await submit(writer, await save(writer, round, nextTeam(), { [INSTALLS]: 1 }));
    const approving = (expectedHash: string) => ({ input: { reportId: report.id, expectedHash } });
    expect(await refusalOf(service, writer, APPROVE, approving(hashOf(report)))).toEqual({ refused: 'OWN_REPORT' });
    expect(await refusalOf(service, approver, APPROVE, approving('0'.repeat(64)))).toEqual({
      refused: 'REPORT_HASH_MISMATCH',
      expected: '0'.repeat(64),
      actual: hashOf(report),
    });
    expect(hashOf(report)).toMatch(/^[0-9a-f]{64}$/);
    await approve(approver, report);
    expect(await refusalOf(service, approver, APPROVE, approving(hashOf(report)))).toEqual({
      refused: 'REPORT_STATE',
      state: 'APPROVED',
      change: 'approved',
      allowed: ['amend'],
    });
  });

  it('is submitted once, however often it is sent under one key', async () => {
    const draft = await save(people.writer, round, nextTeam(), { [INSTALLS]: 4 });
    const input = { reportId: draft.id, expectedVersion: draft.version, idempotencyKey: unique('submission-') };
    const [first, second] = await Promise.all([people.writer.ask(SUBMIT, { input }), people.writer.ask(SUBMIT, { input })]);
    expect(second).toEqual(first);
    const between = await rowCounts(service);
    expect(await people.writer.ask(SUBMIT, { input })).toEqual(first);
    expect(await rowCounts(service)).toEqual(between);
  });

  it('is written by two: the second gets both values of each field that both changed, and nothing is overwritten', async () => {
    const holder = nextTeam();
    const narratives = (text: string) => [{ code: 'results', text }];
    const draft = await save(people.writer, round, holder, { [INSTALLS]: 1, [STALLS]: 1 }, { narratives: narratives('Một') });
    await save(people.writer, round, holder, { [INSTALLS]: 2, [STALLS]: 1 }, { expectedVersion: 1, narratives: narratives('Hai') });
    const late = saving(holder, { [INSTALLS]: 3, [STALLS]: 5 }, { expectedVersion: 1, narratives: narratives('Ba') });
    expect(await refusalOf(service, people.approver, SAVE, late)).toEqual({
      refused: 'REPORT_CONFLICT',
      expected: 1,
      actual: 2,
      fields: [
        { code: INSTALLS, segment: null, yours: 3, theirs: 2 },
        { code: 'results', segment: null, yours: 'Ba', theirs: 'Hai' },
      ],
    });
    const begun = nextTeam();
    const answers = await Promise.all([1, 2, 3].map((value) => people.writer.answer(SAVE, saving(begun, { [INSTALLS]: value }))));
    expect(answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'ok').sort()).toEqual(['REPORT_CONFLICT', 'REPORT_CONFLICT', 'ok']);
    expect(await refusalOf(service, people.writer, SUBMIT, { input: { reportId: draft.id, expectedVersion: 1 } })).toMatchObject({
      refused: 'VERSION_CONFLICT',
    });
  });

  it('takes an answer back: what is not answered is neither not known nor zero', async () => {
    const holder = nextTeam();
    await save(people.writer, round, holder, { [INSTALLS]: 1, [STALLS]: null });
    const values = [{ indicator: INSTALLS, unanswered: true }];
    const { id } = await save(people.writer, round, holder, {}, { expectedVersion: 1, values });
    const { report } = await people.writer.ask('query ($id: ID!) { report(id: $id) { fields { code value } } }', { id });
    expect(report.fields).toEqual([{ code: STALLS, value: null }]);
  });

  it('is approved once, and the first writes after a period store once who was expected, however many come together', async () => {
    const form = { new: { code: unique('together-'), name: 'Cùng lúc', indicators: [INSTALLS] } };
    const period = { from: '2022-08-01', until: '2022-08-02', dueDay: '2022-08-05' };
    const { id: roundId } = await openRound(people.writer, DISTRICT, { ...period, form, reason: 'Thử', reporters: { teams: true } });
    // As if it had been opened while the period ran: nothing is stored yet.
    for (const table of ['report_slot', 'report_rollup', 'report_tally'])
      await service.owner.query(`DELETE FROM ${table} WHERE round_id = (SELECT id FROM report_round WHERE form_code = $1)`, [
        form.new.code,
      ]);
    await service.owner.query('UPDATE report_round SET frozen_at = NULL WHERE form_code = $1', [form.new.code]);
    const holders = communes.slice(0, 8).map(({ teams }) => ({ teamId: teams[0]?.id }));
    const drafts = await Promise.all(holders.map((holder) => save(people.writer, roundId, holder, { [INSTALLS]: 1 })));
    const { reportRound } = await people.writer.ask('query ($id: ID!) { reportRound(id: $id) { frozen completeness { expected } } }', {
      id: roundId,
    });
    expect(reportRound).toEqual({ frozen: true, completeness: { expected: 120 } });
    const report = await submit(people.writer, drafts[0] as (typeof drafts)[number]);
    const input = { reportId: report.id, expectedHash: hashOf(report) };
    const answers = await Promise.all(Array.from({ length: 5 }, () => people.approver.answer(APPROVE, { input })));
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'ok').sort();
    expect(codes).toEqual(['REPORT_STATE', 'REPORT_STATE', 'REPORT_STATE', 'REPORT_STATE', 'ok']);
  });

  it('is questioned where a value is implausible, and taken', async () => {
    const form = { new: { code: unique('reach-'), name: 'Tiếp cận', indicators: ['people-reached', 'households-reached'] } };
    const { id: roundId } = await openRound(people.writer, DISTRICT, { form, reason: 'Rà soát', reporters: { teams: true } });
    const holder = { teamId: communes[0]?.teams[0]?.id };
    const { id } = await save(people.writer, roundId, holder, { 'people-reached': 6000, 'households-reached': 6001 });
    const { report } = await people.writer.ask('query ($id: ID!) { report(id: $id) { questions { code kind value limit other } } }', {
      id,
    });
    expect(report.questions).toEqual([
      { code: 'people-reached', kind: 'ABOVE_PLAUSIBLE', value: 6000, limit: 5000, other: null },
      { code: 'households-reached', kind: 'ABOVE_PLAUSIBLE', value: 6001, limit: 2000, other: null },
      { code: 'households-reached', kind: 'CHECK', value: 6001, limit: 6000, other: 'people-reached' },
    ]);
  });
});
