import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addReferences, enforceTenancy } from './tenancy';

const TABLES = [
  'report_round',
  'report_round_unit',
  'report_slot',
  'report_excuse',
  'report',
  'report_version',
  'report_value',
  'report_narrative',
  'report_step',
];

export class CreateReports1795000010000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE report_round (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      from_day date NOT NULL,
      until_day date NOT NULL DEFAULT 'infinity',
      unit_id uuid NOT NULL,
      form_code text NOT NULL,
      form jsonb NOT NULL,
      due_day date NOT NULL,
      reporters text NOT NULL,
      consolidated boolean NOT NULL,
      duty text,
      reason text,
      document_id uuid,
      frozen_at TIMESTAMP WITH TIME ZONE,
      CONSTRAINT report_round_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE INDEX report_round_document_id_idx ON report_round (tenant, document_id)`);
    await queryRunner.query(`CREATE INDEX report_round_from_day_idx ON report_round (tenant, from_day)`);
    await queryRunner.query(
      `CREATE INDEX report_round_form_code_from_day_until_day_reporters_idx ON report_round (tenant, form_code, from_day, until_day, reporters)`,
    );
    await queryRunner.query(
      `CREATE UNIQUE INDEX report_round_unit_id_form_code_from_day_until_day_reporters_idx ON report_round (tenant, unit_id, form_code, from_day, until_day, reporters)`,
    );
    await queryRunner.query(`CREATE TABLE report_round_unit (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      round_id uuid NOT NULL,
      unit_id uuid NOT NULL,
      CONSTRAINT report_round_unit_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE INDEX report_round_unit_unit_id_idx ON report_round_unit (tenant, unit_id)`);
    await queryRunner.query(`CREATE UNIQUE INDEX report_round_unit_round_id_unit_id_idx ON report_round_unit (tenant, round_id, unit_id)`);
    await queryRunner.query(`CREATE TABLE report_slot (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      round_id uuid NOT NULL,
      holder_id uuid NOT NULL,
      team_id uuid,
      unit_id uuid NOT NULL,
      placed_on date NOT NULL,
      CONSTRAINT report_slot_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE INDEX report_slot_team_id_idx ON report_slot (tenant, team_id)`);
    await queryRunner.query(`CREATE INDEX report_slot_unit_id_idx ON report_slot (tenant, unit_id)`);
    await queryRunner.query(`CREATE UNIQUE INDEX report_slot_round_id_holder_id_idx ON report_slot (tenant, round_id, holder_id)`);
    await queryRunner.query(`CREATE TABLE report_excuse (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      round_id uuid NOT NULL,
      holder_id uuid NOT NULL,
      reason text NOT NULL,
      at TIMESTAMP WITH TIME ZONE NOT NULL,
      actor text NOT NULL,
      CONSTRAINT report_excuse_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE UNIQUE INDEX report_excuse_round_id_holder_id_idx ON report_excuse (tenant, round_id, holder_id)`);
    await queryRunner.query(`CREATE TABLE report (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      round_id uuid NOT NULL,
      holder_id uuid NOT NULL,
      team_id uuid,
      unit_id uuid NOT NULL,
      state text NOT NULL,
      edit integer NOT NULL DEFAULT '0',
      latest integer NOT NULL DEFAULT '0',
      approved integer,
      submitted_day date,
      CONSTRAINT report_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE INDEX report_team_id_idx ON report (tenant, team_id)`);
    await queryRunner.query(`CREATE INDEX report_unit_id_idx ON report (tenant, unit_id)`);
    await queryRunner.query(`CREATE UNIQUE INDEX report_round_id_holder_id_idx ON report (tenant, round_id, holder_id)`);
    await queryRunner.query(`CREATE TABLE report_version (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      report_id uuid NOT NULL,
      number integer NOT NULL,
      author text NOT NULL,
      at TIMESTAMP WITH TIME ZONE NOT NULL,
      submitted_by text,
      submitted_at TIMESTAMP WITH TIME ZONE,
      approved_by text,
      approved_at TIMESTAMP WITH TIME ZONE,
      hash text,
      totals jsonb,
      CONSTRAINT report_version_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE UNIQUE INDEX report_version_report_id_number_idx ON report_version (tenant, report_id, number)`);
    await queryRunner.query(`CREATE TABLE report_value (
      tenant text NOT NULL DEFAULT app_tenant(),
      version_id uuid NOT NULL,
      indicator text NOT NULL,
      segment text NOT NULL,
      value numeric,
      edit integer NOT NULL,
      CONSTRAINT report_value_pkey PRIMARY KEY (tenant, version_id, indicator, segment)
    )`);
    await queryRunner.query(`CREATE TABLE report_narrative (
      tenant text NOT NULL DEFAULT app_tenant(),
      version_id uuid NOT NULL,
      code text NOT NULL,
      text text,
      edit integer NOT NULL,
      CONSTRAINT report_narrative_pkey PRIMARY KEY (tenant, version_id, code)
    )`);
    await queryRunner.query(`CREATE TABLE report_step (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      report_id uuid NOT NULL,
      number integer NOT NULL,
      step text NOT NULL,
      actor text NOT NULL,
      at TIMESTAMP WITH TIME ZONE NOT NULL,
      note text,
      CONSTRAINT report_step_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE INDEX report_step_report_id_idx ON report_step (tenant, report_id)`);
    await addReferences(queryRunner, [
      ['report_round', 'document_id', 'document'],
      ['report_round', 'unit_id', 'admin_unit'],
      ['report_round_unit', 'unit_id', 'admin_unit'],
      ['report_round_unit', 'round_id', 'report_round'],
      ['report_slot', 'team_id', 'team'],
      ['report_slot', 'unit_id', 'admin_unit'],
      ['report_slot', 'round_id', 'report_round'],
      ['report_excuse', 'round_id', 'report_round'],
      ['report', 'team_id', 'team'],
      ['report', 'unit_id', 'admin_unit'],
      ['report', 'round_id', 'report_round'],
      ['report_version', 'report_id', 'report'],
      ['report_value', 'version_id', 'report_version'],
      ['report_narrative', 'version_id', 'report_version'],
      ['report_step', 'report_id', 'report'],
    ]);
    await enforceTenancy(queryRunner, TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await queryRunner.query(`DROP TABLE ${table}`);
  }
}
