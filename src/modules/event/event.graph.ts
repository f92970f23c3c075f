import sql from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { holds } from '../../auth/permissions';
import type { Permission } from '../../auth/permissions';
import { reachedBySender } from '../../auth/scope';
import { columnsOf } from '../../database/columns';
import { globalIdOf, instant } from '../../database/graph/declare';
import type { At, GraphPart, Link, Shape } from '../../database/graph/declare';
import { sensitivePosts } from '../province';
import { Event } from './event.entity';
import { ALWAYS, COLUMNS, LATEST_FIRST } from './event.reads';
import { TYPES } from './public-ids.rules';

const e = columnsOf(Event, 'e');

/** Whether whoever asks may, in the unit of the event. One who may nowhere is not asked about each. */
const may = (session: At['session'], permission: Permission): Sql =>
  holds(session.actor, permission) ? reachedBySender(session, permission, e.unitId) : sql`false`;

/** As `typeOfSubject` says it. */
const SUBJECT_TYPE = sql`replace(initcap(replace(e.subject_type, '-', ' ')), ' ', '')`;

/** As `shown` and `publicIds` say it. */
function content({ session }: At, column: Sql): Sql {
  if (!holds(session.actor, 'event:read')) return sql`NULL::jsonb`;
  const isSensitive = sql`(${column} -> 'post' = 'null' OR ${column} ->> 'post' = ANY(${sensitivePosts(session.province)}::text[]))`;
  const keepsPersons = sql`(e.unit_id IS NOT NULL AND ${may(session, 'person:read')})`;
  const shown = sql`CASE WHEN ${isSensitive} AND NOT ${keepsPersons} THEN ${column} - 'post' ELSE ${column} END`;
  const type = sql`${JSON.stringify(TYPES)}::jsonb ->> p.key`;
  return sql`CASE WHEN ${column} IS NOT NULL AND ${may(session, 'event:read')} THEN (SELECT coalesce(jsonb_object_agg(p.key, CASE
      WHEN ${type} IS NULL OR p.value = 'null' THEN p.value
      WHEN jsonb_typeof(p.value) = 'array' THEN (SELECT coalesce(jsonb_agg(${globalIdOf(type, sql`x.id`)} ORDER BY x.place), '[]')
        FROM jsonb_array_elements_text(p.value) WITH ORDINALITY x(id, place))
      ELSE to_jsonb(${globalIdOf(type, sql`(p.value #>> '{}')`)}) END), '{}')
    FROM jsonb_each(${shown}) p) END`;
}

/** An event `e`. */
export const EVENT: Shape = {
  type: 'Event',
  always: () => ALWAYS,
  columns: () => ({ ...COLUMNS, at: { at: instant(e.at) } }),
  values: {
    at: () => instant(e.at),
    subject: () => globalIdOf(SUBJECT_TYPE, e.subjectId),
    actor: ({ session }) => sql`CASE WHEN ${may(session, 'event:read')} THEN e.actor END`,
    before: (at) => content(at, e.before),
    after: (at) => content(at, e.after),
  },
};

/** The event whose id a column holds: that it happened is told with what it brought about. */
export function eventBy(id: Sql): Link {
  return { to: () => EVENT, many: 'one', by: () => ({ id }), rows: (k) => ({ from: sql`event e`, where: sql`e.id = ${k('id')}` }) };
}

/** What happened to the team whose id a column holds, as far as whoever asks may read it. */
export function eventsOfTeam(id: Sql): Link {
  return {
    to: () => EVENT,
    many: 'page',
    by: () => ({ id }),
    rows: (k, { session }) => ({ ...LATEST_FIRST, where: sql`e.team_id = ${k('id')} AND ${may(session, 'event:read')}` }),
  };
}

export const EVENT_GRAPH: GraphPart = { shapes: [EVENT], links: { Event: { cause: eventBy(e.causeId) } } };
