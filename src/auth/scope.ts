import sql, { empty } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { Brought } from '../database/graph/declare';
import { load, rows } from '../database/session';
import type { Session } from '../database/session';
import { Refusal } from '../errors';
import { holds, isStranger, reach } from './permissions';
import type { Actor, Permission, Places } from './permissions';

/**
 * Units in the subtrees of a grant's units. A grant by code follows the unit that has the code today, one on record the units that its own became;
 * what lay in them on any day stays with their keeper.
 */
function unitsWithin({ today }: Session, { codes, unitIds }: Places): Sql {
  return sql`SELECT scope.descendant_id FROM admin_unit_state granted JOIN admin_unit_closure scope ON scope.ancestor_id = granted.unit_id
             WHERE granted.code = ANY(${codes}) AND granted.from_day <= ${today} AND granted.until_day > ${today}
             UNION ALL SELECT scope.descendant_id FROM admin_unit_closure scope WHERE scope.ancestor_id = ANY(${unitIds}::uuid[])`;
}

/** Whether the actor holds a permission over a unit, or over a team whose home the unit is. */
export async function reaches(session: Session, permission: Permission, unitId: string, teamId?: string | null): Promise<boolean> {
  const where = reach(session.actor, permission);
  if (where === 'province') return true;
  if (teamId && where.teamIds.includes(teamId)) return true;
  if (where.codes.length + where.unitIds.length === 0) return false;
  const inside = await load(session, `reach:${permission}`, unitId, async (ids) => {
    // From the unit up: it has a few units above it, and one that is granted may have thousands below.
    const found = await rows<{ id: string }>(
      session.db,
      sql`SELECT u.id FROM unnest(${ids}::uuid[]) AS u(id) WHERE EXISTS (SELECT FROM admin_unit_closure scope WHERE scope.descendant_id = u.id
            AND (scope.ancestor_id = ANY(${where.unitIds}::uuid[]) OR EXISTS (SELECT FROM admin_unit_state granted WHERE granted.unit_id = scope.ancestor_id
              AND granted.code = ANY(${where.codes}) AND granted.from_day <= ${session.today} AND granted.until_day > ${session.today})))`,
    );
    return new Map(found.map(({ id }) => [id, true]));
  });
  return inside === true;
}

/** Why an actor may not: a stranger is asked who it is, an administrator without a second factor for that, everybody else lacks the permission. */
export function notAllowed(actor: Actor, permission: Permission): Refusal {
  if (isStranger(actor)) return new Refusal('UNAUTHENTICATED');
  return actor.mustEnrol ? new Refusal('SECOND_FACTOR_REQUIRED') : new Refusal('FORBIDDEN', { permission });
}

/** @throws Refusal FORBIDDEN, to a stranger UNAUTHENTICATED. */
export async function requireReach(session: Session, permission: Permission, unitId: string, teamId?: string | null): Promise<void> {
  if (!(await reaches(session, permission, unitId, teamId))) throw notAllowed(session.actor, permission);
}

/** The same question as a condition on a column that holds a unit's id, and on one that holds a team's where a team decides, too. */
export function withinReach(session: Session, permission: Permission, unit: Sql, team?: Sql): Sql {
  const where = reach(session.actor, permission);
  if (where === 'province') return sql`true`;
  const within = sql`${unit} IN (${unitsWithin(session, where)})`;
  return team ? sql`(${within} OR ${team} = ANY(${where.teamIds}::uuid[]))` : within;
}

interface Asking {
  readonly everywhere: Brought;
  readonly codes: Brought;
  readonly unitIds: Brought;
  readonly teamIds: Brought;
}

const asking = new Map<Permission, Asking>();

function askingFor(permission: Permission): Asking {
  const known = asking.get(permission);
  if (known) return known;
  const places = (of: (where: Places) => unknown) =>
    new Brought(({ actor }) => {
      const where = reach(actor, permission);
      return where === 'province' ? [] : of(where);
    });
  const made = {
    everywhere: new Brought(({ actor }) => reach(actor, permission) === 'province'),
    codes: places(({ codes }) => codes),
    unitIds: places(({ unitIds }) => unitIds),
    teamIds: places(({ teamIds }) => teamIds),
  };
  asking.set(permission, made);
  return made;
}

/**
 * The same question in a statement that is compiled for all who hold the same permissions: the places are those of whoever sends it. Of a unit that is
 * null only who holds the permission in the whole province, or in the team.
 */
export function reachedBySender({ actor, today }: Session, permission: Permission, unit: Sql, team?: Sql): Sql {
  if (!holds(actor, permission)) return sql`false`;
  const { everywhere, codes, unitIds, teamIds } = askingFor(permission);
  const inTeam = team ? sql`OR ${team} = ANY(${teamIds}::uuid[])` : empty;
  // From the unit up, as `reaches` asks. Which units have the codes is looked up once, not for every row.
  return sql`(${everywhere}::boolean ${inTeam} OR EXISTS (SELECT FROM admin_unit_closure scope WHERE scope.descendant_id = ${unit}
    AND scope.ancestor_id = ANY(ARRAY(SELECT granted.unit_id FROM admin_unit_state granted WHERE granted.code = ANY(${codes}::text[])
      AND granted.from_day <= ${today} AND granted.until_day > ${today}) || ${unitIds}::uuid[])))`;
}
