import sql from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { columnsOf, fieldsOf } from '../../database/columns';
import { batchName, selectList } from '../../database/select';
import type { Columns } from '../../database/select';
import { load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import { PersonRequest } from './person-request.entity';
import type { PersonRequestType } from './person-request.type';

type Fields = ReadonlySet<string>;

const r = columnsOf(PersonRequest, 'r');

/** Whether a request is open and its last day has passed. */
export function late({ today }: Session): Sql {
  return sql`(r.status = 'open' AND r.due_day < ${today}::date)`;
}

export function columns(session: Session): Columns {
  return {
    ...fieldsOf(r, 'kind', 'receivedDay', 'dueDay', 'provisional', 'status', 'note', 'reason', 'closedDay'),
    overdue: { overdue: late(session) },
  };
}

const ALWAYS = { id: r.id, __typename: sql`'PersonRequest'`, personUuid: r.personId };

export function loadPersonRequest(session: Session, id: string, fields: Fields): Promise<PersonRequestType | null> {
  return load(session, batchName('person-request', fields), id, async (ids) => {
    const found = await rows<PersonRequestType>(
      session.db,
      sql`SELECT ${selectList(columns(session), fields, ALWAYS)} FROM person_request r WHERE r.id = ANY(${ids})`,
    );
    return new Map(found.map((row) => [row.id, row]));
  });
}
