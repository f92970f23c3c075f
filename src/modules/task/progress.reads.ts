import sql from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { batchName } from '../../database/select';
import { groupBy, load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import type { Province } from '../../tenancy/province';
import type { RuleSubject } from '../../tenancy/rule';
import { placesOf } from '../admin-unit';
import { lastGoodDay } from './expand-timeline.rules';
import { milestonesOf } from './milestones.rules';
import { sameThing } from './directive.reads';
import type { MilestoneType, NotReceivedType, ReturnReasonType, TaskProgressType } from './progress.type';
import { overdueOn, teamsCovering } from './task.reads';

type Counts = Omit<TaskProgressType, 'unitUuid' | 'directiveUuid' | 'on'>;

const NOTHING: Counts = { given: 0, open: 0, accepted: 0, inProgress: 0, done: 0, confirmed: 0, returned: 0, cancelled: 0, overdue: 0 };

/**
 * Tasks `t` in states `s` of a day, of the teams `covering` units with their subtrees.
 * @param units condition on the unit's id, such as `= ANY(…)`. @param ofDirective condition on the task's directive.
 */
export function tasksOf(units: Sql, ofDirective: Sql, on: string | Sql): Sql {
  return sql`(${teamsCovering(units, on)}) covering
    JOIN task_state s ON s.team_id = covering.team_id AND s.from_day <= ${on} AND s.until_day > ${on}
    JOIN task t ON t.id = s.task_id AND ${ofDirective}`;
}

export function ofDirective(directiveId: string | null): Sql {
  return directiveId === null ? sql`true` : sql`t.directive_id IN ${sameThing(sql`${directiveId}`)}`;
}

const inState = (state: string) => sql`count(*) FILTER (WHERE s.state = ${state})`;

/** How many of them there are, by state. */
export function counts(on: string | Sql): Sql {
  return sql`count(*) AS given, ${inState('open')} AS open, ${inState('accepted')} AS accepted,
    ${inState('in-progress')} AS "inProgress", ${inState('done')} AS done, ${inState('confirmed')} AS confirmed,
    ${inState('returned')} AS returned, ${inState('cancelled')} AS cancelled, count(*) FILTER (WHERE ${overdueOn(on)}) AS overdue`;
}

/** How far the tasks in each of many units are on a day, of all directives or of one. */
export async function loadProgress(session: Session, unitId: string, directiveId: string | null, on: string): Promise<TaskProgressType> {
  const found = await load(session, batchName('task-progress', new Set(), [directiveId, on]), unitId, async (ids) => {
    const all = await rows<Counts & { key: string }>(
      session.db,
      sql`SELECT covering.unit_id AS key, ${counts(on)}
          FROM ${tasksOf(sql`= ANY(${ids})`, ofDirective(directiveId), on)} GROUP BY covering.unit_id`,
    );
    return new Map(all.map((row) => [row.key, row]));
  });
  return { ...(found ?? NOTHING), unitUuid: unitId, directiveUuid: directiveId, on };
}

/** Enough to see what is blocked; the tasks themselves can be listed. */
export const MOST_REASONS = 50;

/** Why tasks in each of many units are returned on a day, the most frequent reason first. */
export async function loadReturnReasons(
  session: Session,
  unitId: string,
  directiveId: string | null,
  on: string,
): Promise<ReturnReasonType[]> {
  const found = await load(session, batchName('return-reasons', new Set(), [directiveId, on]), unitId, async (ids) => {
    const all = await rows<ReturnReasonType & { key: string }>(
      session.db,
      sql`SELECT key, reason, count FROM (
            SELECT covering.unit_id AS key, s.reason, count(*) AS count,
              row_number() OVER (PARTITION BY covering.unit_id ORDER BY count(*) DESC, s.reason) AS place
            FROM ${tasksOf(sql`= ANY(${ids})`, ofDirective(directiveId), on)} WHERE s.state = 'returned' GROUP BY covering.unit_id, s.reason) ranked
          WHERE place <= ${MOST_REASONS} ORDER BY place`,
    );
    return groupBy(all, ({ key }) => key);
  });
  return found ?? [];
}

export const MOST_NAMED = 200;

/**
 * Who in and below units has not got a directive by a day.
 * @param units condition on the unit's id, such as `= ANY(…)`. @param keys the same units as a table `k` with one column `key`.
 */
export function notReceivedIn(units: Sql, keys: Sql, directive: Sql, on: string | Sql): Sql {
  const thing = sameThing(directive);
  return sql`WITH teams AS (
      SELECT c.ancestor_id AS key, h.team_id, (
          SELECT b.descendant_id FROM admin_unit_closure b WHERE b.ancestor_id = c.ancestor_id AND b.distance = 1
            AND b.from_day <= ${on} AND b.until_day > ${on} AND c.distance > 1
            AND EXISTS (SELECT FROM admin_unit_closure x WHERE x.ancestor_id = b.descendant_id AND x.descendant_id = h.unit_id
              AND x.from_day <= ${on} AND x.until_day > ${on}) LIMIT 1) AS below,
        EXISTS (SELECT FROM task_state s JOIN task t ON t.id = s.task_id WHERE s.team_id = h.team_id
          AND s.from_day <= ${on} AND s.until_day > ${on} AND t.directive_id IN ${thing}) AS has
      FROM admin_unit_closure c JOIN team_host h ON h.unit_id = c.descendant_id AND h.from_day <= ${on} AND h.until_day > ${on}
      WHERE c.ancestor_id ${units} AND c.from_day <= ${on} AND c.until_day > ${on}),
    units AS (
      SELECT key, below FROM teams WHERE below IS NOT NULL GROUP BY key, below
      HAVING NOT bool_or(has) AND NOT EXISTS (SELECT FROM directive d WHERE d.unit_id = below AND d.given_day <= ${on} AND d.id IN ${thing})),
    lacking AS (SELECT key, team_id FROM teams GROUP BY key, team_id HAVING NOT bool_or(has))
    SELECT k.key, ${on}::date AS "on",
      (SELECT count(*) FROM units u WHERE u.key = k.key) AS "unitCount",
      ARRAY(SELECT below FROM units u WHERE u.key = k.key ORDER BY below LIMIT ${MOST_NAMED}) AS "unitUuids",
      (SELECT count(*) FROM lacking l WHERE l.key = k.key) AS "teamCount",
      ARRAY(SELECT team_id FROM lacking l WHERE l.key = k.key ORDER BY team_id LIMIT ${MOST_NAMED}) AS "teamUuids"
    FROM ${keys}`;
}

/** The same for each of many units. */
export async function loadNotReceived(session: Session, unitId: string, directiveId: string, on: string): Promise<NotReceivedType> {
  const found = await load(session, batchName('not-received', new Set(), [directiveId, on]), unitId, async (ids) => {
    const all = await rows<NotReceivedType & { key: string }>(
      session.db,
      notReceivedIn(sql`= ANY(${ids})`, sql`unnest(${ids}::uuid[]) AS k(key)`, sql`${directiveId}`, on),
    );
    return new Map(all.map((row) => [row.key, row]));
  });
  return found as NotReceivedType;
}

/** The milestones that the timeline of a day has for a unit, by their due days. */
export async function loadMilestones(session: Session, unitId: string, on: string): Promise<MilestoneType[]> {
  return milestonesAt(session.province, unitId, (await placesOf(session, unitId)).on(unitId, on), on);
}

/** @param place where the unit lies on the day. */
export function milestonesAt(province: Province, unitId: string, place: RuleSubject, on: string): MilestoneType[] {
  return milestonesOf(province, place, on).map(({ code, name, due, clause, measure, ruleVersion, legalDocument }) => ({
    unitUuid: unitId,
    on,
    code,
    nameVi: name.vi,
    nameEn: name.en,
    due: lastGoodDay(due),
    clause,
    ruleVersion,
    legalDocumentKey: legalDocument,
    perUnitOf: measure?.perUnitOf ?? null,
  }));
}

export interface MilestoneProgress {
  readonly done: number;
  readonly of: number;
  readonly missing: readonly string[];
}

/**
 * `teams-founded`: how many units of a level in each of many units have founded their teams by a day no later than the due day, and which have not.
 * A unit has once every unit below it that existed on the due day, or itself if it had none, has a team by a decision in time.
 */
export async function loadTeamsFounded(session: Session, { unitUuid, perUnitOf, due, on }: MilestoneType): Promise<MilestoneProgress> {
  const found = await load(session, batchName('teams-founded', new Set(), [perUnitOf, due, on]), unitUuid, async (ids) => {
    const all = await rows<MilestoneProgress & { key: string }>(
      session.db,
      sql`WITH counted AS (
            SELECT c.ancestor_id AS key, c.descendant_id AS unit FROM admin_unit_closure c
            WHERE c.ancestor_id = ANY(${ids}) AND c.descendant_level = ${perUnitOf} AND c.from_day <= ${on} AND c.until_day > ${on}),
          places AS (
            SELECT c.ancestor_id AS unit, c.distance, EXISTS (
                SELECT FROM team_host h JOIN team t ON t.id = h.team_id AND t.from_day = h.from_day JOIN document d ON d.id = t.founding_document_id
                WHERE h.unit_id = c.descendant_id AND d.issued_day <= least(${due}::date, ${on}::date)) AS founded
            FROM admin_unit_closure c
            JOIN admin_unit_state s ON s.unit_id = c.descendant_id AND s.from_day <= ${due} AND s.until_day > ${due}
            WHERE c.ancestor_id IN (SELECT unit FROM counted) AND c.from_day <= ${due} AND c.until_day > ${due}),
          judged AS (
            SELECT unit, CASE WHEN bool_or(distance > 0) THEN bool_and(founded) FILTER (WHERE distance > 0) ELSE bool_and(founded) END AS done
            FROM places GROUP BY unit)
          SELECT counted.key, count(*) FILTER (WHERE judged.done) AS done, count(*) AS "of",
            coalesce(array_agg(counted.unit ORDER BY counted.unit) FILTER (WHERE judged.done IS NOT TRUE), '{}') AS missing
          FROM counted LEFT JOIN judged ON judged.unit = counted.unit GROUP BY counted.key`,
    );
    return new Map(all.map((row) => [row.key, row]));
  });
  return found ?? { done: 0, of: 0, missing: [] };
}
