import type { MigrationInterface, QueryRunner } from 'typeorm';
import { enforceTenancy } from './tenancy';

const TABLES = [
  'admin_unit',
  'admin_unit_closure',
  'admin_unit_state',
  'admin_unit_succession',
  'admin_unit_term',
  'document',
  'event',
  'finding',
  'idempotency_key',
  'organisation',
  'person',
  'province_state',
  'team',
  'team_document',
  'team_host',
  'team_member',
  'team_name',
  'team_suspension',
  'waiver',
];

/** A role sees and writes the rows of its own tenant only, whatever the query says. FORCE holds the owner to it as well. */
export class EnforceTenancy1795000006000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await enforceTenancy(queryRunner, TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await queryRunner.query(`DROP POLICY own_tenant ON ${table}`);
      await queryRunner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY`);
    }
  }
}
