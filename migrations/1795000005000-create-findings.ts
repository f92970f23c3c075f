import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateFindings1795000005000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE finding (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      from_day date NOT NULL,
      until_day date NOT NULL DEFAULT 'infinity',
      finding_id uuid NOT NULL,
      judged_id uuid NOT NULL,
      unit_id uuid NOT NULL,
      team_id uuid,
      kind text,
      rule text NOT NULL,
      requirement text NOT NULL,
      severity text NOT NULL,
      since date NOT NULL,
      observed jsonb NOT NULL,
      expected jsonb NOT NULL,
      fix jsonb NOT NULL,
      chain jsonb NOT NULL,
      winners jsonb NOT NULL,
      cause_id uuid,
      CONSTRAINT finding_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE INDEX finding_rule_severity_from_day_idx ON finding (tenant, rule, severity, from_day)`);
    await queryRunner.query(`CREATE INDEX finding_unit_id_from_day_idx ON finding (tenant, unit_id, from_day)`);
    await queryRunner.query(`CREATE INDEX finding_team_id_idx ON finding (tenant, team_id)`);
    await queryRunner.query(`CREATE INDEX finding_finding_id_from_day_idx ON finding (tenant, finding_id, from_day)`);
    await queryRunner.query(`CREATE INDEX finding_judged_id_from_day_idx ON finding (tenant, judged_id, from_day)`);
    await queryRunner.query(`CREATE TABLE waiver (
      tenant text NOT NULL DEFAULT app_tenant(),
      id uuid NOT NULL,
      from_day date NOT NULL,
      until_day date NOT NULL DEFAULT 'infinity',
      finding_id uuid NOT NULL,
      document_id uuid NOT NULL,
      reason text NOT NULL,
      CONSTRAINT waiver_pkey PRIMARY KEY (tenant, id)
    )`);
    await queryRunner.query(`CREATE INDEX waiver_finding_id_idx ON waiver (tenant, finding_id)`);
    await queryRunner.query(
      `ALTER TABLE finding ADD CONSTRAINT finding_cause_id_fkey FOREIGN KEY (tenant, cause_id) REFERENCES event(tenant,id)`,
    );
    await queryRunner.query(
      `ALTER TABLE finding ADD CONSTRAINT finding_team_id_fkey FOREIGN KEY (tenant, team_id) REFERENCES team(tenant,id)`,
    );
    await queryRunner.query(
      `ALTER TABLE finding ADD CONSTRAINT finding_unit_id_fkey FOREIGN KEY (tenant, unit_id) REFERENCES admin_unit(tenant,id)`,
    );
    await queryRunner.query(
      `ALTER TABLE waiver ADD CONSTRAINT waiver_document_id_fkey FOREIGN KEY (tenant, document_id) REFERENCES document(tenant,id)`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE waiver`);
    await queryRunner.query(`DROP TABLE finding`);
  }
}
