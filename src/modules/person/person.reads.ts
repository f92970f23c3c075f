import sql, { join, raw } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { columnsOf } from '../../database/columns';
import { batchName, selectList } from '../../database/select';
import type { Columns } from '../../database/select';
import { load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import { PERSON_FIELDS, personalFields } from './person-fields.rules';
import type { PersonalField, PersonField } from './person-fields.rules';
import { Person } from './person.entity';
import type { PersonType } from './person.type';

/** How much of a person somebody may see. */
export type PersonAccess = 'full' | 'recognise';

const p = columnsOf(Person, 'p');

/** What may not be seen does not leave the database. */
function masked(column: Sql, { recognised }: PersonalField): Sql {
  if (recognised === 'whole') return column;
  return recognised === 'hidden' ? sql`NULL` : sql`CASE WHEN length(${column}) > 6 THEN '•••' || right(${column}, 3) END`;
}

function columns(show: (column: Sql, marks: PersonalField) => Sql): Columns {
  const personal = (Object.keys(PERSON_FIELDS) as PersonField[]).map((field) => [field, { [field]: show(p[field], PERSON_FIELDS[field]) }]);
  return { ...Object.fromEntries(personal), version: { version: p.version }, erased: { erased: sql`p.erased_at IS NOT NULL` } };
}

const COLUMNS = { full: columns((column) => column), recognise: columns(masked) };
/** Where how much may be seen is another for each person, and a column `a.access`. */
const BY_ACCESS = columns((column, marks) =>
  marks.recognised === 'whole' ? column : sql`CASE a.access WHEN 'full' THEN ${column} ELSE ${masked(column, marks)} END`,
);
const ALWAYS = { id: p.id, __typename: sql`'Person'` };

/** A person who was read together with something else. */
export interface PersonRead {
  readonly access: PersonAccess;
  readonly person: PersonType;
}

/** `PersonRead` as JSON, null without access. Whoever answers it notes it by `noteRead`. @param access an expression that gives a `PersonAccess` or null. */
export function personRead(id: Sql, access: Sql, fields: ReadonlySet<string>): Sql {
  const chosen = { ...ALWAYS, ...Object.assign({}, ...[...fields].map((field) => BY_ACCESS[field])) } as Record<string, Sql>;
  const pairs = Object.entries(chosen).map(([name, value]) => sql`${raw(`'${name}'`)}, ${value}`);
  // Once for each person, however many columns depend on it.
  return sql`(SELECT json_build_object('access', a.access, 'person', json_build_object(${join(pairs, ', ')}))
    FROM (SELECT ${access} AS access OFFSET 0) a JOIN person p ON p.id = ${id} WHERE a.access IS NOT NULL)`;
}

/** Notes for the audit that a person who was read together with something else is about to be answered. @throws Refusal PURPOSE_REQUIRED. */
export async function noteRead(session: Session, { person, access }: PersonRead, fields: ReadonlySet<string>): Promise<PersonType> {
  // In batches as they are loaded in: what is asked of many at once is refused for all of them.
  await load(session, batchName('person noted', fields, access), person.id, async (ids) => {
    session.disclosure.read(ids, personalFields(fields));
    return new Map(ids.map((id) => [id, true]));
  });
  return person;
}

/** A person's data, noted for the audit. How much of it the actor may see is for the caller to have asked. @throws Refusal PURPOSE_REQUIRED. */
export function loadPerson(session: Session, id: string, fields: ReadonlySet<string>, access: PersonAccess): Promise<PersonType | null> {
  return load(session, batchName('person', fields, access), id, async (ids) => {
    session.disclosure.read(ids, personalFields(fields));
    const found = await rows<PersonType>(
      session.db,
      sql`SELECT ${selectList(COLUMNS[access], fields, ALWAYS)} FROM person p WHERE p.id = ANY(${ids})`,
    );
    return new Map(found.map((row) => [row.id, row]));
  });
}
