import type { Pool } from 'pg';

/**
 * Takes the districts out of a province's tree on a day, as the country did on 1/7/2025: communes lie directly in the province from then on. Official
 * units come from the national list and have no change of their own in the API, so this is done past it.
 */
export async function abolishDistricts(owner: Pool, tenant: string, day: string): Promise<void> {
  const ending = `tenant = '${tenant}' AND from_day < '${day}' AND until_day > '${day}'`;
  for (const statement of [
    `CREATE TEMPORARY TABLE kept AS SELECT * FROM admin_unit_closure WHERE ${ending} AND ancestor_level = 'province' AND distance > 1`,
    `UPDATE admin_unit_closure SET until_day = '${day}' WHERE ${ending}
       AND ('district' IN (ancestor_level, descendant_level) OR (ancestor_level = 'province' AND distance > 1))`,
    `INSERT INTO admin_unit_closure SELECT (jsonb_populate_record(k, jsonb_build_object('from_day', '${day}', 'distance', k.distance - 1))).* FROM kept k`,
    `CREATE TEMPORARY TABLE moved AS SELECT * FROM admin_unit_state WHERE ${ending} AND level = 'commune'`,
    `UPDATE admin_unit_state SET until_day = '${day}' WHERE ${ending} AND level IN ('district', 'commune')`,
    `INSERT INTO admin_unit_state SELECT (jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid(), 'from_day', '${day}',
       'parent_id', (SELECT unit_id FROM admin_unit_state p WHERE p.tenant = '${tenant}' AND p.level = 'province')))).* FROM moved m`,
  ])
    await owner.query(statement);
}
