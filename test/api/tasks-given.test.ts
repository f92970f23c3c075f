import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { foundHamletTeam, newDocument, unitId } from '../support/found';
import { refusalOf } from '../support/refused';
import { EXPAND, GIVE, PASS_ON, tasksOf, openWorksite } from '../support/work';
import type { Worksite } from '../support/work';

const DISTRICT = '168';
const SUMMER = { from: '2022-06-01', until: '2022-08-01' };
const PREVIEW = `query ($unit: ID!, $from: Date!, $until: Date!) { previewTimeline(unit: $unit, from: $from, until: $until) {
  source sourceCode ruleVersion title text pillar from until due clause legalDocument { number issuer } directive { id } } }`;

let service: TestApp;
let { admin, district, unit, commune, team, give } = {} as Worksite;
beforeAll(async () => {
  service = await startApp();
  ({ admin, district, unit, commune, team, give } = await openWorksite(service));
});
afterAll(() => service.close());

const refused = (client: Client, document: string, input: Record<string, unknown>) => refusalOf(service, client, document, { input });

describe('the timeline of Phú Lương for June and July 2022', () => {
  it('can be seen before anything is made, with the document and clause of each thing', async () => {
    const { previewTimeline } = await service.as('thai-nguyen').ask(PREVIEW, { unit, ...SUMMER });
    expect(previewTimeline.map(({ source, due, pillar }: Record<string, string>) => [source, due, pillar])).toEqual([
      ['THEME', '2022-06-30', 'SOCIETY'],
      ['THEME', '2022-06-30', 'SOCIETY'],
      ['THEME', '2022-06-30', 'SOCIETY'],
      ['THEME', '2022-07-31', 'GOVERNMENT'],
      ['THEME', '2022-07-31', 'GOVERNMENT'],
      ['PHASE', '2022-11-30', null],
    ]);
    expect(previewTimeline[0]).toEqual({
      source: 'THEME',
      sourceCode: 'theme:platforms-of-the-province:install-c-thai-nguyen',
      ruleVersion: 2,
      title: 'Install and use C-Thái Nguyên',
      text: 'Nền tảng công dân số C-Thái Nguyên',
      pillar: 'SOCIETY',
      from: '2022-06-01',
      until: '2022-07-01',
      due: '2022-06-30',
      clause: 'đoạn 11',
      legalDocument: { number: null, issuer: 'Sở Thông tin và Truyền thông tỉnh Thái Nguyên' },
      directive: null,
    });
  });

  it('is made once, however often and by how many it is asked for', async () => {
    const input = { unitId: unit, ...SUMMER, day: '2022-05-25' };
    const [first, second] = await Promise.all([district.ask(EXPAND, { input }), district.ask(EXPAND, { input })]);
    expect([first, second].map(({ expandTimeline }) => expandTimeline.made).sort()).toEqual([0, 6]);
    const { expandTimeline: again } = await district.ask(EXPAND, { input: { ...input, from: '2022-05-01', idempotencyKey: 'all of May' } });
    // May adds the phases and the milestone of the founding, and nothing else.
    expect(again).toMatchObject({ made: 3, alreadyThere: 6 });
    expect(again.directives[0]).toMatchObject({ source: 'MILESTONE', due: '2022-05-30', clause: 'III.5', given: '2022-05-25' });
    const replayed = await district.ask(EXPAND, { input: { ...input, from: '2022-05-01', idempotencyKey: 'all of May' } });
    expect(replayed.expandTimeline).toMatchObject({ made: 3, alreadyThere: 6 });
    const { previewTimeline } = await admin.ask(PREVIEW, { unit, ...SUMMER });
    for (const item of previewTimeline) expect(item.directive).toEqual({ id: expect.any(String) });
    const { adminUnit } = await admin.ask(
      '{ adminUnit(by: { code: "168" }, on: "2022-05-31") { directives(first: 50) { totalCount edges { node { title(language: VI) due } } } } }',
    );
    expect(adminUnit.directives.totalCount).toBe(9);
    expect(adminUnit.directives.edges[0].node).toEqual({ title: 'Gửi Quyết định thành lập về UBND huyện', due: '2022-05-30' });
  });
});

describe('a directive', () => {
  it('is given by hand, on a document, and goes down to communes and teams, each once', async () => {
    const directive = await give(district, {
      document: newDocument('2022-05-30'),
      clause: 'mục 2',
      pillar: 'GOVERNMENT',
      due: '2022-06-20',
    });
    expect(directive).toMatchObject({
      source: 'MANUAL',
      ruleVersion: null,
      legalDocument: null,
      document: { type: { code: 'work-directive' } },
      clause: 'mục 2',
      due: '2022-06-20',
      unit: { code: DISTRICT },
    });
    const passing = { directiveId: directive.id, day: '2022-06-02' };
    const toCommunes = { ...passing, to: { unitIds: [commune(0).id, commune(1).id] }, detail: 'Báo cáo trước 17 giờ', due: '2022-06-15' };
    expect((await district.ask(PASS_ON, { input: toCommunes })).passOnDirective).toMatchObject({ made: 2, alreadyThere: 0 });
    expect((await district.ask(PASS_ON, { input: toCommunes })).passOnDirective).toMatchObject({ made: 0, alreadyThere: 2 });

    const officer = service.as('thai-nguyen', { role: 'commune-officer', unit: commune(0).code });
    const RECEIVED = `query ($id: ID!) { adminUnit(by: { id: $id }) { directives { edges { node { id title due detail given parent { id unit { code } } } } } } }`;
    const { adminUnit } = await officer.ask(RECEIVED, { id: commune(0).id });
    const [{ node: received }] = adminUnit.directives.edges;
    expect(received).toMatchObject({
      title: directive.title,
      due: '2022-06-15',
      detail: 'Báo cáo trước 17 giờ',
      given: '2022-06-02',
      parent: { id: directive.id, unit: { code: DISTRICT } },
    });
    const toTeams = { directiveId: received.id, to: { allTeams: true }, day: '2022-06-03' };
    const { passOnDirective } = await officer.ask(PASS_ON, { input: toTeams });
    expect(passOnDirective).toMatchObject({ made: 9, alreadyThere: 0 });
    expect((await officer.ask(PASS_ON, { input: toTeams })).passOnDirective).toMatchObject({ made: 0, alreadyThere: 9 });
    // Who has it from the commune is not given it again by the district.
    const direct = { ...passing, to: { teamIds: [team(0), team(1)] } };
    expect((await district.ask(PASS_ON, { input: direct })).passOnDirective).toMatchObject({ made: 1, alreadyThere: 1 });
    expect(await tasksOf(admin, { directive: directive.id })).toHaveLength(10);
    expect(await tasksOf(admin, { directive: received.id, within: commune(1).id })).toMatchObject([{ team: { id: team(1) } }]);
    expect(await tasksOf(admin, { directive: directive.id }, '2022-06-01')).toEqual([]);
  });

  it('made by a commune from the timeline itself becomes the one that the district passes on', async () => {
    const input = { unitId: commune(2).id, from: '2022-06-01', until: '2022-06-30', day: '2022-06-01' };
    const { expandTimeline: own } = await admin.ask(EXPAND, { input });
    const { expandTimeline } = await district.ask(EXPAND, { input: { ...input, unitId: unit } });
    const theme = (each: { directives: { id: string; sourceCode: string }[] }) =>
      each.directives.find(({ sourceCode }) => sourceCode.includes('party-handbook'))?.id as string;
    const { passOnDirective } = await district.ask(PASS_ON, {
      input: { directiveId: theme(expandTimeline), to: { unitIds: [commune(2).id] } },
    });
    expect(passOnDirective).toMatchObject({ made: 0, alreadyThere: 1 });
    const { directive } = await admin.ask('query ($id: ID!) { directive(id: $id) { parent { id } } }', { id: theme(own) });
    expect(directive.parent).toEqual({ id: theme(expandTimeline) });
  });

  it('is refused where it does not belong, and nothing is written', async () => {
    const directive = await give(district);
    const officer = service.as('thai-nguyen', { role: 'commune-officer', unit: commune(0).code });
    const passing = (rest: Record<string, unknown>) => ({ directiveId: directive.id, day: '2022-06-01', ...rest });
    expect(await refused(officer, PASS_ON, passing({ to: { allTeams: true } }))).toEqual({
      refused: 'FORBIDDEN',
      permission: 'task:manage',
    });
    expect(await refused(district, PASS_ON, passing({ to: { unitIds: [unit] } }))).toMatchObject({ refused: 'OUTSIDE_UNIT' });
    const elsewhere = await foundHamletTeam(admin, { commune: '05443', day: '2022-05-20' });
    expect(await refused(district, PASS_ON, passing({ to: { teamIds: [elsewhere.id] } }))).toMatchObject({
      refused: 'OUTSIDE_UNIT',
      field: 'to.teamIds',
    });
    expect(await refused(district, PASS_ON, passing({ to: { unitIds: [await unitId(admin, '05443')] } }))).toMatchObject({
      refused: 'OUTSIDE_UNIT',
    });
    expect(await refused(district, PASS_ON, passing({ to: { allTeams: false } }))).toMatchObject({ refused: 'INVALID_INPUT' });
    expect(await refused(district, PASS_ON, passing({ to: { unitIds: [commune(0).id], allTeams: true } }))).toMatchObject({
      refused: 'BAD_USER_INPUT',
    });
    const all = { to: { allTeams: true } };
    expect(await refused(district, PASS_ON, passing({ ...all, day: '2022-05-31' }))).toMatchObject({
      refused: 'DAY_TOO_EARLY',
      field: 'day',
    });
    expect(await refused(district, PASS_ON, passing({ ...all, day: '2026-01-16' }))).toMatchObject({
      refused: 'DAY_TOO_LATE',
      field: 'day',
    });
    expect(await refused(district, PASS_ON, passing({ ...all, due: '2022-05-31' }))).toMatchObject({
      refused: 'DAY_TOO_EARLY',
      field: 'due',
    });
    const late = await foundHamletTeam(admin, { commune: commune(0).code, day: '2022-07-01' });
    expect(await refused(district, PASS_ON, passing({ to: { teamIds: [late.id] } }))).toMatchObject({ refused: 'TEAM_NOT_THERE' });
    const period = { unitId: unit, from: '2022-06-01', until: '2022-06-01' };
    expect(await refused(district, EXPAND, period)).toMatchObject({ refused: 'INVALID_INPUT', fields: [{ field: 'until' }] });
    expect(await refused(district, GIVE, { ...period, title: 'x' })).toMatchObject({ refused: 'INVALID_INPUT' });
    const there = { ...period, until: '2022-06-02', title: 'x' };
    expect(await refused(officer, GIVE, there)).toEqual({ refused: 'FORBIDDEN', permission: 'task:manage' });
    expect(await refused(district, GIVE, { ...there, title: ' ' })).toMatchObject({
      refused: 'INVALID_INPUT',
      fields: [{ field: 'title' }],
    });
  });
});
