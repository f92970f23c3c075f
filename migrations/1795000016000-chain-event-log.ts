import type { MigrationInterface, QueryRunner } from 'typeorm';
import { enforceTenancy } from './tenancy';

/**
 * Each event is sealed as its transaction commits: the seal holds the hash of the one before and of the row. The chain of a province is
 * extended under a lock that is held from there to the end of the commit, so work runs in parallel and nothing committed is ever unsealed.
 */
export class ChainEventLog1795000016000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE event_seal (
      tenant text NOT NULL DEFAULT app_tenant(),
      position bigint NOT NULL,
      event_id uuid NOT NULL,
      hash text NOT NULL,
      CONSTRAINT event_seal_pkey PRIMARY KEY (tenant, position)
    )`);
    await queryRunner.query(`CREATE UNIQUE INDEX event_seal_event_id_idx ON event_seal (tenant, event_id)`);
    await queryRunner.query(`CREATE INDEX event_actor_seq_idx ON event (tenant, actor, seq)`);
    await queryRunner.query(`CREATE INDEX event_subject_id_seq_idx ON event (tenant, subject_id, seq)`);
    await queryRunner.query(`CREATE INDEX event_at_seq_idx ON event (tenant, at, seq)`);
    await queryRunner.query(`CREATE INDEX event_cause_id_seq_idx ON event (tenant, cause_id, seq)`);
    await queryRunner.query(CHAIN);
    await queryRunner.query(`CREATE TRIGGER event_seal_chained BEFORE INSERT ON event_seal FOR EACH ROW EXECUTE FUNCTION chain_event()`);
    // Forced policies hide all rows from an owner who is no superuser.
    await queryRunner.query(`ALTER TABLE event NO FORCE ROW LEVEL SECURITY`);
    await queryRunner.query(
      `INSERT INTO event_seal (tenant, position, event_id, hash) SELECT tenant, 0, id, '' FROM event ORDER BY tenant, seq`,
    );
    await queryRunner.query(`ALTER TABLE event FORCE ROW LEVEL SECURITY`);
    await queryRunner.query(SEAL);
    await queryRunner.query(
      `CREATE CONSTRAINT TRIGGER event_sealed AFTER INSERT ON event DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION seal_event()`,
    );
    await enforceTenancy(queryRunner, ['event_seal']);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TRIGGER event_sealed ON event`);
    await queryRunner.query(`DROP FUNCTION seal_event()`);
    await queryRunner.query(`DROP TABLE event_seal`);
    await queryRunner.query(`DROP FUNCTION chain_event()`);
    for (const index of ['actor', 'subject_id', 'at', 'cause_id']) await queryRunner.query(`DROP INDEX event_${index}_seq_idx`);
  }
}

const SEAL = `CREATE FUNCTION seal_event() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO event_seal (tenant, position, event_id, hash) VALUES (NEW.tenant, 0, NEW.id, '');
  RETURN NULL;
END $$`;

/** Whatever was given for position and hash, the chain decides them: a seal can't be forged by inserting one. */
const CHAIN = `CREATE FUNCTION chain_event() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  head record;
  content text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('event_seal ' || NEW.tenant, 0));
  SELECT position, hash INTO head FROM event_seal WHERE tenant = NEW.tenant ORDER BY position DESC LIMIT 1;
  SELECT jsonb_build_array(e.seq::text, e.id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.day, e.actor, e.action, e.subject_type,
    e.subject_id, e.team_id, e.unit_id, e.before, e.after, e.cause_id)::text INTO content FROM event e WHERE e.tenant = NEW.tenant AND e.id = NEW.event_id;
  IF content IS NULL THEN
    RAISE EXCEPTION 'there is no such event to seal' USING ERRCODE = 'insufficient_privilege';
  END IF;
  NEW.position := coalesce(head.position, 0) + 1;
  NEW.hash := encode(sha256(convert_to(coalesce(head.hash, '') || E'\\n' || content, 'UTF8')), 'hex');
  RETURN NEW;
END $$`;
