import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addReferences, enforceTenancy } from './tenancy';

/** What is granted to an actor on record, and how anybody reaches a team. The rows of one actor are read with each of its requests, by one index. */
export class CreateGrants1795000015000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE team ADD COLUMN contact_channel text`);
    await queryRunner.query(`CREATE TABLE actor_grant (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      from_day date NOT NULL,
      until_day date NOT NULL DEFAULT 'infinity',
      actor text NOT NULL,
      role text NOT NULL,
      unit_id uuid,
      team_id uuid,
      granted_by text NOT NULL,
      revoked_at timestamp with time zone,
      CONSTRAINT actor_grant_one_place CHECK (num_nonnulls(unit_id, team_id) <= 1),
      CONSTRAINT actor_grant_period CHECK (from_day < until_day),
      CONSTRAINT actor_grant_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE INDEX actor_grant_actor_id_idx ON actor_grant (tenant, actor, id)`);
    await queryRunner.query(`CREATE INDEX actor_grant_unit_id_idx ON actor_grant (tenant, unit_id)`);
    await queryRunner.query(`CREATE INDEX actor_grant_team_id_idx ON actor_grant (tenant, team_id)`);
    await addReferences(queryRunner, [
      ['actor_grant', 'unit_id', 'admin_unit'],
      ['actor_grant', 'team_id', 'team'],
    ]);
    await enforceTenancy(queryRunner, ['actor_grant']);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE actor_grant`);
    await queryRunner.query(`ALTER TABLE team DROP COLUMN contact_channel`);
  }
}
