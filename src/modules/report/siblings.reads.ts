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

/** Step by step, each among what the one before found: no plan can begin with all teams there are. */
const teamsBeside = (ids: readonly string[], day: string) => sql`
  WITH home AS MATERIALIZED (
      SELECT DISTINCT ON (h.team_id) h.team_id, h.unit_id FROM team_host h
      WHERE h.team_id = ANY(${ids}) AND h.from_day <= ${day} AND h.until_day > ${day} ORDER BY h.team_id, h.id),
    above AS MATERIALIZED (
      SELECT home.team_id AS key, s.parent_id FROM home
      JOIN admin_unit_state s ON s.unit_id = home.unit_id AND s.from_day <= ${day} AND s.until_day > ${day} WHERE s.parent_id IS NOT NULL),
    place AS MATERIALIZED (
      SELECT a.parent_id, z.unit_id FROM (SELECT DISTINCT parent_id FROM above) a CROSS JOIN LATERAL (
        SELECT z.unit_id FROM admin_unit_state z WHERE z.parent_id = a.parent_id AND z.from_day <= ${day} AND z.until_day > ${day} OFFSET 0) z),
    beside AS MATERIALIZED (
      SELECT DISTINCT p.parent_id, g.team_id FROM place p CROSS JOIN LATERAL (
        SELECT g.team_id FROM team_host g WHERE g.unit_id = p.unit_id AND g.from_day <= ${day} AND g.until_day > ${day} OFFSET 0) g)
  SELECT a.key, b.team_id AS id FROM above a JOIN beside b ON b.parent_id = a.parent_id
  WHERE EXISTS (SELECT FROM team t WHERE t.id = b.team_id AND t.from_day <= ${day} AND t.until_day > ${day})
    AND EXISTS (SELECT FROM team t WHERE t.id = a.key AND t.from_day <= ${day} AND t.until_day > ${day})`;
