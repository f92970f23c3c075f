import sql from 'sql-template-tag';
import { groupBy, load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import type { ProgressOf } from './progress.reads';

/**
 * Whom each of many units or teams is compared with on a day, itself included: units with the same parent; the teams that live in units with the same
 * parent as its own. Empty for one that is not there, or has nothing above it.
 */
export async function loadSiblings(session: Session, of: ProgressOf, id: string, day: string): Promise<string[]> {
  const found = await load(session, `siblings-${of}:${day}`, id, async (ids) =>
    groupBy(
      await rows<{ key: string; id: string }>(session.db, of === 'unit' ? unitsBeside(ids, day) : teamsBeside(ids, day)),
      ({ key }) => key,
    ),
  );
  return (found ?? []).map((row) => row.id);
}

const unitsBeside = (ids: readonly string[], day: string) => sql`
  SELECT s.unit_id AS key, z.unit_id AS id FROM admin_unit_state s
  JOIN admin_unit_state z ON z.parent_id = s.parent_id AND z.from_day <= ${day} AND z.until_day > ${day}
  WHERE s.unit_id = ANY(${ids}) AND s.from_day <= ${day} AND s.until_day > ${day}`;

const teamsBeside = (ids: readonly string[], day: string) => sql`
  SELECT DISTINCT k.id AS key, t.id
  FROM unnest(${ids}::uuid[]) AS k(id)
  CROSS JOIN LATERAL (SELECT h.unit_id FROM team_host h WHERE h.team_id = k.id AND h.from_day <= ${day} AND h.until_day > ${day} ORDER BY h.id LIMIT 1) home
  JOIN admin_unit_state s ON s.unit_id = home.unit_id AND s.from_day <= ${day} AND s.until_day > ${day}
  JOIN admin_unit_state z ON z.parent_id = s.parent_id AND z.from_day <= ${day} AND z.until_day > ${day}
  JOIN team_host g ON g.unit_id = z.unit_id AND g.from_day <= ${day} AND g.until_day > ${day}
  JOIN team t ON t.id = g.team_id AND t.from_day <= ${day} AND t.until_day > ${day}`;
