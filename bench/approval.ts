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
import { ROLE_SECRET, TOKEN_KEY } from '../test/support/constants';
import { asOwner } from '../test/support/database';
import { fillReports, monthOf } from '../test/support/report-volume';
import { fillProvince } from '../test/support/volume';

const HELP = `What approving one report costs as history grows, over HTTP, in throw-away databases.

  npm run bench:approval -- [--months 1,36] [--teams 3000] [--approvals 200]
`;
const SLUG = 'ha-noi';

interface Measured {
  readonly months: number;
  readonly reports: number;
  readonly statements: number;
  readonly median: number;
  readonly p95: number;
  readonly commune: number;
  readonly district: number;
  readonly province: number;
}

const quantile = (values: readonly number[], part: number) => [...values].sort((a, b) => a - b)[Math.floor(values.length * part)] as number;

async function measure(serverUrl: string, months: number, teams: number, approvals: number): Promise<Measured> {
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
    config: { tokenKey: TOKEN_KEY, version: 'bench', logLevel: 'silent' },
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
  try {
    const waiting = await asOwner(
      ownerUrl,
      async (owner) => (await owner.query<{ id: string }>(`SELECT id FROM report WHERE state = 'submitted'`)).rows,
    );
    const APPROVE = 'mutation ($input: ApproveReportInput!) { approveReport(input: $input) { state } }';
    const times: number[] = [];
    let sent = 0;
    for (const [n, { id }] of waiting.entries()) {
      const reportId = globalId('Report', id);
      // A refusal tells the hash of what stands in the tables; made in bulk, the reports have none.
      const refused = await ask(APPROVE, { input: { reportId, expectedHash: 'x'.repeat(64) } });
      const expectedHash = refused.errors?.[0]?.extensions.details.actual;
      statements = 0;
      const began = performance.now();
      const { errors } = await ask(APPROVE, { input: { reportId, expectedHash } });
      const took = performance.now() - began;
      if (errors) throw new Error(JSON.stringify(errors));
      // The first ones fill caches.
      if (n >= 20) times.push(took);
      sent = statements;
    }
    await foldRollups({ db });
    const [year, until] = [monthOf(Math.max(0, months - 12)), monthOf(months)];
    const reading = async (code: string) => {
      const query = `{ adminUnit(by: { code: "${code}" }) { progress(indicator: "people-reached", from: "${year}", until: "${until}") { result complete months { month result } } } }`;
      const each: number[] = [];
      for (let n = 0; n < 30; n++) {
        const began = performance.now();
        const { errors } = await ask(query);
        if (errors) throw new Error(JSON.stringify(errors));
        each.push(performance.now() - began);
      }
      return quantile(each.slice(5), 0.5);
    };
    return {
      months,
      reports: months * teams,
      statements: sent,
      median: quantile(times, 0.5),
      p95: quantile(times, 0.95),
      commune: await reading('10132'),
      district: await reading('277'),
      province: await reading('01'),
    };
  } finally {
    await app.close();
    await Promise.all([...databases.values()].map((each) => each.destroy()));
  }
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
  try {
    const line = (cells: readonly (string | number)[]) => process.stdout.write(`| ${cells.join(' | ')} |\n`);
    line([
      'months of history',
      'reports',
      'statements of an approval',
      'median ms',
      'p95 ms',
      'a year of a commune, ms',
      'of a district',
      'of the province',
    ]);
    line(Array.from({ length: 8 }, () => '---'));
    for (const months of values.months.split(',').map(Number)) {
      const found = await measure(serverUrl, months, Number(values.teams), Number(values.approvals));
      const ms = (value: number) => value.toFixed(1);
      const { reports, statements, median, p95, commune, district, province } = found;
      line([months, reports, statements, ms(median), ms(p95), ms(commune), ms(district), ms(province)]);
    }
  } finally {
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
