import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import sql from 'sql-template-tag';
import { provinces } from '../../plugins';
import { systemSession } from '../../src/bring-up';
import { rows } from '../../src/database/session';
import type { Session } from '../../src/database/session';
import { Refusal } from '../../src/errors';
import { addUnit, mergeUnits, renameUnit } from '../../src/modules/admin-unit/admin-unit.service';
import { write } from '../../src/modules/event';
import type { Writing } from '../../src/modules/event';
import { coveredLevels, judgeTeams, judgeUnits } from '../../src/modules/finding';
import { recordTeamDocument, renameTeams, suspendTeam } from '../../src/modules/team/change-team.service';
import { dissolveTeam, mergeTeams } from '../../src/modules/team/end-team.service';
import { foundTeam } from '../../src/modules/team';
import { addMembers, changeMember, removeMember } from '../../src/modules/team/member.service';
import { addDays } from '../../src/tenancy/day';
import type { Day, Seat } from '../../src/tenancy/province';
import { NOW } from '../support/constants';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';

let service: TestApp;
beforeAll(async () => {
  service = await startApp();
});
afterAll(() => service.close());

const sessionOf = (slug: string): Session =>
  systemSession(provinces.find((each) => each.slug === slug) as Session['province'], service.databases.get(slug) as DataSource, NOW);

interface Judged {
  readonly teams: readonly string[];
  readonly units: readonly string[];
}

/** All that can be judged in a province. */
async function everything({ db, province }: Session): Promise<Judged> {
  const ids = async (statement: ReturnType<typeof sql>) => (await rows<{ id: string }>(db, statement)).map(({ id }) => id);
  return {
    teams: await ids(sql`SELECT id FROM team ORDER BY id`),
    units: await ids(sql`SELECT DISTINCT unit_id AS id FROM admin_unit_state WHERE level = ANY(${coveredLevels(province)}) ORDER BY 1`),
  };
}

/** Forgets the findings of these, judges them anew, and tells what had been stored that is not found now, and the other way round. */
async function outOfStep({ db, province }: Session, { teams, units }: Judged): Promise<{ stale: string[]; missing: string[] }> {
  const stored = async () => {
    const found = await rows<{ row: string }>(db, sql`SELECT f::text AS row FROM finding f WHERE judged_id = ANY(${[...teams, ...units]})`);
    return new Set(found.map(({ row }) => row));
  };
  const before = await stored();
  await db.transaction(async (manager) => {
    await manager.query('DELETE FROM finding WHERE judged_id = ANY($1)', [[...teams, ...units]]);
    await judgeTeams(manager, province, teams);
    await judgeUnits(manager, province, units);
  });
  const after = await stored();
  expect(after.size).toBeGreaterThan(0);
  return { stale: [...before].filter((row) => !after.has(row)), missing: [...after].filter((row) => !before.has(row)) };
}

it.each(provinces.map(({ slug }) => slug))('the stored findings of %s are what judging everything anew gives', async (slug) => {
  const session = sessionOf(slug);
  expect(await outOfStep(session, await everything(session))).toEqual({ stale: [], missing: [] });
});

/** A few hamlets of one commune, and the teams and memberships that come to be in them. */
interface World {
  readonly session: Session;
  readonly commune: string;
  readonly hamlets: string[];
  readonly teams: string[];
  readonly members: string[];
}

type Operation = (world: World, from: Day) => (writing: Writing) => Promise<unknown>;

const RUNS = Number(process.env.FC_RUNS ?? 5);

let count = 0;
const document = (issuedDay: Day) => ({
  new: { number: `${++count}/QĐ-UBND`, issuedDay, authority: 'commune-committee', issuer: 'UBND xã Thử Nghiệm' },
});
const pick = (items: readonly string[], n: number) => items[n % items.length] ?? '00000000-0000-7000-8000-000000000000';
const n = fc.nat({ max: 50 });
const seat = fc.constantFrom<Seat>('leader', 'deputy', 'member', 'member', 'member');
const version = (writing: Writing, table: 'team' | 'team_member', id: string) =>
  writing.manager.query(`SELECT version FROM ${table} WHERE id = $1`, [id]).then(([row]: { version: number }[]) => row?.version ?? 1);

/** Anything that may be done; what structure refuses is not done. */
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ a: n, b: n, two: fc.boolean() }).map(({ a, b, two }): Operation => (world, from) => async (writing) => {
    const unitIds = [...new Set([pick(world.hamlets, a), ...(two ? [pick(world.hamlets, b)] : [])])];
    world.teams.push(await foundTeam(writing, { kind: 'hamlet-team', decision: document(from), host: { unitIds } }));
  }),
  fc
    .record({ team: n, seats: fc.array(seat, { minLength: 1, maxLength: 6 }) })
    .map(({ team, seats }): Operation => (world, joined) => async (writing) => {
      const people = seats.map((each) => ({ seat: each, joined, person: { new: { name: `Nguyễn Thử ${++count}` } } }));
      world.members.push(...(await addMembers(writing, pick(world.teams, team), people, 'joined')));
    }),
  fc.record({ member: n, seat }).map(({ member, seat: to }): Operation => (world, from) => async (writing) => {
    const memberId = pick(world.members, member);
    const expectedVersion = await version(writing, 'team_member', memberId);
    world.members.push(await changeMember(writing, { memberId, expectedVersion, from, seat: to }));
  }),
  n.map((member): Operation => (world, left) => async (writing) => {
    const memberId = pick(world.members, member);
    await removeMember(writing, memberId, await version(writing, 'team_member', memberId), left, null);
  }),
  fc.record({ a: n, b: n, hamlet: n, told: fc.boolean() }).map(({ a, b, hamlet, told }): Operation => (world, from) => async (writing) => {
    const unitIds = told ? [pick(world.hamlets, hamlet)] : undefined;
    await mergeTeams(writing, {
      intoTeamId: pick(world.teams, a),
      teamIds: [pick(world.teams, b)],
      from,
      decision: document(from),
      unitIds,
    });
  }),
  fc
    .record({ team: n, what: fc.constantFrom(dissolveTeam, suspendTeam) })
    .map(({ team, what }): Operation => (world, from) => async (writing) => {
      const teamId = pick(world.teams, team);
      await what(writing, { teamId, expectedVersion: await version(writing, 'team', teamId), from, decision: document(from) });
    }),
  n.map((team): Operation => (world, from) => async (writing) => {
    await renameTeams(writing, { teamIds: [pick(world.teams, team)], from, decision: document(from) });
    await recordTeamDocument(writing, [pick(world.teams, team)], 'working-regulation', document(from));
  }),
  fc.constant<Operation>((world, from) => async (writing) => {
    world.hamlets.push(await addHamlet(world, writing, from));
  }),
  fc.record({ a: n, b: n, rename: fc.boolean() }).map(({ a, b, rename }): Operation => (world, from) => async (writing) => {
    const decision = document(from);
    const [one, other] = [pick(world.hamlets, a), pick(world.hamlets, b)];
    if (rename) await renameUnit(writing, { unitId: one, name: `${++count}`, from, decision });
    else if (one !== other)
      world.hamlets.push(await mergeUnits(writing, { unitIds: [one, other], name: `${++count}`, localCode: `R-${count}`, from, decision }));
  }),
);

function addHamlet({ commune }: World, writing: Writing, from: Day): Promise<string> {
  return addUnit(writing, { parentId: commune, localCode: `R-${++count}`, designation: 'Thôn', name: `${count}`, from });
}

/** One thing after the other, some on the day of the one before. */
const story = fc.array(fc.tuple(operation, fc.constantFrom(0, 0, 1, 25, 60)), { minLength: 15, maxLength: 30 });

it.each([
  ['ha-noi', '10132'],
  ['thai-nguyen', '05443'],
])(
  'and stay so in %s whatever is done to teams, their members and their hamlets',
  async (slug, code) => {
    const session = sessionOf(slug);
    const [commune] = await rows<{ id: string }>(session.db, sql`SELECT unit_id AS id FROM admin_unit_state WHERE code = ${code}`);
    let done = 0;
    const tell = async (steps: readonly (readonly [Operation, number])[]) => {
      const world: World = { session, commune: commune?.id as string, hamlets: [], teams: [], members: [] };
      const run = (work: (writing: Writing) => Promise<unknown>) =>
        write(session, { name: 'test', input: null }, async (writing) => void (await work(writing)));
      await run(async (writing) => {
        for (let i = 0; i < 4; i++) world.hamlets.push(await addHamlet(world, writing, '2020-01-01'));
        for (const unitId of world.hamlets.slice(1))
          world.teams.push(
            await foundTeam(writing, { kind: 'hamlet-team', decision: document('2022-03-10'), host: { unitIds: [unitId] } }),
          );
      });
      let today = '2022-03-10';
      for (const [step, days] of steps) {
        today = addDays(today, days);
        const known = [world.hamlets.length, world.teams.length, world.members.length] as const;
        try {
          await run(step(world, today));
          done++;
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          [world.hamlets.length, world.teams.length, world.members.length] = known;
        }
      }
      expect(await outOfStep(session, { teams: world.teams, units: world.hamlets })).toEqual({ stale: [], missing: [] });
    };
    await fc.assert(fc.asyncProperty(story, tell), { numRuns: RUNS, endOnFailure: true });
    expect(done).toBeGreaterThan(RUNS * 6);
    // Nothing else moved either.
    expect(await outOfStep(session, await everything(session))).toEqual({ stale: [], missing: [] });
  },
  60_000,
);
