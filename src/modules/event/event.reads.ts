import sql, { empty } from 'sql-template-tag';
import { reach } from '../../auth/permissions';
import { withinReach } from '../../auth/scope';
import { columnsOf, fieldsOf } from '../../database/columns';
import { readPages } from '../../database/page';
import type { ListQuery, Page, PageRequest } from '../../database/page';
import type { Rows } from '../../database/graph/declare';
import { batchName, selectList } from '../../database/select';
import type { Columns } from '../../database/select';
import { load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import { Event } from './event.entity';
import type { EventType } from './event.type';

type Fields = ReadonlySet<string>;

const e = columnsOf(Event, 'e');

export const COLUMNS: Columns = {
  ...fieldsOf(e, 'action', 'at', 'day', 'actor', 'before', 'after'),
  subject: { subjectType: e.subjectType, subjectUuid: e.subjectId },
  cause: { causeId: e.causeId },
};
export const ALWAYS = { id: e.id, unitUuid: e.unitId };
const AS_NODE = { ...ALWAYS, __typename: sql`'Event'` };

export function loadEvent(session: Session, id: string, fields: Fields): Promise<EventType | null> {
  return load(session, batchName('event', fields), id, async (ids) => {
    const found = await rows<EventType>(
      session.db,
      sql`SELECT ${selectList(COLUMNS, fields, AS_NODE)} FROM event e WHERE e.id = ANY(${ids})`,
    );
    return new Map(found.map((row) => [row.id, row]));
  });
}

export interface EventFilter {
  readonly teamId?: string | null;
  readonly unitId?: string | null;
  readonly subjectId?: string | null;
  readonly causeId?: string | null;
  readonly actor?: string | null;
  /** Instants: recorded from here on, and before. */
  readonly from?: Date | null;
  readonly until?: Date | null;
}

/** Events that a filter leaves of those that the actor may read, the latest first. */
export function eventsMatching(session: Session, { teamId, unitId, subjectId, causeId, actor, from, until }: EventFilter): Rows {
  const byTeam = teamId ? sql`AND e.team_id = ${teamId}` : empty;
  const byUnit = unitId ? sql`AND e.unit_id = ${unitId}` : empty;
  const bySubject = subjectId ? sql`AND e.subject_id = ${subjectId}` : empty;
  const byCause = causeId ? sql`AND e.cause_id = ${causeId}` : empty;
  const byActor = actor != null ? sql`AND e.actor = ${actor}` : empty;
  const since = from ? sql`AND e.at >= ${from}` : empty;
  const before = until ? sql`AND e.at < ${until}` : empty;
  const where = sql`${withinReach(session, 'event:read', sql`e.unit_id`)} ${byTeam} ${byUnit} ${bySubject} ${byCause} ${byActor} ${since} ${before}`;
  const given = [teamId, unitId, subjectId, causeId, actor, from, until].some((each) => each != null);
  const isAll = !given && reach(session.actor, 'event:read') === 'province';
  // Counted alongside its page, all of the log with its content would be put aside until it is counted. Each event has a seal, and these are numbered.
  const total = isAll
    ? sql`(SELECT coalesce(max(z.position), 0)::int FROM event_seal z)`
    : sql`(SELECT count(*) FROM event e WHERE ${where})`;
  return { ...LATEST_FIRST, where, total };
}

export function loadTeamEvents(
  session: Session,
  teamId: string,
  page: PageRequest,
  fields: Fields,
  withTotal: boolean,
): Promise<Page<EventType> | null> {
  return load(session, batchName('team-events', fields, [page, withTotal]), teamId, (ids) =>
    readPages<EventType>(
      session,
      ids,
      {
        ...LATEST_FIRST,
        select: selectList(COLUMNS, fields, AS_NODE),
        where: sql`e.team_id = k.key AND ${withinReach(session, 'event:read', sql`e.unit_id`)}`,
      },
      page,
      withTotal,
    ),
  );
}

export const LATEST_FIRST: Pick<ListQuery, 'from' | 'order'> = {
  from: sql`event e`,
  order: [{ by: sql`e.seq`, type: 'bigint', descending: true }],
};
