import sql from 'sql-template-tag';
import { fixed } from '../../database/fixed';
import { writeLater } from '../../database/session';
import type { Session } from '../../database/session';
import { ROWS_AT_ONCE } from '../../database/insert';
import type { Writing, Written } from './write';

type EventColumns = Record<'id' | 'actor' | 'action' | 'subjectType' | 'subjectId' | 'day', string> &
  Record<'teamId' | 'unitId' | 'before' | 'after' | 'causeId', string | null> & { at: Date };

/** What nearly every change sends. */
const EVENT = fixed<EventColumns>(
  (e) => sql`INSERT INTO event (id, at, day, actor, action, subject_type, subject_id, team_id, unit_id, before, after, cause_id)
    VALUES (${e.id}, ${e.at}, ${e.day}, ${e.actor}, ${e.action}, ${e.subjectType}, ${e.subjectId}, ${e.teamId}, ${e.unitId}, ${e.before}, ${e.after}, ${e.causeId})`,
);

/** One text for however many events, so that it is prepared. */
const EVENTS = fixed<{ at: Date; actor: string; written: string }>(
  ({
    at,
    actor,
    written,
  }) => sql`INSERT INTO event (id, at, day, actor, action, subject_type, subject_id, team_id, unit_id, before, after, cause_id)
    SELECT e.id, ${at}::timestamptz, e.day, ${actor}::text, e.action, split_part(e.action, '.', 1), e."subjectId", e."teamId", e."unitId",
      e.before, e.after, e."causeId"
    FROM jsonb_to_recordset(${written}::jsonb) AS e(id uuid, day date, action text, "subjectId" uuid, "teamId" uuid, "unitId" uuid,
      before jsonb, after jsonb, "causeId" uuid)`,
);

/** Writes the events of what was recorded. Nothing is asked of them before the change ends. */
export async function insertEvents(writing: Writing): Promise<void> {
  const { session, manager } = writing;
  const events = writing.unwritten();
  const [only] = events;
  if (only && events.length === 1) return writeLater(manager, EVENT(columnsOf(session, only)));
  for (let i = 0; i < events.length; i += ROWS_AT_ONCE) {
    const written = JSON.stringify(events.slice(i, i + ROWS_AT_ONCE));
    await writeLater(manager, EVENTS({ at: session.now, actor: session.actor.id, written }));
  }
}

function columnsOf({ now, actor }: Session, { id, day, action, subjectId, teamId, unitId, before, after, causeId }: Written): EventColumns {
  const [subjectType = ''] = action.split('.', 1);
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  return {
    id,
    at: now,
    day,
    actor: actor.id,
    action,
    subjectType,
    subjectId,
    teamId: teamId ?? null,
    unitId: unitId ?? null,
    before: json(before),
    after: json(after),
    causeId: causeId ?? null,
  };
}
