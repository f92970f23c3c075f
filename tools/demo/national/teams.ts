import { teamName, terminologyOn } from '../../../src/modules/province';
import type { Province } from '../../../src/tenancy/province';
import { FAMILY, GIVEN, MIDDLE } from '../people';
import { rosterOf } from './rosters';
import type { Size } from './scale';
import { morning, quoted } from './sql';
import type { Scripted } from './sql';

/** First days of teams by the number of their commune `c.n`, some communes late by what their province's plan says. */
const FOUNDED: Readonly<Record<string, string>> = {
  'ha-noi': `'2022-06-15'::date`,
  'thai-nguyen': `CASE WHEN c.n % 10 = 9 THEN '2022-06-03'::date ELSE '2022-05-18'::date + (c.n % 12)::int END`,
  'binh-duong': `CASE WHEN c.n % 12 = 11 THEN '2022-11-05'::date ELSE '2022-10-10'::date + (c.n % 20)::int END`,
};
const ELSEWHERE = `'2022-06-01'::date + (c.n % 28)::int`;

/** Teams with what founded them, and their members; in Hà Nội nearly all renamed in early 2024, with regulations. */
export async function makeTeams(made: Scripted, province: Province, size: Size): Promise<void> {
  await makeCrew(made, province, size);
  await foundTeams(made);
  await joinMembers(made, size);
  if (province.slug === 'ha-noi') await reorganise(made, province);
}

async function makeCrew(made: Scripted, province: Province, { teams, ofEnterprises }: Size): Promise<void> {
  const isChair = province.slug === 'binh-duong';
  const word = teamName(terminologyOn(province, '2022-06-01').team, []);
  await made.run(
    `CREATE TEMPORARY TABLE crew ON COMMIT DROP AS SELECT t.n, ${made.id('team', 't.n')} AS id, t.unit_id, t.commune_n, c.code AS commune_code, t.organisation, ${FOUNDED[province.slug] ?? ELSEWHERE} AS day,
         ${quoted(word)} || ' ' || t.place AS name, t.place,
         CASE WHEN t.organisation THEN ${made.id('enterprise-document', 't.n')} ELSE ${made.id('document', 't.commune_n')} END AS document_id,
         'commune-officer-' || c.code AS officer, 'team-leaders-' || c.code AS leaders
       FROM (SELECT row_number() OVER (ORDER BY c.n, j) AS n, h.id AS unit_id, c.n AS commune_n, false AS organisation, lower(h.designation) || ' ' || h.name AS place
             FROM commune c CROSS JOIN LATERAL generate_series(1, c.teams) j JOIN hamlet h ON h.commune_n = c.n AND h.k = 1 + (j - 1) % c.hamlets
             UNION ALL SELECT ${teams - ofEnterprises} + k, c.id, c.n, true, 'Công ty Mẫu ' || k
             FROM generate_series(1, ${ofEnterprises}) k JOIN commune c ON c.n = k * 7 % (SELECT count(*) FROM commune)) t
       JOIN commune c ON c.n = t.commune_n`,
    `ANALYZE crew`,
    `CREATE TEMPORARY TABLE paper_of_founding ON COMMIT DROP AS
       SELECT c.n AS n, ${made.id('document', 'c.n')} AS id, (c.n + 10) || '/QĐ-UBND' AS number, min(w.day) AS day, ${isChair ? `'commune-chair'` : `'commune-committee'`} AS authority,
         ${isChair ? `'Chủ tịch UBND '` : `'UBND '`} || c.full_name AS issuer, ${made.event('document', 'c.n')} AS event_id
       FROM commune c JOIN crew w ON w.commune_n = c.n AND NOT w.organisation GROUP BY c.n, c.full_name
       UNION ALL SELECT n, document_id, n || '/QĐ', day, 'organisation-leader', place, ${made.event('enterprise-document', 'n')} FROM crew WHERE organisation`,
  );
}

async function foundTeams(made: Scripted): Promise<void> {
  const { tenant } = made;
  await made.run(
    `INSERT INTO document (tenant, id, type, number, issued_day, authority, issuer) SELECT '${tenant}', id, 'founding-decision', number, day, authority, issuer FROM paper_of_founding`,
    `INSERT INTO organisation (tenant, id, name, unit_id) SELECT '${tenant}', ${made.id('organisation', 'n')}, place, unit_id FROM crew WHERE organisation`,
    `INSERT INTO team (tenant, id, from_day, kind, organisation_id, founding_document_id, contact_channel, version)
       SELECT '${tenant}', id, day, CASE WHEN organisation THEN 'organisation-team' ELSE 'hamlet-team' END, CASE WHEN organisation THEN ${made.id('organisation', 'n')} END,
         document_id, CASE WHEN n % 2 = 0 THEN 'zalo:to-' || commune_code || '-' || n END, 1 FROM crew`,
    `INSERT INTO team_name (tenant, id, from_day, team_id, name, document_id) SELECT '${tenant}', ${made.id('name', 'n')}, day, id, name, document_id FROM crew`,
    `INSERT INTO team_host (tenant, id, from_day, team_id, unit_id) SELECT '${tenant}', ${made.id('host', 'n')}, day, id, unit_id FROM crew`,
    `INSERT INTO team_document (tenant, id, from_day, team_id, document_id) SELECT '${tenant}', ${made.id('team-document', 'n')}, day, id, document_id FROM crew`,
  );
  await made.log(`SELECT ${morning('day')}, 4, event_id, day, 'system', 'document.recorded', id, NULL::uuid, NULL::uuid, NULL::jsonb,
      jsonb_build_object('type', 'founding-decision', 'number', number, 'authority', authority, 'issuer', issuer), NULL::uuid FROM paper_of_founding
    UNION ALL SELECT ${morning('day')}, 5, ${made.event('team', 'n')}, day, officer, 'team.founded', id, id, unit_id, NULL,
      jsonb_build_object('kind', CASE WHEN organisation THEN 'organisation-team' ELSE 'hamlet-team' END, 'name', name, 'unitIds', jsonb_build_array(unit_id),
        'documentId', document_id, 'regulationId', NULL), NULL FROM crew
    UNION ALL SELECT ${morning(`'2022-12-01'`)}, 7, ${made.event('team', 'n', 1)}, '2022-12-01', officer, 'team.contact-set', id, id, unit_id,
      '{"contactChannel": null}', jsonb_build_object('contactChannel', 'zalo:to-' || commune_code || '-' || n), NULL FROM crew WHERE n % 2 = 0`);
}

/** Sizes differ by up to four within a pair of teams and add up to what was reported. */
async function joinMembers(made: Scripted, { teams, members }: Size): Promise<void> {
  const { tenant } = made;
  const list = (names: readonly string[]) => `(ARRAY[${names.map(quoted).join(', ')}])`;
  const pick = (names: readonly string[], step: number) => `${list(names)}[1 + (p / ${step}) % ${names.length}]`;
  await made.run(
    `CREATE TEMPORARY TABLE seat ON COMMIT DROP AS
       WITH sized AS (SELECT *, ((${members}::bigint * n) / ${teams} - (${members}::bigint * (n - 1)) / ${teams})
           + CASE WHEN n = ${teams} AND ${teams} % 2 = 1 THEN 0 ELSE (CASE (n + 1) / 2 % 5 WHEN 0 THEN 2 WHEN 1 THEN 1 ELSE 0 END) * (CASE n % 2 WHEN 1 THEN 1 ELSE -1 END) END AS size FROM crew)
       SELECT row_number() OVER (ORDER BY s.n, k) AS p, s.n, s.id AS team_id, s.unit_id, s.day, s.officer, r.seat, r.post, r.constituencies, r.skills
       FROM sized s CROSS JOIN LATERAL generate_series(1, s.size) k CROSS JOIN LATERAL (${rosterOf(made.slug)}) r`,
    `INSERT INTO person (tenant, id, name, phone, birth_year, sex) SELECT '${tenant}', ${made.id('person', 'p')}, ${pick(FAMILY, 1)} || ' ' || ${pick(MIDDLE, FAMILY.length)} || ' ' || ${pick(GIVEN, 7)},
       '0000' || lpad(p::text, 6, '0'), 1960 + p % 45, CASE p % 2 WHEN 0 THEN 'female' ELSE 'male' END FROM seat`,
    `INSERT INTO team_member (tenant, id, from_day, team_id, person_id, seat, post, constituencies, skills)
       SELECT '${tenant}', ${made.id('member', 'p')}, day, team_id, ${made.id('person', 'p')}, seat, post, constituencies, skills FROM seat`,
  );
  await made.log(`SELECT ${morning('day')}, 6, ${made.event('member', 'p')}, day, officer, 'member.joined', ${made.id('member', 'p')}, team_id, unit_id, NULL::jsonb,
    jsonb_build_object('personId', ${made.id('person', 'p')}, 'seat', seat, 'post', post, 'constituencies', constituencies, 'skills', skills), ${made.event('team', 'n')} FROM seat`);
}

async function reorganise(made: Scripted, province: Province): Promise<void> {
  const { tenant } = made;
  const word = teamName(terminologyOn(province, '2024-01-01').team, []);
  const papers = ['reorganisation', 'regulation'] as const;
  const typeOf = { reorganisation: 'reorganisation-decision', regulation: 'working-regulation' } as const;
  await made.run(
    `CREATE TEMPORARY TABLE reformed ON COMMIT DROP AS SELECT n, id, full_name, code, ('2024-01-05'::date + (n % 80)::int) AS day FROM commune WHERE n % 10 <> 9 AND teams > 0`,
    `CREATE TEMPORARY TABLE renamed ON COMMIT DROP AS SELECT w.n, w.id, w.unit_id, w.officer, w.name AS old_name, ${quoted(word)} || ' ' || w.place AS name, r.day, r.n AS commune_n
       FROM crew w JOIN reformed r ON r.n = w.commune_n`,
    ...papers.map(
      (
        kind,
      ) => `INSERT INTO document (tenant, id, type, number, issued_day, authority, issuer) SELECT '${tenant}', ${made.id(kind, 'n')}, '${typeOf[kind]}',
        ${kind === 'regulation' ? `(n + 1) || '/QC-UBND'` : `(n + 100) || '/QĐ-UBND'`}, day, 'commune-committee', 'UBND ' || full_name FROM reformed`,
    ),
    `UPDATE team_name t SET until_day = r.day FROM renamed r WHERE t.tenant = '${tenant}' AND t.team_id = r.id`,
    `INSERT INTO team_name (tenant, id, from_day, team_id, name, document_id) SELECT '${tenant}', ${made.id('new-name', 'n')}, day, id, name, ${made.id('reorganisation', 'commune_n')} FROM renamed`,
    ...papers.map(
      (kind) => `INSERT INTO team_document (tenant, id, from_day, team_id, document_id)
        SELECT '${tenant}', ${made.id(`team-${kind}`, 'n')}, day, id, ${made.id(kind, 'commune_n')} FROM renamed`,
    ),
  );
  for (const [index, kind] of papers.entries())
    await made.log(`SELECT ${morning('day')}, ${8 + index * 2}, ${made.event(kind, 'n')}, day, 'commune-officer-' || code, 'document.recorded', ${made.id(kind, 'n')}, NULL::uuid, NULL::uuid, NULL::jsonb,
      jsonb_build_object('type', '${typeOf[kind]}', 'number', ${kind === 'regulation' ? `(n + 1) || '/QC-UBND'` : `(n + 100) || '/QĐ-UBND'`}, 'authority', 'commune-committee', 'issuer', 'UBND ' || full_name), NULL::uuid FROM reformed`);
  await made.log(`SELECT ${morning('day')}, 9, ${made.event('new-name', 'n')}, day, officer, 'team.renamed', id, id, unit_id, jsonb_build_object('name', old_name),
      jsonb_build_object('name', name, 'documentId', ${made.id('reorganisation', 'commune_n')}), NULL::uuid FROM renamed
    UNION ALL SELECT ${morning('day')}, 11, ${made.event('team-regulation', 'n')}, day, officer, 'team.documented', id, id, unit_id, NULL,
      jsonb_build_object('type', 'working-regulation', 'documentId', ${made.id('regulation', 'commune_n')}), NULL FROM renamed`);
}
