import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { findingsOf, foundHamletTeam, newcomer, newDocument, throughPages, unitId, villageRoster } from '../support/found';
import type { Connection } from '../support/found';
import { refusalOf } from '../support/refused';

const WAIVE = `mutation ($input: WaiveFindingInput!) { waiveFinding(input: $input) { id on rule waiver { from until reason document { number type { code } } } } }`;
const DAYS = ['2022-06-15', '2023-10-31', '2024-02-15', '2026-01-15'];

let service: TestApp;
beforeAll(async () => {
  service = await startApp();
});
afterAll(() => service.close());

// Before anything else is recorded.
describe('counts of the demonstration data', () => {
  it('are those of the demonstration in Phú Lương: 17 teams of four people and 8 founded a day late, by every dimension', async () => {
    const client = service.as('thai-nguyen');
    const within = await unitId(client, '168');
    const ASK = `query ($filter: FindingFilter, $by: [FindingDimension!]!, $level: String) { findingCounts(by: $by, filter: $filter, level: $level, on: "2022-06-15") { rule severity kind unit { code } count } }`;
    const count = async (by: string[], filter: Record<string, unknown> = {}, level?: string) =>
      (await client.ask(ASK, { by, filter: { within, ...filter }, level })).findingCounts;
    const none = { rule: null, severity: null, kind: null, unit: null };
    expect(await count([])).toEqual([{ ...none, count: 25 }]);
    expect(await count(['RULE'])).toEqual([
      { ...none, rule: 'TEAM_SIZE', count: 17 },
      { ...none, rule: 'COVERAGE', count: 8 },
    ]);
    expect(await count(['SEVERITY', 'RULE'])).toEqual([
      { ...none, rule: 'TEAM_SIZE', severity: 'BREACH', count: 17 },
      { ...none, rule: 'COVERAGE', severity: 'WARNING', count: 8 },
    ]);
    expect(await count(['KIND'])).toEqual([{ ...none, kind: 'hamlet-team', count: 25 }]);
    expect(await count(['UNIT'], { rule: 'COVERAGE' })).toEqual([{ ...none, unit: { code: '05650' }, count: 8 }]);
    expect(await count(['UNIT'], {}, 'district')).toEqual([{ ...none, unit: { code: '168' }, count: 25 }]);
    expect(await count(['UNIT'], { rule: 'COVERAGE' }, 'hamlet')).toHaveLength(8);
    expect(await count(['RULE'], { severity: 'ADVICE' })).toEqual([]);
  });
});

describe('a waiver', () => {
  const document = (day = '2025-12-01') => newDocument(day, { authority: 'provincial-committee', issuer: 'UBND tỉnh Thái Nguyên' });
  const officer = () => service.as('thai-nguyen', { role: 'province-officer' });
  const tooSmall = async () => {
    const team = await foundHamletTeam(service.as('thai-nguyen', { role: 'province-admin' }), {
      commune: '05614',
      day: '2022-05-20',
      members: villageRoster(4),
    });
    const [finding] = await findingsOf(officer(), team.id, '2026-01-15');
    return { team: team.id, finding: finding.id as string };
  };
  const waived = async (team: string, on: string, filter: boolean | null) => {
    const ASK = `query ($team: ID!, $on: Date!, $waived: Boolean) {
      team(id: $team, on: $on) { findings(filter: { waived: $waived }) { totalCount } }
      findings(filter: { team: $team, waived: $waived }, on: $on) { totalCount }
      findingCounts(by: [], filter: { team: $team, waived: $waived }, on: $on) { count }
    }`;
    const answer = await officer().ask(ASK, { team, on, waived: filter });
    const count = answer.findings.totalCount;
    expect(answer.team.findings.totalCount).toBe(count);
    expect(answer.findingCounts).toEqual(count > 0 ? [{ count }] : []);
    return count;
  };

  it('holds from its first to its last day, by a document and for a reason; the finding stays on record', async () => {
    const { team, finding } = await tooSmall();
    const cited = document();
    const input = { findingId: finding, document: cited, reason: 'Xóm chỉ có 20 hộ', from: '2025-12-15', through: '2026-06-30' };
    const { waiveFinding } = await officer().ask(WAIVE, { input });
    expect(waiveFinding).toEqual({
      id: finding,
      on: '2025-12-15',
      rule: 'TEAM_SIZE',
      waiver: {
        from: '2025-12-15',
        until: '2026-07-01',
        reason: 'Xóm chỉ có 20 hộ',
        document: { number: cited.new.number, type: { code: 'waiver-decision' } },
      },
    });
    const days = ['2025-12-14', '2025-12-15', '2026-06-30', '2026-07-01'];
    expect(await Promise.all(days.map((on) => waived(team, on, true)))).toEqual([0, 1, 1, 0]);
    expect(await Promise.all(days.map((on) => waived(team, on, false)))).toEqual([1, 0, 0, 1]);
    expect(await Promise.all(days.map((on) => waived(team, on, null)))).toEqual([1, 1, 1, 1]);
    expect((await findingsOf(officer(), team, '2026-06-30'))[0]).toMatchObject({
      id: finding,
      since: '2022-05-20',
      waiver: { reason: 'Xóm chỉ có 20 hộ' },
    });
    expect((await findingsOf(officer(), team, '2026-07-01'))[0]).toMatchObject({ id: finding, waiver: null });
  });

  it('stays with the finding while what is observed moves', async () => {
    const admin = service.as('thai-nguyen', { role: 'province-admin' });
    const { id: team } = await foundHamletTeam(admin, { commune: '05614', day: '2022-05-20', members: villageRoster(3) });
    const [finding] = await findingsOf(admin, team, '2025-12-31');
    const input = { findingId: finding.id, document: document(), reason: 'Xóm nhỏ', from: '2025-12-15', through: '2026-06-30' };
    await admin.ask(WAIVE, { input });
    const skills = ['mobile-apps', 'digital-platforms'];
    await admin.ask('mutation ($input: AddMembersInput!) { addMembers(input: $input) { id } }', {
      input: { teamId: team, members: [newcomer({ seat: 'MEMBER', skills, joined: '2026-01-01' })] },
    });
    expect(finding).toMatchObject({ observed: { count: 3 }, fix: { count: 2 }, since: '2022-05-20' });
    const waiver = { reason: 'Xóm nhỏ' };
    expect(await findingsOf(admin, team, '2025-12-31')).toMatchObject([
      { id: finding.id, observed: { count: 3 }, until: '2026-01-01', waiver },
    ]);
    expect(await findingsOf(admin, team, '2026-01-01')).toMatchObject([
      { id: finding.id, observed: { count: 4 }, fix: { count: 1 }, since: '2022-05-20', cause: { action: 'team.founded' }, waiver },
    ]);
  });

  it('begins today if not said, and is an event', async () => {
    const { finding } = await tooSmall();
    const input = { findingId: finding, document: document(), reason: 'Thiếu người', through: '2026-01-15' };
    expect((await officer().ask(WAIVE, { input })).waiveFinding.waiver).toMatchObject({ from: '2026-01-15', until: '2026-01-16' });
    const { events } = await officer().ask('{ events(first: 1) { edges { node { action day subject after } } } }');
    expect(events.edges[0].node).toMatchObject({
      action: 'finding.waived',
      day: '2026-01-15',
      subject: finding,
      after: { rule: 'teamSize', requirement: 'size', through: '2026-01-15', reason: 'Thiếu người' },
    });
  });

  it('does not end before it begins, is not for a finding that is not there, and needs a document on record or a new one', async () => {
    const { finding } = await tooSmall();
    const input = { findingId: finding, document: document(), reason: 'Thiếu người', from: '2026-01-10', through: '2026-01-09' };
    const refused = (change: Record<string, unknown>, client = officer()) =>
      refusalOf(service, client, WAIVE, { input: { ...input, ...change } });
    expect(await refused({})).toEqual({
      refused: 'DAY_TOO_EARLY',
      field: 'through',
      value: '2026-01-09',
      bound: '2026-01-10',
      reason: 'the waiver begins then',
    });
    const id = (type: string) => Buffer.from(`${type}:00000000-0000-7000-8000-000000000000`).toString('base64url');
    expect(await refused({ findingId: id('Finding') })).toEqual({ refused: 'NOT_FOUND', type: 'Finding', field: 'findingId' });
    expect(await refused({ through: '2026-02-01', document: { existing: id('Document') } })).toMatchObject({
      refused: 'NOT_FOUND',
      type: 'Document',
    });
    expect(await refused({ through: '2026-02-01', reason: ' ' })).toMatchObject({
      refused: 'INVALID_INPUT',
      fields: [{ field: 'reason' }],
    });
  });

  it('is given by officers of the province, or of the district it is counted in; not by a commune, a reader, another district', async () => {
    const { finding } = await tooSmall();
    const input = { findingId: finding, document: document(), reason: 'Thiếu người', through: '2026-02-01' };
    const refused = { refused: 'FORBIDDEN', permission: 'finding:waive' };
    for (const identity of [
      { role: 'reader' },
      { role: 'commune-officer', unit: '05614' },
      { role: 'province-officer', unit: '165' },
    ] as const)
      expect(await refusalOf(service, service.as('thai-nguyen', identity), WAIVE, { input })).toEqual(refused);
    await service.as('thai-nguyen', { role: 'province-officer', unit: '168' }).ask(WAIVE, { input });
  });
});

describe('counts of findings', () => {
  describe.each(['ha-noi', 'thai-nguyen', 'binh-duong'])('in %s', (slug) => {
    const LIST = `query ($filter: FindingFilter, $on: Date, $first: Int!, $after: String) { findings(filter: $filter, on: $on, first: $first, after: $after) {
      totalCount edges { node { id rule severity unit { id } } } pageInfo { hasNextPage endCursor } } }`;
    interface Row {
      readonly id: string;
      readonly rule: string;
      readonly severity: string;
    }

    it.each(DAYS)('agree with the lists for every rule and severity on %s', async (on) => {
      const client = service.as(slug);
      const { __type: rules, severities } = await client.ask(
        '{ __type(name: "RuleName") { enumValues { name } } severities: __type(name: "Severity") { enumValues { name } } }',
      );
      const { findingCounts } = await client.ask(
        'query ($on: Date) { findingCounts(by: [RULE, SEVERITY], on: $on) { rule severity count } }',
        { on },
      );
      const counts = new Map(findingCounts.map(({ rule, severity, count }: Row & { count: number }) => [`${rule} ${severity}`, count]));
      const seen: string[] = [];
      for (const { name: rule } of rules.enumValues)
        for (const { name: severity } of severities.enumValues) {
          const pages = await throughPages<Row>(client, LIST, ({ findings }: { findings: Connection<Row> }) => findings, {
            filter: { rule, severity },
            on,
            first: 200,
          });
          const listed = pages.flat();
          expect(listed.every((row) => row.rule === rule && row.severity === severity)).toBe(true);
          expect(new Set(listed.map(({ id }) => id)).size).toBe(counts.get(`${rule} ${severity}`) ?? 0);
          seen.push(...listed.map(({ id }) => id));
        }
      const { findings, adminUnits, byUnit } = await client.ask(
        `query ($on: Date) { findings(on: $on) { totalCount } adminUnits(filter: { level: "province" }, on: $on) { edges { node { findingCount findings { totalCount } } } }
          byUnit: findingCounts(by: [UNIT], level: "district", on: $on) { count unit { code findingCount teamCount } } }`,
        { on },
      );
      expect(seen).toHaveLength(findings.totalCount);
      expect(adminUnits.edges).toEqual([{ node: { findingCount: seen.length, findings: { totalCount: seen.length } } }]);
      expect(byUnit.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(seen.length);
      for (const { count, unit } of byUnit) expect(unit.findingCount).toBe(count);
    });
  });
});
