import 'reflect-metadata';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import jwt from 'jsonwebtoken';
import type { DataSource, Logger } from 'typeorm';
import { MIGRATIONS } from '../migrations';
import { provinces } from '../plugins';
import { createApp } from '../src/app';
import { loadUnitsOnce, systemSession } from '../src/bring-up';
import { ensureDatabase } from '../src/database/ensure-database';
import { openTenants, prepareDatabase } from '../src/database/prepare';
import { ENTITIES } from '../src/entities';
import { nationalCodes } from '../src/modules/admin-unit';
import { globalId } from '../src/graphql/global-id';
import { foldRollups } from '../src/modules/report';
import { createRegistry } from '../src/tenancy/registry';
import { startTestCluster, stopTestCluster } from '../test/support/cluster';
import { ACCOUNT_SECRET, ROLE_SECRET, TOKEN_KEY } from '../test/support/constants';
import { asOwner } from '../test/support/database';
import { fillReports, monthOf } from '../test/support/report-volume';
import { fillProvince } from '../test/support/volume';

const HELP = `What approving one report costs as history grows, over HTTP, in throw-away databases.

  npm run bench:approval -- [--months 1,36] [--teams 3000] [--approvals 200]
`;
const SLUG = 'ha-noi';

/** A service over a database with some months of history. */
interface Bench {
  readonly months: number;
  /** Reports that wait for approval. */
  readonly waiting: readonly string[];
  /** Approves one; milliseconds, and how many statements it took. */
  approve(reportId: string): Promise<{ took: number; statements: number }>;
  /** Milliseconds in which the last twelve months of a unit are read. */
  read(code: string): Promise<number>;
  fold(): Promise<unknown>;
  close(): Promise<void>;
}

const quantile = (values: readonly number[], part: number) => [...values].sort((a, b) => a - b)[Math.floor(values.length * part)] as number;

async function prepare(serverUrl: string, months: number, teams: number, approvals: number): Promise<Bench> {
  const ownerUrl = await ensureDatabase(serverUrl, `to_so_bench_${months}`);
  const registry = createRegistry(
    provinces.filter(({ slug }) => slug === SLUG),
    nationalCodes,
  );
  const blueprint = { ownerUrl, entities: ENTITIES, migrations: MIGRATIONS, roleSecret: ROLE_SECRET, slugs: [SLUG] };
  await prepareDatabase(blueprint);
  let statements = 0;
  const ignore = () => undefined;
  const logger: Logger = {
    logQuery: () => void statements++,
    logQueryError: ignore,
    logQuerySlow: ignore,
    logSchemaBuild: ignore,
    logMigration: ignore,
    log: ignore,
  };
  const databases = await openTenants(blueprint, logger);
  const db = databases.get(SLUG) as DataSource;
  // The fifth day after the last month.
  const now = new Date(`${monthOf(months).slice(0, 8)}05T10:00:00+07:00`);
  const province = registry.get(SLUG) as (typeof provinces)[number];
  await loadUnitsOnce(systemSession(province, db, now));
  await fillProvince(ownerUrl, SLUG, { hamlets: teams, teams, membersOfATeam: 1 });
  await fillReports(ownerUrl, db, SLUG, { months, waiting: approvals });
  const app = await createApp({
    provinces: registry,
    database: databases,
    config: { tokenKey: TOKEN_KEY, accountSecret: ACCOUNT_SECRET, version: 'bench', logLevel: 'silent' },
    clock: () => now,
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address() as { port: number };
  const seconds = Math.floor(now.getTime() / 1000);
  const claims = { tenant: SLUG, grants: [{ role: 'province-admin' }], iat: seconds, nbf: seconds, exp: seconds + 3600 };
  const bearer = `Bearer ${jwt.sign(claims, TOKEN_KEY, { algorithm: 'HS256', issuer: 'to-so', audience: 'to-so', subject: 'bench' })}`;
  const ask = async (query: string, variables: object = {}) => {
    const answer = await fetch(`http://127.0.0.1:${address.port}/${SLUG}/graphql`, {
      method: 'POST',
      headers: { Authorization: bearer, 'Content-Type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return (await answer.json()) as { data: never; errors?: { extensions: { details: { actual: string } } }[] };
  };
  const timed = async (query: string, variables: object = {}) => {
    const began = performance.now();
    const { errors } = await ask(query, variables);
    if (errors) throw new Error(JSON.stringify(errors));
    return performance.now() - began;
  };
  const APPROVE = 'mutation ($input: ApproveReportInput!) { approveReport(input: $input) { state } }';
  const [from, until] = [monthOf(Math.max(0, months - 12)), monthOf(months)];
  const found = await asOwner(ownerUrl, (owner) => owner.query<{ id: string }>(`SELECT id FROM report WHERE state = 'submitted'`));
  return {
    months,
    waiting: found.rows.map(({ id }) => globalId('Report', id)),
    async approve(reportId) {
      // A refusal tells the hash of what stands in the tables; made in bulk, the reports have none.
      const refused = await ask(APPROVE, { input: { reportId, expectedHash: 'x'.repeat(64) } });
      const expectedHash = refused.errors?.[0]?.extensions.details.actual;
      statements = 0;
      const took = await timed(APPROVE, { input: { reportId, expectedHash } });
      return { took, statements };
    },
    read: (code) =>
      timed(`{ adminUnit(by: { code: "${code}" }) { progress(indicator: "people-reached", from: "${from}", until: "${until}") {
        result complete months { month result } } } }`),
    fold: () => foldRollups({ db }),
    async close() {
      await app.close();
      await Promise.all([...databases.values()].map((each) => each.destroy()));
    },
  };
}

const UNITS = ['10132', '277', '01'];
/** The first ones fill caches. */
const WARM_UP = 20;

/** In turns, so that whatever else the machine does falls on all alike. */
async function compare(benches: readonly Bench[], approvals: number): Promise<string[][]> {
  const results = benches.map(() => ({ times: [] as number[], statements: 0, reads: UNITS.map(() => [] as number[]) }));
  for (let n = 0; n < approvals; n++)
    for (const [index, bench] of benches.entries()) {
      const { took, statements } = await bench.approve(bench.waiting[n] as string);
      if (n >= WARM_UP) results[index]?.times.push(took);
      Object.assign(results[index] as object, { statements });
    }
  for (const bench of benches) await bench.fold();
  for (let n = 0; n < 40; n++)
    for (const [index, bench] of benches.entries())
      for (const [unit, code] of UNITS.entries()) {
        const took = await bench.read(code);
        if (n >= 10) results[index]?.reads[unit]?.push(took);
      }
  const ms = (times: readonly number[], part = 0.5) => quantile(times, part).toFixed(1);
  return results.map(({ times, statements, reads }, index) => [
    String(benches[index]?.months),
    String(statements),
    ms(times),
    ms(times, 0.95),
    ...reads.map((each) => ms(each)),
  ]);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      months: { type: 'string', default: '1,36' },
      teams: { type: 'string', default: '3000' },
      approvals: { type: 'string', default: '200' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return void process.stdout.write(HELP);
  const serverUrl = await startTestCluster();
  const benches: Bench[] = [];
  try {
    for (const months of values.months.split(',').map(Number))
      benches.push(await prepare(serverUrl, months, Number(values.teams), Number(values.approvals)));
    const HEAD = [
      'months of history',
      'statements of an approval',
      'median ms',
      'p95 ms',
      'a year of a commune, ms',
      'of a district',
      'of the province',
    ];
    for (const cells of [HEAD, HEAD.map(() => '---'), ...(await compare(benches, Number(values.approvals)))])
      process.stdout.write(`| ${cells.join(' | ')} |\n`);
  } finally {
    for (const bench of benches) await bench.close();
    await stopTestCluster();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${(error as Error).stack}\n`);
    process.exit(1);
  },
);
