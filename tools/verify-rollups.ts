import 'reflect-metadata';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { DataSource } from 'typeorm';
import sql from 'sql-template-tag';
import { MIGRATIONS } from '../migrations';
import { provinces } from '../plugins';
import { readConfig } from '../src/config';
import { openTenants } from '../src/database/prepare';
import { rows } from '../src/database/session';
import { ENTITIES } from '../src/entities';
import { globalId } from '../src/graphql/global-id';
import { differencesOf, rebuildRollups, roundsToVerify } from '../src/modules/report';
import type { RollupDifference } from '../src/modules/report';
import { Progress } from '../src/terminal';
import { ownerUrl } from './own-database';
import { Misuse, runTool } from './run-tool';

/** Above the ten minutes that a recount's statements are given. */
const LONGEST_STATEMENT_MS = 11 * 60_000;

const HELP = `Counts what reports come to anew from the raw values and compares it with what the service serves.

  npm run verify-rollups -- [--province <slug>] [--rebuild]

  --province   only this one: ${provinces.map(({ slug }) => slug).join(', ')}; all if not given
  --rebuild    makes the sums that differ anew from the raw values

May run beside a service that writes. Reads DATABASE_URL, TO_SO_DATA and TO_SO_ROLE_SECRET as the service does.
Ends with 0 if everything agrees, or was rebuilt; with 1 if something differs; with 2 if it could not look.
`;

/** Rounds compared at once: one statement each, and something to see. */
const ROUNDS_AT_ONCE = 5;
const SHOWN_AT_MOST = 50;

interface Options {
  readonly slugs: readonly string[];
  readonly rebuild: boolean;
}

function readOptions(): Options | 'help' {
  let values: { province?: string; rebuild?: boolean; help?: boolean };
  try {
    ({ values } = parseArgs({
      options: { province: { type: 'string' }, rebuild: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    }));
  } catch (error) {
    throw new Misuse((error as Error).message);
  }
  if (values.help) return 'help';
  const { province, rebuild = false } = values;
  if (province !== undefined && !provinces.some(({ slug }) => slug === province)) throw new Misuse(`There is no province "${province}".`);
  return { slugs: provinces.map(({ slug }) => slug).filter((slug) => province === undefined || slug === province), rebuild };
}

/** What differs in a province. */
async function verify(db: DataSource, show: (done: number, all: number) => void): Promise<RollupDifference[]> {
  const rounds = await roundsToVerify({ db });
  const found: RollupDifference[] = [];
  for (let i = 0; i < rounds.length; i += ROUNDS_AT_ONCE) {
    const some = rounds.slice(i, i + ROUNDS_AT_ONCE);
    found.push(
      ...(await db.transaction(async (manager) => {
        await rows(manager, sql`SELECT set_config('statement_timeout', '10min', true)`);
        return differencesOf(manager, some);
      })),
    );
    show(Math.min(i + ROUNDS_AT_ONCE, rounds.length), rounds.length);
  }
  return found;
}

/** Differences as sentences that name round and unit. */
async function describe(db: DataSource, differences: readonly RollupDifference[]): Promise<string[]> {
  const shown = differences.slice(0, SHOWN_AT_MOST);
  const names = await rows<{ id: string; name: string }>(
    db,
    sql`SELECT r.id, concat(r.form_code, ' of ', r.from_day, ' to ', r.until_day - 1) AS name FROM report_round r WHERE r.id = ANY(${shown.map(({ roundId }) => roundId)})
        UNION ALL SELECT DISTINCT ON (z.unit_id) z.unit_id, concat(z.designation, ' ', z.name) FROM admin_unit_state z WHERE z.unit_id = ANY(${shown.map(({ unitId }) => unitId)})`,
  );
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  const lines = shown.map(({ roundId, unitId, indicator, segment, kept, counted }) => {
    const what = indicator === null ? 'reports' : `${indicator}${segment ? ` (${segment})` : ''}`;
    const round = `round ${nameOf.get(roundId) ?? 'unknown'} [${globalId('ReportRound', roundId)}]`;
    return `  ${what} in ${nameOf.get(unitId) ?? 'a unit'} [${globalId('AdminUnit', unitId)}], ${round}: kept ${kept}; recounted ${counted}`;
  });
  const more = differences.length - shown.length;
  return more > 0 ? [...lines, `  … and ${more} more`] : lines;
}

async function main(): Promise<number> {
  const options = readOptions();
  if (options === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  const config = readConfig(process.env, join(__dirname, '..'));
  const { url, close } = await ownerUrl(config);
  const { slugs, rebuild } = options;
  try {
    const blueprint = { ownerUrl: url, entities: ENTITIES, migrations: MIGRATIONS, roleSecret: config.roleSecret, slugs };
    // Recounts may take as long as the database lets them; the service's own bound on a statement would cut them short.
    const databases = await openTenants(blueprint, undefined, LONGEST_STATEMENT_MS);
    try {
      let failed = false;
      for (const [slug, db] of databases) {
        const differences = await new Progress(process.stderr).step(`Recounting ${slug}`, (show) => verify(db, show));
        if (differences.length === 0) {
          process.stdout.write(`${slug}: every sum agrees with the recount.\n`);
          continue;
        }
        process.stdout.write(
          `${slug}: ${differences.length} sums differ from the recount.\n${(await describe(db, differences)).join('\n')}\n`,
        );
        if (rebuild) {
          await rebuildRollups({ db }, [...new Set(differences.map(({ roundId }) => roundId))]);
          const left = await verify(db, () => undefined);
          process.stdout.write(
            left.length === 0 ? `${slug}: rebuilt.\n` : `${slug}: ${left.length} sums still differ after the rebuild.\n`,
          );
          failed ||= left.length > 0;
        } else failed = true;
      }
      return failed ? 1 : 0;
    } finally {
      await Promise.all([...databases.values()].map((db) => db.destroy()));
    }
  } finally {
    await close();
  }
}

runTool('npm run verify-rollups', main);
