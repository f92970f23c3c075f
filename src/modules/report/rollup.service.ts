import sql from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { rows } from '../../database/session';
import type { Session } from '../../database/session';
import type { Writing } from '../event';
import { recountOf, recountTallies } from './recount.reads';
import type { Report } from './report.entity';
import type { ReportRound } from './report-round.entity';

type Source = Pick<Session['db'], 'query'>;

/** Begins the sums of rounds whose expected set was just stored, with whatever is approved or handed in already. */
export async function seedRollups(source: Source, roundIds: readonly string[]): Promise<void> {
  const these = sql`r.id = ANY(${roundIds})`;
  await rows(source, insertSums(recountOf(these)));
  await rows(source, insertTallies(recountTallies(these)));
}

export function insertSums(counted: Sql): Sql {
  return sql`INSERT INTO report_rollup (id, round_id, unit_id, indicator, segment, expected, reported, unknown, value, folded)
    SELECT gen_random_uuid(), round_id, unit_id, indicator, segment, expected, reported, unknown, value, true FROM (${counted}) counted`;
}

export function insertTallies(counted: Sql): Sql {
  return sql`INSERT INTO report_tally (id, round_id, unit_id, expected, on_time, late, excused, approved, folded)
    SELECT gen_random_uuid(), round_id, unit_id, expected, on_time, late, excused, approved, true FROM (${counted}) counted`;
}

/** The units above a slot of a closed round: none while it is open, nor for one who is not expected. */
const above = (roundId: string, holderId: string) => sql`report_slot s
  JOIN report_round r ON r.id = s.round_id AND r.frozen_at IS NOT NULL
  JOIN admin_unit_closure w ON w.descendant_id = s.unit_id AND w.distance > 0 AND w.from_day <= s.placed_on AND w.until_day > s.placed_on
  WHERE s.round_id = ${roundId} AND s.holder_id = ${holderId}`;

/** Where what an approval changes stands in its statement. */
export type ApprovalPlaces = Readonly<Record<'reportId' | 'versionId' | 'approved' | 'roundId' | 'holderId', Sql>>;

/** What the sums above a report depend on when it is approved. */
export interface ApprovalKind {
  /** Sums of a round that is open are not kept. */
  readonly closed: boolean;
  readonly consolidated: boolean;
  /** Whether a version of it has been approved before. */
  readonly again: boolean;
}

/**
 * Parts of a WITH that add to the sums above a report by how much its newly approved version differs from the one that was approved before. They write
 * only, and only of this round: it costs the same however long the history, and waits for nobody.
 */
export function countingApproval({ closed, consolidated, again }: ApprovalKind, places: ApprovalPlaces): Sql[] {
  if (!closed || (again && consolidated)) return [];
  const { versionId, roundId, holderId } = places;
  const above = sql`above AS (SELECT w.ancestor_id AS unit_id FROM report_slot s
    JOIN admin_unit_closure w ON w.descendant_id = s.unit_id AND w.distance > 0 AND w.from_day <= s.placed_on AND w.until_day > s.placed_on
    WHERE s.round_id = ${roundId} AND s.holder_id = ${holderId})`;
  const tally = sql`tally AS (INSERT INTO report_tally (id, round_id, unit_id, expected, on_time, late, excused, approved, folded)
    SELECT gen_random_uuid(), ${roundId}, b.unit_id, 0, 0, 0, 0, 1, false FROM above b)`;
  const difference = again
    ? differenceOf(places)
    : sql`SELECT a.indicator, a.segment, (a.value IS NOT NULL)::int AS reported, (a.value IS NULL)::int AS unknown, coalesce(a.value, 0) AS value
        FROM report_value a WHERE a.version_id = ${versionId}`;
  const sums = sql`sums AS (INSERT INTO report_rollup (id, round_id, unit_id, indicator, segment, expected, reported, unknown, value, folded)
    SELECT gen_random_uuid(), ${roundId}, b.unit_id, d.indicator, d.segment, 0, d.reported, d.unknown, d.value, false
    FROM (${difference}) d CROSS JOIN above b)`;
  return [above, ...(consolidated ? [] : [sums]), ...(again ? [] : [tally])];
}

function differenceOf({ reportId, versionId, approved }: ApprovalPlaces): Sql {
  return sql`SELECT * FROM (
      SELECT indicator, segment, coalesce(sum(sign) FILTER (WHERE value IS NOT NULL), 0) AS reported,
        coalesce(sum(sign) FILTER (WHERE value IS NULL), 0) AS unknown, coalesce(sum(sign * value), 0) AS value
      FROM (
        SELECT a.indicator, a.segment, a.value, 1 AS sign FROM report_value a WHERE a.version_id = ${versionId}
        UNION ALL
        SELECT a.indicator, a.segment, a.value, -1 FROM report_version v JOIN report_value a ON a.version_id = v.id
        WHERE v.report_id = ${reportId} AND v.number = ${approved}) said
      GROUP BY indicator, segment) differing
    WHERE (reported, unknown, value) <> (0, 0, 0)`;
}

/**
 * Adds a first submission. An excuse that came before it counts if it is late.
 * @param report as it stood before the submission, taken for the change
 */
export async function countSubmission(writing: Writing, round: ReportRound, { holderId, submittedDay }: Report): Promise<void> {
  const { manager, session } = writing;
  if (submittedDay !== null || !(await holdSlot(writing, round, holderId))) return;
  const excused = await manager.query('SELECT FROM report_excuse WHERE round_id = $1 AND holder_id = $2', [round.id, holderId]);
  const isExcused = excused.length > 0;
  if (session.today <= round.dueDay) await addTally(manager, round.id, holderId, { onTime: 1, excused: isExcused ? -1 : 0 });
  else if (!isExcused) await addTally(manager, round.id, holderId, { late: 1 });
}

/** Adds an excuse that is about to be recorded; to be called before it is. It counts unless the report came in time, and once. */
export async function countExcuse(writing: Writing, round: ReportRound, holderId: string): Promise<void> {
  const { manager } = writing;
  if (!(await holdSlot(writing, round, holderId))) return;
  const [before] = await rows<{ excused: boolean; submittedDay: string | null }>(
    manager,
    sql`SELECT EXISTS (SELECT FROM report_excuse q WHERE q.round_id = ${round.id} AND q.holder_id = ${holderId}) AS excused,
          (SELECT p.submitted_day FROM report p WHERE p.round_id = ${round.id} AND p.holder_id = ${holderId}) AS "submittedDay"`,
  );
  if (!before || before.excused) return;
  const { submittedDay } = before;
  if (submittedDay !== null && submittedDay <= round.dueDay) return;
  await addTally(manager, round.id, holderId, { excused: 1, late: submittedDay === null ? 0 : -1 });
}

/** Takes the slot of a closed round, so that an excuse and a submission at once see each other. @returns whether there is one. */
async function holdSlot({ manager }: Writing, { id, frozenAt }: ReportRound, holderId: string): Promise<boolean> {
  if (frozenAt === null) return false;
  const held = await rows(manager, sql`SELECT FROM report_slot WHERE round_id = ${id} AND holder_id = ${holderId} FOR NO KEY UPDATE`);
  return held.length > 0;
}

interface Added {
  readonly onTime?: number;
  readonly late?: number;
  readonly excused?: number;
  readonly approved?: number;
}

async function addTally(source: Source, roundId: string, holderId: string, added: Added): Promise<void> {
  await rows(source, addingTally(roundId, holderId, added));
}

function addingTally(roundId: string, holderId: string, { onTime = 0, late = 0, excused = 0, approved = 0 }: Added): Sql {
  return sql`INSERT INTO report_tally (id, round_id, unit_id, expected, on_time, late, excused, approved, folded)
    SELECT gen_random_uuid(), s.round_id, w.ancestor_id, 0, ${onTime}::int, ${late}::int, ${excused}::int, ${approved}::int, false
    FROM ${above(roundId, holderId)}`;
}
