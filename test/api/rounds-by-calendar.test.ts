import type { DataSource } from 'typeorm';
import { followCalendar } from '../../src/calendar';
import { nationalCodes } from '../../src/modules/admin-unit';
import { createRegistry } from '../../src/tenancy/registry';
import { provinces } from '../../plugins';
import saoMai from '../provinces/sao-mai';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { addHamlet, foundTeam, newDocument, unique, unitId } from '../support/found';
import { rowCounts } from '../support/refused';
import { openRound, roundsOf } from '../support/reports';

const ALL = [...provinces, saoMai].sort((a, b) => (a.slug < b.slug ? -1 : 1));
/** The service's clock; moved by setting it. */
const now = new Date('2024-06-12T03:00:00Z');
let service: TestApp;
beforeAll(async () => {
  service = await startApp({ provinces: ALL, now });
});
afterAll(() => service.close());

const chief = () => service.as('sao-mai', { role: 'province-admin' });
interface Told {
  readonly duty: string;
  readonly from: string;
  readonly closesOn: string;
  readonly dueDay: string;
}
/** What there is of a duty, the earliest first. */
const periodsOf = async (duty: string): Promise<string[]> =>
  ((await roundsOf(chief())) as Told[])
    .filter((round) => round.duty === duty)
    .map(({ from, closesOn, dueDay }) => `${from} ${closesOn} ${dueDay}`)
    .reverse();
const turn = async (instant: string) => {
  now.setTime(Date.parse(instant));
  await service.turnDay();
};

describe('rounds of a duty whose cadence is stated open by themselves', () => {
  it('at first for the current period and the one before it, in the province, with reporters and form of the law', async () => {
    const rounds = await roundsOf(chief());
    expect(rounds).toMatchObject([
      { duty: 'team-monthly', from: '2024-06-01', closesOn: '2024-07-01', dueDay: '2024-07-05', frozen: false, unit: { code: '06' } },
      { duty: 'team-monthly', from: '2024-05-01', closesOn: '2024-06-01', dueDay: '2024-06-05', frozen: true, reporters: 'TEAM' },
    ]);
    expect(rounds[0].form).toMatchObject({
      code: 'monthly',
      indicators: [{ code: 'lamps-lit' }, { code: 'stars-counted' }],
      versions: [{ clause: '10', document: { key: 'plan1' } }],
    });
  });

  it('says who opened it and by which clause', async () => {
    const { events } = await chief().ask('{ events(first: 20) { edges { node { action actor after } } } }');
    const opened = events.edges.filter(({ node }: { node: { action: string } }) => node.action === 'report-round.opened');
    expect(opened).toHaveLength(2);
    expect(opened[0].node).toMatchObject({
      actor: 'system',
      after: { duty: 'team-monthly', basis: [{ document: 'plan1', clause: '10' }] },
    });
  });

  it('goes by the law of the last day of each period: nothing of a new duty for periods that ended before it', async () => {
    await turn('2024-06-30T23:59:59+07:00');
    expect(await periodsOf('district-weekly')).toEqual([]);
    await turn('2024-07-01T00:00:00+07:00');
    expect(await periodsOf('team-monthly')).toEqual([
      '2024-05-01 2024-06-01 2024-06-05',
      '2024-06-01 2024-07-01 2024-07-05',
      '2024-07-01 2024-08-01 2024-08-03',
    ]);
    expect(await periodsOf('commune-monthly')).toEqual(['2024-07-01 2024-08-01 2024-08-08']);
    expect(await periodsOf('commune-quarterly')).toEqual(['2024-07-01 2024-10-01 2024-10-10']);
    expect(await periodsOf('district-weekly')).toEqual(['2024-07-01 2024-07-08 2024-07-08']);
    const consolidated = (await roundsOf(chief(), { from: '2024-07-01' })).map((round: { duty: string; consolidated: boolean }) => [
      round.duty,
      round.consolidated,
    ]);
    expect(Object.fromEntries(consolidated)).toEqual({
      'team-monthly': false,
      'commune-monthly': true,
      'commune-quarterly': false,
      'district-weekly': false,
    });
  });

  it('needs somebody where the law does not say how often, or by when', async () => {
    expect(await periodsOf('commune-now-and-then')).toEqual([]);
    expect(await periodsOf('commune-undated')).toEqual([]);
  });

  it('goes on where it stopped, however long the service stood still', async () => {
    await turn('2024-07-31T09:00:00+07:00');
    expect(await periodsOf('district-weekly')).toEqual([
      '2024-07-01 2024-07-08 2024-07-08',
      '2024-07-08 2024-07-15 2024-07-15',
      '2024-07-15 2024-07-22 2024-07-22',
      '2024-07-22 2024-07-29 2024-07-29',
      '2024-07-29 2024-08-05 2024-08-05',
    ]);
  });

  it('leaves what was opened by hand, and what it has opened', async () => {
    const duty = { duty: 'team-monthly', from: '2024-08-01', until: '2024-09-01', dueDay: '2024-09-30' };
    await openRound(chief(), '06', duty);
    await turn('2024-08-01T00:00:00+07:00');
    expect((await periodsOf('team-monthly')).at(-1)).toBe('2024-08-01 2024-09-01 2024-09-30');
    const before = await rowCounts(service);
    await service.turnDay();
    await Promise.all([service.turnDay(), service.turnDay()]);
    expect(await rowCounts(service)).toEqual(before);
  });

  it('is done once by processes that turn the day at once', async () => {
    now.setTime(Date.parse('2024-09-01T00:00:00+07:00'));
    await Promise.all([service.turnDay(), service.turnDay(), service.turnDay()]);
    expect((await periodsOf('team-monthly')).filter((each) => each.startsWith('2024-09'))).toHaveLength(1);
  });
});

describe('the calendar of the running service', () => {
  it('does what a day brings soon after it begins, in every province it can, and ends when it is told', async () => {
    const registry = createRegistry(ALL, nationalCodes);
    const broken = { transaction: () => Promise.reject(new Error('the database is away')) } as unknown as DataSource;
    const databases = new Map(service.databases).set('binh-duong', broken);
    const failed: string[] = [];
    now.setTime(Date.parse('2024-09-30T23:59:59+07:00'));
    const report = (_error: unknown, province: string) => failed.push(province);
    const calendar = followCalendar({ provinces: registry, databases, clock: () => now, report, everyMs: 10 });
    await calendar.turn();
    expect(await periodsOf('team-monthly')).toHaveLength(5);
    now.setTime(Date.parse('2024-10-01T00:00:00+07:00'));
    const until = Date.now() + 10_000;
    while ((await periodsOf('team-monthly')).length < 6 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
    await calendar.stop();
    expect(await periodsOf('team-monthly')).toHaveLength(6);
    expect(new Set(failed)).toEqual(new Set(['binh-duong']));
    now.setTime(Date.parse('2024-11-01T00:00:00+07:00'));
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(await periodsOf('team-monthly')).toHaveLength(6);
  });
});

describe('the expected set', () => {
  it('is that of the close, though nobody touched the round before a merger was recorded the day after', async () => {
    now.setTime(Date.parse('2024-12-31T10:00:00+07:00'));
    await service.turnDay();
    const commune = '01840';
    const hamlets = [await addHamlet(chief(), commune), await addHamlet(chief(), commune)];
    const teams = [];
    for (const { id } of hamlets)
      teams.push(await foundTeam(chief(), { kind: 'hamlet-team', host: { unitIds: [id] }, decision: newDocument('2024-03-01') }));
    const within = await unitId(chief(), commune);
    const ASK = `query ($within: ID!) { reportRounds(filter: { form: "monthly", reporters: TEAM, from: "2024-12-01", until: "2025-01-01" }) { edges { node {
      frozen completeness(within: $within) { expected } slots(filter: { within: $within }) { edges { node { team { id } } } } } } } }`;
    const read = async () => (await chief().ask(ASK, { within })).reportRounds.edges[0].node;
    expect(await read()).toMatchObject({ frozen: false, completeness: { expected: 2 } });

    now.setTime(Date.parse('2025-01-01T00:00:00+07:00'));
    // Recorded now, as of a day of the period: it comes too late for its expected set.
    const { mergeAdminUnits: joined } = await chief().ask(
      'mutation ($input: MergeAdminUnitsInput!) { mergeAdminUnits(input: $input) { id } }',
      {
        input: {
          unitIds: hamlets.map(({ id }) => id),
          name: 'Gộp',
          localCode: unique('G-'),
          from: '2024-12-20',
          decision: newDocument('2024-12-18'),
        },
      },
    );
    const [stays, ends] = teams as [(typeof teams)[number], (typeof teams)[number]];
    await chief().ask('mutation ($input: MergeTeamsInput!) { mergeTeams(input: $input) { id } }', {
      input: { intoTeamId: stays.id, teamIds: [ends.id], unitIds: [joined.id], from: '2024-12-20', decision: newDocument('2024-12-18') },
    });
    const after = await read();
    expect(after).toMatchObject({ frozen: true, completeness: { expected: 2 } });
    expect(after.slots.edges.map(({ node }: { node: { team: { id: string } } }) => node.team.id).sort()).toEqual(
      teams.map(({ id }) => id).sort(),
    );
    const { events } = await chief().ask('{ events(first: 100) { edges { node { action after } } } }');
    const told = events.edges.map(({ node }: { node: { action: string } }) => node.action);
    // The close stands before the change that came after it.
    expect(told.indexOf('report-round.closed')).toBeGreaterThan(told.indexOf('admin-unit.merged'));
  });
});
