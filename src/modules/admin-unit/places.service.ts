import sql from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import type { DataSource, EntityManager } from 'typeorm';
import { groupBy, load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import { Refusal } from '../../errors';
import { compareDays, covers } from '../../tenancy/day';
import type { Day } from '../../tenancy/day';

interface PlaceRow {
  unitId: string;
  distance: number;
  code: string | null;
  level: string;
  from: Day;
  until: Day;
}

/** Where a unit lies on a day. */
export interface Place {
  /** Official codes of the unit and all above it, nearest first. */
  readonly codes: string[];
  readonly level: string;
  /** Its own official code, if it has one. */
  readonly code: string | null;
}

/** Where units lie on any day, as rules ask for it. */
export interface Places {
  changedDays(unitId: string): Day[];
  /** A unit that has ended lies where it last lay. */
  on(unitId: string, day: Day): Place;
}

/** What is read of a unit and of those above it: where one stood for how long. */
export type PlaceFacts = readonly [distance: number, code: string | null, level: string, from: Day, until: Day];

/** `c` and `s`: the units above others, and their states while they were. */
const ABOVE = sql`admin_unit_closure c
  JOIN admin_unit_state s ON s.unit_id = c.ancestor_id AND s.from_day < c.until_day AND s.until_day > c.from_day`;
const FROM = sql`greatest(c.from_day, s.from_day)`;
const UNTIL = sql`least(c.until_day, s.until_day)`;

/** The places of units and of all above them, in one statement. */
export async function loadPlaces(manager: Pick<DataSource | EntityManager, 'query'>, unitIds: readonly string[]): Promise<Places> {
  const found = await rows<PlaceRow>(
    manager,
    sql`SELECT c.descendant_id AS "unitId", c.distance, s.code, s.level, ${FROM} AS "from", ${UNTIL} AS "until"
        FROM ${ABOVE} WHERE c.descendant_id = ANY(${unitIds}) ORDER BY c.distance, s.from_day`,
  );
  const byUnit = groupBy(found, ({ unitId }) => unitId);
  return {
    changedDays: (unitId) => (byUnit.get(unitId) ?? []).flatMap(({ from, until }) => [from, until]),
    on: (unitId, day) => placeIn(byUnit.get(unitId) ?? [], day),
  };
}

function placeIn(all: readonly Omit<PlaceRow, 'unitId'>[], day: Day): Place {
  const own = all.filter(({ distance }) => distance === 0);
  const last = own.find((row) => covers(row, day)) ?? own.filter(({ from }) => compareDays(from, day) <= 0).at(-1) ?? own[0];
  const codes = all.filter((row) => covers(row, day)).flatMap(({ code }) => code ?? []);
  return { codes, level: last?.level ?? '', code: last?.code ?? null };
}

/** The same of one unit, as an expression that gives JSON. */
export function placeFacts(unit: Sql): Sql {
  return sql`(SELECT coalesce(json_agg(json_build_array(c.distance, s.code, s.level, ${FROM}, ${UNTIL}) ORDER BY c.distance, s.from_day), '[]')
    FROM ${ABOVE} WHERE c.descendant_id = ${unit})`;
}

export function placesFrom(facts: readonly PlaceFacts[]): { on(day: Day): Place } {
  const all = facts.map(([distance, code, level, from, until]) => ({ distance, code, level, from, until }));
  return { on: (day) => placeIn(all, day) };
}

/** The places of one of many units that are asked about at once. */
export async function placesOf(session: Session, unitId: string): Promise<Places> {
  const places = await load(session, 'places-of', unitId, async (ids) => {
    const all = await loadPlaces(session.db, ids);
    return new Map(ids.map((id) => [id, all]));
  });
  return places as Places;
}

/** Where one unit lies on a day. @throws Refusal NOT_FOUND, UNIT_NOT_THERE. */
export async function placeOf(session: Session, unitId: string, day: Day, field: string): Promise<Place> {
  const place = (await placesOf(session, unitId)).on(unitId, day);
  if (!place.level) throw new Refusal('NOT_FOUND', { type: 'AdminUnit', field });
  // Before its first day a unit lies nowhere, and no law can be told for it.
  if (place.codes.length === 0) throw new Refusal('UNIT_NOT_THERE', { field, day });
  return place;
}
