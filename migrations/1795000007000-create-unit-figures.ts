import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateUnitFigures1795000007000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE unit_figure (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      unit_id uuid NOT NULL,
      kind text NOT NULL,
      day date NOT NULL,
      value bigint NOT NULL,
      document_id uuid,
      CONSTRAINT unit_figure_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE UNIQUE INDEX unit_figure_unit_id_kind_day_idx ON unit_figure (tenant, unit_id, kind, day)`);
    await queryRunner.query(`CREATE INDEX unit_figure_document_id_idx ON unit_figure (tenant, document_id)`);
    await queryRunner.query(
      `ALTER TABLE unit_figure ADD CONSTRAINT unit_figure_unit_id_fkey FOREIGN KEY (tenant, unit_id) REFERENCES admin_unit(tenant,id)`,
    );
    await queryRunner.query(
      `ALTER TABLE unit_figure ADD CONSTRAINT unit_figure_document_id_fkey FOREIGN KEY (tenant, document_id) REFERENCES document(tenant,id)`,
    );
    await queryRunner.query(`ALTER TABLE unit_figure ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
    await queryRunner.query(`CREATE POLICY own_tenant ON unit_figure USING (tenant = app_tenant()) WITH CHECK (tenant = app_tenant())`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE unit_figure`);
  }
}
