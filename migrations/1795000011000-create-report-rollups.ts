import type { MigrationInterface, QueryRunner } from 'typeorm';
import { enforceTenancy } from './tenancy';

const TABLES = ['report_rollup', 'report_tally'];

export class CreateReportRollups1795000011000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // One index carries everything: the round first, so that what is written today lies together however long the history. No references:
    // checking each row would lock the province's row, where all approvals of the province meet.
    await queryRunner.query(`CREATE TABLE report_rollup (
      tenant text NOT NULL DEFAULT app_tenant(),
      round_id uuid NOT NULL,
      unit_id uuid NOT NULL,
      indicator text NOT NULL,
      segment text NOT NULL,
      id uuid NOT NULL,
      expected integer NOT NULL,
      reported integer NOT NULL,
      unknown integer NOT NULL,
      value numeric NOT NULL,
      folded boolean NOT NULL,
      CONSTRAINT report_rollup_pkey PRIMARY KEY (tenant, round_id, unit_id, indicator, segment, id) INCLUDE (expected, reported, unknown, value)
    )`);
    await queryRunner.query(
      `CREATE INDEX report_rollup_unfolded_idx ON report_rollup (tenant, round_id, unit_id, indicator, segment) WHERE NOT folded`,
    );
    await queryRunner.query(`CREATE TABLE report_tally (
      tenant text NOT NULL DEFAULT app_tenant(),
      round_id uuid NOT NULL,
      unit_id uuid NOT NULL,
      id uuid NOT NULL,
      expected integer NOT NULL,
      on_time integer NOT NULL,
      late integer NOT NULL,
      excused integer NOT NULL,
      approved integer NOT NULL,
      folded boolean NOT NULL,
      CONSTRAINT report_tally_pkey PRIMARY KEY (tenant, round_id, unit_id, id) INCLUDE (expected, on_time, late, excused, approved)
    )`);
    await queryRunner.query(`CREATE INDEX report_tally_unfolded_idx ON report_tally (tenant, round_id, unit_id) WHERE NOT folded`);
    // What reports in a unit itself is read from its slots, round by round.
    await queryRunner.query(`DROP INDEX report_slot_unit_id_idx`);
    await queryRunner.query(`CREATE INDEX report_slot_unit_id_round_id_idx ON report_slot (tenant, unit_id, round_id)`);
    await enforceTenancy(queryRunner, TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX report_slot_unit_id_round_id_idx`);
    await queryRunner.query(`CREATE INDEX report_slot_unit_id_idx ON report_slot (tenant, unit_id)`);
    for (const table of TABLES) await queryRunner.query(`DROP TABLE ${table}`);
  }
}
