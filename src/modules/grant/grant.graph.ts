import sql, { empty } from 'sql-template-tag';
import { withinReach } from '../../auth/scope';
import { columnsOf } from '../../database/columns';
import type { At, GraphPart, Rows, Shape } from '../../database/graph/declare';
import { unitBy } from '../admin-unit';
import { teamBy } from '../team';
import { ActorGrant } from './grant.entity';
import { columns, PLACE, unitOn } from './grant.reads';

const g = columnsOf(ActorGrant, 'g');

/** A grant `g`, read today. */
export const GRANT: Shape = { type: 'Grant', always: () => ({ id: g.id }), columns: ({ session }) => columns(session) };

export interface GrantFilter {
  readonly actor?: string | null;
  readonly unitId?: string | null;
}

/** The grants that the actor keeps, the latest first, with those that no longer hold. */
export function grantsKept({ actor, unitId }: GrantFilter, { session }: At): Rows {
  const ofActor = actor ? sql`AND g.actor = ${actor}` : empty;
  const within = unitId ? sql`AND ${PLACE} IN (SELECT c.descendant_id FROM admin_unit_closure c WHERE c.ancestor_id = ${unitId})` : empty;
  return {
    from: sql`actor_grant g`,
    where: sql`${withinReach(session, 'grant:manage', PLACE, g.teamId)} ${ofActor} ${within}`,
    order: [{ by: sql`g.id`, type: 'uuid', descending: true }],
  };
}

export const GRANT_GRAPH: GraphPart = {
  shapes: [GRANT],
  links: {
    Grant: {
      // Of a unit that has ended, as it last was: a day that is said of each row.
      unit: { ...unitBy(g.unitId, sql`NULL`), by: ({ session }) => ({ id: g.unitId, on: unitOn(session) }) },
      team: teamBy(g.teamId),
    },
  },
};
