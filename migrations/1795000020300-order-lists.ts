import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pages of whole lists are the beginnings of indexes: units of all levels by name, findings by age. */
export class OrderLists1795000020300 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE INDEX admin_unit_state_name_unit_id_idx ON admin_unit_state (tenant, name, unit_id)`);
    await queryRunner.query(`CREATE INDEX finding_since_finding_id_idx ON finding (tenant, since, finding_id)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX finding_since_finding_id_idx`);
    await queryRunner.query(`DROP INDEX admin_unit_state_name_unit_id_idx`);
  }
}
