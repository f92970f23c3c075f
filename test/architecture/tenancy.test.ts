import { provinces } from '../../plugins';
import { ENTITIES } from '../../src/entities';
import { APPEND_ONLY } from '../../src/database/tenants';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';

/** The refusal's SQLSTATE: its words differ between versions of PostgreSQL. */
const INSUFFICIENT_PRIVILEGE = '42501';

let service: TestApp;
beforeAll(async () => {
  service = await startApp();
});
afterAll(() => service.close());

const owner = async <T extends object>(statement: string): Promise<T[]> => (await service.owner.query<T>(statement)).rows;

const PUBLIC = `'public'::regnamespace`;
/** Every table but the record of migrations, which no role of the service can read. */
const TABLES = `SELECT * FROM pg_class WHERE relnamespace = ${PUBLIC} AND relkind IN ('r', 'p', 'f') AND relname <> 'migrations'`;

describe('every table', () => {
  it('is one that an entity describes', async () => {
    const db = service.databases.get('ha-noi');
    const described = ENTITIES.map((entity) => db?.getMetadata(entity).tableName).sort();
    const tables = await owner<{ relname: string }>(`SELECT relname FROM (${TABLES}) t ORDER BY relname`);
    expect(tables.map(({ relname }) => relname)).toEqual(described);
    expect(described.length).toBeGreaterThan(15);
  });

  it('has a tenant, never null, that the database fills in by the role that writes', async () => {
    const columns = await owner<{ relname: string }>(
      `SELECT relname, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS "notNull", pg_get_expr(d.adbin, d.adrelid) AS default
       FROM (${TABLES}) t LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'tenant'
       LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum`,
    );
    for (const column of columns) expect(column).toEqual({ relname: column.relname, type: 'text', notNull: true, default: 'app_tenant()' });
  });

  it('has the tenant first in its primary key and in every other index', async () => {
    const indexes = await owner<{ relname: string; index: string; first: string; primary: boolean }>(
      `SELECT relname, i.indexrelid::regclass::text AS index, pg_get_indexdef(i.indexrelid, 1, true) AS first, i.indisprimary AS primary
       FROM (${TABLES}) t LEFT JOIN pg_index i ON i.indrelid = t.oid`,
    );
    expect(indexes.filter(({ first }) => first !== 'tenant')).toEqual([]);
    const tables = new Set(indexes.map(({ relname }) => relname));
    expect(indexes.filter(({ primary }) => primary)).toHaveLength(tables.size);
  });

  it('compares the tenant first, as equal, in every unique and exclusion constraint', async () => {
    const constraints = await owner<{ definition: string }>(
      `SELECT pg_get_constraintdef(c.oid) AS definition FROM pg_constraint c JOIN (${TABLES}) t ON t.oid = c.conrelid WHERE contype IN ('u', 'p', 'x')`,
    );
    expect(constraints.length).toBeGreaterThan(20);
    const FORM = /^((PRIMARY KEY|UNIQUE) \(tenant[,)]|EXCLUDE USING gist \(tenant WITH =, )/;
    expect(constraints.filter(({ definition }) => !FORM.test(definition))).toEqual([]);
  });

  it('forces row level security by one policy for all commands and everybody, on rows read and on rows written', async () => {
    const policies = await owner<{ relname: string }>(
      `SELECT relname, relrowsecurity AS enabled, relforcerowsecurity AS forced, (SELECT count(*) FROM pg_policy o WHERE o.polrelid = t.oid) AS policies,
         p.polcmd AS command, p.polpermissive AS permissive, p.polroles::text AS roles,
         pg_get_expr(p.polqual, p.polrelid) AS using, pg_get_expr(p.polwithcheck, p.polrelid) AS check
       FROM (${TABLES}) t LEFT JOIN pg_policy p ON p.polrelid = t.oid`,
    );
    for (const policy of policies)
      expect(policy).toEqual({
        relname: policy.relname,
        enabled: true,
        forced: true,
        policies: 1,
        command: '*',
        permissive: true,
        roles: '{0}',
        using: '(tenant = app_tenant())',
        check: '(tenant = app_tenant())',
      });
  });

  it('refers to others by the tenant and an id together, and to the same tenant', async () => {
    const keys = await owner<{ definition: string; own: string[]; theirs: string[] }>(
      `SELECT pg_get_constraintdef(c.oid) AS definition,
         ARRAY(SELECT a.attname::text FROM unnest(conkey) WITH ORDINALITY k(n, i) JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = n ORDER BY i) AS own,
         ARRAY(SELECT a.attname::text FROM unnest(confkey) WITH ORDINALITY k(n, i) JOIN pg_attribute a ON a.attrelid = confrelid AND a.attnum = n ORDER BY i) AS theirs
       FROM pg_constraint c JOIN (${TABLES}) t ON t.oid = c.conrelid WHERE contype = 'f'`,
    );
    expect(keys.length).toBeGreaterThan(20);
    for (const { definition, own, theirs } of keys)
      expect({ definition, from: own[0], to: theirs[0], wide: own.length > 1 }).toEqual({
        definition,
        from: 'tenant',
        to: 'tenant',
        wide: true,
      });
  });
});

describe('nothing lends its rights to a caller', () => {
  it('no view reads as its owner', async () => {
    expect(
      await owner(
        `SELECT relname FROM pg_class WHERE relnamespace = ${PUBLIC} AND (relkind = 'm' OR relkind = 'v' AND NOT coalesce('security_invoker=true' = ANY(reloptions), false))`,
      ),
    ).toEqual([]);
  });

  it('no function runs as its owner, and none but the extension’s claims to keep secrets', async () => {
    const ours = `NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')`;
    const functions = await owner<{ name: string }>(
      `SELECT p.oid::regprocedure::text AS name FROM pg_proc p WHERE pronamespace = ${PUBLIC} AND ${ours} ORDER BY 1`,
    );
    expect(functions).toEqual(
      [
        'app_tenant()',
        'chain_event()',
        'chain_personal_read()',
        'guard_quota_holding()',
        'index_personal_read()',
        'post_quota_entry()',
        'seal_event()',
        'tally_list()',
        'tally_lists_anew(text)',
      ].map((name) => ({ name })),
    );
    expect(await owner(`SELECT p.oid::regprocedure::text FROM pg_proc p WHERE pronamespace = ${PUBLIC} AND prosecdef`)).toEqual([]);
    expect(await owner(`SELECT FROM pg_proc p WHERE pronamespace = ${PUBLIC} AND proleakproof AND ${ours}`)).toEqual([]);
  });

  // Those of the ledger run as the caller does, under the caller's policies.
  it('no trigger or rule of ours writes behind the policies', async () => {
    expect(await owner(`SELECT tgname FROM pg_trigger WHERE NOT tgisinternal GROUP BY 1 ORDER BY 1`)).toEqual(
      [
        'event_seal_chained',
        'event_sealed',
        'personal_read_chained',
        'personal_read_indexed',
        'quota_entry_posted',
        'quota_holding_guarded',
        'tally_delete',
        'tally_insert',
        'tally_update',
      ].map((tgname) => ({ tgname })),
    );
    expect(await owner(`SELECT rulename FROM pg_rules WHERE schemaname = 'public'`)).toEqual([]);
  });
});

describe.each(provinces.map(({ slug }) => slug))('the role of %s', (slug) => {
  const query = (statement: string, values: unknown[] = []) =>
    service.databases.get(slug)?.query(statement, values) as Promise<Record<string, unknown>[]>;

  it('is what the service connects as, and not the owner of anything', async () => {
    const database = new URL(service.ownerUrl).pathname.slice(1);
    const connections = await Promise.all(
      Array.from({ length: 10 }, () => query('SELECT current_user::text AS user, session_user::text AS session')),
    );
    for (const rows of connections) expect(rows).toEqual([{ user: `${database}:${slug}`, session: `${database}:${slug}` }]);
    expect(await query(`SELECT deptype FROM pg_shdepend WHERE refobjid = current_user::regrole AND deptype = 'o'`)).toEqual([]);
    expect(await query(`SELECT FROM pg_class WHERE relowner = current_user::regrole`)).toEqual([]);
  });

  it('has no right beyond that of reading and writing rows', async () => {
    const [role] = await query(
      `SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolcanlogin FROM pg_roles WHERE rolname = current_user`,
    );
    expect(role).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      rolcanlogin: true,
    });
    expect(
      await query(
        `SELECT has_schema_privilege('public', 'CREATE') AS schema, has_database_privilege(current_database(), 'CREATE') AS database`,
      ),
    ).toEqual([{ schema: false, database: false }]);
    const granted = `SELECT relname FROM (${TABLES}) t WHERE has_table_privilege(oid, 'TRUNCATE') OR has_table_privilege(oid, 'REFERENCES') OR has_table_privilege(oid, 'TRIGGER')`;
    expect(await query(granted)).toEqual([]);
    expect(await query(`SELECT has_table_privilege('migrations', 'SELECT, INSERT, UPDATE, DELETE') AS migrations`)).toEqual([
      { migrations: false },
    ]);
  });

  it('is a member of the group that holds the grants, and of nothing else', async () => {
    const memberships = await query(
      `SELECT roleid::regrole::text AS group, admin_option AS admin FROM pg_auth_members WHERE member = current_user::regrole`,
    );
    const database = new URL(service.ownerUrl).pathname.slice(1);
    expect(memberships).toEqual([{ group: `"${database}:_service"`, admin: false }]);
    const [group] = await query(`SELECT rolsuper, rolbypassrls, rolcanlogin FROM pg_roles WHERE rolname = $1`, [`${database}:_service`]);
    expect(group).toEqual({ rolsuper: false, rolbypassrls: false, rolcanlogin: false });
    expect(await query(`SELECT FROM pg_auth_members WHERE member = $1::regrole`, [`"${database}:_service"`])).toEqual([]);
  });

  it.each(APPEND_ONLY.flatMap((table) => [`UPDATE ${table} SET tenant = tenant`, `DELETE FROM ${table}`, `TRUNCATE ${table}`]))(
    'can not take back what is only ever added: %s',
    async (statement) => {
      await expect(query(statement)).rejects.toMatchObject({ driverError: { code: INSUFFICIENT_PRIVILEGE } });
    },
  );

  it.each([
    ['what is written in the log', `UPDATE event SET actor = 'x'`],
    ['that something is in the log', 'DELETE FROM event'],
    ['the log as a whole', 'TRUNCATE event'],
    ['the order of the log', `SELECT setval('event_seq', 1)`],
    ['any table as a whole', 'TRUNCATE person'],
    ['the policies', 'ALTER TABLE team DISABLE ROW LEVEL SECURITY'],
    ['a policy', 'DROP POLICY own_tenant ON team'],
    ['what the tenant is', `CREATE OR REPLACE FUNCTION app_tenant() RETURNS text LANGUAGE sql AS $$ SELECT 'x' $$`],
    ['which migrations ran', 'DELETE FROM migrations'],
    ['its own rights', 'ALTER ROLE CURRENT_USER BYPASSRLS'],
  ])('can not change %s', async (_, statement) => {
    await expect(query(statement)).rejects.toMatchObject({ driverError: { code: INSUFFICIENT_PRIVILEGE } });
  });
});
