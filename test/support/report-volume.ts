import type { DataSource } from 'typeorm';
import { CORE_INDICATORS } from '../../src/tenancy/core-indicators';
import { rebuildRollups, roundsToVerify } from '../../src/modules/report';
import { asOwner } from './database';

export interface ReportVolume {
  /** Months of history, each a round of all teams, the first in January 2022. */
  readonly months: number;
  /** Of how many months before the first not to speak: everything approved; in the last, this many reports wait for approval. */
  readonly waiting: number;
}

export const VOLUME_FORM = 'volume';
const CODES = [
  'people-reached',
  'households-reached',
  'online-applications-assisted',
  'people-using-e-identity',
  'people-trained',
  'yearly-plan-made',
];
const FORM = JSON.stringify({
  code: VOLUME_FORM,
  name: { vi: 'Báo cáo tháng', en: 'Monthly report' },
  indicators: CODES.map((code) => CORE_INDICATORS.find((each) => each.code === code)),
  narratives: [],
  checks: [],
  versions: [],
});

const KINDS = { round: '8011', slot: '8012', report: '8013', version: '8014' } as const;
const id = (kind: keyof typeof KINDS, n: string) => `('00000000-0000-7000-${KINDS[kind]}-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

/** Indexes are faster made anew than kept. */
const REPORT_TABLES = `('report_slot', 'report', 'report_version', 'report_value')`;
const INDEXES = `SELECT format('DROP INDEX %s', indexname) AS drop, indexdef AS make FROM pg_indexes WHERE schemaname = 'public'
  AND tablename IN ${REPORT_TABLES} AND NOT EXISTS (SELECT FROM pg_constraint WHERE conname = indexname)`;

/** The first day of the nth month, 0 for January 2022. */
export function monthOf(n: number): string {
  return `${2022 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}-01`;
}

/** Fills a province with reports of all its teams, past the services; what rolls up is made of them by the service's own recount. */
export async function fillReports(ownerUrl: string, db: DataSource, tenant: string, { months, waiting }: ReportVolume): Promise<void> {
  await asOwner(ownerUrl, async (owner) => {
    const indexes = (await owner.query<{ drop: string; make: string }>(INDEXES)).rows;
    const month = `('2022-01-01'::date + make_interval(months => m))::date`;
    for (const statement of [
      `SET session_replication_role = replica`,
      `SET synchronous_commit = off`,
      ...indexes.map(({ drop }) => drop),
      `CREATE TEMPORARY TABLE crew AS SELECT row_number() OVER (ORDER BY t.id) AS n, t.id, (SELECT unit_id FROM team_host h WHERE h.team_id = t.id LIMIT 1) AS unit_id
         FROM team t WHERE t.tenant = '${tenant}' AND t.from_day < '2022-01-01' AND t.until_day = 'infinity'`,
      `INSERT INTO report_round (tenant, id, unit_id, form_code, form, from_day, until_day, due_day, reporters, consolidated, reason, frozen_at)
         SELECT '${tenant}', ${id('round', 'm')}, s.unit_id, '${VOLUME_FORM}', '${FORM}', ${month}, (${month} + interval '1 month')::date,
           (${month} + interval '1 month 4 days')::date, 'team', false, 'x', now()
         FROM generate_series(0, ${months - 1}) m JOIN admin_unit_state s ON s.tenant = '${tenant}' AND s.parent_id IS NULL AND s.until_day = 'infinity'`,
      `CREATE TEMPORARY TABLE paper AS SELECT m, c.n, m * 1000000 + c.n AS k, c.id AS team_id, c.unit_id, ${id('round', 'm')} AS round_id,
         NOT (m = ${months - 1} AND c.n <= ${waiting}) AS approved FROM generate_series(0, ${months - 1}) m, crew c`,
      `INSERT INTO report_slot (tenant, id, round_id, holder_id, team_id, unit_id, placed_on)
         SELECT '${tenant}', ${id('slot', 'k')}, round_id, team_id, team_id, unit_id, (${month} + interval '1 month')::date - 1 FROM paper`,
      `INSERT INTO report (tenant, id, round_id, holder_id, team_id, unit_id, period_from, state, edit, latest, approved, submitted_day)
         SELECT '${tenant}', ${id('report', 'k')}, round_id, team_id, team_id, unit_id, ${month}, CASE WHEN approved THEN 'approved' ELSE 'submitted' END, 2, 1,
           CASE WHEN approved THEN 1 END, (${month} + interval '1 month')::date + (n % 8)::int FROM paper`,
      `INSERT INTO report_version (tenant, id, report_id, number, author, at, submitted_by, submitted_at, hash)
         SELECT '${tenant}', ${id('version', 'k')}, ${id('report', 'k')}, 1, 'x', now(), 'x', now(), 'x' FROM paper`,
      `INSERT INTO report_value (tenant, version_id, indicator, segment, value, edit)
         SELECT '${tenant}', ${id('version', 'k')}, code, '', CASE WHEN (k + length(code)) % 50 > 0 THEN (k * length(code)) % 300 END, 1
         FROM paper, unnest(ARRAY['${CODES.join("', '")}']) code`,
      ...indexes.map(({ make }) => make),
    ])
      await owner.query(statement);
  });
  // As the province's own role, a few rounds at a time.
  const rounds = await roundsToVerify({ db });
  for (let i = 0; i < rounds.length; i += 6) await rebuildRollups({ db }, rounds.slice(i, i + 6));
  await asOwner(ownerUrl, (owner) => owner.query('ANALYZE'));
}
