import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { asOwner } from '../support/database';

let service: TestApp;
beforeAll(async () => {
  service = await startApp();
});
afterAll(() => service.close());

const owner = <T extends object>(statement: string): Promise<T[]> =>
  asOwner(service.ownerUrl, async (client) => (await client.query<T>(statement)).rows);
const TABLES = `SELECT oid, relname, relrowsecurity, relforcerowsecurity FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname <> 'migrations'`;

describe('every table', () => {
  it('forces row level security, with one policy for reading and writing', async () => {
    const tables = await owner<{ relname: string; relrowsecurity: boolean; relforcerowsecurity: boolean; policies: number; whole: number }>(
      `SELECT t.*, (SELECT count(*) FROM pg_policy p WHERE p.polrelid = t.oid) AS policies,
         (SELECT count(*) FROM pg_policy p WHERE p.polrelid = t.oid AND polcmd = '*' AND polqual IS NOT NULL AND polwithcheck IS NOT NULL) AS whole FROM (${TABLES}) t`,
    );
    expect(tables.length).toBeGreaterThan(15);
    for (const table of tables)
      expect(table).toMatchObject({ relname: table.relname, relrowsecurity: true, relforcerowsecurity: true, policies: 1, whole: 1 });
  });

  it('has the tenant first in every index', async () => {
    const indexes = await owner<{ index: string; first: string }>(
      `SELECT i.indexrelid::regclass::text AS index, pg_get_indexdef(i.indexrelid, 1, true) AS first FROM pg_index i JOIN (${TABLES}) t ON t.oid = i.indrelid`,
    );
    expect(indexes.length).toBeGreaterThan(40);
    expect(indexes.filter(({ first }) => first !== 'tenant')).toEqual([]);
  });

  it('refers to others together with the tenant', async () => {
    const keys = await owner<{ definition: string }>(
      `SELECT pg_get_constraintdef(c.oid) AS definition FROM pg_constraint c JOIN (${TABLES}) t ON t.oid = c.conrelid WHERE contype = 'f'`,
    );
    expect(keys.length).toBeGreaterThan(15);
    expect(keys.filter(({ definition }) => !/^FOREIGN KEY \(tenant, \w+\) REFERENCES \w+\(tenant, id\)/.test(definition))).toEqual([]);
  });
});

it('no view and no function lets a caller act as somebody else', async () => {
  expect(
    await owner(
      `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm') AND NOT coalesce('security_invoker=true' = ANY(reloptions), false)`,
    ),
  ).toEqual([]);
  expect(
    await owner(
      `SELECT p.oid::regprocedure::text FROM pg_proc p LEFT JOIN pg_depend d ON d.objid = p.oid AND d.deptype = 'e' WHERE pronamespace = 'public'::regnamespace AND prosecdef AND d.objid IS NULL`,
    ),
  ).toEqual([]);
});

describe.each(['binh-duong', 'ha-noi', 'thai-nguyen'])('the role of %s', (slug) => {
  const query = (statement: string, values: unknown[] = []) =>
    service.databases.get(slug)?.query(statement, values) as Promise<Record<string, unknown>[]>;

  it('is nobody special', async () => {
    const [role] = await query(`SELECT current_user::text AS name, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
      (SELECT count(*) FROM pg_class WHERE relowner = r.oid) AS owned FROM pg_roles r WHERE rolname = current_user`);
    expect(role).toMatchObject({
      name: expect.stringContaining(`:${slug}`),
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      owned: 0,
    });
  });

  it('sees no row of another province in any table, and can not write one', async () => {
    const tables = await owner<{ relname: string }>(TABLES);
    for (const { relname } of tables) {
      expect(await query(`SELECT count(*) AS foreign FROM ${relname} WHERE tenant <> $1`, [slug])).toEqual([{ foreign: 0 }]);
      const moved = await query(`UPDATE ${relname} SET tenant = 'elsewhere' WHERE tenant <> $1`, [slug]).catch(() => [[], 0]);
      expect(moved[1]).toBe(0);
    }
    expect(await query('SELECT count(*) > 0 AS own FROM admin_unit')).toEqual([{ own: true }]);
    await expect(query(`INSERT INTO admin_unit (tenant, id) VALUES ('elsewhere', gen_random_uuid())`)).rejects.toThrow(
      /row-level security/,
    );
  });

  it('can not become another role or province, nor touch what is written in the log', async () => {
    const other = slug === 'ha-noi' ? 'thai-nguyen' : 'ha-noi';
    const [{ role }] = (await query(`SELECT replace(current_user, $1, $2) AS role`, [slug, other])) as [{ role: string }];
    await expect(query(`SET ROLE "${role}"`)).rejects.toThrow(/permission denied/);
    await query(`SELECT set_config('app.tenant', $1, false)`, [other]);
    expect(await query('SELECT count(*) AS foreign FROM team WHERE tenant <> $1', [slug])).toEqual([{ foreign: 0 }]);
    for (const statement of [
      `UPDATE event SET actor = 'x'`,
      'DELETE FROM event',
      'TRUNCATE event',
      'DROP TABLE event',
      'SELECT * FROM migrations',
      'ALTER TABLE team DISABLE ROW LEVEL SECURITY',
    ])
      await expect(query(statement)).rejects.toThrow(/permission denied|must be owner/);
  });
});
