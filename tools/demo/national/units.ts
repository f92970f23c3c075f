import { wordStarts } from '../../../src/database/fold';
import { nationalUnits } from '../../../src/modules/admin-unit';
import { morning, quoted } from './sql';
import type { Scripted } from './sql';
import type { Size } from './scale';

const LEVELS = ['province', 'district', 'commune'];
const LOADED = '2022-01-01';
const LARGE = { teams: 50, hamlets: 20 };

const NAMES =
  'Đông,Đoài,Thượng,Hạ,Trung,Đình,Chùa,Giếng,Bến,Chợ,Gò Mít,Đồng Tâm,Hòa Bình,Tân Lập,Phú Mỹ,An Thịnh,Yên Khê,Cầu Ngà,Bãi Đá,Ngã Ba,Đồi Chè,Ruộng Sâu,Quang Trung,Thống Nhất,Đại Đồng,Xuân Lũng,Mai Trai,Ngọc Trì,Vĩnh Quỳnh,Tràng Cát'.split(
    ',',
  );
/** What hamlets are called in communes, and in towns and wards. */
const WORDS: Readonly<Record<string, readonly [string, string]>> = {
  'ha-noi': ['Thôn', 'Tổ dân phố'],
  'thai-nguyen': ['Xóm', 'Tổ dân phố'],
  'binh-duong': ['Ấp', 'Khu phố'],
};

/** The national list of the province as the service loads it, hamlets invented below it, and the population of communes. */
export async function makeUnits(made: Scripted, size: Size): Promise<void> {
  await makeListed(made);
  await makeHamlets(made, size);
  await makeFigures(made);
}

async function makeListed(made: Scripted): Promise<void> {
  const { tenant, owner, code } = made;
  const units = nationalUnits(code, LEVELS);
  await owner.query(
    `CREATE TEMPORARY TABLE listed ON COMMIT DROP AS SELECT n, code, parent_code, level, designation, name, ${made.id('unit', 'n')} AS id, NULL::uuid AS parent_id
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) WITH ORDINALITY u(code, parent_code, level, designation, name, n)`,
    [
      units.map((unit) => unit.code),
      units.map((unit) => unit.parentCode),
      units.map((unit) => unit.level),
      units.map((unit) => unit.designation),
      units.map((unit) => unit.name),
    ],
  );
  const terms = units.flatMap(({ designation, name }, index) =>
    wordStarts(`${designation} ${name}`).map((term) => ({ n: index + 1, term })),
  );
  await made.run(
    // A district and a commune may carry one code; a parent stands one level above.
    `UPDATE listed c SET parent_id = p.id FROM listed p WHERE p.code = c.parent_code AND (p.level, c.level) IN (('province', 'district'), ('district', 'commune'))`,
    `INSERT INTO admin_unit (tenant, id) SELECT '${tenant}', id FROM listed`,
    `INSERT INTO admin_unit_state (tenant, id, from_day, unit_id, level, code, designation, name, parent_id)
       SELECT '${tenant}', ${made.id('state', 'n')}, '-infinity', id, level, code, designation, name, parent_id FROM listed`,
    `INSERT INTO admin_unit_closure (tenant, ancestor_id, descendant_id, from_day, until_day, ancestor_level, descendant_level, distance)
       SELECT '${tenant}', id, id, '-infinity'::date, 'infinity'::date, level, level, 0 FROM listed
       UNION ALL SELECT '${tenant}', p.id, c.id, '-infinity', 'infinity', p.level, c.level, 1 FROM listed c JOIN listed p ON p.id = c.parent_id
       UNION ALL SELECT '${tenant}', p.parent_id, c.id, '-infinity', 'infinity', 'province', c.level, 2 FROM listed c JOIN listed p ON p.id = c.parent_id WHERE p.parent_id IS NOT NULL`,
  );
  await owner.query(
    `INSERT INTO admin_unit_term (tenant, id, term) SELECT '${tenant}', ${made.id('state', 'n')}, term FROM unnest($1::bigint[], $2::text[]) t(n, term)`,
    [terms.map(({ n }) => n), terms.map(({ term }) => term)],
  );
  await made.log(`SELECT ${morning(quoted(LOADED))}, 0, ${made.event('unit', 'n')}, '${LOADED}'::date, 'system', 'admin-unit.loaded', id, NULL::uuid, id, NULL::jsonb,
    jsonb_build_object('code', code, 'name', name), NULL::uuid FROM listed`);
}

/** Teams are shared out over communes, and hamlets follow: as many as teams, one more in each tenth commune. */
async function makeHamlets(made: Scripted, { teams, ofEnterprises, withLargeCommunes }: Size): Promise<void> {
  const { tenant, owner } = made;
  const [rural, urban] = WORDS[made.slug] ?? ['Thôn', 'Tổ dân phố'];
  const inHamlets = teams - ofEnterprises;
  const large = withLargeCommunes ? 'n % 40 = 7' : 'false';
  await made.run(
    `CREATE TEMPORARY TABLE commune ON COMMIT DROP AS
       WITH numbered AS (SELECT row_number() OVER (ORDER BY code) - 1 AS n, code, id, parent_id, designation, name FROM listed WHERE level = 'commune'),
         weighed AS (SELECT *, ${large} AS large, CASE WHEN ${large} THEN 0 ELSE 4 + n * 7 % 9 END AS weight FROM numbered),
         summed AS (SELECT *, sum(weight) OVER (ORDER BY n) AS until, sum(weight) OVER () AS whole,
             ${inHamlets} - ${LARGE.teams} * count(*) FILTER (WHERE large) OVER () AS shared FROM weighed),
         shared AS (SELECT *, CASE WHEN large THEN ${LARGE.teams} ELSE (floor(shared * until / whole) - floor(shared * (until - weight) / whole))::int END AS teams FROM summed)
       SELECT n, code, id, parent_id AS district_id, designation, name, designation || ' ' || name AS full_name, designation <> 'Xã' AS urban, teams,
         CASE WHEN large THEN ${LARGE.hamlets} ELSE teams + (n % 10 = 3)::int END AS hamlets FROM shared`,
    `CREATE TEMPORARY TABLE hamlet ON COMMIT DROP AS SELECT h.*, ${made.id('hamlet', 'h.n')} AS id FROM (
       SELECT row_number() OVER (ORDER BY c.n, k) AS n, c.n AS commune_n, c.id AS parent_id, c.code || '-' || k AS local_code, k,
         CASE WHEN c.urban THEN ${quoted(urban)} ELSE ${quoted(rural)} END AS designation,
         CASE WHEN c.urban THEN k::text ELSE (ARRAY[${NAMES.map(quoted).join(', ')}])[1 + (c.n * 7 + k) % ${NAMES.length}]
           || CASE WHEN k > ${NAMES.length} THEN ' ' || (1 + k / ${NAMES.length}) ELSE '' END END AS name
       FROM commune c CROSS JOIN LATERAL generate_series(1, c.hamlets) k) h`,
    `ANALYZE commune, hamlet`,
    `INSERT INTO admin_unit (tenant, id) SELECT '${tenant}', id FROM hamlet`,
    `INSERT INTO admin_unit_state (tenant, id, from_day, unit_id, level, local_code, designation, name, parent_id)
       SELECT '${tenant}', ${made.id('hamlet-state', 'n')}, '2020-01-01', id, 'hamlet', local_code, designation, name, parent_id FROM hamlet`,
    `INSERT INTO admin_unit_closure (tenant, ancestor_id, descendant_id, from_day, until_day, ancestor_level, descendant_level, distance)
       SELECT '${tenant}', id, id, '2020-01-01'::date, 'infinity'::date, 'hamlet', 'hamlet', 0 FROM hamlet
       UNION ALL SELECT '${tenant}', c.ancestor_id, h.id, '2020-01-01', 'infinity', c.ancestor_level, 'hamlet', c.distance + 1
       FROM hamlet h JOIN admin_unit_closure c ON c.tenant = '${tenant}' AND c.descendant_id = h.parent_id`,
  );
  const { rows } = await owner.query<{ designation: string; name: string }>('SELECT DISTINCT designation, name FROM hamlet ORDER BY 1, 2');
  const terms = rows.flatMap(({ designation, name }) => wordStarts(`${designation} ${name}`).map((term) => ({ designation, name, term })));
  await owner.query(
    `INSERT INTO admin_unit_term (tenant, id, term) SELECT '${tenant}', ${made.id('hamlet-state', 'h.n')}, t.term
     FROM hamlet h JOIN unnest($1::text[], $2::text[], $3::text[]) t(designation, name, term) ON t.designation = h.designation AND t.name = h.name`,
    [terms.map((each) => each.designation), terms.map((each) => each.name), terms.map((each) => each.term)],
  );
  await made.log(`SELECT ${morning(`'2022-02-01'`)}, 1, ${made.event('hamlet', 'n')}, '2020-01-01'::date, 'system', 'admin-unit.added', id, NULL::uuid, id, NULL::jsonb,
    jsonb_build_object('level', 'hamlet', 'localCode', local_code, 'designation', designation, 'name', name, 'parentId', parent_id), NULL::uuid FROM hamlet`);
}

const COUNTED = '2022-12-31';

/** Invented, but different for each commune and the same every time, as in the small demonstration. */
async function makeFigures(made: Scripted): Promise<void> {
  const { tenant } = made;
  const [day, at] = [quoted(COUNTED), morning(`'2023-01-20'`)];
  await made.run(
    `CREATE TEMPORARY TABLE source ON COMMIT DROP AS SELECT n, id AS unit_id, ${made.id('statistics', 'n')} AS id, (100 + n) || '/SLTK' AS number, 'UBND ' || designation || ' ' || name AS issuer
       FROM listed WHERE level = 'district'`,
    `INSERT INTO document (tenant, id, type, number, issued_day, authority, issuer) SELECT '${tenant}', id, 'statistics', number, ${day}, 'district-committee', issuer FROM source`,
    `CREATE TEMPORARY TABLE figure ON COMMIT DROP AS SELECT c.n * 3 + f.k AS n, c.id AS unit_id, f.kind, f.value, s.id AS document_id
       FROM commune c JOIN source s ON s.unit_id = c.district_id CROSS JOIN LATERAL (SELECT 3000 + c.code::int % 97 * 61 AS people) p
       CROSS JOIN LATERAL (VALUES (0, 'population', people), (1, 'households', round(people / 3.7)::int), (2, 'working-age-population', round(people * 0.61)::int)) f(k, kind, value)`,
    `INSERT INTO unit_figure (tenant, id, unit_id, kind, day, value, document_id) SELECT '${tenant}', ${made.id('figure', 'n')}, unit_id, kind, ${day}, value, document_id FROM figure`,
  );
  await made.log(`SELECT ${at}, 2, ${made.event('statistics', 'n')}, ${day}::date, 'system', 'document.recorded', id, NULL::uuid, NULL::uuid, NULL::jsonb,
      jsonb_build_object('type', 'statistics', 'number', number, 'authority', 'district-committee', 'issuer', issuer), NULL::uuid FROM source
    UNION ALL SELECT ${at}, 3, ${made.event('figure', 'n')}, ${day}, 'system', 'admin-unit.figure-recorded', unit_id, NULL, unit_id, NULL,
      jsonb_build_object('kind', kind, 'value', value, 'documentId', document_id), NULL FROM figure`);
}
