import sql, { empty } from 'sql-template-tag';
import { withinReach } from '../../auth/scope';
import { readPage } from '../../database/page';
import type { Page, PageRequest } from '../../database/page';
import { batchName, selectList } from '../../database/select';
import type { Columns } from '../../database/select';
import { load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import type { PersonRequestType } from './person-request.type';

type Fields = ReadonlySet<string>;

function columns({ today }: Session): Columns {
  return {
    kind: { kind: sql`r.kind` },
    receivedDay: { receivedDay: sql`r.received_day` },
    dueDay: { dueDay: sql`r.due_day` },
    provisional: { provisional: sql`r.provisional` },
    status: { status: sql`r.status` },
    overdue: { overdue: sql`(r.status = 'open' AND r.due_day < ${today}::date)` },
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

export interface PersonRequestFilter {
  readonly status?: string | null;
  readonly overdue?: boolean | null;
  readonly personId?: string | null;
}

/** Requests of the people in the actor's reach, the one due first coming first. */
export function listPersonRequests(
  session: Session,
  { status, overdue, personId }: PersonRequestFilter,
  page: PageRequest,
  { fields, withTotal }: { readonly fields: Fields; readonly withTotal: boolean },
): Promise<Page<PersonRequestType>> {
  const byStatus = status ? sql`AND r.status = ${status}` : empty;
  const late = sql`(r.status = 'open' AND r.due_day < ${session.today}::date)`;
  const byLateness = overdue == null ? empty : overdue ? sql`AND ${late}` : sql`AND NOT ${late}`;
  const byPerson = personId ? sql`AND r.person_id = ${personId}` : empty;
  const inReach = sql`EXISTS (SELECT FROM team_member m JOIN team_host h ON h.team_id = m.team_id
    WHERE m.person_id = r.person_id AND ${withinReach(session, 'person:export', sql`h.unit_id`)})`;
  return readPage(
    session,
    {
      from: sql`person_request r`,
      order: [
        { by: sql`r.due_day`, type: 'date' },
        { by: sql`r.id`, type: 'uuid' },
      ],
      select: selectList(columns(session), fields, ALWAYS),
      where: sql`${inReach} ${byStatus} ${byLateness} ${byPerson}`,
    },
    page,
    withTotal,
  );
}
