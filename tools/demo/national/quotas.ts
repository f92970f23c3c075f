import { monthOf } from './reports';
import { morning, quoted } from './sql';
import type { Scripted } from './sql';

const INDICATOR = 'households-reached';

/** A quota of each year that is reported of: given to the province, handed to districts, communes and teams, with something kept back in communes. */
export async function makeQuotas(made: Scripted, provinceName: string, months: number): Promise<void> {
  const { tenant } = made;
  const issuer = quoted(`Ban Chỉ đạo chuyển đổi số ${provinceName}`);
  for (let year = 0; year < Math.ceil(months / 12); year++) {
    const [from, until] = [monthOf(year * 12), monthOf(year * 12 + 12)];
    const day = `'${from.slice(0, 4)}-01-10'::date`;
    const number = `'${year + 1}/QĐ-BCĐ'`;
    const [quota, document] = [made.id('quota', String(year)), made.id('quota-document', String(year))];
    const holding = (n: string) => made.id('holding', `${year} * 10000000 + ${n}`);
    await made.run(
      `CREATE TEMPORARY TABLE held AS
         WITH team AS (SELECT n, id, unit_id, commune_n, 200 + n % 50 AS received FROM crew),
           commune_sum AS (SELECT c.n, c.id, c.district_id, coalesce(sum(t.received), 0) AS allocated, ceil(coalesce(sum(t.received), 0) * 1.1) AS received
             FROM commune c JOIN team t ON t.commune_n = c.n GROUP BY c.n, c.id, c.district_id),
           district_sum AS (SELECT l.n, l.id, l.parent_id, sum(c.received) AS received FROM commune_sum c JOIN listed l ON l.id = c.district_id GROUP BY l.n, l.id, l.parent_id)
         SELECT 0 AS n, id AS unit_id, NULL::uuid AS team_id, id AS home_id, NULL::bigint AS giver, (SELECT sum(received) FROM district_sum) AS received,
           (SELECT sum(received) FROM district_sum) AS allocated FROM listed WHERE level = 'province'
         UNION ALL SELECT 1000000 + n, id, NULL, id, 0, received, received FROM district_sum
         UNION ALL SELECT 2000000 + c.n, c.id, NULL, c.id, 1000000 + l.n, c.received, c.allocated FROM commune_sum c JOIN listed l ON l.id = c.district_id
         UNION ALL SELECT 3000000 + n, NULL, id, unit_id, 2000000 + commune_n, received, 0 FROM team`,
      `INSERT INTO document (tenant, id, type, number, issued_day, authority, issuer) SELECT '${tenant}', ${document}, 'quota-decision', ${number}, ${day}, 'steering-committee', ${issuer}`,
      `INSERT INTO quota (tenant, id, indicator, segment, from_day, until_day, unit_id, document_id, clause)
         SELECT '${tenant}', ${quota}, '${INDICATOR}', '', '${from}', '${until}', id, ${document}, 'Điều 1' FROM listed WHERE level = 'province'`,
      `INSERT INTO quota_holding (tenant, id, quota_id, unit_id, team_id, giver_id, received, allocated, last_day)
         SELECT '${tenant}', ${holding('n')}, ${quota}, unit_id, team_id, CASE WHEN giver IS NOT NULL THEN ${holding('giver')} END, received, allocated, ${day} FROM held`,
      `INSERT INTO quota_entry (tenant, id, quota_id, kind, direction, upper_id, lower_id, amount, day, document_id, event_id)
         SELECT '${tenant}', ${made.id('entry', `${year} * 10000000 + n`)}, ${quota}, CASE WHEN giver IS NULL THEN 'grant' ELSE 'assign' END, 'down', CASE WHEN giver IS NOT NULL THEN ${holding('giver')} END,
           ${holding('n')}, received, ${day}, CASE WHEN giver IS NULL THEN ${document} END, ${made.event('entry', `${year} * 10000000 + n`)} FROM held ORDER BY n`,
    );
    await made.log(`SELECT ${morning(day)}, 12, ${made.event('quota-document', String(year))}, ${day}, 'province-officer', 'document.recorded', ${document}, NULL::uuid, NULL::uuid, NULL::jsonb,
        jsonb_build_object('type', 'quota-decision', 'number', ${number}, 'authority', 'steering-committee', 'issuer', ${issuer}), NULL::uuid
      UNION ALL SELECT ${morning(day)}, 13, ${made.event('entry', `${year} * 10000000 + n`)}, ${day}, 'province-officer', CASE WHEN giver IS NULL THEN 'quota.given' ELSE 'quota.assigned' END, ${quota}, team_id, home_id, NULL,
        jsonb_build_object('amount', received, 'documentId', CASE WHEN giver IS NULL THEN ${document} END, 'reason', NULL), NULL FROM held`);
    await made.run(`DROP TABLE held`);
  }
}
