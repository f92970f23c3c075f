import sql from 'sql-template-tag';
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
