import sql, { empty } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { fixed } from '../../database/fixed';
import { rows } from '../../database/session';
import type { Preparation, Session, Transaction } from '../../database/session';
import { Refusal } from '../../errors';
import { addDays } from '../../tenancy/day';
import type { Day } from '../../tenancy/day';
import type { Writing } from '../event';
import { homesOf, requireHolders } from '../team';
import type { Holder } from '../team';
import { ReportRound } from './report-round.entity';
import { seedRollups } from './rollup.service';
import { expectedIn, slotsOf } from './slots.reads';

export interface FoundHolder {
  readonly holderId: string;
  readonly teamId: string | null;
  /** The reporting unit, or the first that the team covers, or last covered. */
  readonly unitId: string;
  readonly expected: boolean;
}

/** @throws Refusal NOT_FOUND. */
export async function findRound({ manager }: Writing, roundId: string): Promise<ReportRound> {
  const round = await manager.findOneBy(ReportRound, { id: roundId });
  if (!round) throw new Refusal('NOT_FOUND', { type: 'ReportRound', field: 'roundId' });
  return round;
}

/**
 * A round whose set of those expected does not become stored while something is counted for it: what is counted before, the stored set begins with;
 * what comes after adds to it. Those who count do not wait for each other. @throws Refusal NOT_FOUND.
 */
export async function holdRound(writing: Writing, roundId: string): Promise<ReportRound> {
  const round = await findRound(writing, roundId);
  if (round.frozenAt !== null) return round;
  await rows(writing.manager, sql`SELECT FROM report_round WHERE id = ${roundId} FOR SHARE`);
  return findRound(writing, roundId);
}

/** A team or unit, and whether a round expects its report. @throws Refusal NOT_FOUND. */
export async function findHolder(writing: Writing, roundId: string, holder: Holder): Promise<FoundHolder> {
  const { manager } = writing;
  const holderId = holder.teamId ?? holder.unitId;
  const [slot] = await rows<Omit<FoundHolder, 'expected'>>(
    manager,
    sql`SELECT x.holder_id AS "holderId", x.team_id AS "teamId", x.unit_id AS "unitId" FROM (${slotsOf(sql`${roundId}::uuid`)}) x
        WHERE x.holder_id = ${holderId}`,
  );
  if (slot) return { ...slot, expected: true };
  await requireHolders(writing, [holder], 'holder');
  const home = holder.teamId ? (await homesOf(manager, [holderId])).get(holderId) : holderId;
  return { holderId, teamId: holder.teamId ?? null, unitId: home as string, expected: false };
}

/** @throws Refusal REPORT_NOT_EXPECTED. */
export function requireExpected({ expected }: FoundHolder, { untilDay }: ReportRound): void {
  if (!expected) throw new Refusal('REPORT_NOT_EXPECTED', { day: addDays(untilDay, -1) });
}

/**
 * The unit that approves: for a team of an organisation the unit it stands in, for others the one directly above on the last day of the period;
 * above the province there is none, so it approves its own.
 */
export async function approverOf(
  { manager }: Writing,
  { teamId, unitId }: Pick<FoundHolder, 'teamId' | 'unitId'>,
  untilDay: Day,
): Promise<string> {
  const [found] = await rows<{ unitId: string }>(
    manager,
    sql`SELECT ${approver({ team: sql`${teamId}::uuid`, unit: sql`${unitId}::uuid`, untilDay: sql`${untilDay}::date` })} AS "unitId"`,
  );
  return found?.unitId ?? unitId;
}

/** The same as an expression. */
export function approver({ team, unit, untilDay }: { readonly team: Sql; readonly unit: Sql; readonly untilDay: Sql }): Sql {
  return sql`coalesce((SELECT CASE WHEN EXISTS (SELECT FROM team t WHERE t.id = ${team} AND t.organisation_id IS NOT NULL) THEN s.unit_id
      ELSE coalesce(s.parent_id, s.unit_id) END
    FROM admin_unit_state s WHERE s.unit_id = ${unit} AND s.from_day < ${untilDay} ORDER BY s.from_day DESC LIMIT 1), ${unit})`;
}

/** Rounds whose period has closed and of which it is not stored yet who was expected, the earliest first. */
export async function roundsToFreeze({ db, today }: Session): Promise<string[]> {
  const due = await rows<{ id: string }>(
    db,
    sql`SELECT id FROM report_round WHERE frozen_at IS NULL AND until_day <= ${today} ORDER BY until_day, id`,
  );
  return due.map(({ id }) => id);
}

interface DueRound {
  readonly id: string;
}

function dueBy(today: Sql, one: Sql): Sql {
  return sql`SELECT id FROM report_round WHERE frozen_at IS NULL AND until_day <= ${today} ${one} ORDER BY id FOR NO KEY UPDATE`;
}

const DUE = fixed<{ today: Day }>(({ today }) => dueBy(today, empty));

/** Before every change it is stored who was expected in rounds whose period has closed. */
export const CLOSING: Preparation = {
  due: ({ today }) => DUE({ today }),
  follow: (transaction, due) => freeze(transaction, due),
};

/**
 * Stores who was expected in rounds whose period has closed: all of them, or one. Of two at once the second waits and finds it done.
 * @returns how many rounds.
 */
export async function freezeClosed(transaction: Transaction, roundId?: string): Promise<number> {
  const { manager, session } = transaction;
  const due = await rows<DueRound>(manager, dueBy(sql`${session.today}`, roundId ? sql`AND id = ${roundId}` : empty));
  if (due.length > 0) await freeze(transaction, due);
  return due.length;
}

async function freeze(transaction: Transaction, due: readonly DueRound[]): Promise<void> {
  const { manager, session } = transaction;
  const ids = due.map(({ id }) => id);
  await rows(
    manager,
    sql`INSERT INTO report_slot (id, round_id, holder_id, team_id, unit_id, placed_on)
        SELECT gen_random_uuid(), e.round_id, e.holder_id, e.team_id, e.unit_id, e.placed_on FROM (${expectedIn(sql`asked.id = ANY(${ids})`)}) e`,
  );
  const frozen = await rows<{ id: string; unitId: string; day: Day; expected: number }>(
    manager,
    sql`WITH done AS (UPDATE report_round SET frozen_at = ${session.now} WHERE id = ANY(${ids}) RETURNING id, unit_id, until_day)
        SELECT d.id, d.unit_id AS "unitId", d.until_day AS day, (SELECT count(*) FROM report_slot s WHERE s.round_id = d.id) AS expected FROM done d`,
  );
  await seedRollups(manager, ids);
  for (const { id, unitId, day, expected } of frozen)
    transaction.record({ action: 'report-round.closed', subjectId: id, unitId, day, after: { expected } });
}
