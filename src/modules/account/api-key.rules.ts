import { ROLES } from '../../auth/permissions';
import type { Permission } from '../../auth/permissions';

export const MOST_ADDRESSES = 20;

/** What decides who may do what is for people: a key that could make keys, accounts or grants could make itself more. */
const FOR_PEOPLE = /^(session|account|key|grant|role):/;

/** The permissions that a key can have. */
export function keyScopes(permissions: readonly Permission[]): Permission[] {
  return permissions.filter((permission) => !FOR_PEOPLE.test(permission));
}

/** Permissions that no role holds by unit are asked for without looking at one: bound to a unit they would show the whole province. Law is of no unit. */
export function boundByUnit(permission: Permission): boolean {
  const roles: readonly { subtree: readonly Permission[] }[] = Object.values(ROLES);
  return permission === 'law:read' || roles.some(({ subtree }) => subtree.includes(permission));
}
