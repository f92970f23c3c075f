import type { Permission } from '../../auth/permissions';

export const MOST_ADDRESSES = 20;

/** What decides who may do what is for people: a key that could make keys, accounts or grants could make itself more. */
const FOR_PEOPLE = /^(session|account|key|grant|role):/;

/** The permissions that a key can have. */
export function keyScopes(permissions: readonly Permission[]): Permission[] {
  return permissions.filter((permission) => !FOR_PEOPLE.test(permission));
}
