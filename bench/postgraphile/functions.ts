import { APPROVAL } from '../limit/approve';
import { monthsOf } from '../limit/progress';

const on = (row: string) => `${row}.from_day <= "on" AND ${row}.until_day > "on"`;
const amount = (column: string, end: string) => `
  SELECT (CASE WHEN h.last_day <= "on" THEN h.${column} ELSE (SELECT coalesce(sum(CASE e.direction WHEN 'down' THEN e.amount ELSE -e.amount END), 0)
    FROM quota_entry e WHERE e.${end} = h.id AND e.day <= "on") END)::float8`;
const teamsIn = (unit: string) => `t.id IN (SELECT h.team_id FROM admin_unit_closure c JOIN team_host h ON h.unit_id = c.descendant_id
  WHERE c.ancestor_id = ${unit} AND ${on('c')} AND ${on('h')})`;
const quotas = (holder: string) => `SELECT h.* FROM quota_holding h JOIN quota q ON q.id = h.quota_id WHERE ${holder} AND ${on('q')}
  AND EXISTS (SELECT FROM quota_entry b WHERE b.lower_id = h.id AND b.day <= "on") ORDER BY h.id`;

/** A function that PostGraphile shows: computed columns where the first argument is a row, all in SQL, so that PostgreSQL can inline them. */
const stable = (name: string, takes: string, returns: string, body: string) =>
  `CREATE FUNCTION bench_read.${name}(${takes}) RETURNS ${returns} LANGUAGE sql STABLE AS $$ ${body} $$`;

/**
 * What PostGraphile needs to give the same answers: rows that hold on a day are chosen by functions, for no relation can say it. Owned by the owner, run
 * with the rights of who asks.
 */
export const CREATE: readonly string[] = [
  'DROP SCHEMA IF EXISTS bench_read CASCADE',
  'CREATE SCHEMA bench_read',
  'CREATE TYPE bench_read.progress_month AS (month date, result float8, expected int, reported int)',
  stable('unit_on', 'unit uuid, "on" date', 'admin_unit_state', `SELECT s.* FROM admin_unit_state s WHERE s.unit_id = unit AND ${on('s')}`),
  stable(
    'team_name_on',
    't team, "on" date',
    'text',
    'SELECT n.name FROM team_name n WHERE n.team_id = t.id AND n.from_day <= greatest("on", t.from_day) ORDER BY n.from_day DESC LIMIT 1',
  ),
  stable(
    'team_status_on',
    't team, "on" date',
    'text',
    `SELECT CASE WHEN EXISTS (SELECT FROM team_suspension x WHERE x.team_id = t.id AND ${on('x')}) THEN 'SUSPENDED' ELSE 'ACTIVE' END`,
  ),
  stable(
    'team_members_on',
    't team, "on" date',
    'SETOF team_member',
    `SELECT m.* FROM team_member m WHERE m.team_id = t.id AND ${on('m')} ORDER BY CASE m.seat WHEN 'leader' THEN '1' WHEN 'deputy' THEN '2' ELSE '3' END, m.from_day, m.id`,
  ),
  stable(
    'team_hosts_on',
    't team, "on" date',
    'SETOF admin_unit_state',
    `SELECT u.* FROM team_host h JOIN admin_unit_state u ON u.unit_id = h.unit_id AND ${on('u')} WHERE h.team_id = t.id AND ${on('h')} ORDER BY h.id`,
  ),
  stable(
    'team_latest_reports',
    't team, form text',
    'SETOF report',
    `SELECT p.* FROM report p JOIN report_round r ON r.id = p.round_id WHERE p.team_id = t.id AND (team_latest_reports.form IS NULL OR r.form_code = team_latest_reports.form) ORDER BY r.from_day DESC, p.id DESC`,
  ),
  stable('team_quotas_on', 't team, "on" date', 'SETOF quota_holding', quotas('h.team_id = t.id')),
  stable('admin_unit_state_quotas_on', 's admin_unit_state, "on" date', 'SETOF quota_holding', quotas('h.unit_id = s.unit_id')),
  stable('quota_holding_received_on', 'h quota_holding, "on" date', 'float8', amount('received', 'lower_id')),
  stable('quota_holding_allocated_on', 'h quota_holding, "on" date', 'float8', amount('allocated', 'upper_id')),
  stable(
    'admin_unit_state_teams_on',
    's admin_unit_state, "on" date',
    'SETOF team',
    `SELECT t.* FROM team t JOIN team_name n ON n.team_id = t.id AND ${on('n')} WHERE ${on('t')} AND ${teamsIn('s.unit_id')} ORDER BY n.name, n.team_id`,
  ),
  stable(
    'admin_unit_state_children_on',
    's admin_unit_state, "on" date',
    'SETOF admin_unit_state',
    `SELECT k.* FROM admin_unit_state k WHERE k.parent_id = s.unit_id AND ${on('k')} ORDER BY k.name, k.unit_id`,
  ),
  stable(
    'teams_of_kind',
    'unit uuid, kind text, search text, "on" date',
    'SETOF team',
    `SELECT t.* FROM team t JOIN team_name n ON n.team_id = t.id AND ${on('n')} WHERE ${on('t')} AND t.kind = teams_of_kind.kind
      AND n.id IN (SELECT w.id FROM team_term w WHERE w.term >= search AND w.term < search || chr(1114111)) AND ${teamsIn('unit')} ORDER BY n.name, n.team_id`,
  ),
  stable(
    'findings_on',
    'unit uuid, rule text, "on" date',
    'SETOF finding',
    `SELECT f.* FROM finding f WHERE ${on('f')} AND f.rule = findings_on.rule AND f.id IN (
       SELECT g.id FROM admin_unit_closure c JOIN finding g ON g.unit_id = c.descendant_id AND ${on('g')} WHERE c.ancestor_id = unit AND ${on('c')}
       UNION SELECT g.id FROM team_host h JOIN finding g ON g.team_id = h.team_id AND ${on('g')} WHERE h.unit_id = unit AND ${on('h')})
     ORDER BY f.since, f.finding_id`,
  ),
  stable(
    'finding_unit_on',
    'f finding, "on" date',
    'admin_unit_state',
    `SELECT s.* FROM admin_unit_state s WHERE s.unit_id = f.unit_id AND ${on('s')}`,
  ),
  // PostGraphile shows the infinite day as null, where its own schema says that there is none.
  stable('team_member_left', 'm team_member', 'date', "SELECT nullif(m.until_day, 'infinity')"),
  stable('finding_until', 'f finding', 'date', "SELECT nullif(f.until_day, 'infinity')"),
  stable(
    'admin_unit_state_progress',
    's admin_unit_state, indicator text, "from" date, until date',
    'SETOF bench_read.progress_month',
    monthsOf({
      unit: 's.unit_id',
      indicator: 'admin_unit_state_progress.indicator',
      from: '"from"',
      until: 'admin_unit_state_progress.until',
    }),
  ),
  `CREATE FUNCTION bench_read.approve_report(report uuid, actor text) RETURNS report LANGUAGE sql VOLATILE AS $$ ${APPROVAL}
     SELECT * FROM approved $$`,
];

/** @param group the role that the provinces' roles belong to, quoted. */
export const grants = (group: string): readonly string[] => [
  `GRANT USAGE ON SCHEMA bench_read TO ${group}`,
  `GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA bench_read TO ${group}`,
];

export const DROP = 'DROP SCHEMA IF EXISTS bench_read CASCADE';
