import { asOwner } from './database';

/** Rows of each kind that are added. */
export interface Volume {
  readonly hamlets: number;
  readonly teams: number;
  readonly membersOfATeam: number;
}

const KINDS = {
  hamlet: '8001',
  team: '8002',
  person: '8003',
  member: '8004',
  directive: '8005',
  task: '8006',
  quota: '8007',
  holding: '8008',
  round: '8009',
  report: '800a',
} as const;
type Kind = keyof typeof KINDS;

/** The id of the nth row of a kind. */
export function volumeId(kind: Kind, n: number): string {
  return `00000000-0000-7000-${KINDS[kind]}-${n.toString(16).padStart(12, '0')}`;
}

/** The same in SQL: rows name each other by their numbers, without being read. */
export const id = (kind: Kind, n: string) => `('00000000-0000-7000-${KINDS[kind]}-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

/** Exclusion constraints cost most of the time of a load. They stay away: no read goes through them, and nothing is written afterwards. */
const EXCLUSIONS = `SELECT format('ALTER TABLE %s DROP CONSTRAINT %s', conrelid::regclass, conname) AS drop FROM pg_constraint WHERE contype = 'x'`;
/** Indexes are faster made anew than kept. */
const INDEXES = `SELECT format('DROP INDEX %s', indexname) AS drop, indexdef AS make FROM pg_indexes WHERE schemaname = 'public'
  AND NOT EXISTS (SELECT FROM pg_constraint WHERE conname = indexname)`;

/**
 * Fills one province of a private copy with as many rows as a country may have, past the services: what is proved with it is how the database
 * reads, not what the rows say. Hamlets are spread over the communes, teams over the hamlets, each with members and one finding.
 * @param more statements that go on from the tables `commune`, `hamlet` and `crew`.
 */
export async function fillProvince(
  ownerUrl: string,
  tenant: string,
  { hamlets, teams, membersOfATeam }: Volume,
  more: readonly string[] = [],
): Promise<void> {
  await asOwner(ownerUrl, async (owner) => {
    const exclusions = (await owner.query<{ drop: string }>(EXCLUSIONS)).rows;
    const indexes = (await owner.query<{ drop: string; make: string }>(INDEXES)).rows;
    for (const statement of [
      `SET session_replication_role = replica`,
      `SET synchronous_commit = off`,
      ...[...exclusions, ...indexes].map(({ drop }) => drop),
      `CREATE TEMPORARY TABLE commune AS SELECT row_number() OVER (ORDER BY unit_id) - 1 AS n, unit_id AS id FROM admin_unit_state
         WHERE tenant = '${tenant}' AND level = 'commune' AND until_day = 'infinity'`,
      `CREATE TEMPORARY TABLE hamlet AS SELECT i AS n, ${id('hamlet', 'i')} AS id, commune.id AS parent_id FROM generate_series(1, ${hamlets}) i
         JOIN commune ON commune.n = i % (SELECT count(*) FROM commune)`,
      `CREATE TEMPORARY TABLE crew AS SELECT n, ${id('team', 'n')} AS id, ${id('hamlet', `1 + n % ${hamlets}`)} AS hamlet_id FROM generate_series(1, ${teams}) n`,
      `INSERT INTO admin_unit (tenant, id) SELECT '${tenant}', id FROM hamlet`,
      `INSERT INTO admin_unit_state (tenant, id, from_day, unit_id, level, local_code, designation, name, parent_id)
         SELECT '${tenant}', id, '2020-01-01', id, 'hamlet', 'V' || n, 'Thôn', 'Thử ' || n, parent_id FROM hamlet`,
      `INSERT INTO admin_unit_term (tenant, id, term) SELECT '${tenant}', id, term FROM hamlet,
         LATERAL (VALUES ('thon thu ' || n), ('thu ' || n), (n::text)) t(term)`,
      `INSERT INTO admin_unit_closure (tenant, ancestor_id, descendant_id, from_day, until_day, ancestor_level, descendant_level, distance)
         SELECT '${tenant}', c.ancestor_id, h.id, '2020-01-01'::date, 'infinity'::date, c.ancestor_level, 'hamlet', c.distance + 1
         FROM hamlet h JOIN admin_unit_closure c ON c.tenant = '${tenant}' AND c.descendant_id = h.parent_id
         UNION ALL SELECT '${tenant}', id, id, '2020-01-01'::date, 'infinity'::date, 'hamlet', 'hamlet', 0 FROM hamlet`,
      `INSERT INTO document (tenant, id, type, number, issued_day, authority, issuer)
         SELECT '${tenant}', id, 'founding-decision', n || '/QĐ', '2021-01-01', 'commune-committee', 'UBND xã Thử ' || n FROM crew`,
      `INSERT INTO team (tenant, id, from_day, kind, founding_document_id) SELECT '${tenant}', id, '2021-01-01', 'hamlet-team', id FROM crew`,
      `INSERT INTO team_name (tenant, id, from_day, team_id, name) SELECT '${tenant}', id, '2021-01-01', id, 'Tổ thử ' || n FROM crew`,
      `INSERT INTO team_term (tenant, id, term) SELECT '${tenant}', id, term FROM crew,
         LATERAL (VALUES ('to thu ' || n), ('thu ' || n), (n::text)) t(term)`,
      `INSERT INTO team_host (tenant, id, from_day, team_id, unit_id) SELECT '${tenant}', id, '2021-01-01', id, hamlet_id FROM crew`,
      `INSERT INTO team_document (tenant, id, from_day, team_id, document_id) SELECT '${tenant}', id, '2021-01-01', id, id FROM crew`,
      `INSERT INTO team_member (tenant, id, from_day, team_id, person_id, seat, constituencies, skills)
         SELECT '${tenant}', ${id('member', `n * 100 + k`)}, '2021-01-01', id, ${id('person', `n * 100 + k`)}, CASE k WHEN 1 THEN 'leader' ELSE 'member' END, '{}', '{}'
         FROM crew, generate_series(1, ${membersOfATeam}) k`,
      `INSERT INTO event (tenant, id, at, day, actor, action, subject_type, subject_id, team_id, unit_id)
         SELECT '${tenant}', id, now(), '2021-01-01', 'x', 'team.founded', 'team', id, id, hamlet_id FROM crew`,
      `INSERT INTO finding (tenant, id, from_day, finding_id, judged_id, unit_id, team_id, kind, rule, requirement, severity, since, observed, expected, fix, chain, winners, cause_id)
         SELECT '${tenant}', id, '2021-01-01', id, id, hamlet_id, id, 'hamlet-team', CASE n % 3 WHEN 0 THEN 'teamSize' WHEN 1 THEN 'posts' ELSE 'skills' END,
           'x', CASE n % 2 WHEN 0 THEN 'BREACH' ELSE 'ADVICE' END, '2021-01-01', '{"count":1}', '{"min":2}', '{"action":"ADD_MEMBERS"}', '[]', '[0]', id FROM crew`,
      ...more,
      ...indexes.map(({ make }) => make),
      `SELECT tally_lists_anew('${tenant}')`,
      `ANALYZE`,
    ])
      await owner.query(statement);
  });
}
