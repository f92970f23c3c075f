import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAdminUnits1795000003000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE document (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      type text NOT NULL,
      number text NOT NULL,
      issued_day date NOT NULL,
      authority text NOT NULL,
      issuer text NOT NULL,
      clause text,
      reference text,
      CONSTRAINT document_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE UNIQUE INDEX document_issuer_number_issued_day_idx ON document (tenant, issuer, number, issued_day)`);
    await queryRunner.query(`CREATE TABLE admin_unit (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      CONSTRAINT admin_unit_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE TABLE admin_unit_state (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      from_day date NOT NULL,
      until_day date NOT NULL DEFAULT 'infinity',
      unit_id uuid NOT NULL,
      level text NOT NULL,
      code text,
      local_code text,
      designation text NOT NULL,
      name text COLLATE "vi-x-icu" NOT NULL,
      parent_id uuid,
      document_id uuid,
      CONSTRAINT admin_unit_state_local_code_once EXCLUDE USING gist (tenant WITH =, parent_id WITH =, local_code WITH =, daterange(from_day, until_day) WITH &&) WHERE (NOT isempty(daterange(from_day, until_day)) AND local_code IS NOT NULL),
      CONSTRAINT admin_unit_state_code_once EXCLUDE USING gist (tenant WITH =, level WITH =, code WITH =, daterange(from_day, until_day) WITH &&) WHERE (NOT isempty(daterange(from_day, until_day)) AND code IS NOT NULL),
      CONSTRAINT admin_unit_state_one_a_day EXCLUDE USING gist (tenant WITH =, unit_id WITH =, daterange(from_day, until_day) WITH &&) WHERE (NOT isempty(daterange(from_day, until_day))),
      CONSTRAINT admin_unit_state_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE INDEX admin_unit_state_level_name_unit_id_idx ON admin_unit_state (tenant, level, name, unit_id)`);
    await queryRunner.query(
      `CREATE INDEX admin_unit_state_parent_id_name_unit_id_idx ON admin_unit_state (tenant, parent_id, name, unit_id)`,
    );
    await queryRunner.query(`CREATE INDEX admin_unit_state_code_idx ON admin_unit_state (tenant, code)`);
    await queryRunner.query(`CREATE INDEX admin_unit_state_unit_id_from_day_idx ON admin_unit_state (tenant, unit_id, from_day)`);
    await queryRunner.query(`CREATE TABLE admin_unit_term (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      term text COLLATE "C" NOT NULL,
      CONSTRAINT admin_unit_term_pkey PRIMARY KEY (tenant, id, term)
    )`);
    await queryRunner.query(`CREATE INDEX admin_unit_term_term_id_idx ON admin_unit_term (tenant, term, id)`);
    await queryRunner.query(`CREATE TABLE admin_unit_closure (
      tenant text NOT NULL DEFAULT app_tenant(),
      ancestor_id uuid NOT NULL,
      descendant_id uuid NOT NULL,
      from_day date NOT NULL,
      until_day date NOT NULL,
      ancestor_level text NOT NULL,
      descendant_level text NOT NULL,
      distance smallint NOT NULL,
      CONSTRAINT admin_unit_closure_pkey PRIMARY KEY (tenant, ancestor_id, descendant_id, from_day)
    )`);
    await queryRunner.query(
      `CREATE INDEX admin_unit_closure_ancestor_id_descendant_level_idx ON admin_unit_closure (tenant, ancestor_id, descendant_level)`,
    );
    await queryRunner.query(
      `CREATE INDEX admin_unit_closure_descendant_id_distance_idx ON admin_unit_closure (tenant, descendant_id, distance)`,
    );
    await queryRunner.query(`CREATE TABLE admin_unit_succession (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      predecessor_id uuid NOT NULL,
      successor_id uuid NOT NULL,
      kind text NOT NULL,
      day date NOT NULL,
      share numeric,
      status text NOT NULL,
      document_id uuid,
      CONSTRAINT admin_unit_succession_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE INDEX admin_unit_succession_successor_id_idx ON admin_unit_succession (tenant, successor_id)`);
    await queryRunner.query(`CREATE INDEX admin_unit_succession_predecessor_id_idx ON admin_unit_succession (tenant, predecessor_id)`);
    await queryRunner.query(
      `ALTER TABLE admin_unit_state ADD CONSTRAINT admin_unit_state_document_id_fkey FOREIGN KEY (tenant, document_id) REFERENCES document(tenant,id)`,
    );
    await queryRunner.query(
      `ALTER TABLE admin_unit_state ADD CONSTRAINT admin_unit_state_parent_id_fkey FOREIGN KEY (tenant, parent_id) REFERENCES admin_unit(tenant,id)`,
    );
    await queryRunner.query(
      `ALTER TABLE admin_unit_state ADD CONSTRAINT admin_unit_state_unit_id_fkey FOREIGN KEY (tenant, unit_id) REFERENCES admin_unit(tenant,id)`,
    );
    await queryRunner.query(
      `ALTER TABLE admin_unit_term ADD CONSTRAINT admin_unit_term_id_fkey FOREIGN KEY (tenant, id) REFERENCES admin_unit_state(tenant,id) ON DELETE CASCADE`,
    );
    await queryRunner.query(
      `ALTER TABLE admin_unit_closure ADD CONSTRAINT admin_unit_closure_descendant_id_fkey FOREIGN KEY (tenant, descendant_id) REFERENCES admin_unit(tenant,id)`,
    );
    await queryRunner.query(
      `ALTER TABLE admin_unit_closure ADD CONSTRAINT admin_unit_closure_ancestor_id_fkey FOREIGN KEY (tenant, ancestor_id) REFERENCES admin_unit(tenant,id)`,
    );
    await queryRunner.query(
      `ALTER TABLE admin_unit_succession ADD CONSTRAINT admin_unit_succession_document_id_fkey FOREIGN KEY (tenant, document_id) REFERENCES document(tenant,id)`,
    );
    await queryRunner.query(
      `ALTER TABLE admin_unit_succession ADD CONSTRAINT admin_unit_succession_successor_id_fkey FOREIGN KEY (tenant, successor_id) REFERENCES admin_unit(tenant,id)`,
    );
    await queryRunner.query(
      `ALTER TABLE admin_unit_succession ADD CONSTRAINT admin_unit_succession_predecessor_id_fkey FOREIGN KEY (tenant, predecessor_id) REFERENCES admin_unit(tenant,id)`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE admin_unit_succession`);
    await queryRunner.query(`DROP TABLE admin_unit_closure`);
    await queryRunner.query(`DROP TABLE admin_unit_term`);
    await queryRunner.query(`DROP TABLE admin_unit_state`);
    await queryRunner.query(`DROP TABLE admin_unit`);
    await queryRunner.query(`DROP TABLE document`);
  }
}
