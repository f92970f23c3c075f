import sql from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { holds, reach } from '../../auth/permissions';
import { reachedBySender, reaches } from '../../auth/scope';
import type { Permission } from '../../auth/permissions';
import type { Session } from '../../database/session';
import { Refusal } from '../../errors';
import { personRead } from '../person';
import type { PersonAccess } from '../person';
import { unitsOfPerson } from './member.reads';

/** How much the actor may see of the people of a unit's teams, or of one team whose home the unit is; null for nothing. */
export async function accessInUnit(session: Session, unitId: string, teamId?: string): Promise<PersonAccess | null> {
  if (await reaches(session, 'person:read', unitId, teamId)) return 'full';
  return (await reaches(session, 'person:recognise', unitId, teamId)) ? 'recognise' : null;
}

/** The same as an expression over rows, for a statement that is kept for many: see `reachedBySender`. */
function accessIn(session: Session, unit: Sql, team?: Sql): Sql {
  return sql`CASE WHEN ${reachedBySender(session, 'person:read', unit, team)} THEN 'full' WHEN ${reachedBySender(session, 'person:recognise', unit, team)} THEN 'recognise' END`;
}

/** What is read of a person for those who see people anywhere; whoever sees none goes nowhere near their table. */
function seen({ actor }: Session, read: () => Sql): Sql {
  return holds(actor, 'person:read') || holds(actor, 'person:recognise') ? read() : sql`NULL::json`;
}

/** `PersonRead` as JSON of somebody in a team whose home the unit is. */
export function personIn(session: Session, person: Sql, { unit, team }: { unit: Sql; team: Sql }, fields: ReadonlySet<string>): Sql {
  return seen(session, () => personRead(person, accessIn(session, unit, team), fields));
}

/** The same of anybody, by all teams the person is or was in. */
export function personAnywhere(session: Session, person: Sql, fields: ReadonlySet<string>): Sql {
  // The first of the two by the alphabet is the one by which more is seen.
  const access = sql`(SELECT min(${accessIn(session, sql`h.unit_id`)}) FROM team_member m JOIN team_host h ON h.team_id = m.team_id WHERE m.person_id = ${person})`;
  return seen(session, () => personRead(person, access, fields));
}

/** How much the actor may see of a person, by all teams the person is or was in. */
export async function accessToPerson(session: Session, personId: string): Promise<PersonAccess | null> {
  const found = await Promise.all((await unitsOfPerson(session, personId)).map((unitId) => accessInUnit(session, unitId)));
  return found.includes('full') ? 'full' : found.includes('recognise') ? 'recognise' : null;
}

/** Whether the actor holds a permission in a unit of a team that the person is or was in. */
export async function reachesPerson(session: Session, permission: Permission, personId: string): Promise<boolean> {
  for (const unitId of await unitsOfPerson(session, personId)) if (await reaches(session, permission, unitId)) return true;
  return false;
}

/** Whether it may be told that somebody with the same identity number is on record; one in no team is the province's to know. */
export async function mayKnowPerson(session: Session, personId: string): Promise<boolean> {
  return reach(session.actor, 'person:write') === 'province' || reachesPerson(session, 'person:write', personId);
}

/** @throws Refusal NOT_FOUND: a person who is in no team of the actor's reach is, to the actor, not there. */
export async function requirePerson(
  session: Session,
  personId: string,
  field: string,
  permission: Permission = 'person:write',
): Promise<void> {
  if (!(await reachesPerson(session, permission, personId))) throw new Refusal('NOT_FOUND', { type: 'Person', field });
}
