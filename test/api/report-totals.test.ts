import { provinces } from '../../plugins';
import { defineProvince } from '../../src/tenancy/province';
import type { ReportForm, Reporting } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';
import saoMai from '../provinces/sao-mai';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { foundTeam, newDocument, unique, unitId } from '../support/found';
import { refusalOf } from '../support/refused';
import {
  amended,
  APPROVE,
  approve,
  communesOf,
  hashOf,
  openRound,
  peopleOf,
  reported,
  roundsOf,
  SAVE,
  save,
  submit,
  totalOf,
  toValues,
} from '../support/reports';
import type { Commune } from '../support/reports';

const INSTALLS = 'c-thai-nguyen-installs';

/** Sao Mai asks for another form from July 2023 on. */
const [first] = saoMai.rules.reporting as [Version<Reporting>];
const monthly = (first.value as Reporting).forms[0] as ReportForm;
const withForm = (indicators: string[]): Reporting => ({ ...(first.value as Reporting), forms: [{ ...monthly, indicators }] });
const changed = defineProvince({
  ...saoMai,
  rules: {
    ...saoMai.rules,
    reporting: [
      { ...first, value: withForm(['lamps-lit', 'people-trained']) },
      { ...first, from: '2023-07-01', value: withForm(['lamps-lit', 'stars-counted', 'stars-per-lamp']) },
    ],
  },
});

let service: TestApp;
/** The service's clock; it stands in June until it is moved. */
const now = new Date('2023-06-20T03:00:00Z');
const IN_AUGUST = '2023-08-02T03:00:00Z';
beforeAll(async () => {
  service = await startApp({ provinces: [...provinces, changed].sort((a, b) => (a.slug < b.slug ? -1 : 1)), now });
});
afterAll(() => service.close());

describe('a form that changed between June and July', () => {
  it('leaves both months readable, and comparable where the indicator is the same', async () => {
    const founder = service.as('sao-mai', { role: 'province-admin' });
    const commune = await unitId(founder, '01834');
    const found = async () => {
      const decision = newDocument('2023-05-01', { authority: 'district-committee', issuer: unique('UBND huyện ') });
      return { teamId: (await foundTeam(founder, { kind: 'commune-team', host: { unitIds: [commune] }, decision })).id };
    };
    const [one, two] = [await found(), await found()];
    now.setTime(Date.parse(IN_AUGUST));
    await service.turnDay();
    const people = peopleOf(service, 'sao-mai');
    const chief = people.writer;
    // Nobody opened them: the law says how often.
    const [july, june] = await roundsOf(chief, { form: 'monthly', from: '2023-06-01', until: '2023-08-01' });
    expect(june.form.indicators).toEqual([{ code: 'lamps-lit' }, { code: 'people-trained' }]);
    expect(july.form.indicators).toEqual([{ code: 'lamps-lit' }, { code: 'stars-counted' }, { code: 'stars-per-lamp' }]);
    // Five days after the month, as the law has it.
    expect([june.dueDay, july.dueDay]).toEqual(['2023-07-05', '2023-08-05']);

    for (const [holder, lamps] of [
      [one, 10],
      [two, 20],
    ] as const)
      await reported(people, june.id, holder, { 'lamps-lit': lamps, 'people-trained': 1 });
    await reported(people, july.id, one, { 'lamps-lit': 50_000, 'stars-counted': 200_000 });
    const partial = await totalOf(chief, july.id, null, 'stars-per-lamp');
    expect(partial).toMatchObject({ value: 400, complete: false, missingCount: 1, missing: [{ why: 'NOT_APPROVED' }] });
    const typed = { roundId: july.id, holder: two, expectedVersion: 0, values: toValues({ 'stars-per-lamp': 3 }) };
    expect(await refusalOf(service, chief, SAVE, { input: typed })).toMatchObject({ values: [{ problem: 'COMPUTED' }] });
    await reported(people, july.id, two, { 'lamps-lit': 100_000, 'stars-counted': 17_000 });
    // Sum over sum: the mean of 400 % and 17 % would be another number. And more than all is said as it is.
    expect(await totalOf(chief, july.id, null, 'stars-per-lamp')).toMatchObject({
      value: 144.67,
      numerator: 217_000,
      denominator: 150_000,
      complete: true,
    });
    const ASK = `query ($code: String!, $from: Date!, $until: Date!) { adminUnit(by: { code: $code }) { reportTotals(form: "monthly", from: $from, until: $until) { code value complete } } }`;
    const lamps = async (from: string, until: string) =>
      (await chief.ask(ASK, { code: '01834', from, until })).adminUnit.reportTotals.find(
        ({ code }: { code: string }) => code === 'lamps-lit',
      );
    expect(await lamps('2023-06-01', '2023-07-01')).toEqual({ code: 'lamps-lit', value: 30, complete: true });
    expect(await lamps('2023-07-01', '2023-08-01')).toEqual({ code: 'lamps-lit', value: 150_000, complete: true });
    expect(await lamps('2023-01-01', '2023-02-01')).toBeUndefined();
  });
});

describe('the consolidated report of a commune', () => {
  let communes: Commune[];
  const people = () => peopleOf(service, 'thai-nguyen');
  beforeAll(async () => {
    communes = await communesOf(people().writer, '168', '2022-07-31');
  });

  it('is computed from what is approved of its teams, takes a narrative, and is approved in the district above', async () => {
    const [commune] = communes as [Commune];
    const teams = await openRound(people().writer, '168', { duty: 'team-results' });
    const round = await openRound(people().writer, '168', { duty: 'commune-periodic' });
    expect(round).toMatchObject({ consolidated: true, reporters: 'LEVEL', level: { code: 'commune' } });
    const reports = [];
    for (const [n, { id }] of commune.teams.slice(0, 7).entries())
      reports.push(await reported(people(), teams.id, { teamId: id }, { [INSTALLS]: n + 1 }));

    const clerk = service.as('thai-nguyen', { role: 'commune-officer', unit: commune.code, subject: 'clerk' });
    const chair = service.as('thai-nguyen', { role: 'commune-officer', unit: commune.code, subject: 'chair' });
    const district = service.as('thai-nguyen', { role: 'commune-officer', unit: '168', subject: 'district' });
    const holder = { unitId: commune.id };
    const typed = { roundId: round.id, holder, expectedVersion: 0, values: toValues({ [INSTALLS]: 99 }) };
    expect(await refusalOf(service, clerk, SAVE, { input: typed })).toEqual({ refused: 'REPORT_VALUES_COMPUTED' });
    const draft = await save(clerk, round.id, holder, {}, { narratives: [{ code: 'difficulties', text: 'Một tổ chưa báo cáo' }] });
    const READ = `query ($id: ID!) { report(id: $id) { fields { code value text } versions { number hash totals { code value complete reported expected missing { team { id } why } } } } }`;
    const read = async (id: string) => (await clerk.ask(READ, { id })).report;
    const ofInstalls = ({ versions }: { versions: { totals: { code: string }[] }[] }) =>
      versions.at(-1)?.totals.find(({ code }) => code === INSTALLS);
    const missing = [{ team: { id: commune.teams[7]?.id }, why: 'NOT_APPROVED' }];
    const stored = { code: INSTALLS, value: 28, complete: false, reported: 7, expected: 8, missing };
    expect(ofInstalls(await read(draft.id))).toEqual(stored);
    const submitted = await submit(clerk, draft);
    const approving = { input: { reportId: submitted.id, expectedHash: hashOf(submitted) } };
    expect(await refusalOf(service, chair, APPROVE, approving)).toEqual({ refused: 'FORBIDDEN', permission: 'report:approve' });

    // What is handed in stays, whatever the teams change afterwards.
    await amended(people(), teams.id, { teamId: commune.teams[0]?.id }, reports[0]?.id as string, { [INSTALLS]: 1001 });
    expect((await totalOf(clerk, round.id, commune.id, INSTALLS)).value).toBe(1028);
    expect((await approve(district, submitted)).state).toBe('APPROVED');
    const report = await read(draft.id);
    expect(ofInstalls(report)).toEqual(stored);
    expect(report.fields).toContainEqual({ code: INSTALLS, value: 28, text: null });
    expect(report.fields).toContainEqual({ code: 'difficulties', value: null, text: 'Một tổ chưa báo cáo' });
  });

  it('that did not come is found by one question', async () => {
    const ASK = `query ($district: ID!) { reportRounds(filter: { within: $district, form: "results", reporters: LEVEL, from: "2022-07-01", until: "2022-08-01" }) { edges { node {
      completeness { expected missing late } slots(filter: { status: MISSING, within: $district }, first: 50) { totalCount edges { node { name unit { fullName } } } } } } } }`;
    const { reportRounds } = await service.as('thai-nguyen').ask(ASK, { district: await unitId(people().writer, '168') });
    const [{ node }] = reportRounds.edges;
    expect(node.completeness).toEqual({ expected: 15, missing: 14, late: 1 });
    expect(node.slots.edges.map((edge: { node: { name: string } }) => edge.node.name)).toEqual(
      communes
        .slice(1)
        .map(({ name }) => name)
        .sort(new Intl.Collator('vi').compare),
    );
  });

  it('costs the same number of statements for many as for few', async () => {
    const counted = async (document: string, size: number) => {
      service.takeStatements();
      await people().writer.ask(document.replace(/FIRST/g, String(size)));
      return service.takeStatements().length;
    };
    const LISTS = [
      `{ adminUnit(by: { code: "168" }, on: "2022-07-31") { children(first: FIRST) { edges { node { fullName
         reportTotals(form: "results", from: "2022-07-01", until: "2022-08-01") { code value complete missing { team { name } } } } } } } }`,
      `{ reportRounds(first: 5) { edges { node { completeness { expected missing } slots(first: FIRST) { totalCount edges { node { name status team { name } unit { fullName }
         report { state fields { code value } versions { number hash totals { value } } thread { note } questions { code } } } } } } } } }`,
      `{ teams(first: FIRST, on: "2022-07-31") { edges { node { name reports(first: 3) { totalCount edges { node { state round { from form { name } totals { value } } } } } } } } }`,
    ];
    for (const document of LISTS) {
      // Columns are named, never whole rows.
      service.takeStatements();
      await people().writer.ask(document.replace(/FIRST/g, '3'));
      for (const text of service.takeStatements()) expect(text).not.toMatch(/SELECT \*|\b\w\.\*|AS "[A-Z]\w+_\w+"/);
      const [few, many] = [await counted(document, 2), await counted(document, 15)];
      expect({ document, many }).toEqual({ document, many: few });
      expect(many).toBeLessThanOrEqual(16);
    }
  });
});
