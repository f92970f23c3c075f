import type { QueryRunner } from 'typeorm';
import { provinces } from '../../plugins';
import { APPEND_ONLY } from '../../src/database/tenants';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';

const SLUGS = provinces.map(({ slug }) => slug);
const PAIRS = SLUGS.flatMap((own) => SLUGS.filter((other) => other !== own).map((other) => [own, other] as const));

/** Rows for every table that the demonstration data leaves empty in some province, so that there is something to steal everywhere. */
const FILL = [
  `INSERT INTO account (tenant, id, login, created_at) SELECT DISTINCT ON (tenant) tenant, id, 'x', now() FROM admin_unit`,
  `INSERT INTO account_session (tenant, id, account_id, opened_at, until) SELECT tenant, id, id, now(), now() FROM account`,
  `INSERT INTO refresh_token (tenant, id, session_id, hash, until) SELECT tenant, id, id, 'x', now() FROM account_session`,
  `INSERT INTO recovery_code (tenant, id, account_id, hash) SELECT tenant, id, id, 'x' FROM account`,
  `INSERT INTO sign_in_count (tenant, key, failures, failed_at, waits_until) SELECT tenant, 'x', 0, now(), now() FROM account`,
  `INSERT INTO api_key (tenant, id, name, prefix, hash, scopes, until_day, addresses, maker, created_at)
   SELECT tenant, id, 'x', 'x', 'x', '{}', '2025-01-01', '{}', 'x', now() FROM account`,
  `INSERT INTO budget (tenant, payer, level, taken, at) SELECT DISTINCT tenant, 'x', 1, 1, now() FROM admin_unit`,
  `INSERT INTO actor_grant (tenant, id, from_day, actor, role, granted_by) SELECT DISTINCT ON (tenant) tenant, gen_random_uuid(), '2025-01-01'::date, 'x', 'reader', 'x' FROM admin_unit`,
  `INSERT INTO organisation (tenant, id, name, unit_id) SELECT DISTINCT ON (tenant) tenant, gen_random_uuid(), 'Thử', id FROM admin_unit`,
  `INSERT INTO admin_unit_succession (tenant, id, predecessor_id, successor_id, kind, day, status)
   SELECT DISTINCT ON (tenant) tenant, gen_random_uuid(), id, id, 'rename', '2025-01-01', 'pending' FROM admin_unit`,
  `INSERT INTO team_suspension (tenant, id, team_id, from_day) SELECT DISTINCT ON (tenant) tenant, gen_random_uuid(), id, '2025-01-01' FROM team`,
  `INSERT INTO waiver (tenant, id, finding_id, document_id, reason, from_day)
   SELECT DISTINCT ON (tenant) tenant, gen_random_uuid(), id, id, 'x', '2025-01-01' FROM document`,
  `INSERT INTO unit_figure (tenant, id, unit_id, kind, day, value, document_id)
   SELECT DISTINCT ON (u.tenant) u.tenant, gen_random_uuid(), u.id, 'population', '2020-01-01', 1, d.id FROM admin_unit u JOIN document d USING (tenant)`,
  `INSERT INTO quota (tenant, id, indicator, from_day, until_day, unit_id, document_id)
   SELECT DISTINCT ON (u.tenant) u.tenant, gen_random_uuid(), 'x', '2020-01-01', '2021-01-01', u.id, d.id FROM admin_unit u JOIN document d USING (tenant)`,
  `INSERT INTO quota_holding (tenant, id, quota_id, unit_id) SELECT tenant, gen_random_uuid(), id, unit_id FROM quota WHERE indicator = 'x'`,
  `INSERT INTO quota_entry (tenant, id, quota_id, kind, direction, lower_id, amount, day, event_id)
   SELECT tenant, gen_random_uuid(), quota_id, 'grant', 'down', id, 5, '2020-01-01', gen_random_uuid() FROM quota_holding WHERE received = 0`,
  `INSERT INTO report_round (tenant, id, unit_id, form_code, form, from_day, until_day, due_day, reporters, consolidated)
   SELECT DISTINCT ON (tenant) tenant, gen_random_uuid(), id, 'x', '{}', '2025-01-01', '2025-02-01', '2025-02-05', 'team', false FROM admin_unit`,
  `INSERT INTO report_round_unit (tenant, id, round_id, unit_id) SELECT tenant, gen_random_uuid(), id, unit_id FROM report_round`,
  `INSERT INTO report_slot (tenant, id, round_id, holder_id, team_id, unit_id, placed_on)
   SELECT DISTINCT ON (r.tenant) r.tenant, gen_random_uuid(), r.id, t.id, t.id, r.unit_id, '2025-01-31' FROM report_round r JOIN team t USING (tenant)`,
  `INSERT INTO report_excuse (tenant, id, round_id, holder_id, reason, at, actor) SELECT tenant, gen_random_uuid(), round_id, holder_id, 'x', now(), 'x' FROM report_slot`,
  `INSERT INTO report (tenant, id, round_id, holder_id, team_id, unit_id, period_from, state)
   SELECT tenant, gen_random_uuid(), round_id, holder_id, team_id, unit_id, '2025-01-01', 'draft' FROM report_slot`,
  `INSERT INTO report_version (tenant, id, report_id, number, author, at) SELECT tenant, gen_random_uuid(), id, 1, 'x', now() FROM report`,
  `INSERT INTO report_value (tenant, version_id, indicator, segment, edit) SELECT tenant, id, 'x', '', 1 FROM report_version`,
  `INSERT INTO report_narrative (tenant, version_id, code, edit) SELECT tenant, id, 'x', 1 FROM report_version`,
  `INSERT INTO report_step (tenant, id, report_id, number, step, actor, at) SELECT tenant, gen_random_uuid(), id, 1, 'submit', 'x', now() FROM report`,
  `INSERT INTO report_rollup (tenant, id, round_id, unit_id, indicator, segment, expected, reported, unknown, value, folded)
   SELECT tenant, gen_random_uuid(), id, unit_id, 'x', '', 1, 0, 0, 0, true FROM report_round`,
  `INSERT INTO report_tally (tenant, id, round_id, unit_id, expected, on_time, late, excused, approved, folded)
   SELECT tenant, gen_random_uuid(), id, unit_id, 1, 0, 0, 0, 0, true FROM report_round`,
  `INSERT INTO idempotency_key (tenant, actor, key, request_hash, result, at)
   SELECT DISTINCT ON (tenant) tenant, 'x', 'x', 'x', '{}', now() FROM admin_unit`,
  `INSERT INTO person_request (tenant, id, person_id, kind, received_day, due_day, provisional, status)
   SELECT DISTINCT ON (tenant) tenant, gen_random_uuid(), id, 'access', '2025-01-02', '2025-01-06', false, 'open' FROM person`,
  `INSERT INTO personal_read (tenant, position, at, actor, request_id, fields, subjects, hash)
   SELECT DISTINCT ON (tenant) tenant, 0, now(), 'x', 'x', '{name}', ARRAY[id], '' FROM person`,
  `INSERT INTO directive (tenant, id, from_day, until_day, unit_id, source, source_code, title_vi, due_day, given_day, parent_id, document_id)
   SELECT DISTINCT ON (u.tenant) u.tenant, u.id, '2025-01-01', '2025-02-01', u.id, 'manual', 'manual:x', 'x', '2025-01-31', '2025-01-01', u.id, d.id
   FROM admin_unit u JOIN document d ON d.tenant = u.tenant`,
  `INSERT INTO task (tenant, id, directive_id, team_id, given_day, due_day)
   SELECT DISTINCT ON (d.tenant) d.tenant, d.id, d.id, t.id, '2025-01-01', '2025-01-31' FROM directive d JOIN team t ON t.tenant = d.tenant`,
  `INSERT INTO task_state (tenant, id, from_day, task_id, team_id, state, event_id) SELECT tenant, id, '2025-01-01', id, team_id, 'open', id FROM task`,
  `INSERT INTO task_assignee (tenant, id, from_day, task_id, member_id)
   SELECT DISTINCT ON (t.tenant) t.tenant, t.id, '2025-01-01', t.id, m.id FROM task t JOIN team_member m ON m.tenant = t.tenant`,
  `INSERT INTO task_evidence (tenant, id, task_id, day, text, links) SELECT tenant, id, id, '2025-01-01', 'x', '{}' FROM task`,
  `INSERT INTO outreach (tenant, id, team_id, task_id, day, pillar) SELECT tenant, id, team_id, id, '2025-01-01', 'skills' FROM task`,
];

/** Tables whose rows are never changed, and those that only the database itself changes. */
const APPENDED: readonly string[] = APPEND_ONLY;
const GUARDED = ['quota_entry', 'quota_holding'];

let service: TestApp;
let tables: { name: string; references: { column: string; table: string }[] }[];
beforeAll(async () => {
  service = await startApp();
  for (const statement of FILL) await owner(statement);
  tables = await owner(
    `SELECT t.relname AS name, coalesce((SELECT jsonb_agg(jsonb_build_object('column', a.attname, 'table', c.confrelid::regclass)) FROM pg_constraint c
       JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.conkey[2] WHERE c.conrelid = t.oid AND c.contype = 'f'), '[]') AS "references"
     FROM pg_class t WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'migrations' ORDER BY 1`,
  );
});
afterAll(() => service.close());

/** Asks as the owner of the tables, who sees every province's rows. */
async function owner<T extends object>(statement: string): Promise<T[]> {
  return (await service.owner.query<T>(statement)).rows;
}

/** Works on one connection of a province's role, in a transaction that is taken back. */
async function as<T>(slug: string, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
  const runner = service.databases.get(slug)?.createQueryRunner() as QueryRunner;
  await runner.startTransaction();
  try {
    return await work(runner);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

/** What the database says to a statement: its rows, or the code of its error. */
async function attempt(
  runner: QueryRunner,
  statement: string,
  values: unknown[] = [],
): Promise<{ rows?: unknown; code?: string; message?: string }> {
  await runner.query('SAVEPOINT attempt');
  try {
    return { rows: await runner.query(statement, values) };
  } catch (error) {
    await runner.query('ROLLBACK TO attempt');
    const { code, message } = (error as { driverError: { code: string; message: string } }).driverError;
    return { code, message };
  }
}

const DENIED = '42501';
const NO_SUCH_ROW = '23503';
const nothing = { rows: [[], 0] };

it('every province has rows in every table, so that there is something to be seen', async () => {
  for (const { name } of tables) {
    const rows = await owner<{ tenant: string }>(`SELECT DISTINCT tenant FROM "${name}" ORDER BY 1`);
    expect({ name, tenants: rows.map(({ tenant }) => tenant) }).toEqual({ name, tenants: SLUGS });
  }
});

it.each(SLUGS)('%s sees and counts its own rows only', async (own) => {
  for (const { name } of tables) {
    const [all] = await owner<{ count: string }>(`SELECT count(*) FROM "${name}" WHERE tenant = '${own}'`);
    await as(own, async (runner) => {
      const [seen] = await runner.query(`SELECT count(*) AS count, count(*) FILTER (WHERE tenant <> $1) AS foreign FROM "${name}"`, [own]);
      expect({ name, ...seen }).toEqual({ name, count: Number(all?.count), foreign: 0 });
      expect(await runner.query(`SELECT FROM "${name}" WHERE tenant <> $1`, [own])).toEqual([]);
    });
  }
});

describe.each(PAIRS)('%s, in the tables of %s', (own, other) => {
  it('changes and removes nothing, and gives none of its own rows away', async () => {
    await as(own, async (runner) => {
      for (const { name } of tables) {
        const frozen = APPENDED.includes(name) ? { code: DENIED } : nothing;
        expect(await attempt(runner, `UPDATE "${name}" SET tenant = $1 WHERE tenant = $2`, [own, other])).toMatchObject(frozen);
        expect(await attempt(runner, `DELETE FROM "${name}" WHERE tenant = $1`, [other])).toMatchObject(frozen);
        expect(await attempt(runner, `UPDATE "${name}" SET tenant = $1`, [other])).toMatchObject({ code: DENIED });
      }
    });
  });

  it('adds no row, neither in the name of the other nor over one of its rows', async () => {
    await as(own, async (runner) => {
      for (const { name } of tables) {
        const [theirs] = await owner<{ row: object }>(`SELECT to_jsonb(t) AS row FROM "${name}" t WHERE tenant = '${other}' LIMIT 1`);
        const insert = `INSERT INTO "${name}" SELECT (jsonb_populate_record(NULL::"${name}", $1)).*`;
        expect(await attempt(runner, insert, [theirs?.row])).toMatchObject({ code: DENIED });
        expect(await attempt(runner, `${insert} ON CONFLICT DO NOTHING`, [theirs?.row])).toMatchObject({ code: DENIED });
      }
    });
  });

  it('can not refer to a row of the other, and does not learn whether there is one', async () => {
    await as(own, async (runner) => {
      for (const { name, references } of tables)
        for (const { column, table } of references) {
          const [theirs] = await owner<{ id: string }>(`SELECT id FROM "${table}" WHERE tenant = '${other}' LIMIT 1`);
          const refer = `UPDATE "${name}" SET "${column}" = $1 WHERE ctid = (SELECT ctid FROM "${name}" LIMIT 1)`;
          const there = await attempt(runner, refer, [theirs?.id]);
          expect({ name, column, ...there }).toMatchObject({ name, column, code: GUARDED.includes(name) ? DENIED : NO_SUCH_ROW });
          expect(await attempt(runner, refer, ['01900000-0000-7000-8000-00000000dead'])).toEqual(there);
        }
    });
  });
});

describe.each(PAIRS)('%s can not pass itself off as %s', (own, other) => {
  it('by a role, a setting, a function or a table of its own', async () => {
    const [database] = [new URL(service.ownerUrl).pathname.slice(1)];
    for (const statement of [
      `SET ROLE "${database}:${other}"`,
      `SET SESSION AUTHORIZATION "${database}:${other}"`,
      `GRANT "${database}:${other}" TO CURRENT_USER`,
      `ALTER ROLE "${database}:${own}" RENAME TO "x:${other}"`,
      `CREATE ROLE "x:${other}" LOGIN`,
    ])
      await as(own, async (runner) => expect(await attempt(runner, statement)).toHaveProperty('code'));
    for (const statement of [
      `SELECT set_config('app.tenant', '${other}', true), set_config('role', 'none', true), set_config('search_path', 'pg_temp, public', true)`,
      `SET LOCAL ROLE "${database}:_service"`,
      `SET LOCAL row_security = on`,
      `CREATE FUNCTION pg_temp.app_tenant() RETURNS text LANGUAGE sql AS $$ SELECT '${other}' $$`,
      `CREATE FUNCTION pg_temp.split_part(text, text, int) RETURNS text LANGUAGE sql AS $$ SELECT '${other}' $$`,
      `CREATE TEMPORARY VIEW team AS SELECT * FROM public.team`,
    ])
      await as(own, async (runner) => {
        await runner.query(`SET LOCAL search_path = pg_temp, public`);
        await runner.query(statement);
        expect(await runner.query('SELECT FROM public.team WHERE tenant = $1', [other])).toEqual([]);
        expect(await runner.query('SELECT public.app_tenant() <> $1 AS own', [other])).toEqual([{ own: true }]);
      });
  });

  it('by switching row level security off: that fails instead of showing everything', async () => {
    await as(own, async (runner) => {
      await runner.query('SET LOCAL row_security = off');
      expect(await attempt(runner, 'SELECT * FROM team')).toMatchObject({ code: DENIED });
    });
  });

  it('by a function that sees rows before the policy does, nor by the planner’s statistics', async () => {
    await as(own, async (runner) => {
      await runner.query(`CREATE FUNCTION pg_temp.spy(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS
        $$ BEGIN IF $1 <> '${own}' THEN RAISE EXCEPTION 'seen: %', $1; END IF; RETURN true; END $$`);
      for (const { name } of tables)
        expect(await attempt(runner, `SELECT FROM "${name}" WHERE pg_temp.spy(tenant)`)).not.toHaveProperty('code');
      expect(await runner.query(`SELECT FROM pg_stats WHERE schemaname = 'public' AND tablename <> 'migrations'`)).toEqual([]);
      expect(await attempt(runner, 'SELECT stavalues1 FROM pg_statistic')).toMatchObject({ code: DENIED });
    });
  });
});
