import { Refusal } from '../errors';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The opaque id of an object. It says nothing of the province: another province's id finds nothing. */
export function globalId(type: string, id: string): string {
  return Buffer.from(`${type}:${id}`).toString('base64url');
}

/** Type and id behind a global id; null if it is not one. */
export function parseGlobalId(value: string): { type: string; id: string } | null {
  const [type, id, ...rest] = Buffer.from(value, 'base64url').toString('utf8').split(':');
  return type && id && rest.length === 0 && UUID.test(id) ? { type, id } : null;
}

/** The id of an object that must be of a type. @throws Refusal NOT_FOUND: an id of another type is as good as one that never was. */
export function localId(value: string, type: string, field: string): string {
  const parsed = parseGlobalId(value);
  if (parsed?.type !== type) throw new Refusal('NOT_FOUND', { type, field });
  return parsed.id;
}

/** The same where there may be none: null then. Empty is not none; it is an id that never was. */
export function optionalId(value: string | null | undefined, type: string, field: string): string | null {
  return value == null ? null : localId(value, type, field);
}
