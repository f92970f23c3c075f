import { v7 as uuid } from 'uuid';
import sql from 'sql-template-tag';
import { isNetwork } from '../../auth/networks';
import { PERMISSIONS, reach } from '../../auth/permissions';
import type { Permission } from '../../auth/permissions';
import { notAllowed, reaches } from '../../auth/scope';
import { rows } from '../../database/session';
import { Refusal, invalidField } from '../../errors';
import { addDays } from '../../tenancy/day';
import type { Day } from '../../tenancy/day';
import type { Writing } from '../event';
import { ApiKey } from './api-key.entity';
import { boundByUnit, keyScopes, MOST_ADDRESSES } from './api-key.rules';
import { digestOf, newCode, newSecret } from './secret.service';

const LONGEST_DAYS = 366;
const PREFIX_LENGTH = 10;

export interface NewApiKey {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly unitCode?: string | null;
  readonly until: Day;
  readonly addresses: readonly string[];
}

/**
 * Makes a key that may do no more than its maker may.
 * @throws Refusal INVALID_INPUT, NOT_FOUND, DAY_TOO_EARLY, DAY_TOO_LATE, and FORBIDDEN for what the maker lacks there.
 */
export async function createApiKey(
  writing: Writing,
  { name, scopes, unitCode = null, until, addresses }: NewApiKey,
): Promise<{ id: string; key: string }> {
  const { session, manager } = writing;
  const permissions = checkScopes(scopes, unitCode);
  checkAddresses(addresses);
  checkUntil(session.today, until);
  const unitId = unitCode === null ? null : await unitWithCode(writing, unitCode);
  for (const permission of permissions) {
    const held = unitId === null ? reach(session.actor, permission) === 'province' : await reaches(session, permission, unitId);
    if (!held) throw notAllowed(session.actor, permission);
  }
  const prefix = newCode(PREFIX_LENGTH);
  const key = `tsk_${prefix}_${newSecret()}`;
  const id = uuid();
  await manager.insert(ApiKey, {
    id,
    name,
    prefix,
    hash: digestOf(key),
    scopes: [...permissions],
    unitCode,
    untilDay: until,
    addresses: [...addresses],
    maker: session.actor.id,
    createdAt: session.now,
  });
  const after = { prefix, scopes: permissions, unitCode, until, addresses };
  writing.record({ action: 'api-key.created', subjectId: id, day: session.today, unitId, after });
  return { id, key };
}

/** @throws Refusal NOT_FOUND. */
export async function revokeApiKey(writing: Writing, id: string): Promise<void> {
  const { session, manager } = writing;
  const key = await manager.findOne(ApiKey, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!key) throw new Refusal('NOT_FOUND', { type: 'ApiKey', field: 'apiKeyId' });
  if (key.revokedAt) return;
  await manager.update(ApiKey, { id }, { revokedAt: session.now });
  writing.record({ action: 'api-key.revoked', subjectId: id, day: session.today });
}

function checkScopes(scopes: readonly string[], unitCode: string | null): Permission[] {
  const allowed = keyScopes(PERMISSIONS);
  const unknown = scopes.filter((scope) => !allowed.includes(scope as Permission));
  if (unknown.length > 0)
    throw invalidField('scopes', `scopes has ${unknown.join(', ')}, which no key can have; use some of ${allowed.join(', ')}`);
  const permissions = [...new Set(scopes as readonly Permission[])];
  const wide = unitCode === null ? [] : permissions.filter((permission) => !boundByUnit(permission));
  if (wide.length > 0)
    throw invalidField('scopes', `scopes has ${wide.join(', ')}, held in the whole province or not at all; leave these or unitCode out`);
  return permissions;
}

function checkAddresses(addresses: readonly string[]): void {
  const wrong = addresses.filter((each) => !isNetwork(each));
  if (addresses.length > MOST_ADDRESSES)
    throw invalidField('addresses', `addresses has more than ${MOST_ADDRESSES}; name networks instead`);
  if (wrong.length > 0)
    throw invalidField(
      'addresses',
      `addresses has ${wrong.join(', ')}; give addresses or networks, e.g. 203.0.113.7, 10.1.0.0/16 or 2001:db8::/32`,
    );
}

function checkUntil(today: Day, until: Day): void {
  const [first, last] = [addDays(today, 1), addDays(today, LONGEST_DAYS)];
  const reason = (en: string, vi: string) => ({ reason: { en, vi } });
  if (until < first)
    throw new Refusal('DAY_TOO_EARLY', {
      field: 'until',
      value: until,
      bound: first,
      ...reason('the key would never hold', 'khóa sẽ không bao giờ có hiệu lực'),
    });
  if (until > last)
    throw new Refusal('DAY_TOO_LATE', {
      field: 'until',
      value: until,
      bound: last,
      ...reason(`a key holds ${LONGEST_DAYS} days at most`, `khóa có hiệu lực tối đa ${LONGEST_DAYS} ngày`),
    });
}

/** The unit that has an official code today. */
async function unitWithCode({ session, manager }: Writing, code: string): Promise<string> {
  const [unit] = await rows<{ id: string }>(
    manager,
    sql`SELECT unit_id AS id FROM admin_unit_state WHERE code = ${code} AND from_day <= ${session.today} AND until_day > ${session.today}`,
  );
  if (!unit) throw new Refusal('NOT_FOUND', { type: 'AdminUnit', field: 'unitCode' });
  return unit.id;
}
