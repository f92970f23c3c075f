import { readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Bench } from './measure';

/** How much else the machine was doing. */
const busy = loadavg()[0] ?? 0;

const README = join(__dirname, '../../README.md');
const [BEGIN, END] = ['<!-- bench: written by npm run bench -- --readme -->', '<!-- end of bench -->'];

/** What the figures were measured on, and over how much. */
export async function machine({ owner, place }: Bench): Promise<string> {
  const { rows } = await owner.query<{ version: string; teams: number; reports: number; all: number }>(
    `SELECT current_setting('server_version') AS version, (SELECT count(*)::int FROM team WHERE tenant = $1) AS teams,
       (SELECT count(*)::int FROM report WHERE tenant = $1) AS reports, (SELECT count(*)::int FROM team) AS all`,
    [place.slug],
  );
  const [found] = rows;
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  return `${cpus().length} × ${cpus()[0]?.model.trim()}, ${memory} GB, ${platform()} ${arch()}; Node ${process.versions.node}, PostgreSQL ${found?.version}; load, services and
database on this one machine, which had a load of ${busy.toFixed(1)} before. ${place.slug}: ${found?.teams} teams, ${found?.reports} reports; ${found?.all} teams in the database.`;
}

/** Puts the table between its marks. @throws Error where README has none. */
export function writeReadme(table: string): void {
  const text = readFileSync(README, 'utf8');
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error(`README.md has no ${BEGIN} … ${END}; put them back.`);
  writeFileSync(README, `${before}${BEGIN}\n\n${table}\n\n${END}${after}`);
}
