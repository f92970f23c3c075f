import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addReferences, enforceTenancy } from './tenancy';

const TABLES = ['directive', 'task', 'task_state', 'task_assignee', 'task_evidence', 'outreach'];

export class CreateTasks1795000008000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE directive (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      from_day date NOT NULL,
      until_day date NOT NULL DEFAULT 'infinity',
      unit_id uuid NOT NULL,
      parent_id uuid,
      source text NOT NULL,
      source_code text NOT NULL,
      rule_version integer,
      title_vi text NOT NULL,
      title_en text,
      text text,
      pillar text,
      due_day date NOT NULL,
      given_day date NOT NULL,
      legal_document text,
      clause text,
      document_id uuid,
      detail text,
      CONSTRAINT directive_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE INDEX directive_document_id_idx ON directive (tenant, document_id)`);
    await queryRunner.query(`CREATE INDEX directive_parent_id_idx ON directive (tenant, parent_id)`);
    await queryRunner.query(`CREATE INDEX directive_source_code_idx ON directive (tenant, source_code)`);
    await queryRunner.query(`CREATE INDEX directive_unit_id_due_day_id_idx ON directive (tenant, unit_id, due_day, id)`);
    await queryRunner.query(
      `CREATE UNIQUE INDEX directive_unit_id_source_code_idx ON directive (tenant, unit_id, source_code) WHERE rule_version IS NULL`,
    );
    await queryRunner.query(
      `CREATE UNIQUE INDEX directive_unit_id_source_code_rule_version_idx ON directive (tenant, unit_id, source_code, rule_version)`,
    );
    await queryRunner.query(`CREATE TABLE task (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      directive_id uuid NOT NULL,
      team_id uuid NOT NULL,
      given_day date NOT NULL,
      due_day date NOT NULL,
      detail text,
      version integer NOT NULL DEFAULT '1',
      CONSTRAINT task_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE INDEX task_due_day_id_idx ON task (tenant, due_day, id)`);
    await queryRunner.query(`CREATE INDEX task_team_id_idx ON task (tenant, team_id)`);
    await queryRunner.query(`CREATE UNIQUE INDEX task_directive_id_team_id_idx ON task (tenant, directive_id, team_id)`);
    await queryRunner.query(`CREATE TABLE task_state (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      from_day date NOT NULL,
      until_day date NOT NULL DEFAULT 'infinity',
      task_id uuid NOT NULL,
      team_id uuid NOT NULL,
      state text NOT NULL,
      reason text,
      event_id uuid NOT NULL,
      automatic boolean NOT NULL DEFAULT false,
      CONSTRAINT task_state_one_a_day EXCLUDE USING gist (tenant WITH =, task_id WITH =, daterange(from_day, until_day) WITH &&) WHERE (NOT isempty(daterange(from_day, until_day))),
      CONSTRAINT task_state_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE INDEX task_state_team_id_state_from_day_idx ON task_state (tenant, team_id, state, from_day)`);
    await queryRunner.query(`CREATE INDEX task_state_task_id_from_day_idx ON task_state (tenant, task_id, from_day)`);
    await queryRunner.query(`CREATE TABLE task_assignee (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      from_day date NOT NULL,
      until_day date NOT NULL DEFAULT 'infinity',
      task_id uuid NOT NULL,
      member_id uuid NOT NULL,
      CONSTRAINT task_assignee_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE INDEX task_assignee_member_id_idx ON task_assignee (tenant, member_id)`);
    await queryRunner.query(
      `CREATE UNIQUE INDEX task_assignee_task_id_member_id_from_day_idx ON task_assignee (tenant, task_id, member_id, from_day)`,
    );
    await queryRunner.query(`CREATE TABLE task_evidence (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      task_id uuid NOT NULL,
      day date NOT NULL,
      place text,
      text text NOT NULL,
      people integer,
      households integer,
      links text array NOT NULL,
      CONSTRAINT task_evidence_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE INDEX task_evidence_task_id_day_id_idx ON task_evidence (tenant, task_id, day, id)`);
    await queryRunner.query(`CREATE TABLE outreach (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      team_id uuid NOT NULL,
      day date NOT NULL,
      pillar text NOT NULL,
      task_id uuid,
      place text,
      people integer,
      households integer,
      note text,
      cancelled boolean NOT NULL DEFAULT false,
      cancel_reason text,
      version integer NOT NULL DEFAULT '1',
      CONSTRAINT outreach_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE INDEX outreach_task_id_idx ON outreach (tenant, task_id)`);
    await queryRunner.query(`CREATE INDEX outreach_team_id_day_id_idx ON outreach (tenant, team_id, day, id)`);
    await addReferences(queryRunner, [
      ['directive', 'document_id', 'document'],
      ['directive', 'parent_id', 'directive'],
      ['directive', 'unit_id', 'admin_unit'],
      ['task', 'team_id', 'team'],
      ['task', 'directive_id', 'directive'],
      ['task_state', 'team_id', 'team'],
      ['task_state', 'task_id', 'task'],
      ['task_assignee', 'member_id', 'team_member'],
      ['task_assignee', 'task_id', 'task'],
      ['task_evidence', 'task_id', 'task'],
      ['outreach', 'task_id', 'task'],
      ['outreach', 'team_id', 'team'],
    ]);
    await enforceTenancy(queryRunner, TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await queryRunner.query(`DROP TABLE ${table}`);
  }
}
