import 'reflect-metadata';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { readConfig } from '../src/config';
import { StartupError } from '../src/database/startup-error';
import { Progress } from '../src/terminal';
import { makeScale } from './demo/national/make';
import { country, threeProvinces } from './demo/national/scale';
import type { Scale } from './demo/national/scale';
import { ownerUrl } from './own-database';
import { Misuse, runTool } from './run-tool';

const HELP = `Fills the service's database with demonstration data at real size, the same on every machine: real units, invented hamlets and people.

  npm run demo -- --scale national [--country] [--replace] --yes

  --scale     national: Hà Nội with 5,034 teams and 30,000 members, Thái Nguyên with 2,256 and 17,000, Bình Dương with its 91 communes,
              and 36 months of reports
  --country   the whole country instead: 74,422 teams and 348,362 members in 63 provinces; the service answers for the three
  --replace   takes away what the provinces hold: units, teams, people, reports, grants and the log. Accounts stay
  --yes       does it; without it, says what it would do

Stop the service first. All or nothing: stopped half way, the database is as it was. Reads DATABASE_URL (a superuser's), TO_SO_DATA and
TO_SO_ROLE_SECRET as the service does.
Ends with 0 if everything was verified; with 1 if something differs from what the service makes of it; with 2 if it could not begin.
`;

/** For a load of gigabytes into a server that nobody else uses. */
const SETTINGS = {
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '16GB',
  checkpoint_timeout: '30min',
  shared_buffers: '1GB',
  autovacuum: 'off',
};

function readOptions() {
  try {
    return parseArgs({
      options: {
        scale: { type: 'string' },
        country: { type: 'boolean' },
        replace: { type: 'boolean' },
        yes: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new Misuse((error as Error).message);
  }
}

function announced({ parts, months, gigabytes }: Scale): string {
  const sum = (of: (size: Scale['parts'][number]['size']) => number) =>
    parts.reduce((all, { size }) => all + of(size), 0).toLocaleString('en');
  const [teams, members] = [sum((size) => size.teams), sum((size) => size.members)];
  return `${parts.length} provinces, ${teams} teams, ${members} members, ${months} months of reports: about ${gigabytes} GB`;
}

async function refuseFull(url: string, replace: boolean): Promise<void> {
  const owner = new Client(url);
  await owner.connect();
  try {
    const { rows: known } = await owner.query<{ is_superuser: string; full: boolean }>(
      `SELECT current_setting('is_superuser') AS is_superuser, to_regclass('public.team') IS NOT NULL AS full`,
    );
    if (known[0]?.is_superuser !== 'on')
      throw new StartupError('This needs a superuser of the database, to write past triggers and policies; give one in DATABASE_URL.');
    if (!known[0].full || replace) return;
    const { rows } = await owner.query('SELECT FROM team LIMIT 1');
    if (rows.length > 0)
      throw new StartupError('There are teams in this database. Add --replace to take them away, or set TO_SO_DATA to another folder.');
  } finally {
    await owner.end();
  }
}

async function main(): Promise<number> {
  const { help, scale: name, country: all = false, replace = false, yes } = readOptions();
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (name !== 'national') throw new Misuse(name === undefined ? 'Say which: --scale national.' : `There is no scale "${name}".`);
  const scale = all ? country() : threeProvinces();
  const config = readConfig(process.env, join(__dirname, '..'));
  const where = config.databaseUrl ? `database ${new URL(config.databaseUrl).pathname.slice(1)} (DATABASE_URL)` : config.dataDir;
  process.stdout.write(`${announced(scale)}, in ${where}\n`);
  if (!yes) {
    process.stdout.write('Nothing was done; add --yes to do it.\n');
    return 0;
  }
  const { url, close } = await ownerUrl(config, SETTINGS);
  try {
    await refuseFull(url, replace);
    const began = Date.now();
    const verdicts = await makeScale({ ownerUrl: url, roleSecret: config.roleSecret }, scale, new Progress(process.stdout));
    for (const { looked, problems } of verdicts)
      process.stdout.write(`${problems.length === 0 ? 'verified' : 'WRONG'}: ${[looked, ...problems].join('\n  ')}\n`);
    process.stdout.write(`Made and verified in ${Math.round((Date.now() - began) / 1000)} s.\n`);
    return verdicts.some(({ problems }) => problems.length > 0) ? 1 : 0;
  } finally {
    await close();
  }
}

runTool('npm run demo', main);
