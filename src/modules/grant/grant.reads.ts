import sql from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import type { Grant, RoleName } from '../../auth/permissions';
import { withinReach } from '../../auth/scope';
import { columnsOf, endOf, fieldsOf } from '../../database/columns';
import { instant } from '../../database/graph/declare';
import { batchName, selectList } from '../../database/select';
import type { Columns } from '../../database/select';
import { load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import { dayOf } from '../../tenancy/day';
import { homeOfTeam } from '../team';
import { ActorGrant } from './grant.entity';
import type { GrantType } from './grant.type';

type Fields = ReadonlySet<string>;

interface Stored {
  readonly role: RoleName;
  readonly until: string | null;
  readonly unitIds: readonly string[] | null;
  readonly teamIds: readonly string[] | null;
}

/**
 * What an actor is granted on record on the day of a moment, in one statement by the index of its actor. A grant follows its unit through mergers: to
 * a unit that took all of it, confirmed, from the day of the merger; not to one that took a part. It follows its team to the one that absorbed it.
 */
export async function storedGrants(db: Pick<Session['db'], 'query'>, actorId: string, now: Date): Promise<Grant[]> {
  const today = dayOf(now);
  const found = await rows<Stored>(
    db,
    sql`SELECT g.role, nullif(g.until_day, 'infinity')::text AS until,
          CASE WHEN g.unit_id IS NOT NULL THEN ARRAY(
            WITH RECURSIVE became(id) AS (SELECT g.unit_id UNION
              SELECT s.successor_id FROM became b JOIN admin_unit_succession s ON s.predecessor_id = b.id AND s.day <= ${today}
              WHERE s.status = 'confirmed' AND s.kind IN ('merge', 'rename') AND coalesce(s.share, 1) = 1
                AND NOT EXISTS (SELECT FROM admin_unit_succession o WHERE o.predecessor_id = b.id AND o.successor_id <> s.successor_id))
            SELECT id FROM became)::text[] END AS "unitIds",
          CASE WHEN g.team_id IS NOT NULL THEN ARRAY(
            WITH RECURSIVE became(id) AS (SELECT g.team_id UNION
              SELECT t.merged_into_id FROM became b JOIN team t ON t.id = b.id WHERE t.merged_into_id IS NOT NULL AND t.until_day <= ${today})
            SELECT id FROM became)::text[] END AS "teamIds"
        FROM actor_grant g WHERE g.actor = ${actorId} AND g.revoked_at IS NULL AND g.from_day <= ${today} AND g.until_day > ${today}`,
  );
  return found.map(({ role, until, unitIds, teamIds }) => ({
    role,
    ...(until === null ? {} : { until }),
    ...(unitIds ? { unitIds } : {}),
    ...(teamIds ? { teamIds } : {}),
  }));
}

const g = columnsOf(ActorGrant, 'g');

const COLUMNS: Columns = {
  ...fieldsOf(g, 'actor', 'role', 'grantedBy'),
  team: { teamUuid: g.teamId },
  from: { from: g.fromDay },
  until: { until: endOf(g.untilDay) },
  revokedAt: { revokedAt: instant(g.revokedAt) },
};
const ALWAYS = { id: g.id, __typename: sql`'Grant'` };

/** The unit by which it is decided who keeps a grant; none for one of the whole province. */
export const PLACE = sql`coalesce(g.unit_id, ${homeOfTeam(g.teamId)})`;

/** The day that the unit is read on: of one that has ended, its last. */
export function unitOn({ today }: Session): Sql {
  return sql`(SELECT least(max(s.until_day) - 1, ${today}::date) FROM admin_unit_state s WHERE s.unit_id = g.unit_id)`;
}

export function columns(session: Session): Columns {
  return { ...COLUMNS, unit: { unitUuid: g.unitId, unitOn: unitOn(session) } };
}

/** A grant that the actor keeps; null for any other. */
export function loadVisibleGrant(session: Session, id: string, fields: Fields): Promise<GrantType | null> {
  return load(session, batchName('grant', fields), id, async (ids) => {
    const found = await rows<GrantType>(
      session.db,
      sql`SELECT ${selectList(columns(session), fields, ALWAYS)} FROM actor_grant g
          WHERE g.id = ANY(${ids}) AND ${withinReach(session, 'grant:manage', PLACE, g.teamId)}`,
    );
    return new Map(found.map((row) => [row.id, row]));
  });
}
