import type { GraphQLResolveInfo } from 'graphql';
import { fieldsAt } from '../../database/select';
import type { Session } from '../../database/session';
import { pathOf } from '../../graphql/path';
import { loadPerson, noteRead, partlyHidden } from '../person';
import type { PersonAccess, PersonRead, PersonType } from '../person';

/** As much of a person as the access allows; what was held back is said in the answer's extensions. */
export async function seePerson(
  session: Session,
  personId: string,
  access: PersonAccess | null,
  info: GraphQLResolveInfo,
): Promise<PersonType | null> {
  if (access === null) return withhold(session, info);
  sayMasks(session, access, info);
  return loadPerson(session, personId, fieldsAt(info), access);
}

/** The same of a person who was read together with what leads to them; null is one to whom there is no access. */
export async function seeRead(session: Session, read: PersonRead | null, info: GraphQLResolveInfo): Promise<PersonType | null> {
  if (read === null) return withhold(session, info);
  sayMasks(session, read.access, info);
  return noteRead(session, read, fieldsAt(info));
}

function withhold({ disclosure }: Session, info: GraphQLResolveInfo): null {
  disclosure.withhold(pathOf(info), 'NO_ACCESS');
  return null;
}

function sayMasks({ disclosure }: Session, access: PersonAccess, info: GraphQLResolveInfo): void {
  if (access !== 'recognise') return;
  const path = pathOf(info);
  for (const field of partlyHidden(fieldsAt(info))) disclosure.withhold([...path, field], 'RECOGNITION_ONLY');
}
