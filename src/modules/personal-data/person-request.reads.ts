import sql from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { batchName, selectList } from '../../database/select';
import type { Columns } from '../../database/select';
import { load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import type { PersonRequestType } from './person-request.type';

type Fields = ReadonlySet<string>;

/** Whether a request is open and its last day has passed. */
export function late({ today }: Session): Sql {
  return sql`(r.status = 'open' AND r.due_day < ${today}::date)`;
}

export function columns(session: Session): Columns {
  return {
    kind: { kind: sql`r.kind` },
    receivedDay: { receivedDay: sql`r.received_day` },
    dueDay: { dueDay: sql`r.due_day` },
    provisional: { provisional: sql`r.provisional` },
    status: { status: sql`r.status` },
    overdue: { overdue: late(session) },
    note: { note: sql`r.note` },
    reason: { reason: sql`r.reason` },
    closedDay: { closedDay: sql`r.closed_day` },
  };
}

const ALWAYS = { id: sql`r.id`, __typename: sql`'PersonRequest'`, personUuid: sql`r.person_id` };

export function loadPersonRequest(session: Session, id: string, fields: Fields): Promise<PersonRequestType | null> {
  return load(session, batchName('person-request', fields), id, async (ids) => {
    const found = await rows<PersonRequestType>(
      session.db,
      sql`SELECT ${selectList(columns(session), fields, ALWAYS)} FROM person_request r WHERE r.id = ANY(${ids})`,
    );
    return new Map(found.map((row) => [row.id, row]));
  });
}
