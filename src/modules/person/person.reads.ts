import sql, { raw } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { batchName, selectList } from '../../database/select';
import type { Columns } from '../../database/select';
import { load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import { PERSON_FIELDS, personalFields } from './person-fields.rules';
import type { PersonalField } from './person-fields.rules';
import type { PersonType } from './person.type';

/** How much of a person somebody may see. */
export type PersonAccess = 'full' | 'recognise';

const SNAKE: Readonly<Record<string, string>> = { birthYear: 'birth_year', identityNumber: 'identity_number' };

/** What may not be seen does not leave the database. */
function masked(column: Sql, { recognised }: PersonalField): Sql {
  if (recognised === 'whole') return column;
  return recognised === 'hidden' ? sql`NULL` : sql`CASE WHEN length(${column}) > 6 THEN '•••' || right(${column}, 3) END`;
}

function columns(access: PersonAccess): Columns {
  const personal = Object.entries(PERSON_FIELDS).map(([field, marks]) => {
    const column = sql`p.${raw(SNAKE[field] ?? field)}`;
    return [field, { [field]: access === 'full' ? column : masked(column, marks) }];
  });
  return { ...Object.fromEntries(personal), version: { version: sql`p.version` }, erased: { erased: sql`p.erased_at IS NOT NULL` } };
}

const COLUMNS = { full: columns('full'), recognise: columns('recognise') };

/** A person's data, noted for the audit. How much of it the actor may see is for the caller to have asked. @throws Refusal PURPOSE_REQUIRED. */
export function loadPerson(session: Session, id: string, fields: ReadonlySet<string>, access: PersonAccess): Promise<PersonType | null> {
  return load(session, batchName('person', fields, access), id, async (ids) => {
    session.disclosure.read(ids, personalFields(fields));
    const always = { id: sql`p.id`, __typename: sql`'Person'` };
    const found = await rows<PersonType>(
      session.db,
      sql`SELECT ${selectList(COLUMNS[access], fields, always)} FROM person p WHERE p.id = ANY(${ids})`,
    );
    return new Map(found.map((row) => [row.id, row]));
  });
}
