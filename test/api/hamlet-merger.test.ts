import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { addHamlet, foundTeam, newDocument, unique } from '../support/found';
import { ALLOCATE, givenQuota } from '../support/quota';
import { refusalOf } from '../support/refused';
import { communesOf, openRound, peopleOf, reported, SAVE, save, totalOf, toValues } from '../support/reports';
import type { Commune, People } from '../support/reports';

const INSTALLS = 'c-thai-nguyen-installs';
const DISTRICT = '168';
const MERGED = '2024-02-15';
const MONTHS = [
  ['2024-01-01', '2024-02-01'],
  ['2024-02-01', '2024-03-01'],
  ['2024-03-01', '2024-04-01'],
] as const;

/** The service's clock; moved by setting it. */
const now = new Date('2024-01-05T03:00:00Z');
let service: TestApp;
beforeAll(async () => {
  service = await startApp({ now });
});
afterAll(() => service.close());

const people = (): People => peopleOf(service, 'thai-nguyen');
const admin = (): Client => people().writer;
const at = (instant: string) => now.setTime(Date.parse(instant));

describe('two hamlets and their teams merge in the middle of a quarter', () => {
  let commune: Commune;
  let [stays, ends] = [{ teamId: '' }, { teamId: '' }];
  let quarter: string;
  let rounds: string[];
  let quota: { id: string; unitId: string };

  const totals = (round: string) => totalOf(admin(), round, commune.id, INSTALLS);
  const expectedIn = async (round: string): Promise<string[]> => {
    const ASK = `query ($id: ID!, $within: ID) { reportRound(id: $id) { slots(filter: { within: $within, status: [ON_TIME, LATE, MISSING, EXCUSED, OPEN] }, first: 200) { edges { node { team { id } } } } } }`;
    const { reportRound } = await admin().ask(ASK, { id: round, within: commune.id });
    return reportRound.slots.edges.map(({ node }: { node: { team: { id: string } } }) => node.team.id);
  };
  const heldBy = async ({ teamId }: { teamId: string }, on: string): Promise<number[]> => {
    const ASK =
      'query ($id: ID!, $on: Date!) { team(id: $id, on: $on) { quotas { edges { node { received quota { indicator { code } from } } } } } }';
    const { team } = await admin().ask(ASK, { id: teamId, on });
    return team.quotas.edges
      .filter(({ node }: { node: { quota: { from: string } } }) => node.quota.from === '2024-01-01')
      .map(({ node }: { node: { received: number } }) => node.received);
  };
  const heldByCommune = async (on: string) => {
    const ASK =
      'query ($id: ID!, $on: Date!) { adminUnit(by: { id: $id }, on: $on) { quotas { edges { node { received allocated quota { from } } } } } }';
    const { adminUnit } = await admin().ask(ASK, { id: commune.id, on });
    return adminUnit.quotas.edges
      .map(({ node }: { node: object }) => node)
      .filter((node: { quota: { from: string } }) => node.quota.from === '2024-01-01')
      .map(({ received, allocated }: { received: number; allocated: number }) => ({ received, allocated }));
  };

  beforeAll(async () => {
    [commune] = (await communesOf(admin(), DISTRICT, '2024-01-05')).slice(3) as [Commune];
    const hamlets = [await addHamlet(admin(), commune.code), await addHamlet(admin(), commune.code)];
    const found = [];
    for (const { id } of hamlets)
      found.push(await foundTeam(admin(), { kind: 'hamlet-team', host: { unitIds: [id] }, decision: newDocument('2023-06-01') }));
    [stays, ends] = found.map(({ id }) => ({ teamId: id })) as [{ teamId: string }, { teamId: string }];
    quarter = (
      await openRound(admin(), DISTRICT, {
        form: { new: { code: unique('quarter-'), name: 'Báo cáo quý', indicators: [INSTALLS] } },
        reason: 'Thử',
        reporters: { teams: true },
        from: '2024-01-01',
        until: '2024-04-01',
        dueDay: '2024-04-10',
      })
    ).id;
    rounds = [];
    for (const [from, until] of MONTHS) {
      const { id } = await openRound(admin(), DISTRICT, { duty: 'team-results', from, until, dueDay: until });
      rounds.push(id);
    }
    quota = await givenQuota(admin(), DISTRICT, 100, { indicator: INSTALLS, from: '2024-01-01', until: '2024-04-01' });
    const giving = (fromUnitId: string, shares: unknown[]) => ({ input: { quotaId: quota.id, fromUnitId, shares, day: '2024-01-05' } });
    await admin().ask(ALLOCATE, giving(quota.unitId, [{ holder: { unitId: commune.id }, amount: 100 }]));
    await admin().ask(
      ALLOCATE,
      giving(
        commune.id,
        [stays, ends].map((holder, n) => ({ holder, amount: 30 + n })),
      ),
    );

    at('2024-02-01T09:00:00+07:00');
    for (const [n, holder] of [stays, ends].entries()) await reported(people(), rounds[0] as string, holder, { [INSTALLS]: 10 * (n + 1) });
    await save(admin(), quarter, ends, { [INSTALLS]: 20 });
    await save(admin(), rounds[1] as string, ends, { [INSTALLS]: 3 });

    at('2024-02-20T09:00:00+07:00');
    const { mergeAdminUnits: joined } = await admin().ask(
      'mutation ($input: MergeAdminUnitsInput!) { mergeAdminUnits(input: $input) { id } }',
      {
        input: {
          unitIds: hamlets.map(({ id }) => id),
          name: 'Gộp',
          localCode: unique('G-'),
          from: MERGED,
          decision: newDocument('2024-02-10'),
        },
      },
    );
    await admin().ask('mutation ($input: MergeTeamsInput!) { mergeTeams(input: $input) { id } }', {
      input: { intoTeamId: stays.teamId, teamIds: [ends.teamId], unitIds: [joined.id], from: MERGED, decision: newDocument('2024-02-10') },
    });
  });

  it('what was expected and reported before stays with the old teams, and the commune’s total of that month does not move', async () => {
    const [january] = rounds as [string];
    expect(await expectedIn(january)).toHaveLength(commune.teams.length + 2);
    expect(await expectedIn(january)).toEqual(expect.arrayContaining([stays.teamId, ends.teamId]));
    expect(await totals(january)).toMatchObject({ value: 30, reported: 2, expected: commune.teams.length + 2 });
  });

  it('from the month of the merger on the one that remains reports; what the other had begun is kept and not counted', async () => {
    at('2024-03-01T09:00:00+07:00');
    const [, february] = rounds as [string, string];
    expect(await expectedIn(february)).toHaveLength(commune.teams.length + 1);
    expect(await expectedIn(february)).not.toContain(ends.teamId);
    await reported(people(), february, stays, { [INSTALLS]: 25 });
    expect(await totals(february)).toMatchObject({ value: 25, reported: 1, expected: commune.teams.length + 1 });
    const writing = { roundId: february, holder: ends, expectedVersion: 1, values: toValues({ [INSTALLS]: 4 }) };
    expect(await refusalOf(service, admin(), SAVE, { input: writing })).toEqual({ refused: 'REPORT_NOT_EXPECTED', day: '2024-02-29' });
    const { team } = await admin().ask(
      'query ($id: ID!) { team(id: $id) { reports { edges { node { state round { from } fields { value } } } } } }',
      {
        id: ends.teamId,
      },
    );
    expect(team.reports.edges.map(({ node }: { node: object }) => node)).toEqual([
      { state: 'DRAFT', round: { from: '2024-02-01' }, fields: [{ value: 3 }] },
      expect.objectContaining({ round: { from: '2024-01-01' } }),
      expect.objectContaining({ round: { from: '2024-01-01' } }),
    ]);
  });

  it('of the quarter the one that remains reports for both', async () => {
    at('2024-04-01T09:00:00+07:00');
    expect(await expectedIn(quarter)).toHaveLength(commune.teams.length + 1);
    await reported(people(), quarter, stays, { [INSTALLS]: 60 });
    expect(await totals(quarter)).toMatchObject({ value: 60, reported: 1 });
  });

  it('the quota is held by each until the day before, and by the one that remains from then on; the commune holds what it held', async () => {
    expect([await heldBy(stays, '2024-02-14'), await heldBy(ends, '2024-02-14')]).toEqual([[30], [31]]);
    expect([await heldBy(stays, MERGED), await heldBy(ends, MERGED)]).toEqual([[61], [0]]);
    for (const day of ['2024-02-14', MERGED, '2024-03-31']) expect(await heldByCommune(day)).toEqual([{ received: 100, allocated: 61 }]);
  });

  it('each month keeps its own total', async () => {
    const reportTotals = async (from: string, until: string) => {
      const ASK =
        'query ($code: String!, $from: Date!, $until: Date!) { adminUnit(by: { code: $code }) { reportTotals(form: "results", from: $from, until: $until) { code value } } }';
      const { adminUnit } = await admin().ask(ASK, { code: commune.code, from, until });
      return adminUnit.reportTotals.find(({ code }: { code: string }) => code === INSTALLS).value;
    };
    expect(await Promise.all(MONTHS.map(([from, until]) => reportTotals(from, until)))).toEqual([30, 25, null]);
  });
});
