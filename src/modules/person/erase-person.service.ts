import { Refusal } from '../../errors';
import type { Writing } from '../event';
import { ERASED_NAME, PERSON_FIELDS } from './person-fields.rules';
import { Person } from './person.entity';

/**
 * Removes a person's data. The row stays, so memberships, counts and events keep what they refer to; the identity number is free again.
 * Done before, it changes nothing. The event says that it happened and why, and nothing of what stood there.
 * @throws Refusal NOT_FOUND, VERSION_CONFLICT.
 */
export async function erasePerson(
  writing: Writing,
  id: string,
  { expectedVersion, reason }: { readonly expectedVersion: number | null; readonly reason: string },
): Promise<void> {
  const { manager, session } = writing;
  const before = await manager.findOne(Person, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!before) throw new Refusal('NOT_FOUND', { type: 'Person', field: 'personId' });
  if (before.erasedAt !== null) return;
  if (expectedVersion !== null && before.version !== expectedVersion)
    throw new Refusal('VERSION_CONFLICT', { expected: expectedVersion, actual: before.version });
  const emptied = Object.fromEntries(Object.keys(PERSON_FIELDS).map((field) => [field, field === 'name' ? ERASED_NAME : null]));
  await manager.update(Person, { id }, { ...emptied, erasedAt: session.now, version: before.version + 1 });
  writing.record({ action: 'person.erased', subjectId: id, day: session.today, after: { reason } });
}
