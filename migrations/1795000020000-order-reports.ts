import type { MigrationInterface, QueryRunner } from 'typeorm';
import { pastTenancy } from './tenancy';

/** The latest reports of a team or unit are the end of an index: none of the others is read, nor any round. */
export class OrderReports1795000020000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE report ADD period_from date`);
    await pastTenancy(queryRunner, ['report', 'report_round'], () =>
      queryRunner.query(`UPDATE report p SET period_from = r.from_day FROM report_round r WHERE r.tenant = p.tenant AND r.id = p.round_id`),
    );
    await queryRunner.query(`ALTER TABLE report ALTER period_from SET NOT NULL`);
    await queryRunner.query(`CREATE INDEX report_holder_id_period_from_id_idx ON report (tenant, holder_id, period_from, id)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX report_holder_id_period_from_id_idx`);
    await queryRunner.query(`ALTER TABLE report DROP COLUMN period_from`);
  }
}
