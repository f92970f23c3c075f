import type { Client } from 'pg';
import type { Scripted } from './sql';

const CONTENT = `jsonb_build_array(e.seq::text, e.id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.day, e.actor, e.action, e.subject_type,
  e.subject_id, e.team_id, e.unit_id, e.before, e.after, e.cause_id)::text`;

/** The hash of each event over that of the one before, as the trigger computes it row by row; here as an aggregate over all of a province. */
export async function prepareSeals(owner: Client): Promise<void> {
  await owner.query(`CREATE FUNCTION pg_temp.link(text, text) RETURNS text LANGUAGE sql IMMUTABLE AS
    $$ SELECT encode(sha256(convert_to(coalesce($1, '') || E'\\n' || $2, 'UTF8')), 'hex') $$`);
  await owner.query(`CREATE AGGREGATE pg_temp.chain(text) (SFUNC = pg_temp.link, STYPE = text)`);
}

export async function beginLog(made: Scripted): Promise<void> {
  await made.run(`CREATE TEMPORARY TABLE log (at timestamptz, rank int, id uuid, day date, actor text, action text, subject_id uuid, team_id uuid, unit_id uuid,
    before jsonb, after jsonb, cause_id uuid) ON COMMIT DROP`);
}

/** Writes the log in the order in which things happened, and seals it. */
export async function endLog(made: Scripted): Promise<void> {
  const { tenant } = made;
  await made.run(
    `INSERT INTO event (tenant, id, at, day, actor, action, subject_type, subject_id, team_id, unit_id, before, after, cause_id)
       SELECT '${tenant}', id, at, day, actor, action, split_part(action, '.', 1), subject_id, team_id, unit_id, before, after, cause_id FROM log ORDER BY at, rank, id`,
    `INSERT INTO event_seal (tenant, position, event_id, hash) SELECT '${tenant}', row_number() OVER w, e.id, pg_temp.chain(${CONTENT}) OVER w
       FROM event e WHERE e.tenant = '${tenant}' WINDOW w AS (ORDER BY e.seq ROWS UNBOUNDED PRECEDING)`,
    `DROP TABLE log`,
  );
}
