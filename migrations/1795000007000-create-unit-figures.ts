import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addReferences, enforceTenancy } from './tenancy';

const TABLES = ['unit_figure'];

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
    await addReferences(queryRunner, [
      ['unit_figure', 'unit_id', 'admin_unit'],
      ['unit_figure', 'document_id', 'document'],
    ]);
    await enforceTenancy(queryRunner, TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await queryRunner.query(`DROP TABLE ${table}`);
  }
}
