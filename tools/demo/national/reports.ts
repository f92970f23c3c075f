import { catalogueOn } from '../../../src/modules/indicator';
import { formOn } from '../../../src/modules/report/report-form.rules';
import type { Day, Province } from '../../../src/tenancy/province';
import type { RoundForm } from '../../../src/tenancy/report-facts';
import type { Size } from './scale';
import { morning, quoted } from './sql';
import type { Scripted } from './sql';

const FORM = { code: 'monthly', name: { vi: 'Báo cáo tháng của Tổ', en: "A team's monthly report" } };
const REASON = 'Ban Chỉ đạo tỉnh theo dõi kết quả hằng tháng của các Tổ';
const INDICATORS = [
  'households-reached',
  'online-applications-assisted',
  'households-selling-online',
  'yearly-plan-made',
  'people-guided-public-services',
  'online-market-accounts',
  'e-payment-accounts',
  'people-guided-essential-services',
];
/** Where the province's catalogue does not have them yet: eight figures of what every province can count. */
const EARLY = ['people-reached', 'households-reached', 'online-applications-assisted', 'households-selling-online'];
const CELLS = 8;

interface Cell {
  readonly code: string;
  readonly segment: string;
  /** The number of a report `w.n` of month `m`, in SQL. */
  readonly value: string;
}

/** The first day of month m, 0 for January 2023. */
export function monthOf(m: number): Day {
  return `${2023 + Math.floor(m / 12)}-${String((m % 12) + 1).padStart(2, '0')}-01`;
}

function formOfMonth(province: Province, lastDay: Day): RoundForm {
  const codes = [province.code];
  const known = new Set(catalogueOn(province, codes, lastDay).indicators.map(({ code }) => code));
  const indicators = INDICATORS.every((code) => known.has(code)) ? INDICATORS : EARLY;
  return formOn(province, codes, lastDay, { ...FORM, indicators, narratives: [] }, []);
}

/** The cells in the order of a report's canonical text. */
function cellsOf(form: RoundForm): Cell[] {
  return form.indicators
    .flatMap(({ code, kind, segments = [] }, index) =>
      ['', ...segments].map((segment, part): Cell => {
        const turn = `w.n * ${7 + 2 * index + part} + m * ${11 + index}`;
        if (kind === 'yes-no') return { code, segment, value: `(${turn}) % 2` };
        return {
          code,
          segment,
          value: code === 'people-reached' && part === 0 ? `100 + (${turn}) % 80` : `(${turn}) % ${part ? 20 : 30 + 7 * index}`,
        };
      }),
    )
    .sort((a, b) => (`${a.code}\n${a.segment}` < `${b.code}\n${b.segment}` ? -1 : 1));
}

/** A round of all teams for each month, and all that became of it: reports in time and late, missing and excused, with sums as they are kept. */
export async function makeReports(
  made: Scripted,
  province: Province,
  size: Size,
  months: number,
  show: (done: number) => void,
): Promise<void> {
  await made.run(
    // Above each team: the units that its reports count in.
    `CREATE TEMPORARY TABLE place ON COMMIT DROP AS SELECT w.n, c.ancestor_id AS unit_id FROM crew w
       JOIN admin_unit_closure c ON c.tenant = '${made.tenant}' AND c.descendant_id = w.unit_id AND c.distance > 0`,
    `CREATE INDEX ON place (n)`,
    `ANALYZE place`,
  );
  for (let m = 0; m < months; m++) {
    await makeMonth(made, province, size, m, months);
    show(m + 1);
  }
}

async function makeMonth(made: Scripted, province: Province, size: Size, m: number, months: number): Promise<void> {
  const { tenant } = made;
  const [from, until] = [monthOf(m), monthOf(m + 1)];
  const lastDay = new Date(Date.parse(`${until}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  const form = formOfMonth(province, lastDay);
  const cells = cellsOf(form);
  if (cells.length !== CELLS) throw new Error(`The form of ${from} has ${cells.length} cells.`);
  const due = `('${until}'::date + 4)`;
  // Who waits: everybody in the last months, and a few of the very last one.
  const waits = m >= months - size.waitingMonths ? 'true' : m === months - 1 ? 'n % 20 = 0' : 'false';
  const canonical = `'["to-so/report/1","' || round_id || '","' || team_id || '",[' || ${cells
    .map(({ code, segment }, i) => `'["${code}","${segment}",' || coalesce(v${i}::text, 'null') || ']'`)
    .join(` || ',' || `)} || '],[],null]'`;
  const number = `${m}::bigint * 1000000 + n`;
  const round = made.id('round', String(m));
  await made.run(
    `INSERT INTO report_round (tenant, id, unit_id, form_code, form, from_day, until_day, due_day, reporters, consolidated, reason, frozen_at)
       SELECT '${tenant}', ${round}, id, '${FORM.code}', ${quoted(JSON.stringify(form))}, '${from}', '${until}', ${due}, 'team', false, ${quoted(REASON)}, ${morning(`'${until}'`, 0)}
       FROM listed WHERE level = 'province'`,
    `CREATE TEMPORARY TABLE paper AS SELECT *, NOT missing AND NOT (${waits}) AS is_approved,
         CASE WHEN NOT missing THEN encode(sha256(convert_to(${canonical}, 'UTF8')), 'hex') END AS hash
       FROM (SELECT w.n, ${`${m}::bigint * 1000000 + w.n`} AS k, w.id AS team_id, w.unit_id, w.officer, w.leaders, ${round} AS round_id, x.h < 3 AS missing, x.h = 0 AS excused,
         CASE WHEN x.h < 9 THEN ${due} + 1 + (w.n % 6)::int ELSE '${until}'::date + (x.h % 5)::int END AS day,
         ${cells.map(({ value }, i) => `CASE WHEN (w.n + m * 3 + ${i * 5}) % 50 > 0 THEN (${value})::int END AS v${i}`).join(', ')}
         FROM crew w CROSS JOIN (SELECT ${m} AS m) this CROSS JOIN LATERAL (SELECT (w.n * 31 + m * 17) % 100 AS h) x) made`,
    `INSERT INTO report_slot (tenant, id, round_id, holder_id, team_id, unit_id, placed_on)
       SELECT '${tenant}', ${made.id('slot', 'k')}, round_id, team_id, team_id, unit_id, '${lastDay}' FROM paper`,
    `INSERT INTO report_excuse (tenant, id, round_id, holder_id, reason, at, actor)
       SELECT '${tenant}', ${made.id('excuse', 'k')}, round_id, team_id, 'Mất điện diện rộng', ${morning(due, 15)}, officer FROM paper WHERE excused`,
    `INSERT INTO report (tenant, id, round_id, period_from, holder_id, team_id, unit_id, state, edit, latest, approved, submitted_day)
       SELECT '${tenant}', ${made.id('report', 'k')}, round_id, '${from}', team_id, team_id, unit_id, CASE WHEN is_approved THEN 'approved' ELSE 'submitted' END,
         CASE WHEN is_approved THEN 3 ELSE 2 END, 1, CASE WHEN is_approved THEN 1 END, day FROM paper WHERE NOT missing`,
    `INSERT INTO report_version (tenant, id, report_id, number, author, at, submitted_by, submitted_at, approved_by, approved_at, hash)
       SELECT '${tenant}', ${made.id('version', 'k')}, ${made.id('report', 'k')}, 1, leaders, ${morning('day')}, leaders, ${morning('day', 10)},
         CASE WHEN is_approved THEN officer END, CASE WHEN is_approved THEN ${morning('day + 2')} END, hash FROM paper WHERE NOT missing`,
    `INSERT INTO report_value (tenant, version_id, indicator, segment, value, edit) SELECT '${tenant}', p.version_id, c.code, c.segment, c.value, 1
       FROM (SELECT *, ${made.id('version', 'k')} AS version_id FROM paper WHERE NOT missing OFFSET 0) p
       CROSS JOIN LATERAL (VALUES ${cells.map(({ code, segment }, i) => `('${code}', '${segment}', v${i})`).join(', ')}) c(code, segment, value)`,
    `INSERT INTO report_step (tenant, id, report_id, number, step, actor, at)
       SELECT '${tenant}', ${made.id('submit', 'k')}, ${made.id('report', 'k')}, 1, 'submit', leaders, ${morning('day', 10)} FROM paper WHERE NOT missing
       UNION ALL SELECT '${tenant}', ${made.id('approve', 'k')}, ${made.id('report', 'k')}, 1, 'approve', officer, ${morning('day + 2')} FROM paper WHERE is_approved`,
    `CREATE TEMPORARY TABLE counted AS SELECT row_number() OVER (ORDER BY unit_id) AS n, * FROM (SELECT l.unit_id, count(*) AS expected,
         count(*) FILTER (WHERE NOT missing AND day <= ${due}) AS on_time, count(*) FILTER (WHERE NOT missing AND day > ${due}) AS late,
         count(*) FILTER (WHERE excused) AS excused, count(*) FILTER (WHERE is_approved) AS approved,
         ${cells.map((_, i) => `count(v${i}) FILTER (WHERE is_approved) AS c${i}, coalesce(sum(v${i}) FILTER (WHERE is_approved), 0) AS s${i}`).join(', ')}
       FROM paper p JOIN place l ON l.n = p.n GROUP BY l.unit_id) sums`,
    `INSERT INTO report_tally (tenant, id, round_id, unit_id, expected, on_time, late, excused, approved, folded)
       SELECT '${tenant}', ${made.id('tally', number)}, ${round}, unit_id, expected, on_time, late, excused, approved, true FROM counted`,
    `INSERT INTO report_rollup (tenant, id, round_id, unit_id, indicator, segment, expected, reported, unknown, value, folded)
       SELECT '${tenant}', ${made.id('rollup', `(${number}) * ${CELLS} + c.i`)}, ${round}, unit_id, c.code, c.segment, expected, c.reported, approved - c.reported, c.value, true
       FROM counted CROSS JOIN LATERAL (VALUES ${cells.map(({ code, segment }, i) => `(${i}, '${code}', '${segment}', c${i}, s${i})`).join(', ')}) c(i, code, segment, reported, value)`,
  );
  await made.log(`SELECT ${morning(`'${from}'`, 8)}, 20, ${made.event('round', String(m))}, '${from}'::date, 'province-officer', 'report-round.opened', ${round}, NULL::uuid, id, NULL::jsonb,
      jsonb_build_object('form', '${FORM.code}', 'reporters', 'team', 'closesOn', '${until}', 'dueDay', ${due}, 'duty', NULL, 'reason', ${quoted(REASON)}, 'basis', '[]'::jsonb), NULL::uuid
      FROM listed WHERE level = 'province'
    UNION ALL SELECT ${morning(`'${until}'`, 0)}, 21, ${made.event('round', String(m), 1)}, '${until}', 'system', 'report-round.closed', ${round}, NULL, id, NULL,
      jsonb_build_object('expected', (SELECT count(*) FROM paper)), NULL FROM listed WHERE level = 'province'`);
  if (size.logged) await logReports(made, cells, due);
  await made.run(`DROP TABLE paper, counted`);
}

/** The steps of each report as the log has them. */
async function logReports(made: Scripted, cells: readonly Cell[], due: string): Promise<void> {
  const said = cells
    .map(
      ({ code, segment }, i) =>
        `'{"code":"${code}","segment":${segment ? `"${segment}"` : 'null'},"value":' || coalesce(v${i}::text, 'null') || '}'`,
    )
    .join(` || ',' || `);
  const step = (at: string, rank: number, which: number, actor: string, action: string, day: string, after: string, where: string) =>
    `SELECT ${at}, ${rank}, ${made.event('report', 'k', which)}, ${day}, ${actor}, '${action}', ${made.id('report', 'k')}, team_id, unit_id, NULL::jsonb, ${after}, NULL::uuid FROM paper WHERE ${where}`;
  const signed = `jsonb_build_object('version', 1, 'hash', hash)`;
  const begun = `('{"roundId":"' || round_id || '","version":1,"narratives":[],"values":[' || ${said} || ']}')::jsonb`;
  await made.log(
    [
      step(morning('day'), 22, 0, 'leaders', 'report.begun', 'day', begun, 'NOT missing'),
      step(morning('day', 10), 23, 1, 'leaders', 'report.submitted', 'day', signed, 'NOT missing'),
      step(morning('day + 2'), 24, 2, 'officer', 'report.approved', 'day + 2', signed, 'is_approved'),
      `SELECT ${morning(due, 15)}, 25, ${made.event('excuse', 'k')}, ${due}, officer, 'report-round.excused', round_id, team_id, unit_id, NULL, '{"reason":"Mất điện diện rộng"}', NULL FROM paper WHERE excused`,
    ].join(' UNION ALL '),
  );
}
