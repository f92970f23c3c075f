import { v7 as uuid } from 'uuid';
import { Refusal, invalidField } from '../../errors';
import { violatedConstraint } from '../event';
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

/** Ids of the persons, those that are new recorded in one statement. @throws Refusal NOT_FOUND, DUPLICATE_PERSON. */
export async function identify({ manager }: Writing, references: readonly PersonReference[], field: string): Promise<string[]> {
  for (const { existing } of references)
    if (existing && !(await manager.existsBy(Person, { id: existing }))) throw new Refusal('NOT_FOUND', { type: 'Person', field });
  const ids = references.map(({ existing }) => existing ?? uuid());
  const created = references.flatMap(({ new: person }, index) => (person ? [{ id: ids[index] as string, ...person }] : []));
  if (created.length > 0) await refusingDuplicates(() => manager.insert(Person, created as Person[]));
  return ids;
}

/**
 * Corrects a person's data. @throws Refusal INVALID_INPUT without a name, NOT_FOUND, VERSION_CONFLICT, DUPLICATE_PERSON.
 * The event names the fields that changed, never their values.
 */
export async function correctPerson(writing: Writing, id: string, expectedVersion: number, correction: Partial<NewPerson>): Promise<void> {
  const { manager, session } = writing;
  if (correction.name === null) {
    throw invalidField('name', 'name can be corrected, not removed');
  }
  const before = await manager.findOne(Person, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!before) throw new Refusal('NOT_FOUND', { type: 'Person', field: 'personId' });
  if (before.version !== expectedVersion) throw new Refusal('VERSION_CONFLICT', { expected: expectedVersion, actual: before.version });
  const fields = Object.entries(correction).filter(([field, value]) => value !== undefined && before[field as keyof NewPerson] !== value);
  if (fields.length === 0) return;
  await refusingDuplicates(() => manager.update(Person, { id }, { ...Object.fromEntries(fields), version: before.version + 1 }));
  writing.record({ action: 'person.corrected', subjectId: id, day: session.today, after: { fields: fields.map(([field]) => field) } });
}

async function refusingDuplicates(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (violatedConstraint(error) === 'person_identity_number_idx') throw new Refusal('DUPLICATE_PERSON');
    throw error;
  }
}
