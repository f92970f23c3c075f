import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateTeams1795000004000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE organisation (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      name text COLLATE "vi-x-icu" NOT NULL,
      unit_id uuid NOT NULL,
      CONSTRAINT organisation_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE INDEX organisation_unit_id_idx ON organisation (tenant, unit_id)`);
    await queryRunner.query(`CREATE TABLE team (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      from_day date NOT NULL,
      until_day date NOT NULL DEFAULT 'infinity',
      kind text NOT NULL,
      organisation_id uuid,
      founding_document_id uuid NOT NULL,
      merged_into_id uuid,
      dissolution_document_id uuid,
      version integer NOT NULL DEFAULT '1',
      CONSTRAINT team_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE INDEX team_organisation_id_idx ON team (tenant, organisation_id)`);
    await queryRunner.query(`CREATE INDEX team_merged_into_id_idx ON team (tenant, merged_into_id)`);
    await queryRunner.query(`CREATE TABLE team_name (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      from_day date NOT NULL,
      until_day date NOT NULL DEFAULT 'infinity',
      team_id uuid NOT NULL,
      name text COLLATE "vi-x-icu" NOT NULL,
      document_id uuid,
      CONSTRAINT team_name_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE INDEX team_name_name_team_id_idx ON team_name (tenant, name, team_id)`);
    await queryRunner.query(`CREATE UNIQUE INDEX team_name_team_id_from_day_idx ON team_name (tenant, team_id, from_day)`);
    await queryRunner.query(`CREATE TABLE team_host (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      from_day date NOT NULL,
      until_day date NOT NULL DEFAULT 'infinity',
      team_id uuid NOT NULL,
      unit_id uuid NOT NULL,
      CONSTRAINT team_host_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE INDEX team_host_unit_id_idx ON team_host (tenant, unit_id)`);
    await queryRunner.query(`CREATE UNIQUE INDEX team_host_team_id_unit_id_from_day_idx ON team_host (tenant, team_id, unit_id, from_day)`);
    await queryRunner.query(`CREATE TABLE team_suspension (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      from_day date NOT NULL,
      until_day date NOT NULL DEFAULT 'infinity',
      team_id uuid NOT NULL,
      document_id uuid,
      reason text,
      CONSTRAINT team_suspension_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE UNIQUE INDEX team_suspension_team_id_from_day_idx ON team_suspension (tenant, team_id, from_day)`);
    await queryRunner.query(`CREATE TABLE team_document (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      from_day date NOT NULL,
      until_day date NOT NULL DEFAULT 'infinity',
      team_id uuid NOT NULL,
      document_id uuid NOT NULL,
      CONSTRAINT team_document_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE INDEX team_document_document_id_idx ON team_document (tenant, document_id)`);
    await queryRunner.query(`CREATE UNIQUE INDEX team_document_team_id_document_id_idx ON team_document (tenant, team_id, document_id)`);
    await queryRunner.query(`CREATE TABLE person (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      name text COLLATE "vi-x-icu" NOT NULL,
      phone text,
      birth_year smallint,
      sex text,
      identity_number text,
      version integer NOT NULL DEFAULT '1',
      CONSTRAINT person_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(
      `CREATE UNIQUE INDEX person_identity_number_idx ON person (tenant, identity_number) WHERE identity_number IS NOT NULL`,
    );
    await queryRunner.query(`CREATE TABLE team_member (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      from_day date NOT NULL,
      until_day date NOT NULL DEFAULT 'infinity',
      team_id uuid NOT NULL,
      person_id uuid NOT NULL,
      seat text NOT NULL,
      post text,
      constituencies text array NOT NULL,
      skills text array NOT NULL,
      version integer NOT NULL DEFAULT '1',
      CONSTRAINT team_member_once EXCLUDE USING gist (tenant WITH =, team_id WITH =, person_id WITH =, daterange(from_day, until_day) WITH &&) WHERE (NOT isempty(daterange(from_day, until_day))),
      CONSTRAINT team_member_one_leader EXCLUDE USING gist (tenant WITH =, team_id WITH =, daterange(from_day, until_day) WITH &&) WHERE (NOT isempty(daterange(from_day, until_day)) AND seat = 'leader'),
      CONSTRAINT team_member_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE INDEX team_member_person_id_idx ON team_member (tenant, person_id)`);
    await queryRunner.query(`CREATE INDEX team_member_team_id_from_day_idx ON team_member (tenant, team_id, from_day)`);
    await queryRunner.query(
      `ALTER TABLE organisation ADD CONSTRAINT organisation_unit_id_fkey FOREIGN KEY (tenant, unit_id) REFERENCES admin_unit(tenant,id)`,
    );
    await queryRunner.query(
      `ALTER TABLE team ADD CONSTRAINT team_merged_into_id_fkey FOREIGN KEY (tenant, merged_into_id) REFERENCES team(tenant,id)`,
    );
    await queryRunner.query(
      `ALTER TABLE team ADD CONSTRAINT team_founding_document_id_fkey FOREIGN KEY (tenant, founding_document_id) REFERENCES document(tenant,id)`,
    );
    await queryRunner.query(
      `ALTER TABLE team ADD CONSTRAINT team_organisation_id_fkey FOREIGN KEY (tenant, organisation_id) REFERENCES organisation(tenant,id)`,
    );
    await queryRunner.query(
      `ALTER TABLE team_name ADD CONSTRAINT team_name_document_id_fkey FOREIGN KEY (tenant, document_id) REFERENCES document(tenant,id)`,
    );
    await queryRunner.query(
      `ALTER TABLE team_name ADD CONSTRAINT team_name_team_id_fkey FOREIGN KEY (tenant, team_id) REFERENCES team(tenant,id)`,
    );
    await queryRunner.query(
      `ALTER TABLE team_host ADD CONSTRAINT team_host_unit_id_fkey FOREIGN KEY (tenant, unit_id) REFERENCES admin_unit(tenant,id)`,
    );
    await queryRunner.query(
      `ALTER TABLE team_host ADD CONSTRAINT team_host_team_id_fkey FOREIGN KEY (tenant, team_id) REFERENCES team(tenant,id)`,
    );
    await queryRunner.query(
      `ALTER TABLE team_suspension ADD CONSTRAINT team_suspension_document_id_fkey FOREIGN KEY (tenant, document_id) REFERENCES document(tenant,id)`,
    );
    await queryRunner.query(
      `ALTER TABLE team_suspension ADD CONSTRAINT team_suspension_team_id_fkey FOREIGN KEY (tenant, team_id) REFERENCES team(tenant,id)`,
    );
    await queryRunner.query(
      `ALTER TABLE team_document ADD CONSTRAINT team_document_document_id_fkey FOREIGN KEY (tenant, document_id) REFERENCES document(tenant,id)`,
    );
    await queryRunner.query(
      `ALTER TABLE team_document ADD CONSTRAINT team_document_team_id_fkey FOREIGN KEY (tenant, team_id) REFERENCES team(tenant,id)`,
    );
    await queryRunner.query(
      `ALTER TABLE team_member ADD CONSTRAINT team_member_person_id_fkey FOREIGN KEY (tenant, person_id) REFERENCES person(tenant,id)`,
    );
    await queryRunner.query(
      `ALTER TABLE team_member ADD CONSTRAINT team_member_team_id_fkey FOREIGN KEY (tenant, team_id) REFERENCES team(tenant,id)`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE team_member`);
    await queryRunner.query(`DROP TABLE team_document`);
    await queryRunner.query(`DROP TABLE team_suspension`);
    await queryRunner.query(`DROP TABLE team_host`);
    await queryRunner.query(`DROP TABLE team_name`);
    await queryRunner.query(`DROP TABLE team`);
    await queryRunner.query(`DROP TABLE organisation`);
    await queryRunner.query(`DROP TABLE person`);
  }
}
