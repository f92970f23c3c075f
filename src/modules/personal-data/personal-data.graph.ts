import sql, { empty } from 'sql-template-tag';
import { withinReach } from '../../auth/scope';
import { globalIdOf } from '../../database/graph/declare';
import type { At, GraphPart, Rows, Shape } from '../../database/graph/declare';
import { personAnywhere } from '../team';
import { columns, late } from './person-request.reads';
import { COLUMNS } from './personal-read.reads';

/** A request `r`. */
export const PERSON_REQUEST: Shape = {
  type: 'PersonRequest',
  always: () => ({ id: sql`r.id`, personUuid: sql`r.person_id` }),
  columns: ({ session }) => columns(session),
};

export interface PersonRequestFilter {
  readonly status?: string | null;
  readonly overdue?: boolean | null;
  readonly personId?: string | null;
}

/** Requests of the people in the actor's reach, the one due first coming first. */
export function requestsInReach({ status, overdue, personId }: PersonRequestFilter, { session }: At): Rows {
  const byStatus = status ? sql`AND r.status = ${status}` : empty;
  const byLateness = overdue == null ? empty : overdue ? sql`AND ${late(session)}` : sql`AND NOT ${late(session)}`;
  const byPerson = personId ? sql`AND r.person_id = ${personId}` : empty;
  const inReach = sql`EXISTS (SELECT FROM team_member m JOIN team_host h ON h.team_id = m.team_id
    WHERE m.person_id = r.person_id AND ${withinReach(session, 'person:export', sql`h.unit_id`)})`;
  return {
    from: sql`person_request r`,
    where: sql`${inReach} ${byStatus} ${byLateness} ${byPerson}`,
    order: [
      { by: sql`r.due_day`, type: 'date' },
      { by: sql`r.id`, type: 'uuid' },
    ],
  };
}

/** A read `r` of personal data. */
export const PERSONAL_READ: Shape = {
  type: 'PersonalRead',
  always: () => ({ position: sql`r.position` }),
  columns: () => COLUMNS,
  values: {
    subjects: () =>
      sql`ARRAY(SELECT ${globalIdOf('Person', sql`s.id`)} FROM unnest(r.subjects) WITH ORDINALITY AS s(id, at) ORDER BY s.at)`,
  },
};

export interface PersonalReadFilter {
  readonly subjectId?: string | null;
  readonly actor?: string | null;
  readonly from?: Date | null;
  readonly until?: Date | null;
}

/** Who read whose data, the latest first. */
export function readsMatching({ subjectId, actor, from, until }: PersonalReadFilter): Rows {
  const bySubject = subjectId
    ? sql`AND EXISTS (SELECT FROM personal_read_subject s WHERE s.person_id = ${subjectId} AND s.position = r.position)`
    : empty;
  const byActor = actor != null ? sql`AND r.actor = ${actor}` : empty;
  const since = from ? sql`AND r.at >= ${from}` : empty;
  const before = until ? sql`AND r.at < ${until}` : empty;
  return {
    from: sql`personal_read r`,
    where: sql`true ${bySubject} ${byActor} ${since} ${before}`,
    order: [{ by: sql`r.position`, type: 'bigint', descending: true }],
  };
}

export const PERSONAL_DATA_GRAPH: GraphPart = {
  shapes: [PERSON_REQUEST, PERSONAL_READ],
  links: {},
  known: {
    // What is read of the person is recorded, and what is withheld said with its path: the resolver answers.
    PersonRequest: {
      person: {
        by: () => ({ id: sql`r.person_id` }),
        facts: (k, { session }, _args, asked) => personAnywhere(session, k('id'), asked),
      },
    },
  },
};
