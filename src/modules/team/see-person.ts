import type { GraphQLResolveInfo } from 'graphql';
import { fieldsAt } from '../../database/select';
import type { Session } from '../../database/session';
import { pathOf } from '../../graphql/path';
import { loadPerson, partlyHidden } from '../person';
import type { PersonAccess, PersonType } from '../person';

/** As much of a person as the access allows; what was held back is said in the answer's extensions. */
export async function seePerson(
  session: Session,
  personId: string,
  access: PersonAccess | null,
  info: GraphQLResolveInfo,
): Promise<PersonType | null> {
  const path = pathOf(info);
  if (access === null) {
    session.disclosure.withhold(path, 'NO_ACCESS');
    return null;
  }
  const fields = fieldsAt(info);
  if (access === 'recognise') for (const field of partlyHidden(fields)) session.disclosure.withhold([...path, field], 'RECOGNITION_ONLY');
  return loadPerson(session, personId, fields, access);
}
