import sql from 'sql-template-tag';
import { batchName, selectList } from '../../database/select';
import type { Columns } from '../../database/select';
import { load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import type { PersonType } from './person.type';

const COLUMNS: Columns = {
  name: { name: sql`p.name` },
  phone: { phone: sql`p.phone` },
  birthYear: { birthYear: sql`p.birth_year` },
  sex: { sex: sql`p.sex` },
  identityNumber: { identityNumber: sql`p.identity_number` },
  version: { version: sql`p.version` },
};

/** A person's data. Whether the actor may see it is for the caller to have asked. */
export function loadPerson(session: Session, id: string, fields: ReadonlySet<string>): Promise<PersonType | null> {
  return load(session, batchName('person', fields), id, async (ids) => {
    const always = { id: sql`p.id`, __typename: sql`'Person'` };
    const found = await rows<PersonType>(
      session.db,
      sql`SELECT ${selectList(COLUMNS, fields, always)} FROM person p WHERE p.id = ANY(${ids})`,
    );
    return new Map(found.map((row) => [row.id, row]));
  });
}
