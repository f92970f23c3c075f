import type { MigrationInterface, QueryRunner } from 'typeorm';
import { enforceTenancy } from './tenancy';

export class CreateBudget1795000017000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // Not worth the log: what is lost in a crash is who had asked for how much in the last minutes.
    await queryRunner.query(`CREATE UNLOGGED TABLE budget (
      tenant text NOT NULL DEFAULT app_tenant(),
      payer text NOT NULL,
      level double precision NOT NULL,
      taken double precision NOT NULL,
      at TIMESTAMP WITH TIME ZONE NOT NULL,
      CONSTRAINT budget_pkey PRIMARY KEY (tenant, payer)
    ) WITH (fillfactor = 50)`);
    await queryRunner.query(`CREATE INDEX budget_at_idx ON budget (tenant, at)`);
    await enforceTenancy(queryRunner, ['budget']);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE budget`);
  }
}
