import sql from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { groupBy, load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import type { CompletenessType } from './report-round.type';
import { foldedTallies, tallyFolded } from './rollup.reads';

/** Whether a span of days with this alias holds on the last day of the period of round `asked`. */
const onLastDay = {
  h: sql`h.from_day < asked.until_day AND h.until_day >= asked.until_day`,
  c: sql`c.from_day < asked.until_day AND c.until_day >= asked.until_day`,
};

/**
 * Of whom reports are expected in rounds `asked`, from the tree and the teams of the period's last day: `round_id, holder_id, team_id, unit_id,
 * placed_on`. A team whose hamlet has ended lies where the hamlet last lay. A team that covers several units counts in the first.
 */
export function expectedIn(rounds: Sql): Sql {
  return sql`
    SELECT asked.id AS round_id, t.id AS holder_id, t.id AS team_id, h.unit_id, p.placed_on
    FROM report_round asked
    JOIN admin_unit_closure c ON c.ancestor_id = asked.unit_id
    JOIN team_host h ON h.unit_id = c.descendant_id AND ${onLastDay.h}
    JOIN team t ON t.id = h.team_id AND t.from_day < asked.until_day AND t.until_day >= asked.until_day
    CROSS JOIN LATERAL (SELECT least(max(z.until_day), asked.until_day) - 1 AS placed_on FROM admin_unit_state z WHERE z.unit_id = h.unit_id) p
    WHERE asked.reporters = 'team' AND ${rounds} AND c.from_day <= p.placed_on AND c.until_day > p.placed_on
      AND NOT EXISTS (SELECT FROM team_host g WHERE g.team_id = h.team_id AND g.id < h.id AND g.from_day < asked.until_day AND g.until_day >= asked.until_day)
    UNION ALL
    SELECT asked.id, c.descendant_id, NULL::uuid, c.descendant_id, asked.until_day - 1
    FROM report_round asked JOIN admin_unit_closure c ON c.ancestor_id = asked.unit_id AND ${onLastDay.c}
    WHERE asked.reporters = 'level:' || c.descendant_level AND ${rounds}
    UNION ALL
    SELECT asked.id, c.descendant_id, NULL::uuid, c.descendant_id, asked.until_day - 1
    FROM report_round asked JOIN report_round_unit n ON n.round_id = asked.id
    JOIN admin_unit_closure c ON c.ancestor_id = asked.unit_id AND c.descendant_id = n.unit_id AND ${onLastDay.c}
    WHERE asked.reporters = 'units' AND ${rounds}`;
}

/**
 * The expected set of one round: as it was stored when the period closed; until then, as the same statement has it.
 * @param roundId may stand on any table around this but one called `stored` or `asked`.
 */
export function slotsOf(roundId: Sql): Sql {
  return sql`
    SELECT stored.holder_id, stored.team_id, stored.unit_id, stored.placed_on FROM report_slot stored WHERE stored.round_id = ${roundId}
    UNION ALL SELECT e.holder_id, e.team_id, e.unit_id, e.placed_on FROM (${expectedIn(sql`asked.id = ${roundId} AND asked.frozen_at IS NULL`)}) e`;
}

/** Whether a slot `x` lies in a unit, on the day its place counts. */
export function slotWithin(unitId: Sql): Sql {
  return sql`EXISTS (SELECT FROM admin_unit_closure w WHERE w.descendant_id = x.unit_id AND w.ancestor_id = ${unitId}
    AND w.from_day <= x.placed_on AND w.until_day > x.placed_on)`;
}

/** Rounds `r` with their slots `x`, what was reported `p` and excused `q`. Reports of those who are not expected stand beside the slots. */
const SLOTS = sql`report_round r
  CROSS JOIN LATERAL (
    WITH e AS (${slotsOf(sql`r.id`)})
    SELECT e.holder_id, e.team_id, e.unit_id, e.placed_on, true AS expected FROM e
    UNION ALL SELECT o.holder_id, o.team_id, o.unit_id, l.placed_on, false FROM report o
    CROSS JOIN LATERAL (SELECT least(max(z.until_day), r.until_day) - 1 AS placed_on FROM admin_unit_state z WHERE z.unit_id = o.unit_id) l
    WHERE o.round_id = r.id AND NOT EXISTS (SELECT FROM e WHERE e.holder_id = o.holder_id)
  ) x
  LEFT JOIN report p ON p.round_id = r.id AND p.holder_id = x.holder_id
  LEFT JOIN report_excuse q ON q.round_id = r.id AND q.holder_id = x.holder_id`;

/** What became of a slot by a day. An excuse covers a report that comes late as well as one that does not come. */
export function statusOn(on: string | Sql): Sql {
  return sql`CASE WHEN NOT x.expected THEN 'NOT_EXPECTED'
    WHEN p.submitted_day <= ${on} AND p.submitted_day <= r.due_day THEN 'ON_TIME'
    WHEN q.id IS NOT NULL THEN 'EXCUSED'
    WHEN p.submitted_day <= ${on} THEN 'LATE'
    WHEN ${on}::date > r.due_day THEN 'MISSING' ELSE 'OPEN' END`;
}

export const NONE: CompletenessType = { expected: 0, onTime: 0, late: 0, missing: 0, excused: 0, open: 0, approved: 0 };

/** How many reports of a round were expected within a unit, and what became of them by a day. */
export async function loadCompleteness(session: Session, roundId: string, withinId: string | null, on: string): Promise<CompletenessType> {
  const found = await load(session, `completeness:${withinId}:${on}`, roundId, async (ids) => {
    const sources = ids.map((key) => ({ key, roundId: key, unitId: withinId }));
    const counted = await completenessOf(session, sources, on);
    return new Map([...counted].map(([key, [first]]) => [key, first as CompletenessType]));
  });
  return found ?? NONE;
}

/** Where the reports of a round are counted: in a unit, or wherever it was asked. */
interface CountedIn {
  readonly key: string;
  readonly roundId: string;
  readonly unitId: string | null;
}

/** The same for each key and each of its rounds: kept sums tell it as of now, of closed rounds; for a day before, and of open ones, it is counted. */
export async function completenessOf(
  session: Session,
  sources: readonly CountedIn[],
  on: string,
): Promise<Map<string, CompletenessType[]>> {
  const ids = [...new Set(sources.map(({ roundId }) => roundId))];
  const closed =
    on < session.today
      ? []
      : await rows<{ id: string; unitId: string }>(
          session.db,
          sql`SELECT r.id, r.unit_id AS "unitId" FROM report_round r WHERE r.id = ANY(${ids}) AND r.frozen_at IS NOT NULL`,
        );
  const askedBy = new Map(closed.map(({ id, unitId }) => [id, unitId]));
  const kept = sources.flatMap(({ unitId, ...source }) => {
    const askedIn = askedBy.get(source.roundId);
    return askedIn ? [{ ...source, unitId: unitId ?? askedIn }] : [];
  });
  const tallies = await tallyFolded(session, kept);
  const counted = await countSlots(
    session,
    sources.filter(({ roundId }) => !askedBy.has(roundId)),
    on,
  );
  for (const [key, all] of tallies)
    counted.set(key, [
      ...(counted.get(key) ?? []),
      ...all.map(({ dueDay, ...tally }) => {
        const rest = tally.expected - tally.onTime - tally.late - tally.excused;
        return { ...tally, missing: on > dueDay ? rest : 0, open: on > dueDay ? 0 : rest };
      }),
    ]);
  return counted;
}

async function countSlots({ db }: Session, sources: readonly CountedIn[], on: string): Promise<Map<string, CompletenessType[]>> {
  if (sources.length === 0) return new Map();
  const listed = sql`SELECT key, round_id, unit_id FROM unnest(${sources.map(({ key }) => key)}::text[],
    ${sources.map(({ roundId }) => roundId)}::uuid[], ${sources.map(({ unitId }) => unitId)}::uuid[]) AS k(key, round_id, unit_id)`;
  return groupBy(await rows<CompletenessType & { key: string }>(db, countedSlots(listed, on)), ({ key }) => key);
}

/** @param sources `key, round_id, unit_id`, the last null for wherever the round was asked. */
function countedSlots(sources: Sql, on: string): Sql {
  return sql`SELECT key, count(*) AS expected, count(*) FILTER (WHERE status = 'ON_TIME') AS "onTime", count(*) FILTER (WHERE status = 'LATE') AS late,
          count(*) FILTER (WHERE status = 'MISSING') AS missing, count(*) FILTER (WHERE status = 'EXCUSED') AS excused,
          count(*) FILTER (WHERE status = 'OPEN') AS open, count(*) FILTER (WHERE is_approved) AS approved
        FROM (SELECT k.key, r.id, ${statusOn(on)} AS status, p.approved IS NOT NULL AS is_approved
              FROM (${sources}) k JOIN (${SLOTS}) ON r.id = k.round_id
              WHERE x.expected AND (k.unit_id IS NULL OR ${slotWithin(sql`k.unit_id`)})) slot
        GROUP BY key, id`;
}

/** What became of the reports of one round by a day, as an expression that gives JSON; null where none is expected. @param unitId null: wherever it was asked. */
export function completenessIn(roundId: Sql, unitId: string | null, on: string, today: string): Sql {
  const unit = unitId === null ? sql`NULL::uuid` : sql`${unitId}::uuid`;
  const isKept = on < today ? sql`false` : sql`r.frozen_at IS NOT NULL`;
  const source = (which: Sql, where: Sql) =>
    sql`SELECT ''::text AS key, ${where} AS unit_id, r.id AS round_id FROM report_round r WHERE r.id = ${roundId} AND ${which}`;
  const rest = sql`t.expected - t."onTime" - t.late - t.excused`;
  return sql`(SELECT row_to_json(c) FROM (
    SELECT t.expected, t."onTime", t.late, CASE WHEN ${on}::date > t."dueDay" THEN ${rest} ELSE 0 END AS missing, t.excused,
      CASE WHEN ${on}::date > t."dueDay" THEN 0 ELSE ${rest} END AS open, t.approved
    FROM (${foldedTallies(source(isKept, sql`coalesce(${unit}, r.unit_id)`))}) t
    UNION ALL
    SELECT n.expected, n."onTime", n.late, n.missing, n.excused, n.open, n.approved
    FROM (${countedSlots(source(sql`NOT (${isKept})`, unit), on)}) n) c)`;
}
