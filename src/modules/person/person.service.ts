import { v7 as uuid } from 'uuid';
import { Refusal, invalidField } from '../../errors';
import type { Writing } from '../event';
import { Person } from './person.entity';

export interface NewPerson {
  readonly name: string;
  readonly phone?: string | null;
  readonly birthYear?: number | null;
  readonly sex?: 'female' | 'male' | null;
  readonly identityNumber?: string | null;
}

/** A person as a client states it: one on record, or a new one. */
export interface PersonReference {
  readonly existing?: string | null;
  readonly new?: NewPerson | null;
}

/** Whether the actor may know that a person is on record. */
export type MayKnow = (personId: string) => Promise<boolean>;

/** Ids of the persons, those that are new recorded in one statement. @throws Refusal NOT_FOUND, DUPLICATE_PERSON. */
export async function identify(
  writing: Writing,
  references: readonly PersonReference[],
  { field, mayKnow }: { readonly field: string; readonly mayKnow: MayKnow },
): Promise<string[]> {
  const { manager } = writing;
  for (const { existing } of references)
    if (existing && !(await manager.existsBy(Person, { id: existing }))) throw new Refusal('NOT_FOUND', { type: 'Person', field });
  const ids = references.map(({ existing }) => existing ?? uuid());
  const created = references.flatMap(({ new: person }, index) => (person ? [{ id: ids[index] as string, ...person }] : []));
  const numbers = created.map(({ identityNumber }) => identityNumber ?? null).filter((number) => number !== null);
  if (new Set(numbers).size < numbers.length) throw new Refusal('DUPLICATE_PERSON');
  for (const { id, identityNumber } of created) await refuseKnownTwin(writing, { id, identityNumber, mayKnow });
  if (created.length > 0) await manager.insert(Person, created as Person[]);
  return ids;
}

interface Twin {
  readonly id: string;
  readonly identityNumber: string | null | undefined;
  readonly mayKnow: MayKnow;
}

/**
 * An identity number stands once among the people somebody can see. That it also stands with a person out of their reach must not be told, in
 * any way: it is taken, and an event for the province's own eyes says that two records have to be made one.
 * @throws Refusal DUPLICATE_PERSON.
 */
async function refuseKnownTwin(writing: Writing, { id, identityNumber, mayKnow }: Twin): Promise<void> {
  if (identityNumber == null) return;
  const { manager, session } = writing;
  const lock = `identity ${session.province.slug} ${identityNumber}`;
  await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [lock]);
  const twins = (await manager.find(Person, { select: { tenant: true, id: true }, where: { identityNumber } })).filter(
    (twin) => twin.id !== id,
  );
  for (const twin of twins) if (await mayKnow(twin.id)) throw new Refusal('DUPLICATE_PERSON');
  for (const twin of twins) writing.record({ action: 'person.twinned', subjectId: id, day: session.today, after: { personId: twin.id } });
}

/**
 * Corrects a person's data. @throws Refusal INVALID_INPUT without a name, NOT_FOUND, PERSON_ERASED, VERSION_CONFLICT, DUPLICATE_PERSON.
 * The event names the fields that changed, never their values.
 */
export async function correctPerson(
  writing: Writing,
  id: string,
  {
    expectedVersion,
    correction,
    mayKnow,
  }: { readonly expectedVersion: number; readonly correction: Partial<NewPerson>; readonly mayKnow: MayKnow },
): Promise<void> {
  const { manager, session } = writing;
  if (correction.name === null) {
    throw invalidField('name', 'name can be corrected, not removed');
  }
  const before = await manager.findOne(Person, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!before) throw new Refusal('NOT_FOUND', { type: 'Person', field: 'personId' });
  if (before.erasedAt !== null) throw new Refusal('PERSON_ERASED');
  if (before.version !== expectedVersion) throw new Refusal('VERSION_CONFLICT', { expected: expectedVersion, actual: before.version });
  const fields = Object.entries(correction).filter(([field, value]) => value !== undefined && before[field as keyof NewPerson] !== value);
  if (fields.length === 0) return;
  if (fields.some(([field]) => field === 'identityNumber'))
    await refuseKnownTwin(writing, { id, identityNumber: correction.identityNumber, mayKnow });
  await manager.update(Person, { id }, { ...Object.fromEntries(fields), version: before.version + 1 });
  writing.record({ action: 'person.corrected', subjectId: id, day: session.today, after: { fields: fields.map(([field]) => field) } });
}
