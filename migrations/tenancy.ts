import type { QueryRunner } from 'typeorm';

/** What every migration says of its tables. As migrations themselves it never changes: what was run once must stay what it was. */

/** A role sees and writes the rows of its own tenant only, whatever the query says. FORCE holds the owner to it as well. */
export async function enforceTenancy(queryRunner: QueryRunner, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    await queryRunner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
    await queryRunner.query(`CREATE POLICY own_tenant ON ${table} USING (tenant = app_tenant()) WITH CHECK (tenant = app_tenant())`);
  }
}

/** References to rows of the same tenant: table, column, and the table it refers to. */
export async function addReferences(
  queryRunner: QueryRunner,
  references: readonly (readonly [table: string, column: string, other: string])[],
): Promise<void> {
  for (const [table, column, other] of references)
    await queryRunner.query(
      `ALTER TABLE ${table} ADD CONSTRAINT ${table}_${column}_fkey FOREIGN KEY (tenant, ${column}) REFERENCES ${other}(tenant,id)`,
    );
}

/** Lets the owner read and write the rows of all tenants for a while, whoever it is. */
export async function pastTenancy(queryRunner: QueryRunner, tables: readonly string[], work: () => Promise<void>): Promise<void> {
  for (const table of tables) await queryRunner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
  await work();
  for (const table of tables) await queryRunner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
}
