import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateEventLog1795000002000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE SEQUENCE event_seq`);
    await queryRunner.query(`CREATE TABLE event (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      seq bigint NOT NULL DEFAULT nextval('event_seq'),
      at TIMESTAMP WITH TIME ZONE NOT NULL,
      day date NOT NULL,
      actor text NOT NULL,
      action text NOT NULL,
      subject_type text NOT NULL,
      subject_id uuid NOT NULL,
      team_id uuid,
      unit_id uuid,
      before jsonb,
      after jsonb,
      cause_id uuid,
      CONSTRAINT event_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE INDEX event_unit_id_seq_idx ON event (tenant, unit_id, seq)`);
    await queryRunner.query(`CREATE INDEX event_team_id_seq_idx ON event (tenant, team_id, seq)`);
    await queryRunner.query(`CREATE UNIQUE INDEX event_seq_idx ON event (tenant, seq)`);
    await queryRunner.query(`CREATE TABLE idempotency_key (
      tenant text NOT NULL DEFAULT app_tenant(),
      actor text NOT NULL,
      key text NOT NULL,
      request_hash text NOT NULL,
      result jsonb NOT NULL,
      at TIMESTAMP WITH TIME ZONE NOT NULL,
      CONSTRAINT idempotency_key_pkey PRIMARY KEY (tenant, actor, key)
    )`);
    await queryRunner.query(`CREATE TABLE province_state (
      tenant text NOT NULL DEFAULT app_tenant(),
      rules_digest text NOT NULL,
      judged_at TIMESTAMP WITH TIME ZONE NOT NULL,
      CONSTRAINT province_state_pkey PRIMARY KEY (tenant)
    )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE province_state`);
    await queryRunner.query(`DROP TABLE idempotency_key`);
    await queryRunner.query(`DROP TABLE event`);
    await queryRunner.query(`DROP SEQUENCE event_seq`);
  }
}
