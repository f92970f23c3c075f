import fc from 'fast-check';
import sql from 'sql-template-tag';
import type { DataSource } from 'typeorm';
import { rows } from '../../src/database/session';
import { Refusal } from '../../src/errors';
import { addUnit } from '../../src/modules/admin-unit/admin-unit.service';
import { foldRollups } from '../../src/modules/report/fold-rollups.service';
import { openRound } from '../../src/modules/report/open-round.service';
import { freezeClosed } from '../../src/modules/report/report-holder.service';
import { completenessOf } from '../../src/modules/report/slots.reads';
import { loadRoundTotals } from '../../src/modules/report/totals.reads';
import { differencesOf, roundsToVerify } from '../../src/modules/report/verify-rollups.service';
import { foundTeam } from '../../src/modules/team';
import { addDays } from '../../src/tenancy/day';
import type { Day } from '../../src/tenancy/province';
import type { StoredTotal } from '../../src/tenancy/report-facts';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { document, PROVINCE, run, sessionOn, story, unique } from './rollup-operations';
import type { World } from './rollup-operations';

const RUNS = Number(process.env.FC_RUNS ?? 50);
const CHECKED_EVERY = 8;

let service: TestApp;
let db: DataSource;
beforeAll(async () => {
  service = await startApp();
  db = service.databases.get(PROVINCE) as DataSource;
});
afterAll(() => service.close());

/** A small district's quarter: two communes with hamlets and teams, a team that stands in the commune itself, rounds of every kind. */
async function newWorld(db: DataSource, code: string): Promise<World> {
  const [district] = await rows<{ id: string }>(
    db,
    sql`SELECT unit_id AS id FROM admin_unit_state WHERE code = ${code} AND level = 'district'`,
  );
  const communes = await rows<{ id: string }>(
    db,
    sql`SELECT unit_id AS id FROM admin_unit_state WHERE parent_id = ${district?.id} AND until_day > '2024-01-01' ORDER BY code LIMIT 2`,
  );
  const world: World = {
    db,
    communes: communes.map(({ id }) => id),
    district: district?.id as string,
    rounds: [],
    hamlets: [],
    teams: [],
  };
  const form = { new: { code: unique(), name: 'Thử', indicators: ['people-reached', 'households-reached', 'yearly-plan-made'] } };
  await run(world, '2024-01-01', async (writing) => {
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
  const session = sessionOn(db, day);
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
      const world = await newWorld(db, '719');
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
      await run(world, '2024-06-01', (writing) => freezeClosed(writing));
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
