import sql from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { columnsOf, endOf, fieldsOf } from '../../database/columns';
import { readPages } from '../../database/page';
import type { ListQuery, Page, PageRequest } from '../../database/page';
import { batchName, selectList } from '../../database/select';
import type { Columns } from '../../database/select';
import { groupBy, load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import { checkLevel } from '../province';
import { AdminUnitState } from './admin-unit.entity';
import type { AdminUnitType, SuccessionType } from './admin-unit.type';

type Fields = ReadonlySet<string>;

const s = columnsOf(AdminUnitState, 's');

/** Columns of a unit's state `s`. */
export const COLUMNS: Columns = {
  ...fieldsOf(s, 'code', 'localCode', 'designation', 'name'),
  level: { levelCode: s.level },
  fullName: { designation: s.designation, name: s.name },
  parent: { parentId: s.parentId },
  from: { from: sql`nullif(s.from_day, '-infinity')` },
  until: { until: endOf(s.untilDay) },
};

/** Vietnamese order of the names. */
export const IN_ORDER: ListQuery['order'] = [
  { by: sql`s.name`, type: 'text' },
  { by: sql`s.unit_id`, type: 'uuid' },
];

function selectUnit(fields: Fields, on: Sql): Sql {
  return selectList(COLUMNS, fields, { id: s.unitId, __typename: sql`'AdminUnit'`, on });
}

function day(on: string): Sql {
  return sql`${on}::date`;
}

function holdsOn(alias: 's' | 'c', on: string): Sql {
  return alias === 's' ? sql`s.from_day <= ${on} AND s.until_day > ${on}` : sql`c.from_day <= ${on} AND c.until_day > ${on}`;
}

/** The unit as it stands on a day; null if it does not exist on that day. One statement serves many units, each on a day of its own. */
export function loadUnit(session: Session, id: string, on: string, fields: Fields): Promise<AdminUnitType | null> {
  return load(session, batchName('unit', fields), `${id} ${on}`, async (keys) => {
    const wanted = keys.map((key) => key.split(' ') as [string, string]);
    const found = await rows<AdminUnitType & { key: string }>(
      session.db,
      sql`SELECT ${selectUnit(fields, sql`k."on"`)}, k.id || ' ' || k."on" AS key
          FROM unnest(${wanted.map(([unitId]) => unitId)}::uuid[], ${wanted.map(([, day]) => day)}::date[]) AS k(id, "on")
          JOIN admin_unit_state s ON s.unit_id = k.id AND s.from_day <= k."on" AND s.until_day > k."on"`,
    );
    return new Map(found.map((row) => [row.key, row]));
  });
}

export interface UnitFilter {
  readonly level?: string | null;
  readonly withinId?: string | null;
  readonly search?: string | null;
}

/** Units below each of many, at a level or one step down. */
export function loadUnitsBelow(
  session: Session,
  id: string,
  on: string,
  level: string | null,
  page: PageRequest,
  fields: Fields,
  withTotal: boolean,
): Promise<Page<AdminUnitType> | null> {
  checkLevel(session.province, { value: level, on, field: 'level' });
  const conditions = level
    ? [
        sql`s.unit_id IN (SELECT c.descendant_id FROM admin_unit_closure c WHERE c.ancestor_id = k.key AND c.descendant_level = ${level} AND ${holdsOn('c', on)})`,
        sql`s.level = ${level}`,
        holdsOn('s', on),
      ]
    : [sql`s.parent_id = k.key`, holdsOn('s', on)];
  return load(session, batchName('units-below', fields, [on, level, page, withTotal]), id, (ids) =>
    readPages<AdminUnitType>(session, ids, unitsWhere(conditions, on, fields), page, withTotal),
  );
}

function unitsWhere(conditions: readonly Sql[], on: string, fields: Fields): ListQuery {
  return {
    select: selectUnit(fields, day(on)),
    from: sql`admin_unit_state s`,
    where: conditions.reduce((all, condition) => sql`${all} AND ${condition}`),
    order: IN_ORDER,
  };
}

/** All units above each of many on a day, the top one first. */
export async function loadUnitsAbove(session: Session, id: string, on: string, fields: Fields): Promise<AdminUnitType[]> {
  const found = await load(session, batchName('units-above', fields, on), id, async (ids) => {
    const all = await rows<AdminUnitType & { below: string }>(
      session.db,
      sql`SELECT ${selectUnit(fields, day(on))}, c.descendant_id AS below
          FROM admin_unit_closure c JOIN admin_unit_state s ON s.unit_id = c.ancestor_id AND ${holdsOn('s', on)}
          WHERE c.descendant_id = ANY(${ids}) AND c.distance > 0 AND ${holdsOn('c', on)} ORDER BY c.distance DESC`,
    );
    return groupBy(all, ({ below }) => below);
  });
  return found ?? [];
}

/** Every state a unit has had, the first one first. */
export async function loadUnitHistory(session: Session, id: string, fields: Fields): Promise<AdminUnitType[]> {
  const found = await load(session, batchName('unit-history', fields), id, async (ids) => {
    const all = await rows<AdminUnitType>(
      session.db,
      sql`SELECT ${selectUnit(fields, sql`greatest(s.from_day, '1900-01-01')`)}
          FROM admin_unit_state s WHERE s.unit_id = ANY(${ids}) ORDER BY s.from_day`,
    );
    return groupBy(all, (unit) => unit.id);
  });
  return found ?? [];
}

/** Edges to what a unit came from, or to what became of it. The other unit is read on the day it existed. */
export async function loadSuccessions(session: Session, id: string, towards: 'predecessors' | 'successors'): Promise<SuccessionType[]> {
  const found = await load(session, `successions:${towards}`, id, async (ids) => {
    const [own, other] = towards === 'successors' ? [sql`predecessor_id`, sql`successor_id`] : [sql`successor_id`, sql`predecessor_id`];
    const readOn = towards === 'successors' ? sql`day` : sql`day - 1`;
    const all = await rows<SuccessionType & { own: string }>(
      session.db,
      sql`SELECT ${own} AS own, ${other} AS "unitId", ${readOn} AS "on", kind, day, share::float8 AS share, status = 'confirmed' AS confirmed, document_id AS "documentId"
          FROM admin_unit_succession WHERE ${own} = ANY(${ids}) ORDER BY day, id`,
    );
    return groupBy(all, (edge) => edge.own);
  });
  return found ?? [];
}
