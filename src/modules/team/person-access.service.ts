import sql from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { reach } from '../../auth/permissions';
import { reached, reaches } from '../../auth/scope';
import type { Permission } from '../../auth/permissions';
import type { Session } from '../../database/session';
import { Refusal } from '../../errors';
import type { PersonAccess } from '../person';
import { unitsOfPerson } from './member.reads';

/** How much the actor may see of the people of a unit's teams, or of one team whose home the unit is; null for nothing. */
export async function accessInUnit(session: Session, unitId: string, teamId?: string): Promise<PersonAccess | null> {
  if (await reaches(session, 'person:read', unitId, teamId)) return 'full';
  return (await reaches(session, 'person:recognise', unitId, teamId)) ? 'recognise' : null;
}

/** The same as an expression over rows, for a statement that is kept for many: see `reached`. */
export function accessIn(session: Session, unit: Sql, team?: Sql): Sql {
  return sql`CASE WHEN ${reached(session, 'person:read', unit, team)} THEN 'full' WHEN ${reached(session, 'person:recognise', unit, team)} THEN 'recognise' END`;
}

/** How much the actor may see of a person, by all teams the person is or was in. */
export async function accessToPerson(session: Session, personId: string): Promise<PersonAccess | null> {
  const found = await Promise.all((await unitsOfPerson(session, personId)).map((unitId) => accessInUnit(session, unitId)));
  return found.includes('full') ? 'full' : found.includes('recognise') ? 'recognise' : null;
}

/** The same as an expression over rows. */
export function accessTo(session: Session, person: Sql): Sql {
  return sql`(SELECT min(${accessIn(session, sql`h.unit_id`)}) FROM team_member m JOIN team_host h ON h.team_id = m.team_id WHERE m.person_id = ${person})`;
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
