import sql from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { groupBy, load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import type { UnitFigureType } from './unit-figure.type';

/** The latest figure of each kind that a unit had by a day. */
export async function loadFigures(session: Session, unitId: string, on: string): Promise<UnitFigureType[]> {
  const figures = await load(session, `figures(${on})`, unitId, async (ids) => {
    const found = await rows<UnitFigureType & { unitId: string }>(
      session.db,
      sql`SELECT DISTINCT ON (unit_id, kind) unit_id AS "unitId", kind, value::float8 AS value, day, document_id AS "documentUuid"
          FROM unit_figure WHERE unit_id = ANY(${ids}) AND day <= ${on} ORDER BY unit_id, kind, day DESC`,
    );
    return groupBy(found, (figure) => figure.unitId);
  });
  return figures ?? [];
}

/** All figures of a kind that a unit ever had, the earliest first: for one who asks about several days. */
export async function loadFigureHistory(session: Session, unitId: string, kind: string): Promise<{ day: string; value: number }[]> {
  const figures = await load(session, `figure-history(${kind})`, unitId, async (ids) => {
    const found = await rows<{ unitId: string; day: string; value: number }>(
      session.db,
      sql`SELECT unit_id AS "unitId", day, value::float8 AS value FROM unit_figure WHERE unit_id = ANY(${ids}) AND kind = ${kind} ORDER BY day`,
    );
    return groupBy(found, (figure) => figure.unitId);
  });
  return figures ?? [];
}

/** The latest figures of a unit by a day, as columns `kind, value, day, document_id`. */
export function figuresOf(unit: Sql, on: Sql): Sql {
  return sql`SELECT DISTINCT ON (z.kind) z.kind, z.value, z.day, z.document_id FROM unit_figure z
    WHERE z.unit_id = ${unit} AND z.day <= ${on} ORDER BY z.kind, z.day DESC`;
}

/** Their values by kind, as an expression that gives JSON; null if there are none. */
export function figureValues(unit: Sql, on: Sql): Sql {
  return sql`(SELECT json_object_agg(g.kind, g.value::float8) FROM (${figuresOf(unit, on)}) g)`;
}
