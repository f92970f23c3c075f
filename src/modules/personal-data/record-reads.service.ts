import sql from 'sql-template-tag';
import { rows } from '../../database/session';
import type { Session } from '../../database/session';

/** Commits what the request read of persons, one row for those of whom it read the same fields, all in one statement. */
export async function recordReads({ db, actor, now, disclosure }: Session): Promise<void> {
  const batches = disclosure.batches();
  if (batches.length === 0) return;
  await rows(
    db,
    sql`INSERT INTO personal_read (position, at, actor, purpose, request_id, fields, subjects, hash)
        SELECT 0, ${now}, ${actor.id}, ${disclosure.purpose}, ${disclosure.requestId}, ARRAY(SELECT jsonb_array_elements_text(b->'fields')),
          ARRAY(SELECT jsonb_array_elements_text(b->'subjects')::uuid), '' FROM jsonb_array_elements(${JSON.stringify(batches)}::jsonb) b`,
  );
}
