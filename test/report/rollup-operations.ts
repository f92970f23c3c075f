import fc from 'fast-check';
import sql from 'sql-template-tag';
import type { DataSource } from 'typeorm';
import { provinces } from '../../plugins';
import { systemSession } from '../../src/bring-up';
import { rows } from '../../src/database/session';
import type { Session } from '../../src/database/session';
import { Refusal } from '../../src/errors';
import { mergeUnits } from '../../src/modules/admin-unit/admin-unit.service';
import { write } from '../../src/modules/event';
import type { Writing } from '../../src/modules/event';
import { excuseReport } from '../../src/modules/report/open-round.service';
import { foldRollups } from '../../src/modules/report/fold-rollups.service';
import { saveDraft } from '../../src/modules/report/report-draft.service';
import { freezeClosed } from '../../src/modules/report/report-holder.service';
import { approveReport } from '../../src/modules/report/approve-report.service';
import { amendReport, returnReport, submitReport } from '../../src/modules/report/report-step.service';
import { foundTeam } from '../../src/modules/team';
import { dissolveTeam, mergeTeams } from '../../src/modules/team/end-team.service';
import { addDays } from '../../src/tenancy/day';
import type { Day } from '../../src/tenancy/province';

export const PROVINCE = 'binh-duong';
const CELLS = ['people-reached', 'people-reached/women', 'households-reached', 'yearly-plan-made'];

/** Somebody on a day. What is judged of teams is not looked at here. */
export function sessionOn(db: DataSource, day: Day, who = 'writer'): Session {
  const province = provinces.find(({ slug }) => slug === PROVINCE) as Session['province'];
  const session = systemSession(province, db, new Date(`${day}T10:00:00+07:00`));
  return { ...session, actor: { ...session.actor, id: who }, projections: [] };
}

export interface World {
  readonly db: DataSource;
  readonly communes: readonly string[];
  readonly district: string;
  readonly rounds: string[];
  readonly hamlets: string[];
  readonly teams: string[];
}

/** Something that may be done on a day; what structure or a state refuses is not done. */
export type Operation = (world: World, day: Day) => Promise<unknown>;

let count = 0;
export const unique = () => `R${++count}`;
export const document = (issuedDay: Day) => ({
  new: { number: `${unique()}/QĐ-UBND`, issuedDay, authority: 'commune-committee', issuer: 'UBND xã Thử Nghiệm' },
});
const pick = (items: readonly string[], at: number) => items[at % items.length] as string;
export const run = ({ db }: Pick<World, 'db'>, day: Day, work: (writing: Writing) => Promise<unknown>, who?: string) =>
  write(sessionOn(db, day, who), { name: 'test', input: null }, async (writing) => void (await work(writing)));

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
    world.db,
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
    await run(world, day, (writing) =>
      saveDraft(writing, { roundId, holder: who, expectedVersion: report?.edit ?? 0, values: given(said), narratives: [] }),
    );
  };
const stepping =
  (to: { round: number; holder: number }, step: (writing: Writing, report: Standing) => Promise<unknown>, who?: string): Operation =>
  async (world, day) => {
    const { report } = await place(world, to.round, to.holder);
    if (report) await run(world, day, (writing) => step(writing, report), who);
  };
const submitting = (to: { round: number; holder: number }) => stepping(to, (writing, { id, edit }) => submitReport(writing, id, edit));
const approving = (to: { round: number; holder: number }) =>
  stepping(to, (writing, { id, hash }) => approveReport(writing, id, hash ?? ''), 'approver');

const excusing =
  ({ round, holder }: { round: number; holder: number }): Operation =>
  async (world, day) => {
    const { roundId, holder: who } = await place(world, round, holder);
    await run(world, day, (writing) => excuseReport(writing, roundId, who, 'Mưa lũ'));
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
    if (report?.state === 'approved') await run(world, day, (writing) => amendReport(writing, report.id, 'Rà soát'));
    await saving(to, said)(world, day);
    await submitting(to)(world, day);
    if (approved) await approving(to)(world, day);
  }),
);

const onTheMap: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ a: at, b: at }).map(({ a, b }): Operation => async (world, day) => {
    const [one, other] = [pick(world.hamlets, a), pick(world.hamlets, b)];
    if (one === other) return;
    await run(world, day, async (writing) => {
      const unitIds = [one, other];
      const into = await mergeUnits(writing, { unitIds, name: unique(), localCode: unique(), from: day, decision: document(day) });
      world.hamlets.push(into);
    });
  }),
  fc.record({ a: at, b: at }).map(({ a, b }): Operation => async (world, day) => {
    const merged = { intoTeamId: pick(world.teams, a), teamIds: [pick(world.teams, b)], from: day, decision: document(day) };
    await run(world, day, (writing) => mergeTeams(writing, merged));
  }),
  at.map((a): Operation => async (world, day) => {
    const teamId = pick(world.teams, a);
    await run(world, day, (writing) => dissolveTeam(writing, { teamId, expectedVersion: 1, from: day, decision: document(day) }));
  }),
  at.map((a): Operation => async (world, day) => {
    await run(world, day, async (writing) => {
      const host = { unitIds: [pick(world.hamlets, a)] };
      world.teams.push(await foundTeam(writing, { kind: 'hamlet-team', decision: document(day), host }));
    });
  }),
);

const keeping: fc.Arbitrary<Operation> = fc.oneof(
  fc.constant<Operation>((world, day) => run(world, day, (writing) => freezeClosed(writing))),
  // By one whose day has begun already, while others still write on the last day of a period.
  fc.constant<Operation>((world, day) => run(world, addDays(day, 1), (writing) => freezeClosed(writing))),
  fc.constant<Operation>((world) => foldRollups(world, 7)),
  fc.constant<Operation>((world) => foldRollups(world)),
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
export const story = fc.array(fc.tuple(operation, fc.constantFrom(0, 0, 1, 1, 2, 5)), { minLength: 45, maxLength: 75 });
