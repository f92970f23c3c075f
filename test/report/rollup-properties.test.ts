import fc from 'fast-check';
import sql from 'sql-template-tag';
import type { DataSource } from 'typeorm';
import { provinces } from '../../plugins';
import { systemSession } from '../../src/bring-up';
import { rows } from '../../src/database/session';
import type { Session } from '../../src/database/session';
import { Refusal } from '../../src/errors';
import { addUnit, mergeUnits } from '../../src/modules/admin-unit/admin-unit.service';
import { write } from '../../src/modules/event';
import type { Writing } from '../../src/modules/event';
import { excuseReport, openRound } from '../../src/modules/report/open-round.service';
import { foldRollups } from '../../src/modules/report/fold-rollups.service';
import { saveDraft } from '../../src/modules/report/report-draft.service';
import { freezeClosed } from '../../src/modules/report/report-holder.service';
import { amendReport, approveReport, returnReport, submitReport } from '../../src/modules/report/report-step.service';
import { completenessOf } from '../../src/modules/report/slots.reads';
import { loadRoundTotals } from '../../src/modules/report/totals.reads';
import { differencesOf, roundsToVerify } from '../../src/modules/report/verify-rollups.service';
import { foundTeam } from '../../src/modules/team';
import { dissolveTeam, mergeTeams } from '../../src/modules/team/end-team.service';
import { addDays } from '../../src/tenancy/day';
import type { Day } from '../../src/tenancy/province';
import type { StoredTotal } from '../../src/tenancy/report-facts';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';

const RUNS = Number(process.env.FC_RUNS ?? 50);
const CHECKED_EVERY = 8;
const PROVINCE = 'binh-duong';
const CELLS = ['people-reached', 'people-reached/women', 'households-reached', 'yearly-plan-made'];

let service: TestApp;
let db: DataSource;
beforeAll(async () => {
  service = await startApp();
  db = service.databases.get(PROVINCE) as DataSource;
});
afterAll(() => service.close());

/** Somebody on a day. What is judged of teams is not looked at here. */
function sessionOn(day: Day, who = 'writer'): Session {
  const province = provinces.find(({ slug }) => slug === PROVINCE) as Session['province'];
  const session = systemSession(province, db, new Date(`${day}T10:00:00+07:00`));
  return { ...session, actor: { ...session.actor, id: who }, projections: [] };
}

interface World {
  readonly communes: readonly string[];
  readonly district: string;
  readonly rounds: string[];
  readonly hamlets: string[];
  readonly teams: string[];
}

/** Something that may be done on a day; what structure or a state refuses is not done. */
type Operation = (world: World, day: Day) => Promise<unknown>;

let count = 0;
const unique = () => `R${++count}`;
const document = (issuedDay: Day) => ({
  new: { number: `${unique()}/QĐ-UBND`, issuedDay, authority: 'commune-committee', issuer: 'UBND xã Thử Nghiệm' },
});
const pick = (items: readonly string[], at: number) => items[at % items.length] as string;
const run = (day: Day, work: (writing: Writing) => Promise<unknown>, who?: string) =>
  write(sessionOn(day, who), { name: 'test', input: null }, async (writing) => void (await work(writing)));

interface Standing {
  readonly id: string;
  readonly edit: number;
  readonly state: string;
  readonly hash: string | null;
}
/** A round, one who may report in it, and what there is of the report. */
async function place(world: World, round: number, holder: number) {
  const roundId = pick(world.rounds, round);
  const holders = [...world.teams.map((teamId) => ({ teamId })), ...world.communes.map((unitId) => ({ unitId }))];
  const who = holders[holder % holders.length] as { teamId: string } | { unitId: string };
  const [report] = await rows<Standing>(
    db,
    sql`SELECT p.id, p.edit, p.state, v.hash FROM report p LEFT JOIN report_version v ON v.report_id = p.id AND v.number = p.latest
        WHERE p.round_id = ${roundId} AND p.holder_id = ${'teamId' in who ? who.teamId : who.unitId}`,
  );
  return { roundId, holder: who as { teamId: string }, report };
}

type Value = number | null | 'unanswered';
const given = (values: readonly Value[]) =>
  CELLS.map((cell, index) => {
    const [code, segment = ''] = cell.split('/') as [string, string?];
    const value = values[index] as Value;
    const number = code === 'yearly-plan-made' && typeof value === 'number' ? value % 2 : value;
    return number === 'unanswered' ? { code, segment, value: null, unanswered: true } : { code, segment, value: number };
  });

const at = fc.nat({ max: 60 });
/** Often the same few, so that things happen to one report after another. */
const where = fc.record({ round: at, holder: fc.oneof(fc.nat({ max: 2 }), at) });
const value: fc.Arbitrary<Value> = fc.oneof(
  fc.nat({ max: 5000 }),
  fc.nat({ max: 5000 }),
  fc.constant(0),
  fc.constant(null),
  fc.constant('unanswered'),
);
const values = fc.array(value, { minLength: CELLS.length, maxLength: CELLS.length });

const saving =
  ({ round, holder }: { round: number; holder: number }, said: readonly Value[]): Operation =>
  async (world, day) => {
    const { roundId, holder: who, report } = await place(world, round, holder);
    await run(day, (writing) =>
      saveDraft(writing, { roundId, holder: who, expectedVersion: report?.edit ?? 0, values: given(said), narratives: [] }),
    );
  };
const stepping =
  (to: { round: number; holder: number }, step: (writing: Writing, report: Standing) => Promise<unknown>, who?: string): Operation =>
  async (world, day) => {
    const { report } = await place(world, to.round, to.holder);
    if (report) await run(day, (writing) => step(writing, report), who);
  };
const submitting = (to: { round: number; holder: number }) => stepping(to, (writing, { id, edit }) => submitReport(writing, id, edit));
const approving = (to: { round: number; holder: number }) =>
  stepping(to, (writing, { id, hash }) => approveReport(writing, id, hash ?? ''), 'approver');

const excusing =
  ({ round, holder }: { round: number; holder: number }): Operation =>
  async (world, day) => {
    const { roundId, holder: who } = await place(world, round, holder);
    await run(day, (writing) => excuseReport(writing, roundId, who, 'Mưa lũ'));
  };

const onReports: fc.Arbitrary<Operation> = fc.oneof(
  fc.tuple(where, values).map(([to, said]) => saving(to, said)),
  where.map(submitting),
  where.map(approving),
  where.map((to) => stepping(to, (writing, { id }) => returnReport(writing, id, 'Sai số liệu'))),
  where.map((to) => stepping(to, (writing, { id }) => amendReport(writing, id, 'Rà soát'))),
  where.map(excusing),
  fc.tuple(where, values).map(([to, said]): Operation => async (world, day) => {
    await saving(to, said)(world, day);
    await together([submitting(to), excusing(to)], world, day);
  }),
  // All the way, also after an approval.
  fc.tuple(where, values, fc.boolean()).map(([to, said, approved]): Operation => async (world, day) => {
    const { report } = await place(world, to.round, to.holder);
    if (report?.state === 'approved') await run(day, (writing) => amendReport(writing, report.id, 'Rà soát'));
    await saving(to, said)(world, day);
    await submitting(to)(world, day);
    if (approved) await approving(to)(world, day);
  }),
);

const onTheMap: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ a: at, b: at }).map(({ a, b }): Operation => async (world, day) => {
    const [one, other] = [pick(world.hamlets, a), pick(world.hamlets, b)];
    if (one === other) return;
    await run(day, async (writing) => {
      const unitIds = [one, other];
      const into = await mergeUnits(writing, { unitIds, name: unique(), localCode: unique(), from: day, decision: document(day) });
      world.hamlets.push(into);
    });
  }),
  fc.record({ a: at, b: at }).map(({ a, b }): Operation => async (world, day) => {
    const merged = { intoTeamId: pick(world.teams, a), teamIds: [pick(world.teams, b)], from: day, decision: document(day) };
    await run(day, (writing) => mergeTeams(writing, merged));
  }),
  at.map((a): Operation => async (world, day) => {
    const teamId = pick(world.teams, a);
    await run(day, (writing) => dissolveTeam(writing, { teamId, expectedVersion: 1, from: day, decision: document(day) }));
  }),
  at.map((a): Operation => async (world, day) => {
    await run(day, async (writing) => {
      const host = { unitIds: [pick(world.hamlets, a)] };
      world.teams.push(await foundTeam(writing, { kind: 'hamlet-team', decision: document(day), host }));
    });
  }),
);

const keeping: fc.Arbitrary<Operation> = fc.oneof(
  fc.constant<Operation>((_world, day) => run(day, (writing) => freezeClosed(writing))),
  // By one whose day has begun already, while others still write on the last day of a period.
  fc.constant<Operation>((_world, day) => run(addDays(day, 1), (writing) => freezeClosed(writing))),
  fc.constant<Operation>(() => foldRollups({ db }, 7)),
  fc.constant<Operation>(() => foldRollups({ db })),
);

const operation = fc.oneof(
  { weight: 14, arbitrary: onReports },
  { weight: 2, arbitrary: onTheMap },
  { weight: 2, arbitrary: keeping },
  // Two at once, of whatever kind.
  {
    weight: 4,
    arbitrary: fc.tuple(onReports, fc.oneof(onReports, keeping)).map(
      (both): Operation =>
        (world, day) =>
          together(both, world, day),
    ),
  },
);

async function together(operations: readonly Operation[], world: World, day: Day): Promise<void> {
  const ends = await Promise.allSettled(operations.map((each) => each(world, day)));
  const failed = ends.find((end) => end.status === 'rejected' && !(end.reason instanceof Refusal));
  if (failed?.status === 'rejected') throw failed.reason;
  if (ends.every(({ status }) => status === 'rejected')) throw new Refusal('NOT_FOUND', { type: 'Report', field: 'both' });
}

/** Days pass; most of what happens comes in the weeks in which reports are due. */
const story = fc.array(fc.tuple(operation, fc.constantFrom(0, 0, 1, 1, 2, 5)), { minLength: 45, maxLength: 75 });

/** A small district's quarter: two communes with hamlets and teams, a team that stands in the commune itself, rounds of every kind. */
async function newWorld(code: string): Promise<World> {
  const [district] = await rows<{ id: string }>(
    db,
    sql`SELECT unit_id AS id FROM admin_unit_state WHERE code = ${code} AND level = 'district'`,
  );
  const communes = await rows<{ id: string }>(
    db,
    sql`SELECT unit_id AS id FROM admin_unit_state WHERE parent_id = ${district?.id} AND until_day > '2024-01-01' ORDER BY code LIMIT 2`,
  );
  const world: World = { communes: communes.map(({ id }) => id), district: district?.id as string, rounds: [], hamlets: [], teams: [] };
  const form = { new: { code: unique(), name: 'Thử', indicators: ['people-reached', 'households-reached', 'yearly-plan-made'] } };
  await run('2024-01-01', async (writing) => {
    for (const parentId of world.communes)
      for (let i = 0; i < 3; i++)
        world.hamlets.push(
          await addUnit(writing, { parentId, localCode: unique(), designation: 'Xóm', name: unique(), from: '2020-01-01' }),
        );
    for (const host of [
      ...world.hamlets.map((id) => ({ unitIds: [id] })),
      { organisation: { name: unique(), unitId: world.communes[0] as string } },
    ])
      world.teams.push(
        await foundTeam(writing, { kind: 'unitIds' in host ? 'hamlet-team' : 'organisation-team', decision: document('2023-06-01'), host }),
      );
    const months = [
      ['2024-01-01', '2024-02-01'],
      ['2024-02-01', '2024-03-01'],
      ['2024-01-10', '2024-01-20'],
    ] as const;
    for (const [from, until] of months)
      world.rounds.push(
        await openRound(writing, {
          unitId: world.district,
          from,
          until,
          dueDay: addDays(until, 4),
          form,
          reporters: { teams: true },
          reason: 'Thử',
        }),
      );
    const january = { from: '2024-01-01', until: '2024-02-01', dueDay: '2024-02-06', reason: 'Thử' };
    const units = { ...january, unitId: world.district, reporters: { level: 'commune' } };
    world.rounds.push(await openRound(writing, { ...units, form, consolidated: true }));
    world.rounds.push(await openRound(writing, { ...units, form: { new: { ...form.new, code: unique() } }, consolidated: false }));
  });
  return world;
}

/** What is served is what is counted anew, and what is shown with names. */
async function checkEverything(world: World, day: Day): Promise<void> {
  expect(await differencesOf(db, world.rounds)).toEqual([]);
  const session = sessionOn(day);
  const sources = world.rounds.map((roundId) => ({ key: roundId, roundId, unitId: world.communes[0] as string }));
  const units = [world.district, ...world.communes, ...world.hamlets];
  const all = (named: boolean) =>
    Promise.all(units.flatMap((unitId) => world.rounds.map((roundId) => loadRoundTotals(session, roundId, unitId, named).then(plain))));
  expect(await all(false)).toEqual(await all(true));
  // Counted slot by slot as of yesterday's eyes, which look at today.
  const slotBySlot = await completenessOf({ ...session, today: addDays(day, 1) }, sources, day);
  const kept = await completenessOf(session, sources, day);
  for (const roundId of world.rounds) expect(kept.get(roundId)?.[0]).toMatchObject(withoutKey(slotBySlot.get(roundId)?.[0]));
}

/** In an order, without what only one of the two ways gives. */
function plain(totals: readonly StoredTotal[]) {
  return totals
    .map(({ code, segment, value: sum, expected, reported, unknown }) => ({ code, segment, sum, expected, reported, unknown }))
    .sort((a, b) => (`${a.code}/${a.segment}` < `${b.code}/${b.segment}` ? -1 : 1));
}

const withoutKey = (row: object = {}) => Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'key'));

it('what rolls up is what a recount from the raw values gives, whatever was done, folded and merged in between', async () => {
  let done = 0;
  await fc.assert(
    fc.asyncProperty(story, async (steps) => {
      const world = await newWorld('719');
      let day = '2024-01-12';
      for (const [n, [step, days]] of steps.entries()) {
        day = addDays(day, days);
        const known = [world.hamlets.length, world.teams.length] as const;
        try {
          await step(world, day);
          done++;
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          [world.hamlets.length, world.teams.length] = known;
        }
        if (n % CHECKED_EVERY === CHECKED_EVERY - 1) expect(await differencesOf(db, world.rounds)).toEqual([]);
      }
      await checkEverything(world, day);
      await run('2024-06-01', (writing) => freezeClosed(writing));
      await checkEverything(world, '2024-06-01');
      await foldRollups({ db });
      await checkEverything(world, '2024-06-01');
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  expect(done).toBeGreaterThan(RUNS * 25);
  process.stderr.write(`${done} operations done in ${RUNS} stories\n`);
  const all = await roundsToVerify({ db });
  expect(all.length).toBeGreaterThan(RUNS * 4);
  expect(await differencesOf(db, all)).toEqual([]);
  const [left] = await rows<{ unfolded: number }>(db, sql`SELECT count(*) AS unfolded FROM report_rollup WHERE NOT folded`);
  expect(left?.unfolded).toBe(0);
}, 300_000);
