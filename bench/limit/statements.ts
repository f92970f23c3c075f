import { APPROVE } from './approve';
import { PROGRESS } from './progress';
import { publicId } from './public-id';

export interface Statement {
  /** Names of what a subject holds, in the order of the parameters. */
  readonly takes: readonly string[];
  readonly text: string;
}

const on = (row: string, day = '$2::date') => `${row}.from_day <= ${day} AND ${row}.until_day > ${day}`;
/** A connection of rows that are ordered by columns `o1`, `o2`, … next to their `node`. */
const edges = (rows: string, order: string) =>
  `json_build_object('edges', (SELECT coalesce(json_agg(json_build_object('node', node) ORDER BY ${order}), '[]') FROM (${rows}) rows))`;

const members = (fields: string, first: number) =>
  edges(
    `SELECT json_build_object('id', ${publicId('Member', 'm.id')}, 'seat', upper(m.seat), 'joined', m.from_day${fields}) AS node,
       CASE m.seat WHEN 'leader' THEN 1 WHEN 'deputy' THEN 2 ELSE 3 END AS o1, m.from_day AS o2, m.id AS o3
     FROM team_member m WHERE m.team_id = t.id AND ${on('m')} ORDER BY 2, 3, 4 LIMIT ${first}`,
    'o1, o2, o3',
  );
const reports = (fields: string, where = '') =>
  edges(
    `SELECT json_build_object('id', ${publicId('Report', 'p.id')}, 'state', upper(p.state), 'submittedDay', p.submitted_day${fields}) AS node
     FROM report p JOIN report_round r ON r.id = p.round_id WHERE p.team_id = t.id ${where} ORDER BY r.from_day DESC, p.id DESC LIMIT 1`,
    '1',
  ).replace(' ORDER BY 1', '');
const amount = (column: string, end: string) =>
  `(CASE WHEN h.last_day <= $2::date THEN h.${column} ELSE (SELECT coalesce(sum(CASE e.direction WHEN 'down' THEN e.amount ELSE -e.amount END), 0)
     FROM quota_entry e WHERE e.${end} = h.id AND e.day <= $2::date) END)::float8`;
const quotas = (holder: string, name: string) =>
  edges(
    `SELECT json_build_object('id', ${publicId('QuotaHolding', 'h.id')}, 'received', ${amount('received', 'lower_id')},
       'allocated', ${amount('allocated', 'upper_id')}) AS node, h.id AS o1
     FROM quota_holding h JOIN quota q ON q.id = h.quota_id WHERE ${holder} AND ${on('q')}
       AND EXISTS (SELECT FROM quota_entry b WHERE b.lower_id = h.id AND b.day <= $2::date) ORDER BY ${name}h.id LIMIT 10`,
    'o1',
  );
const teamsWithin = (unit: string, first: number) => `
  SELECT t.id, n.name, t.from_day, t.until_day, t.version, t.merged_into_id FROM team t JOIN team_name n ON n.team_id = t.id AND ${on('n')}
  WHERE ${on('t')} AND t.id IN (SELECT h.team_id FROM admin_unit_closure c JOIN team_host h ON h.unit_id = c.descendant_id
    WHERE c.ancestor_id = ${unit} AND ${on('c')} AND ${on('h')})
  ORDER BY n.name, n.team_id LIMIT ${first}`;
const unitNode = `'id', ${publicId('AdminUnit', 's.unit_id')}, 'name', s.name`;
const unit = (fields: string) =>
  `SELECT json_build_object('data', json_build_object('adminUnit', json_build_object(${unitNode}, ${fields})))::text AS answer
   FROM admin_unit_state s WHERE s.unit_id = $1 AND ${on('s')}`;
const status = `CASE WHEN EXISTS (SELECT FROM team_suspension x WHERE x.team_id = t.id AND ${on('x')}) THEN 'SUSPENDED' ELSE 'ACTIVE' END`;

const TEAM = `
  SELECT json_build_object('data', json_build_object('team', json_build_object('id', ${publicId('Team', 't.id')}, 'name', n.name,
    'status', ${status}, 'foundedDay', t.from_day, 'version', t.version,
    'members', ${members(", 'left', nullif(m.until_day, 'infinity'), 'version', m.version", 50)})))::text AS answer
  FROM team t JOIN team_name n ON n.team_id = t.id AND ${on('n')} WHERE t.id = $1`;

const TEAMS = unit(
  `'teams', ${edges(
    `SELECT json_build_object('id', ${publicId('Team', 't.id')}, 'name', t.name, 'foundedDay', t.from_day,
     'hosts', (SELECT coalesce(json_agg(json_build_object('id', ${publicId('AdminUnit', 'u.unit_id')}, 'name', u.name, 'designation', u.designation) ORDER BY h.id), '[]')
       FROM team_host h JOIN admin_unit_state u ON u.unit_id = h.unit_id AND ${on('u')} WHERE h.team_id = t.id AND ${on('h')}),
     'members', ${members('', 20)}, 'reports', ${reports('')}) AS node, t.name AS o1, t.id AS o2
   FROM (${teamsWithin('$1', 50)}) t`,
    'o1, o2',
  )}`,
);

const COMMUNE = unit(
  `'designation', s.designation, 'quotas', ${quotas('h.unit_id = s.unit_id', '')}, 'children', ${edges(
    `SELECT json_build_object('id', ${publicId('AdminUnit', 'k.unit_id')}, 'name', k.name, 'designation', k.designation, 'teams', ${edges(
      `SELECT json_build_object('id', ${publicId('Team', 't.id')}, 'name', t.name, 'foundedDay', t.from_day,
       'members', ${members('', 20)}, 'quotas', ${quotas('h.team_id = t.id', '')},
       'reports', ${reports(", 'version', p.edit", 'AND ($3::text IS NULL OR r.form_code = $3::text)')}) AS node, t.name AS o1, t.id AS o2
     FROM (${teamsWithin('k.unit_id', 20)}) t`,
      'o1, o2',
    )}) AS node, k.name AS o1, k.unit_id AS o2
   FROM (SELECT k.unit_id, k.name, k.designation FROM admin_unit_state k WHERE k.parent_id = s.unit_id AND ${on('k')} ORDER BY k.name, k.unit_id LIMIT 50) k`,
    'o1, o2',
  )}`,
);

const filtered = `
  ${on('t')} AND t.kind = $3 AND n.id IN (SELECT w.id FROM team_term w WHERE w.term >= $4 AND w.term < $4 || chr(1114111)) AND t.id IN (SELECT h.team_id FROM admin_unit_closure c JOIN team_host h ON h.unit_id = c.descendant_id
    WHERE c.ancestor_id = $1 AND ${on('c')} AND ${on('h')})`;
const PAGE = `
  WITH page AS (SELECT t.id, n.name, t.from_day, t.version FROM team t JOIN team_name n ON n.team_id = t.id AND ${on('n')}
    WHERE ${filtered} ORDER BY n.name, n.team_id LIMIT 101),
  shown AS (SELECT * FROM page ORDER BY name, id LIMIT 100)
  SELECT json_build_object('data', json_build_object('teams', json_build_object(
    'totalCount', (SELECT count(*) FROM team t JOIN team_name n ON n.team_id = t.id AND ${on('n')} WHERE ${filtered}),
    'pageInfo', json_build_object('hasNextPage', (SELECT count(*) > 100 FROM page),
      'endCursor', (SELECT translate(rtrim(replace(encode(convert_to('[' || to_json(name) || ',"' || id || '"]', 'UTF8'), 'base64'), chr(10), ''), '='), '+/', '-_')
        FROM shown ORDER BY name DESC, id DESC LIMIT 1)),
    'edges', (SELECT coalesce(json_agg(json_build_object('node', json_build_object('id', ${publicId('Team', 't.id')}, 'name', t.name, 'status', ${status},
      'foundedDay', t.from_day, 'version', t.version)) ORDER BY t.name, t.id), '[]') FROM shown t))))::text AS answer`;

const open = `${on('f')} AND f.rule = $3 AND f.id IN (
  SELECT g.id FROM admin_unit_closure c JOIN finding g ON g.unit_id = c.descendant_id AND ${on('g')} WHERE c.ancestor_id = $1 AND ${on('c')}
  UNION SELECT g.id FROM team_host h JOIN finding g ON g.team_id = h.team_id AND ${on('g')} WHERE h.unit_id = $1 AND ${on('h')})`;
const FINDINGS = `
  SELECT json_build_object('data', json_build_object('findings', json_build_object(
    'totalCount', (SELECT count(*) FROM finding f WHERE ${open}),
    'edges', (SELECT coalesce(json_agg(json_build_object('node', json_build_object('id', ${publicId('Finding', 'f.finding_id')}, 'requirement', f.requirement,
        'severity', upper(f.severity), 'since', f.since, 'until', nullif(f.until_day, 'infinity'),
        'unit', CASE WHEN s.unit_id IS NOT NULL THEN json_build_object(${unitNode}) END,
        'team', CASE WHEN n.name IS NOT NULL THEN json_build_object('id', ${publicId('Team', 'f.team_id')}, 'name', n.name) END)) ORDER BY f.since, f.finding_id), '[]')
      FROM (SELECT f.* FROM finding f WHERE ${open} ORDER BY f.since, f.finding_id LIMIT 100) f
      LEFT JOIN admin_unit_state s ON s.unit_id = f.unit_id AND ${on('s')}
      LEFT JOIN LATERAL (SELECT n.name FROM team_name n WHERE n.team_id = f.team_id AND n.from_day <= $2::date ORDER BY n.from_day DESC LIMIT 1) n ON true))))::text AS answer`;

/** One statement for each operation, by its name. */
export const STATEMENTS: Readonly<Record<string, Statement>> = {
  team: { takes: ['team', 'on'], text: TEAM },
  teams: { takes: ['unit', 'on'], text: TEAMS },
  commune: { takes: ['unit', 'on', 'form'], text: COMMUNE },
  page: { takes: ['unit', 'on', 'kind', 'search'], text: PAGE },
  findings: { takes: ['unit', 'on', 'rule'], text: FINDINGS },
  progress: { takes: ['unit', 'on', 'indicator', 'from', 'until'], text: PROGRESS },
  approve: { takes: ['report', 'actor'], text: APPROVE },
};
