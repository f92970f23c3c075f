import { id } from './volume';

export const MONTHS = 12;
const FORM = `'{"code":"results","name":{"vi":"Kết quả","en":"Results"},"narratives":[],"checks":[],"versions":[],"indicators":[
  {"code":"people-reached","name":{"vi":"Người","en":"People"},"pillar":"society","kind":"count","unit":{"vi":"người","en":"people"},"decimals":0,"overTime":"sum"},
  {"code":"people-trained","name":{"vi":"Học","en":"Trained"},"pillar":"skills","kind":"count","unit":{"vi":"người","en":"people"},"decimals":0,"overTime":"sum"}]}'::jsonb`;

/**
 * A year of work of a filled province: each month a directive of every commune with a task of every team, twenty entries of each team's log, a quota
 * handed down from the province to all teams, and a round of reports, frozen, with a report of every team; rounds of each commune beside it.
 */
export function yearOfWork(tenant: string): string[] {
  const first = `('2022-01-01'::date + m * interval '1 month')::date`;
  const next = `('2022-01-01'::date + (m + 1) * interval '1 month')::date`;
  const months = `generate_series(0, ${MONTHS - 1}) m`;
  const province = `(SELECT unit_id FROM admin_unit_state WHERE tenant = '${tenant}' AND level = 'province')`;
  // The commune of a team by its number.
  const placed = `(SELECT crew.n, crew.id, crew.hamlet_id, commune.n AS commune_n, commune.id AS commune_id FROM crew
    JOIN hamlet ON hamlet.id = crew.hamlet_id JOIN commune ON commune.id = hamlet.parent_id)`;
  return [
    `CREATE TEMPORARY TABLE placed AS SELECT * FROM ${placed} p`,
    `INSERT INTO directive (tenant, id, from_day, until_day, unit_id, source, source_code, title_vi, due_day, given_day)
       SELECT '${tenant}', ${id('directive', 'n * 100 + m')}, ${first}, ${next}, id, 'by-hand', n || '/' || m, 'Việc ' || m, ${next}, ${first} FROM commune, ${months}`,
    `INSERT INTO task (tenant, id, directive_id, team_id, given_day, due_day)
       SELECT '${tenant}', ${id('task', 'n * 100 + m')}, ${id('directive', 'commune_n * 100 + m')}, id, ${first}, ${next} FROM placed, ${months}`,
    `INSERT INTO task_state (tenant, id, from_day, task_id, team_id, state, reason, event_id)
       SELECT '${tenant}', ${id('task', 'n * 100 + m')}, ${first}, ${id('task', 'n * 100 + m')}, id, CASE m % 4 WHEN 0 THEN 'returned' WHEN 1 THEN 'done' ELSE 'open' END,
         CASE m % 4 WHEN 0 THEN 'Thiếu ảnh' END, id FROM placed, ${months}`,
    `INSERT INTO outreach (tenant, id, team_id, day, pillar, task_id, people, households)
       SELECT '${tenant}', ${id('task', 'n * 100 + m')}, id, '2022-01-01'::date + m * 18, 'society', ${id('task', `n * 100 + m % ${MONTHS}`)}, 5, 2 FROM placed, generate_series(0, 19) m`,
    `INSERT INTO quota (tenant, id, indicator, segment, from_day, until_day, unit_id, document_id)
       SELECT '${tenant}', ${id('quota', 'm')}, 'people-reached', '', ${first}, ${next}, ${province}, (SELECT id FROM crew LIMIT 1) FROM ${months}`,
    `INSERT INTO quota_holding (tenant, id, quota_id, unit_id, team_id, giver_id, received, allocated, last_day)
       SELECT '${tenant}', ${id('holding', 'm')}, ${id('quota', 'm')}, ${province}, NULL::uuid, NULL::uuid, 1e6, 1e6, ${first} FROM ${months}
       UNION ALL SELECT '${tenant}', ${id('holding', '1000000 + n * 100 + m')}, ${id('quota', 'm')}, id, NULL::uuid, ${id('holding', 'm')}, 1000, 1000, ${first} FROM commune, ${months}
       UNION ALL SELECT '${tenant}', ${id('holding', '2000000 + n * 100 + m')}, ${id('quota', 'm')}, NULL, id, ${id('holding', '1000000 + commune_n * 100 + m')}, 30, 0, ${first} FROM placed, ${months}`,
    `INSERT INTO quota_entry (tenant, id, quota_id, kind, direction, upper_id, lower_id, amount, day, event_id)
       SELECT tenant, id, quota_id, 'assign', 'down', giver_id, id, received, last_day, id FROM quota_holding WHERE tenant = '${tenant}' AND id >= ${id('holding', '0')}`,
    `INSERT INTO report_round (tenant, id, from_day, until_day, unit_id, form_code, form, due_day, reporters, consolidated, reason, frozen_at)
       SELECT '${tenant}', ${id('round', 'm')}, ${first}, ${next}, ${province}, 'results', ${FORM}, ${next}, 'team', false, 'x', now() FROM ${months}
       UNION ALL SELECT '${tenant}', ${id('round', '100 + m')}, ${first}, ${next}, ${province}, 'results', ${FORM}, ${next}, 'level:commune', true, 'x', now() FROM ${months}
       UNION ALL SELECT '${tenant}', ${id('round', '1000 + n * 100 + m')}, ${first}, ${next}, id, 'local', ${FORM}, ${next}, 'units', false, 'x', now() FROM commune, ${months}`,
    `INSERT INTO report_slot (tenant, id, round_id, holder_id, team_id, unit_id, placed_on)
       SELECT '${tenant}', ${id('report', 'n * 100 + m')}, ${id('round', 'm')}, id, id, hamlet_id, ${next} - 1 FROM placed, ${months}
       UNION ALL SELECT '${tenant}', ${id('report', '9000000 + n * 100 + m')}, ${id('round', '100 + m')}, id, NULL::uuid, id, ${next} - 1 FROM commune, ${months}`,
    `INSERT INTO report_excuse (tenant, id, round_id, holder_id, reason, at, actor)
       SELECT '${tenant}', ${id('report', 'n')}, ${id('round', '5')}, id, 'x', now(), 'x' FROM placed`,
    `INSERT INTO report (tenant, id, round_id, holder_id, team_id, unit_id, period_from, state, edit, latest, approved, submitted_day)
       SELECT '${tenant}', ${id('report', 'n * 100 + m')}, ${id('round', 'm')}, id, id, hamlet_id, ${first}, 'approved', 3, 1, 1, ${next} FROM placed, ${months}`,
    `INSERT INTO report_version (tenant, id, report_id, number, author, at, hash) SELECT '${tenant}', id, id, 1, 'x', now(), 'x' FROM report
       WHERE tenant = '${tenant}' AND id >= ${id('report', '0')}`,
    `INSERT INTO report_value (tenant, version_id, indicator, segment, value, edit)
       SELECT '${tenant}', id, code, '', 7, 1 FROM report, unnest(ARRAY['people-reached', 'people-trained']) code WHERE tenant = '${tenant}' AND id >= ${id('report', '0')}`,
    `INSERT INTO report_step (tenant, id, report_id, number, step, actor, at) SELECT '${tenant}', id, id, 1, 'approve', 'x', now() FROM report
       WHERE tenant = '${tenant}' AND id >= ${id('report', '0')}`,
  ];
}
