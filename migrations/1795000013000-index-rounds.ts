import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Every write asks first for rounds whose period has closed: none, nearly always, and the index of those not closed is as good as empty. Lists of
 * rounds are in the order of their days.
 */
export class IndexRounds1795000013000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE INDEX report_round_until_day_idx ON report_round (tenant, until_day) WHERE frozen_at IS NULL`);
    await queryRunner.query(`DROP INDEX report_round_from_day_idx`);
    await queryRunner.query(`CREATE INDEX report_round_from_day_id_idx ON report_round (tenant, from_day, id)`);
    await queryRunner.query(`CREATE INDEX report_round_unit_id_from_day_id_idx ON report_round (tenant, unit_id, from_day, id)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX report_round_unit_id_from_day_id_idx`);
    await queryRunner.query(`DROP INDEX report_round_from_day_id_idx`);
    await queryRunner.query(`CREATE INDEX report_round_from_day_idx ON report_round (tenant, from_day)`);
    await queryRunner.query(`DROP INDEX report_round_until_day_idx`);
  }
}
