import { provinces } from '../../plugins';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { TEMPLATE } from '../support/constants';

/** The refusal's SQLSTATE: its words differ between versions of PostgreSQL. */
const INSUFFICIENT_PRIVILEGE = '42501';
const SLUGS = provinces.map(({ slug }) => slug);
const PUBLIC = `'public'::regnamespace`;
const OURS = `NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = o.oid AND d.deptype = 'e')`;

let service: TestApp;
let database: string;
beforeAll(async () => {
  service = await startApp();
  database = new URL(service.ownerUrl).pathname.slice(1);
});
afterAll(() => service.close());

const owner = async <T extends object>(statement: string): Promise<T[]> => (await service.owner.query<T>(statement)).rows;
const as = (slug: string, statement: string) => service.databases.get(slug)?.query(statement) as Promise<Record<string, unknown>[]>;

/** Whom what is granted to, of the things of a catalogue that has an owner and a list of grants. A copy of a database keeps the grants of its model. */
const grantees = (catalogue: string, name: string, acl: string, kind: string, where: string) =>
  owner<{ name: string; to: string; rights: string }>(
    `SELECT o.${name}::text AS name, CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(g.grantee)::text END AS to,
       string_agg(g.privilege_type, ',' ORDER BY g.privilege_type) AS rights
     FROM ${catalogue} o, aclexplode(coalesce(o.${acl}, acldefault('${kind}', o.${acl.replace('acl', 'owner')}))) g
     WHERE ${where} AND coalesce(pg_get_userbyid(nullif(g.grantee, 0)), '') <> '${TEMPLATE}:_service' AND g.grantee <> o.${acl.replace('acl', 'owner')} GROUP BY 1, 2 ORDER BY 1, 2`,
  );

describe('everything there is', () => {
  it('stands in one schema, in which nobody but the owner makes anything', async () => {
    const own = `nspname !~ '^pg_' AND nspname <> 'information_schema'`;
    expect(await owner(`SELECT nspname FROM pg_namespace WHERE ${own}`)).toEqual([{ nspname: 'public' }]);
    const rights = await grantees('pg_namespace', 'nspname', 'nspacl', 'n', own);
    expect(rights.filter(({ rights: each }) => each !== 'USAGE')).toEqual([]);
    expect(await owner(`SELECT FROM pg_default_acl`)).toEqual([]);
  });

  it('is the owner’s: no table, sequence, view, function or type is another’s', async () => {
    const [me] = await owner<{ oid: string }>(`SELECT oid::text FROM pg_roles WHERE rolname = current_user`);
    for (const [catalogue, column, namespace] of [
      ['pg_class', 'relowner', 'relnamespace'],
      ['pg_proc', 'proowner', 'pronamespace'],
      ['pg_type', 'typowner', 'typnamespace'],
    ])
      expect(await owner(`SELECT oid::regclass FROM ${catalogue} WHERE ${namespace} = ${PUBLIC} AND ${column} <> ${me?.oid}`)).toEqual([]);
  });

  it('is granted to one group, table by table: to read and write rows, nothing to everybody and nothing to a province alone', async () => {
    const granted = await grantees(
      'pg_class',
      'relname',
      'relacl',
      'r',
      `relnamespace = ${PUBLIC} AND relkind IN ('r','p','v','m','f') AND ${OURS}`,
    );
    expect(granted.length).toBeGreaterThan(40);
    for (const { name, to, rights } of granted) {
      expect({ name, to }).toEqual({ name, to: `${database}:_service` });
      expect({ name, rights }).toEqual({ name, rights: expect.stringMatching(/^(DELETE,INSERT,SELECT,UPDATE|INSERT,SELECT)$/) });
    }
    const appended = granted.filter(({ rights }) => rights === 'INSERT,SELECT').map(({ name }) => name);
    expect(appended).toEqual(expect.arrayContaining(['event', 'quota_entry']));
  });

  it('counts on: of a sequence the next number can be drawn and no other set', async () => {
    const granted = await grantees('pg_class', 'relname', 'relacl', 's', `relnamespace = ${PUBLIC} AND relkind = 'S' AND ${OURS}`);
    expect(granted.length).toBeGreaterThan(0);
    for (const each of granted) expect(each).toEqual({ name: each.name, to: `${database}:_service`, rights: 'USAGE' });
  });

  it('has columns that nobody holds alone', async () => {
    expect(
      await owner(
        `SELECT attrelid::regclass FROM pg_attribute a JOIN pg_class o ON o.oid = attrelid WHERE attacl IS NOT NULL AND relnamespace = ${PUBLIC}`,
      ),
    ).toEqual([]);
  });

  it('computes as its caller, by functions in languages that reach nothing outside', async () => {
    const functions = await owner<{ name: string; language: string; definer: boolean; settings: string[] | null }>(
      `SELECT o.proname AS name, l.lanname AS language, prosecdef AS definer, proconfig AS settings FROM pg_proc o JOIN pg_language l ON l.oid = prolang
       WHERE pronamespace = ${PUBLIC} AND ${OURS} ORDER BY 1`,
    );
    expect(functions.length).toBeGreaterThan(0);
    for (const { name, language, definer } of functions)
      expect({ name, language, definer }).toEqual({ name, language: expect.stringMatching(/^(sql|plpgsql)$/), definer: false });
    expect(await owner(`SELECT lanname FROM pg_language WHERE lanname NOT IN ('internal', 'c', 'sql', 'plpgsql')`)).toEqual([]);
    expect(
      await owner(`SELECT oid::regprocedure FROM pg_proc WHERE prosecdef AND pronamespace NOT IN ('pg_catalog'::regnamespace)`),
    ).toEqual([]);
  });

  it('fires triggers that no setting of a province’s role can still', async () => {
    expect(await owner(`SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'D'`)).toEqual([]);
    for (const slug of SLUGS)
      await expect(as(slug, `SET session_replication_role = replica`)).rejects.toMatchObject({
        driverError: { code: INSUFFICIENT_PRIVILEGE },
      });
  });
});

describe.each(SLUGS)('the role of %s', (slug) => {
  const denied = (statement: string) =>
    expect(as(slug, statement)).rejects.toMatchObject({ driverError: { code: INSUFFICIENT_PRIVILEGE } });

  it('empties no table, and alters, drops or owns none', async () => {
    const tables = await owner<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = ${PUBLIC} AND relkind IN ('r', 'p')`,
    );
    expect(tables.length).toBeGreaterThan(40);
    for (const { name } of tables) {
      await denied(`TRUNCATE "${name}" CASCADE`);
      await denied(`ALTER TABLE "${name}" NO FORCE ROW LEVEL SECURITY`);
      await denied(`DROP TABLE "${name}" CASCADE`);
      await denied(`CREATE POLICY open ON "${name}" USING (true)`);
      await denied(`CREATE TRIGGER t BEFORE INSERT ON "${name}" EXECUTE FUNCTION suppress_redundant_updates_trigger()`);
    }
  });

  it.each([
    ['an extension', 'CREATE EXTENSION dblink'],
    ['a table', 'CREATE TABLE public.x ()'],
    ['a function', 'CREATE FUNCTION public.x() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$'],
    ['a schema', 'CREATE SCHEMA x'],
    ['a database', 'CREATE DATABASE x'],
    ['a role', 'CREATE ROLE x'],
    ['a trigger of all', 'CREATE EVENT TRIGGER x ON ddl_command_start EXECUTE FUNCTION pg_catalog.suppress_redundant_updates_trigger()'],
  ])('can not make %s', async (_what, statement) => {
    await expect(as(slug, statement)).rejects.toMatchObject({ driverError: { code: INSUFFICIENT_PRIVILEGE } });
  });

  it('reaches no file, no program and no secret of the server', async () => {
    await denied(`SELECT pg_read_file('/etc/hostname')`);
    await denied(`SELECT pg_ls_dir('.')`);
    await denied(`SELECT lo_import('/etc/hostname')`);
    await denied(`COPY (SELECT 1) TO PROGRAM 'true'`);
    await denied(`COPY (SELECT 1) TO '/tmp/x'`);
    await denied(`SELECT * FROM pg_authid`);
    await denied(`SELECT * FROM pg_hba_file_rules`);
    await denied(`ALTER SYSTEM SET log_statement = 'all'`);
  });

  it('does not see what the others ask, and stops none of them', async () => {
    const others = SLUGS.filter((each) => each !== slug);
    await Promise.all(others.map((other) => as(other, `SELECT 'of ${other}'`)));
    const seen = await as(
      slug,
      `SELECT usename, query FROM pg_stat_activity WHERE usename <> current_user AND query <> '<insufficient privilege>'`,
    );
    expect(seen).toEqual([]);
    const [backend] = (await as(others[0] as string, 'SELECT pg_backend_pid() AS pid')) as { pid: number }[];
    await denied(`SELECT pg_cancel_backend(${backend?.pid})`);
    await denied(`SELECT pg_terminate_backend(${backend?.pid})`);
  });

  it('is the tenant it is called, whatever it says of itself', async () => {
    const others = SLUGS.filter((each) => each !== slug);
    for (const other of others) {
      await denied(`ALTER ROLE "${database}:${other}" SET search_path = x`);
      await denied(`ALTER ROLE "${database}:${other}" PASSWORD 'x'`);
    }
    await denied(`ALTER ROLE "${database}:_service" LOGIN`);
    await denied(`ALTER ROLE CURRENT_USER SUPERUSER`);
    await denied(`ALTER ROLE CURRENT_USER CREATEROLE`);
    const settings = [`set_config('application_name', 'x:${others[0]}', true)`, `set_config('app.tenant', '${others[0]}', true)`];
    expect(await as(slug, `SELECT ${settings.join(', ')}, public.app_tenant() AS tenant`)).toMatchObject([{ tenant: slug }]);
  });
});
