import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import type { Operation, Subject } from './kinds';

/** The day that all is asked for: today, or the last day that quotas hold on, so that there are some. */
const DAY = `WITH day AS (SELECT coalesce(least(max(until_day) - 1, current_date), current_date) AS "on" FROM quota WHERE tenant = $1)`;
const holds = (row: string) => `${row}.from_day <= day."on" AND ${row}.until_day > day."on"`;
const unitsBy = (level: string, size: string, where = 'true') => `${DAY}
  SELECT s.unit_id AS unit, day."on"::text FROM day JOIN admin_unit_state s ON s.tenant = $1 AND s.level = '${level}' AND ${holds('s')} AND ${where}
  ORDER BY ${size} LIMIT $2`;
const teamsIn = `(SELECT count(DISTINCT h.team_id) FROM admin_unit_closure c JOIN team_host h ON h.tenant = c.tenant AND h.unit_id = c.descendant_id
  WHERE c.tenant = s.tenant AND c.ancestor_id = s.unit_id AND ${holds('c')} AND ${holds('h')})`;
const membersIn = `(SELECT count(*) FROM admin_unit_closure c JOIN team_host h ON h.tenant = c.tenant AND h.unit_id = c.descendant_id
  JOIN team_member m ON m.tenant = h.tenant AND m.team_id = h.team_id
  WHERE c.tenant = s.tenant AND c.ancestor_id = s.unit_id AND ${holds('c')} AND ${holds('h')} AND ${holds('m')})`;
/** The indicator that is reported most and its span: at most the last twelve months that have closed. */
const SPAN = `SELECT u.indicator, greatest(min(r.from_day), max(r.until_day) - interval '12 months')::date::text AS "from", max(r.until_day)::text AS until
  FROM report_rollup u JOIN report_round r ON r.tenant = u.tenant AND r.id = u.round_id
  WHERE u.tenant = $1 AND u.segment = '' AND r.reporters = 'team' GROUP BY u.indicator ORDER BY count(*) DESC, 1 LIMIT 1`;

interface Plan {
  readonly name: string;
  readonly title: string;
  readonly isWrite?: boolean;
  readonly atMost: number;
  /** Takes the province and how many; the columns are what a subject holds. */
  readonly choose: string;
}

const PLANS: readonly Plan[] = [
  {
    name: 'team',
    title: 'Q1 a team by id with its members',
    atMost: 200,
    choose: `${DAY} SELECT t.id AS team, day."on"::text FROM day JOIN team t ON t.tenant = $1 AND ${holds('t')} ORDER BY md5(t.id::text) LIMIT $2`,
  },
  {
    name: 'teams',
    title: 'Q2 50 teams: units, members, latest report',
    atMost: 10,
    choose: unitsBy('commune', `${teamsIn} DESC, s.unit_id`),
  },
  {
    name: 'commune',
    title: 'Q3 a commune: hamlets, teams, members, quotas, reports',
    atMost: 10,
    choose: `SELECT unit, "on", form FROM (${unitsBy('commune', `abs(${membersIn} - 1500), s.unit_id`)}) units,
      LATERAL (SELECT form_code AS form FROM report_round WHERE tenant = $1 AND reporters = 'team' GROUP BY 1 ORDER BY count(*) DESC LIMIT 1) form`,
  },
  {
    name: 'page',
    title: 'Q4 a page of 100 teams: filtered, searched, sorted, counted',
    atMost: 10,
    // The word that stands in most names, but not in nearly all.
    choose: `SELECT unit, "on", kind, search FROM (${unitsBy('district', `${teamsIn} DESC, s.unit_id`)}) units,
      LATERAL (SELECT kind FROM team WHERE tenant = $1 GROUP BY 1 ORDER BY count(*) DESC LIMIT 1) kind,
      (${DAY} SELECT split_part(w.term, ' ', 1) AS search FROM day JOIN team_name n ON n.tenant = $1 AND ${holds('n')}
        JOIN team_term w ON w.tenant = n.tenant AND w.id = n.id AND length(split_part(w.term, ' ', 1)) > 2
        GROUP BY 1 HAVING count(DISTINCT n.id) < 0.8 * (SELECT count(*) FROM team WHERE tenant = $1) ORDER BY count(DISTINCT n.id) DESC, 1 LIMIT 1) word`,
  },
  {
    name: 'findings',
    title: 'Q5 findings of a district by rule',
    atMost: 10,
    choose: `${DAY} SELECT c.ancestor_id AS unit, f.rule, day."on"::text FROM day JOIN finding f ON f.tenant = $1 AND ${holds('f')}
      JOIN admin_unit_closure c ON c.tenant = f.tenant AND c.descendant_id = f.unit_id AND c.ancestor_level = 'district' AND ${holds('c')}
      GROUP BY 1, 2, 3 ORDER BY count(*) DESC, 1 LIMIT $2`,
  },
  {
    name: 'progress',
    title: 'Q6 progress by commune and month',
    atMost: 10,
    choose: `SELECT unit, "on", span.* FROM (${unitsBy('district', `${teamsIn} DESC, s.unit_id`)}) units, LATERAL (${SPAN}) span`,
  },
  {
    name: 'approve',
    title: 'Q7 approve a report',
    isWrite: true,
    atMost: 2000,
    // Typed values only: what a consolidated one holds was computed. Only those that were handed in once.
    choose: `SELECT p.id AS report FROM report p JOIN report_round r ON r.tenant = p.tenant AND r.id = p.round_id
      WHERE p.tenant = $1 AND NOT r.consolidated AND r.frozen_at IS NOT NULL AND p.team_id IS NOT NULL AND p.latest = 1
        AND (p.state = 'submitted' OR p.state = 'approved' AND p.approved = 1) ORDER BY md5(p.id::text) LIMIT $2`,
  },
];

export const OPERATIONS = PLANS.map(({ name }) => name);

/** The operations by name, about what the database holds most of. @throws Error where it holds nothing to ask about. */
export async function chooseOperations(owner: Client, slug: string, names: readonly string[]): Promise<Operation[]> {
  const chosen: Operation[] = [];
  for (const { name, title, isWrite = false, atMost, choose } of PLANS.filter((plan) => names.includes(plan.name))) {
    const { rows: subjects } = await owner.query<Subject>(choose, [slug, atMost]);
    if (subjects.length === 0)
      throw new Error(`${title}: ${slug} has nothing to ask about; take another --province or leave it out of --operations.`);
    const document = readFileSync(join(__dirname, 'operations', `${name}.graphql`), 'utf8');
    chosen.push({ name, title, document, isWrite, subjects });
  }
  return chosen;
}

/** The province with the most reports, then the most teams. */
export async function largestProvince(owner: Client): Promise<string> {
  const { rows } = await owner.query<{ tenant: string }>(
    `SELECT t.tenant FROM (SELECT tenant, count(*) AS teams FROM team GROUP BY 1) t
     ORDER BY (SELECT count(*) FROM report p WHERE p.tenant = t.tenant) DESC, t.teams DESC LIMIT 1`,
  );
  if (!rows[0]) throw new Error('The database has no teams; run npm start once for the demonstration, or npm run demo.');
  return rows[0].tenant;
}
