import { join } from 'node:path';
import { readExamples } from '../../src/api/examples';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { loadWorkOf } from '../support/demonstration';

const EXAMPLES = readExamples(join(__dirname, '../../schema/examples'));
const SLUG = 'thai-nguyen';

let service: TestApp;
beforeAll(async () => {
  service = await startApp();
  for (const slug of [SLUG, 'binh-duong', 'ha-noi']) await loadWorkOf(service, slug);
  // The first question of anybody draws from the budget.
  await service.as(SLUG).ask('{ province { slug } }');
}, 120_000);
afterAll(() => service.close());

/** The answer of an example in Thái Nguyên, and how many statements it took. */
async function example(name: string, changed: object = {}) {
  const { document, variables } = EXAMPLES.find((each) => each.name === name) ?? { document: '', variables: '' };
  service.takeStatements();
  const answer = await service.as(SLUG).ask(document, { ...JSON.parse(variables ?? '{}'), ...changed });
  return { answer, statements: service.takeStatements().length };
}

const nodes = <T>({ edges }: { edges: { node: T }[] }): T[] => edges.map(({ node }) => node);
const counted = (values: readonly string[]) =>
  Object.fromEntries([...new Set(values)].map((each) => [each, values.filter((one) => one === each).length]));

describe('the examples, on the demonstration of Phú Lương,', () => {
  it('tell a team its tasks, each state with what may follow', async () => {
    const { answer, statements } = await example('65-tasks-of-my-team');
    const teams = nodes<{
      name: string;
      overdue: { totalCount: number };
      tasks: { edges: { node: { state: string; nextSteps: { to: string }[] } }[] };
    }>(answer.adminUnit.teams);
    expect(teams).toHaveLength(8);
    expect(counted(teams.flatMap(({ tasks }) => nodes(tasks).map(({ state }) => state)))).toEqual({
      OPEN: 17,
      CONFIRMED: 2,
      RETURNED: 2,
      DONE: 1,
      IN_PROGRESS: 1,
      CANCELLED: 1,
    });
    expect(answer.adminUnit.taskProgress).toMatchObject({ given: 24, open: 17, overdue: 12, returnReasons: [{ count: 2 }] });
    for (const task of teams.flatMap(({ tasks }) => nodes(tasks)))
      expect(task.nextSteps.length > 0).toBe(!['CONFIRMED', 'CANCELLED'].includes(task.state));
    expect(statements).toBe(3);
  });

  it('name the communes that did not report in July', async () => {
    const { answer, statements } = await example('80-missing-reports');
    const [round] = nodes<{
      completeness: object;
      slots: { edges: { node: { name: string } }[] };
      totals: { complete: boolean; value: number }[];
    }>(answer.adminUnit.reportRounds);
    expect(round?.completeness).toEqual({ expected: 15, onTime: 10, late: 1, missing: 3, excused: 1 });
    expect(nodes(round?.slots as never)).toMatchObject([{ name: 'Cổ Lũng' }, { name: 'Phấn Mễ' }, { name: 'Vô Tranh' }]);
    expect(round?.totals[0]).toMatchObject({ complete: false, missingCount: 77 });
    expect(statements).toBe(1);
  });

  it('tell which teams reported late, and what stands in their reports', async () => {
    const { answer, statements } = await example('85-late-reports-of-teams');
    const [round] = nodes<{
      completeness: object;
      slots: { edges: { node: { submittedDay: string; report: { state: string; fields: object[] } } }[] };
    }>(answer.adminUnit.reportRounds);
    expect(round?.completeness).toMatchObject({ expected: 120, onTime: 40, late: 3, missing: 77, approved: 43 });
    for (const { submittedDay, report } of nodes(round?.slots as never) as {
      submittedDay: string;
      report: { state: string; fields: object[] };
    }[]) {
      expect(submittedDay).toBe('2022-08-07');
      expect(report).toMatchObject({ state: 'APPROVED' });
      expect(report.fields).toHaveLength(8);
    }
    expect(statements).toBe(1);
  });

  it('tell how far C-Thái Nguyên is by month, complete or not, and which commune is ahead', async () => {
    const { answer, statements } = await example('90-progress-by-month');
    const { progress, children } = answer.adminUnit;
    expect(progress).toMatchObject({ indicator: { name: 'C-Thái Nguyên installed' }, result: 1801, complete: false, missingCount: 79 });
    expect(progress.months).toEqual([
      { month: '2022-06-01', result: 444, complete: false, missingCount: 0 },
      { month: '2022-07-01', result: 492, complete: false, missingCount: 78 },
      { month: '2022-08-01', result: 236, complete: false, missingCount: 0 },
      { month: '2022-09-01', result: 214, complete: false, missingCount: 0 },
      { month: '2022-10-01', result: 224, complete: false, missingCount: 0 },
      { month: '2022-11-01', result: 191, complete: false, missingCount: 1 },
    ]);
    const communes = nodes<{ progress: { result: number | null; rank: { place: number | null } } }>(children).map((each) => each.progress);
    expect(communes.reduce((sum, { result }) => sum + (result ?? 0), 0)).toBe(progress.result);
    for (const { result, rank } of communes) expect(rank.place === null).toBe(result === null);
    expect(statements).toBe(6);
  });

  it('tell what is left of each quota at each level', async () => {
    const { answer, statements } = await example('70-quota-remainder-by-level', { on: '2022-07-15' });
    const held = nodes<{ holding: { received: number; remainder: number; receivers: { edges: object[] } } }>(answer.quotas).map(
      ({ holding }) => holding,
    );
    expect(held.map(({ received, remainder }) => [received, remainder])).toEqual(
      expect.arrayContaining([
        [6000, 0],
        [10_000, 0],
      ]),
    );
    expect(held.map(({ receivers }) => receivers.edges.length)).toEqual(held.map(() => 15));
    expect(statements).toBe(1);
  });
});

describe('the reports of Phú Lương in July', () => {
  const REPORTS = `query { adminUnit(by: { code: "168" }, on: "2022-07-01") { reportRounds(filter: { reporters: TEAM, from: "2022-07-01", until: "2022-08-01" }) {
    edges { node { slots(first: 200) { edges { node { report { state submittedDay versions { number state submittedBy approvedBy hash } thread { step note actor } fields { code isNarrative value approved changedInVersion } } } } } } } } } }`;

  it('went their ways: returned and mended, amended after approval, not known, and nobody approved their own', async () => {
    const { adminUnit } = await service.as(SLUG, { role: 'province-admin' }).ask(REPORTS);
    const reports = (nodes(adminUnit.reportRounds) as never[])
      .flatMap((round: { slots: { edges: { node: { report: never } }[] } }) => nodes(round.slots).map(({ report }) => report))
      .filter((report) => report !== null) as {
      state: string;
      versions: { number: number; submittedBy: string; approvedBy: string | null; hash: string }[];
      thread: { step: string; note: string | null }[];
      fields: { code: string; isNarrative: boolean; value: number | null; approved: boolean; changedInVersion: number }[];
    }[];
    expect(reports).toHaveLength(43);
    const steps = reports.map(({ thread }) => thread.map(({ step }) => step).join(' '));
    expect(counted(steps)).toEqual({ 'SUBMIT APPROVE': 41, 'SUBMIT RETURN SUBMIT APPROVE': 1, 'SUBMIT APPROVE AMEND SUBMIT APPROVE': 1 });
    const amended = reports[steps.indexOf('SUBMIT APPROVE AMEND SUBMIT APPROVE')];
    expect(amended?.versions.map(({ number }) => number)).toEqual([1, 2]);
    expect(new Set(amended?.versions.map(({ hash }) => hash)).size).toBe(2);
    expect(amended?.fields.filter(({ changedInVersion }) => changedInVersion === 2)).toEqual([
      { code: 'people-guided-public-services', isNarrative: false, value: 36, approved: true, changedInVersion: 2 },
    ]);
    expect(reports.flatMap(({ fields }) => fields.filter(({ value, isNarrative }) => value === null && !isNarrative))).toMatchObject([
      { code: 'c-thai-nguyen-installs' },
    ]);
    for (const { approvedBy, submittedBy } of reports.flatMap(({ versions }) => versions)) expect(approvedBy).not.toBe(submittedBy);
  });
});

describe('the quarters of the other provinces', () => {
  const ROUNDS = '{ reportRounds { edges { node { from reason reporters completeness { expected onTime late missing excused } } } } }';

  it.each([
    [
      'binh-duong',
      { from: '2022-10-01', reason: null, reporters: 'LEVEL', completeness: { expected: 7, onTime: 5, late: 1, missing: 1, excused: 0 } },
    ],
    [
      'ha-noi',
      {
        from: '2024-01-01',
        reason: 'Chuẩn bị hội nghị sơ kết quý I của Ban Chỉ đạo huyện',
        reporters: 'UNITS',
        completeness: { expected: 8, onTime: 6, late: 1, missing: 1, excused: 0 },
      },
    ],
  ])('of %s rest on its own law', async (slug, expected) => {
    expect(nodes((await service.as(slug).ask(ROUNDS)).reportRounds)).toEqual([expected]);
  });
});

describe('what teams did in a month', () => {
  it('is what their log proposes for their reports, number by number', async () => {
    const { reportRounds } = await service
      .as(SLUG)
      .ask(
        '{ reportRounds(filter: { reporters: TEAM, from: "2022-07-01", until: "2022-08-01" }) { edges { node { id slots(first: 10, filter: { status: [ON_TIME] }) { edges { node { team { id } report { fields { code value } } } } } } } } }',
      );
    const [round] = nodes<{
      id: string;
      slots: { edges: { node: { team: { id: string }; report: { fields: { code: string; value: number }[] } } }[] };
    }>(reportRounds);
    const code = 'people-guided-public-services';
    const asked = nodes(round?.slots as never) as { team: { id: string }; report: { fields: { code: string; value: number }[] } }[];
    for (const { team, report } of asked) {
      const { reportRound } = await service
        .as(SLUG)
        .ask('query ($id: ID!, $team: ID!) { reportRound(id: $id) { prefill(holder: { teamId: $team }) { code value entries } } }', {
          id: round?.id,
          team: team.id,
        });
      const said = report.fields.find((field) => field.code === code)?.value;
      const [proposed] = reportRound.prefill.filter((each: { code: string }) => each.code === code);
      // One was amended: six people of the last day had not been logged.
      expect(proposed).toEqual({ code, value: said === 36 ? 30 : said, entries: 1 });
    }
  });
});
