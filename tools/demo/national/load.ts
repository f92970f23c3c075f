import { Client } from 'pg';
import { beginLog, endLog, prepareSeals } from './log';
import { makeQuotas } from './quotas';
import { makeReports } from './reports';
import type { Scale } from './scale';
import { Scripted } from './sql';
import { makeTeams } from './teams';
import { makeUnits } from './units';

/** What people have to themselves stays: accounts, keys, sessions. All else of the provinces is emptied. */
const KEPT = `'account', 'account_session', 'refresh_token', 'recovery_code', 'sign_in_count', 'api_key', 'budget'`;
const TABLES = `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant' AND NOT a.attisdropped
  WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname NOT IN (${KEPT}) ORDER BY 1`;

/** Constraints that cost much row by row and that nothing refers to, and indexes that no constraint owns: faster made anew than kept. */
const CONSTRAINTS = `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
    format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS make
  FROM pg_constraint k WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text = ANY($1)
    AND (contype = 'x' OR contype = 'p' AND NOT EXISTS (SELECT FROM pg_constraint f WHERE f.contype = 'f' AND f.confrelid = k.conrelid)) ORDER BY 2`;
const INDEXES = `SELECT format('DROP INDEX %I', indexname) AS drop, indexdef AS make FROM pg_indexes i
  WHERE schemaname = 'public' AND tablename = ANY($1) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conname = i.indexname) ORDER BY 2`;
/** Everything that a load may take away and must have put back. */
const CATALOGUE = `SELECT string_agg(said, E'\\n' ORDER BY said) AS said FROM (
  SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
  UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public') all_of_it(said)`;

export interface Shown {
  step<T>(name: string, work: (show: (done: number, all: number) => void) => Promise<T>): Promise<T>;
}

/**
 * Empties the provinces and fills them, as owner and superuser, in one transaction: if anything fails or somebody stops it, all is as it was before.
 * Findings are not among it; the service's own judge makes them afterwards.
 */
export async function loadScale(ownerUrl: string, { parts, months }: Scale, progress: Shown): Promise<void> {
  const owner = new Client(ownerUrl);
  await owner.connect();
  try {
    await owner.query('BEGIN');
    // No triggers and no checks of references row by row; nothing is written to the disk before the end.
    for (const setting of [
      `session_replication_role = replica`,
      `synchronous_commit = off`,
      `work_mem = '256MB'`,
      `maintenance_work_mem = '1GB'`,
      `statement_timeout = 0`,
      `lock_timeout = '10s'`,
    ])
      await owner.query(`SET LOCAL ${setting}`);
    const before = await said(owner);
    const tables = (await owner.query<{ name: string }>(TABLES)).rows.map(({ name }) => name);
    await owner.query(`TRUNCATE ${tables.join(', ')}`);
    const taken = [...(await owner.query<Taken>(INDEXES, [tables])).rows, ...(await owner.query<Taken>(CONSTRAINTS, [tables])).rows];
    for (const { drop } of taken) await owner.query(drop);
    await prepareSeals(owner);
    for (const { province, size } of parts)
      await progress.step(`Making ${province.name.vi}`, async (show) => {
        const made = new Scripted(owner, province.slug, province.code);
        await beginLog(made);
        await makeUnits(made, size);
        await makeTeams(made, province, size);
        await made.termsOfTeams();
        await makeQuotas(made, province.name.vi, months);
        await makeReports(made, province, size, months, (done) => show(done, months));
        await endLog(made);
        const { rows } = await owner.query<{ name: string }>(
          `SELECT relname AS name FROM pg_class WHERE relnamespace = pg_my_temp_schema() AND relkind = 'r'`,
        );
        await owner.query(`DROP TABLE ${rows.map(({ name }) => name).join(', ')}`);
      });
    await progress.step('Making indexes and constraints', async (show) => {
      for (const [index, { make }] of [...taken].reverse().entries()) {
        await owner.query(make);
        show(index + 1, taken.length);
      }
    });
    for (const { province } of parts) await owner.query('SELECT tally_lists_anew($1)', [province.slug]);
    if ((await said(owner)) !== before) throw new Error('Not every index and constraint came back as it was; nothing was changed.');
    await owner.query('COMMIT');
    await progress.step('Gathering statistics', () => owner.query('VACUUM ANALYZE'));
  } finally {
    await owner.end();
  }
}

interface Taken {
  readonly drop: string;
  readonly make: string;
}

async function said(owner: Client): Promise<string> {
  return (await owner.query<{ said: string }>(CATALOGUE)).rows[0]?.said as string;
}
