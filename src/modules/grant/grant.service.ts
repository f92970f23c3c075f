import { v7 as uuid } from 'uuid';
import { reach, ROLES } from '../../auth/permissions';
import type { Permission, Role, RoleName } from '../../auth/permissions';
import { notAllowed, reaches } from '../../auth/scope';
import type { Session } from '../../database/session';
import { invalidField, Refusal } from '../../errors';
import { compareDays, LAST_DAY } from '../../tenancy/day';
import type { Day } from '../../tenancy/day';
import { checkPeriod, refuseBefore } from '../../tenancy/refuse-day';
import { AdminUnit } from '../admin-unit';
import type { Writing } from '../event';
import { homesOf } from '../team';
import { ActorGrant } from './grant.entity';

/** Where a role is held. A team has its unit beside it: who keeps the unit keeps the team. Neither for the whole province. */
interface Place {
  readonly unitId: string | null;
  readonly teamId: string | null;
}

export interface NewGrant {
  readonly actor: string;
  readonly role: RoleName;
  readonly unitId: string | null;
  readonly teamId: string | null;
  readonly from: Day | null;
  readonly until: Day | null;
}

/** Actors that are nobody's, or keys, whose permissions are said when they are made. */
const NOBODY = /^(public$|system$|key:)/;

/**
 * Grants a role to somebody else: no permission in it, no place and no day that the one who grants has not got.
 * @throws Refusal INVALID_INPUT, NOT_FOUND, DAY_TOO_EARLY, FORBIDDEN, GRANT_TO_ONESELF, GRANT_BEYOND_OWN.
 */
export async function grantRole(writing: Writing, { actor, role, unitId, teamId, until, ...input }: NewGrant): Promise<string> {
  const { session, manager } = writing;
  const from = input.from ?? session.today;
  if (NOBODY.test(actor))
    throw invalidField('actor', `actor is ${actor}, which no role is granted to; name the subject of somebody's tokens`);
  const { subtree }: Role = ROLES[role];
  if (subtree.length === 0 && (unitId ?? teamId) !== null)
    throw invalidField('role', `role is ${role}, which is held in the whole province; name neither unitId nor teamId`);
  refuseBefore({
    field: 'from',
    value: from,
    bound: session.today,
    reason: { en: 'nothing is granted backwards', vi: 'không phân quyền lùi ngày' },
  });
  if (until !== null) checkPeriod(from, until);
  const place = await placeOf(writing, unitId, teamId);
  if (unitId !== null && teamId !== null) throw invalidField('teamId', 'teamId and unitId exclude each other; name one of them');
  await requireKeeping(session, place);
  if (actor === session.actor.id) throw new Refusal('GRANT_TO_ONESELF');
  await requireNoMore(session, role, place, until);
  const id = uuid();
  await manager.insert(ActorGrant, {
    id,
    actor,
    role,
    unitId,
    teamId,
    fromDay: from,
    untilDay: until ?? LAST_DAY,
    grantedBy: session.actor.id,
  });
  const after = { actor, role, unitId, teamId, until };
  writing.record({ action: 'grant.given', subjectId: id, day: from, ...place, after });
  return id;
}

/** Takes a grant back; it does not hold for the next request. @throws Refusal NOT_FOUND, FORBIDDEN, GRANT_BEYOND_OWN. */
export async function revokeGrant(writing: Writing, id: string): Promise<void> {
  const { session, manager } = writing;
  const grant = await manager.findOne(ActorGrant, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!grant) throw noGrant();
  const { actor, unitId, teamId, revokedAt } = grant;
  const role = grant.role as RoleName;
  const place = await placeOf(writing, unitId, teamId);
  // Who does not keep grants there does not learn that there is this one.
  if (!(await holdsAt(session, 'grant:manage', place))) throw noGrant();
  await requireKeeping(session, place);
  // For how long it would have held does not matter to who takes it back.
  await requireNoMore(session, role, place, session.today);
  if (revokedAt) return;
  await manager.update(ActorGrant, { id }, { revokedAt: session.now });
  writing.record({ action: 'grant.revoked', subjectId: id, day: session.today, ...place, before: { actor, role, unitId, teamId } });
}

const noGrant = () => new Refusal('NOT_FOUND', { type: 'Grant', field: 'grantId' });

/** @throws Refusal NOT_FOUND. */
async function placeOf({ manager }: Writing, unitId: string | null, teamId: string | null): Promise<Place> {
  if (unitId !== null && !(await manager.existsBy(AdminUnit, { id: unitId })))
    throw new Refusal('NOT_FOUND', { type: 'AdminUnit', field: 'unitId' });
  if (teamId === null) return { unitId, teamId };
  const home = (await homesOf(manager, [teamId])).get(teamId);
  if (!home) throw new Refusal('NOT_FOUND', { type: 'Team', field: 'teamId' });
  return { unitId: home, teamId };
}

/** A key keeps no grants: what it can do was said when it was made, and ends with it. @throws Refusal FORBIDDEN. */
async function requireKeeping(session: Session, place: Place): Promise<void> {
  if (session.actor.key || !(await holdsAt(session, 'grant:manage', place))) throw notAllowed(session.actor, 'grant:manage');
}

function holdsAt(session: Session, permission: Permission, { unitId, teamId }: Place): boolean | Promise<boolean> {
  return unitId === null ? reach(session.actor, permission) === 'province' : reaches(session, permission, unitId, teamId);
}

/** @throws Refusal GRANT_BEYOND_OWN unless the actor holds every permission of the role, there and for as long. */
async function requireNoMore(session: Session, role: RoleName, place: Place, until: Day | null): Promise<void> {
  const grants = session.actor.grants.filter((own) => own.until === undefined || compareDays(own.until, until ?? LAST_DAY) >= 0);
  // What was loaded of the actor's reach holds for all of its grants, not for these.
  const lasting: Session = { ...session, actor: { ...session.actor, grants }, loaders: new Map() };
  const { province, subtree }: Role = ROLES[role];
  const beyond = (permission: Permission) => new Refusal('GRANT_BEYOND_OWN', { role, permission, until });
  for (const permission of ['grant:manage', ...subtree] as const)
    if (!(await holdsAt(lasting, permission, place))) throw beyond(permission);
  for (const permission of province) if (reach(lasting.actor, permission) !== 'province') throw beyond(permission);
}
