import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addReferences, enforceTenancy } from './tenancy';

const TABLES = ['personal_read', 'personal_read_subject', 'person_request'];

export class GuardPersonalData1795000016100 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE person ADD erased_at TIMESTAMP WITH TIME ZONE`);
    // A number that is refused because somebody out of reach has it would tell that they are on record.
    await queryRunner.query(`DROP INDEX person_identity_number_idx`);
    await queryRunner.query(
      `CREATE INDEX person_identity_number_idx ON person (tenant, identity_number) WHERE identity_number IS NOT NULL`,
    );
    await queryRunner.query(`CREATE TABLE personal_read (
      tenant text NOT NULL DEFAULT app_tenant(),
      position bigint NOT NULL,
      at TIMESTAMP WITH TIME ZONE NOT NULL,
      actor text NOT NULL,
      purpose text,
      request_id text NOT NULL,
      fields text array NOT NULL,
      subjects uuid array NOT NULL,
      hash text NOT NULL,
      CONSTRAINT personal_read_pkey PRIMARY KEY (tenant, position)
    )`);
    await queryRunner.query(`CREATE INDEX personal_read_actor_position_idx ON personal_read (tenant, actor, position)`);
    await queryRunner.query(`CREATE INDEX personal_read_at_position_idx ON personal_read (tenant, at, position)`);
    await queryRunner.query(`CREATE TABLE personal_read_subject (
      tenant text NOT NULL DEFAULT app_tenant(),
      person_id uuid NOT NULL,
      position bigint NOT NULL,
      CONSTRAINT personal_read_subject_pkey PRIMARY KEY (tenant, person_id, position)
    )`);
    await queryRunner.query(CHAIN);
    await queryRunner.query(
      `CREATE TRIGGER personal_read_chained BEFORE INSERT ON personal_read FOR EACH ROW EXECUTE FUNCTION chain_personal_read()`,
    );
    await queryRunner.query(INDEX_SUBJECTS);
    await queryRunner.query(
      `CREATE TRIGGER personal_read_indexed AFTER INSERT ON personal_read FOR EACH ROW EXECUTE FUNCTION index_personal_read()`,
    );
    await queryRunner.query(`CREATE TABLE person_request (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      person_id uuid NOT NULL,
      kind text NOT NULL,
      received_day date NOT NULL,
      due_day date NOT NULL,
      provisional boolean NOT NULL,
      status text NOT NULL,
      note text,
      reason text,
      closed_day date,
      CONSTRAINT person_request_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE INDEX person_request_person_id_idx ON person_request (tenant, person_id)`);
    await queryRunner.query(`CREATE INDEX person_request_due_day_id_idx ON person_request (tenant, due_day, id)`);
    await addReferences(queryRunner, [['person_request', 'person_id', 'person']]);
    await enforceTenancy(queryRunner, TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await queryRunner.query(`DROP TABLE ${table}`);
    await queryRunner.query(`DROP FUNCTION index_personal_read()`);
    await queryRunner.query(`DROP FUNCTION chain_personal_read()`);
    await queryRunner.query(`DROP INDEX person_identity_number_idx`);
    await queryRunner.query(
      `CREATE UNIQUE INDEX person_identity_number_idx ON person (tenant, identity_number) WHERE identity_number IS NOT NULL`,
    );
    await queryRunner.query(`ALTER TABLE person DROP COLUMN erased_at`);
  }
}

/** A read is recorded in a transaction of its own, so the lock is held for that one statement. */
const CHAIN = `CREATE FUNCTION chain_personal_read() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  head record;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('personal_read ' || NEW.tenant, 0));
  SELECT position, hash INTO head FROM personal_read WHERE tenant = NEW.tenant ORDER BY position DESC LIMIT 1;
  NEW.position := coalesce(head.position, 0) + 1;
  NEW.hash := encode(sha256(convert_to(coalesce(head.hash, '') || E'\\n' || jsonb_build_array(NEW.position,
    to_char(NEW.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), NEW.actor, NEW.purpose, NEW.request_id, NEW.fields, NEW.subjects)::text, 'UTF8')), 'hex');
  RETURN NEW;
END $$`;

const INDEX_SUBJECTS = `CREATE FUNCTION index_personal_read() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO personal_read_subject (tenant, person_id, position) SELECT NEW.tenant, s, NEW.position FROM unnest(NEW.subjects) s;
  RETURN NULL;
END $$`;
