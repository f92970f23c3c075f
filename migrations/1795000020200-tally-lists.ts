import type { MigrationInterface, QueryRunner } from 'typeorm';
import { enforceTenancy, pastTenancy } from './tenancy';

/** What is counted: rows of a table that stand in a list on the days [from, until), by a code that the list is filtered by. */
const LISTS = [
  { list: 'unit', table: 'admin_unit_state', code: 'level', from: 'from_day', until: 'until_day' },
  { list: 'team', table: 'team', code: 'kind', from: 'from_day', until: 'until_day' },
  { list: 'finding', table: 'finding', code: 'rule', from: 'from_day', until: 'until_day' },
  { list: 'task', table: 'task_state', code: 'state', from: 'from_day', until: 'until_day' },
  // A round stands in its list whatever the day.
  { list: 'round', table: 'report_round', code: 'form_code', from: `'-infinity'::date`, until: `'infinity'::date` },
];

const EVENTS = [
  { event: 'insert', tables: 'NEW TABLE AS added' },
  { event: 'update', tables: 'OLD TABLE AS gone NEW TABLE AS added' },
  { event: 'delete', tables: 'OLD TABLE AS gone' },
];

/**
 * How many rows a list has on a day is a sum of what changed by then. Rows are only added, so that no writer waits for another; house-keeping puts one in
 * place of many.
 */
export class TallyLists1795000020200 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // No references: checking each row would lock a row where all writers meet.
    await queryRunner.query(`CREATE TABLE list_tally (
      tenant text NOT NULL DEFAULT app_tenant(),
      list text NOT NULL,
      code text NOT NULL,
      day date NOT NULL,
      id uuid NOT NULL,
      delta integer NOT NULL,
      folded boolean NOT NULL,
      CONSTRAINT list_tally_pkey PRIMARY KEY (tenant, list, code, day, id) INCLUDE (delta)
    )`);
    await queryRunner.query(`CREATE INDEX list_tally_unfolded_idx ON list_tally (tenant, list, code, day) WHERE NOT folded`);
    // Arguments: the list, and expressions of the code and of both days.
    await queryRunner.query(`CREATE FUNCTION tally_list() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        spans text := 'SELECT tenant, ' || TG_ARGV[1] || ' AS code, ' || TG_ARGV[2] || ' AS since, ' || TG_ARGV[3] || ' AS until, ';
        changes text := concat_ws(' UNION ALL ', CASE WHEN TG_OP <> 'DELETE' THEN spans || '1 AS n FROM added' END,
          CASE WHEN TG_OP <> 'INSERT' THEN spans || '-1 AS n FROM gone' END);
      BEGIN
        EXECUTE 'INSERT INTO list_tally (tenant, list, code, day, id, delta, folded)
          SELECT x.tenant, $1, x.code, e.day, gen_random_uuid(), sum(e.delta), false
          FROM (' || changes || ') x CROSS JOIN LATERAL (VALUES (x.since, x.n), (x.until, -x.n)) e(day, delta)
          WHERE x.since < x.until AND e.day < ''infinity'' GROUP BY x.tenant, x.code, e.day HAVING sum(e.delta) <> 0' USING TG_ARGV[0];
        RETURN NULL;
      END $$`);
    for (const { list, table, code, from, until } of LISTS)
      for (const { event, tables } of EVENTS)
        await queryRunner.query(
          `CREATE TRIGGER tally_${event} AFTER ${event.toUpperCase()} ON ${table} REFERENCING ${tables} FOR EACH STATEMENT
           EXECUTE FUNCTION tally_list($$${list}$$, $$${code}$$, $$${from}$$, $$${until}$$)`,
        );
    const spans = LISTS.map(
      ({ list, table, code, from, until }) =>
        `SELECT '${list}' AS list, ${code} AS code, ${from} AS since, ${until} AS until FROM ${table} WHERE tenant = whose`,
    );
    // For who loads rows past the triggers, while nobody else writes.
    await queryRunner.query(`CREATE FUNCTION tally_lists_anew(whose text) RETURNS void LANGUAGE sql AS $$
      DELETE FROM list_tally WHERE tenant = whose;
      INSERT INTO list_tally (tenant, list, code, day, id, delta, folded)
        SELECT whose, x.list, x.code, e.day, gen_random_uuid(), sum(e.delta), true
        FROM (${spans.join(' UNION ALL ')}) x CROSS JOIN LATERAL (VALUES (x.since, 1), (x.until, -1)) e(day, delta)
        WHERE x.since < x.until AND e.day < 'infinity' GROUP BY x.list, x.code, e.day HAVING sum(e.delta) <> 0
    $$`);
    await pastTenancy(
      queryRunner,
      LISTS.map(({ table }) => table),
      () => queryRunner.query(`SELECT tally_lists_anew(tenant) FROM (SELECT DISTINCT tenant FROM admin_unit) t`),
    );
    await enforceTenancy(queryRunner, ['list_tally']);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const { table } of LISTS) for (const { event } of EVENTS) await queryRunner.query(`DROP TRIGGER tally_${event} ON ${table}`);
    await queryRunner.query(`DROP FUNCTION tally_lists_anew(text)`);
    await queryRunner.query(`DROP FUNCTION tally_list()`);
    await queryRunner.query(`DROP TABLE list_tally`);
  }
}
