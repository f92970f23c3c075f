import sql, { empty, join } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { columnsOf, fieldsOf } from '../../database/columns';
import { prefixRange } from '../../database/fold';
import { tallied } from '../../database/list-tally';
import type { At, GraphPart, Link, Rows, Shape } from '../../database/graph/declare';
import { documentBy } from '../document';
import { checkLevel, wordsOn } from '../province';
import { AdminUnitState, AdminUnitSuccession } from './admin-unit.entity';
import { COLUMNS, IN_ORDER } from './admin-unit.reads';
import type { UnitFilter } from './admin-unit.reads';

const s = columnsOf(AdminUnitState, 's');
const e = columnsOf(AdminUnitSuccession, 'e');

/** A unit's state `s`. */
export const UNIT: Shape = {
  type: 'AdminUnit',
  always: ({ on }) => ({ id: s.unitId, on }),
  columns: () => COLUMNS,
  values: { fullName: () => sql`s.designation || ' ' || s.name` },
  words: {
    level: { column: () => s.level, dated: true, all: ({ province }, on) => wordsOn(province, 'levels', on) },
  },
};

export function unitStates(where: Sql, { on }: Pick<At, 'on'>): Rows {
  return { from: sql`admin_unit_state s`, where: sql`${where} AND s.from_day <= ${on} AND s.until_day > ${on}`, order: IN_ORDER };
}

/** The units of a day that a filter leaves. @throws Refusal UNKNOWN_CODE. */
export function unitsMatching({ level, withinId, search }: UnitFilter, at: At): Rows {
  const { session, on, day } = at;
  checkLevel(session.province, { value: level, on: day ?? session.today, field: 'filter.level' });
  const conditions = [
    sql`true`,
    level ? sql`s.level = ${level}` : empty,
    withinId
      ? sql`s.unit_id IN (SELECT c.descendant_id FROM admin_unit_closure c WHERE c.ancestor_id = ${withinId} AND c.from_day <= ${on} AND c.until_day > ${on})`
      : empty,
    search ? matches(search) : empty,
  ].filter((condition) => condition !== empty);
  return { ...unitStates(join(conditions, ' AND '), at), total: withinId || search ? undefined : tallied('unit', on, level) };
}

function matches(search: string): Sql {
  const { from, until } = prefixRange(search);
  // Nothing is left of a search without a letter or digit, and every name starts with nothing.
  if (from === '') return sql`false`;
  return sql`s.id IN (SELECT t.id FROM admin_unit_term t WHERE t.term >= ${from} AND t.term < ${until})`;
}

/** The unit whose id a column holds, as it stands on the day of the row, or on another. */
export function unitBy(id: Sql, on?: Sql): Link {
  return {
    to: () => UNIT,
    many: 'one',
    by: () => ({ id, ...(on ? { on } : {}) }),
    rows: (k, at) => {
      const day = on ? k('on') : at.on;
      return { ...unitStates(sql`s.unit_id = ${k('id')}`, { on: day }), order: undefined, ...(on ? { on: day } : {}) };
    },
  };
}

const below = (level: (args: { level?: string }) => string | null): Link => ({
  to: () => UNIT,
  many: 'page',
  by: () => ({ id: s.unitId }),
  rows: (k, at, args) => unitsBelow(k('id'), at, level(args)),
});

/** Units below one, at a level or one step down. @throws Refusal UNKNOWN_CODE. */
export function unitsBelow(unit: Sql, at: At, level: string | null): Rows {
  const { session, on, day } = at;
  checkLevel(session.province, { value: level, on: day ?? session.today, field: 'level' });
  if (level === null) return unitStates(sql`s.parent_id = ${unit}`, at);
  return unitStates(
    sql`s.unit_id IN (SELECT c.descendant_id FROM admin_unit_closure c WHERE c.ancestor_id = ${unit} AND c.descendant_level = ${level}
      AND c.from_day <= ${on} AND c.until_day > ${on}) AND s.level = ${level}`,
    at,
  );
}

const SUCCESSION: Shape = {
  type: 'Succession',
  always: () => ({ unitId: sql`d.unit_id`, on: sql`d."on"` }),
  columns: () => ({
    ...fieldsOf(e, 'kind', 'day'),
    share: { share: sql`e.share::float8` },
    confirmed: { confirmed: sql`e.status = 'confirmed'` },
    decision: { documentId: e.documentId },
  }),
};

/** The other unit is read on the day it existed. */
const successions = (towards: 'predecessors' | 'successors'): Link => ({
  to: () => SUCCESSION,
  many: 'list',
  by: () => ({ id: s.unitId }),
  rows: (k) => ({
    from:
      towards === 'successors'
        ? sql`admin_unit_succession e CROSS JOIN LATERAL (SELECT e.successor_id AS unit_id, e.predecessor_id AS own_id, e.day AS "on") d`
        : sql`admin_unit_succession e CROSS JOIN LATERAL (SELECT e.predecessor_id AS unit_id, e.successor_id AS own_id, e.day - 1 AS "on") d`,
    where: sql`d.own_id = ${k('id')}`,
    order: [
      { by: sql`e.day`, type: 'date' },
      { by: sql`e.id`, type: 'uuid' },
    ],
  }),
});

export const ADMIN_UNIT_GRAPH: GraphPart = {
  shapes: [UNIT, SUCCESSION],
  links: {
    AdminUnit: {
      parent: unitBy(s.parentId),
      ancestors: {
        to: () => UNIT,
        many: 'list',
        by: () => ({ id: s.unitId }),
        rows: (k, { on }) => ({
          from: sql`admin_unit_closure c JOIN admin_unit_state s ON s.unit_id = c.ancestor_id AND s.from_day <= ${on} AND s.until_day > ${on}`,
          where: sql`c.descendant_id = ${k('id')} AND c.distance > 0 AND c.from_day <= ${on} AND c.until_day > ${on}`,
          order: [{ by: sql`c.distance`, type: 'bigint', descending: true }],
        }),
      },
      children: below(() => null),
      descendants: below(({ level }) => level ?? null),
      history: {
        to: () => UNIT,
        many: 'list',
        by: () => ({ id: s.unitId }),
        rows: (k) => ({
          from: sql`admin_unit_state s`,
          where: sql`s.unit_id = ${k('id')}`,
          order: [{ by: sql`s.from_day`, type: 'date' }],
          on: sql`greatest(s.from_day, '1900-01-01')`,
        }),
      },
      predecessors: successions('predecessors'),
      successors: successions('successors'),
    },
    Succession: { unit: unitBy(sql`d.unit_id`, sql`d."on"`), decision: documentBy(e.documentId) },
  },
};
