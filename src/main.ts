import 'reflect-metadata';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { DataSource } from 'typeorm';
import { MIGRATIONS } from '../migrations';
import { provinces } from '../plugins';
import { loadDemoOnce, loadDemoWork } from '../tools/demo';
import { readExamples } from './api/examples';
import { drain } from './api/drain';
import { listen } from './api/limits/http';
import { serveMetrics } from './api/metrics';
import { createApp } from './app';
import { readIssuers } from './auth/issuers-file';
import { judgeOnce, loadUnitsOnce, systemSession } from './bring-up';
import { followCalendar } from './calendar';
import { readConfig } from './config';
import type { Config } from './config';
import { startEmbedded } from './database/embedded';
import { ensureDatabase } from './database/ensure-database';
import { openTenants, prepareDatabase } from './database/prepare';
import { StartupError } from './database/startup-error';
import { ENTITIES } from './entities';
import { keepHouse } from './house-keeping';
import { nationalCodes } from './modules/admin-unit';
import { Ending } from './ending';
import { createRegistry, InvalidPluginError } from './tenancy/registry';
import type { Registry } from './tenancy/registry';
import { Progress, welcome } from './terminal';

const DATABASE = 'to_so';
/** Milliseconds. */
const HOUSE_KEPT_EVERY = 60_000;

const ending = new Ending();

// On a large machine V8 lets garbage grow to several times of what is in use before it looks for it. In percent of that.
setFlagsFromString('--heap-growing-percent=70');

async function main(): Promise<void> {
  const checkout = checkoutFolder();
  const { version } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as { version: string };
  const registry = createRegistry(provinces, nationalCodes);
  const config = readConfig(process.env, checkout);
  const issuers = readIssuers(config.issuersFile, [...registry.keys()], knowsUnit(registry));
  refuseUnknownProvinces(config, registry);
  await refuseTakenPort(config);
  ending.onSignals(config.drainSeconds);

  const progress = new Progress(process.stdout);
  const ownerUrl = config.databaseUrl ?? (await progress.step('Starting PostgreSQL', () => startOwnServer(config)));
  const blueprint = { ownerUrl, entities: ENTITIES, migrations: MIGRATIONS, roleSecret: config.roleSecret, slugs: [...registry.keys()] };
  await progress.step('Bringing the database up to date', () => prepareDatabase(blueprint));
  const databases = await openTenants(blueprint);
  const clock = () => new Date();
  ending.before(() => Promise.all([...databases.values()].map((db) => db.destroy())));
  for (const province of registry.values()) {
    const session = systemSession(province, databases.get(province.slug) as DataSource, clock());
    await loadUnitsOnce(session);
    const isNew =
      config.demo && (await progress.stepIfAny(`Loading demonstration data of ${province.name.vi}`, (show) => loadDemoOnce(session, show)));
    if (isNew) await progress.stepIfAny('Loading the work of its teams', (show) => loadDemoWork(session, show));
    await progress.stepIfAny(`Judging ${province.name.vi} by its rules`, (show) => judgeOnce(session, show));
  }

  const examples = readExamples(join(checkout, 'schema', 'examples'));
  const app = await createApp({
    provinces: registry,
    database: databases,
    config: { ...config, version },
    clock,
    issuers,
    examples,
  });
  const report = (error: unknown, province: string) => app.log.error({ err: error, province }, 'what the day brings could not be done');
  const calendar = followCalendar({ provinces: registry, databases, clock, report });
  ending.before(() => calendar.stop());
  await calendar.turn();
  ending.before(
    keepHouse({
      sessions: () => [...registry.values()].map((each) => systemSession(each, databases.get(each.slug) as DataSource, clock())),
      every: HOUSE_KEPT_EVERY,
      onError: (error, province) => app.log.error({ err: error, province }, 'house-keeping failed'),
    }),
  );
  if (config.metrics) {
    const figures = await serveMetrics(app, config.metrics.host, config.metrics.port);
    ending.before(async () => void figures.close().closeAllConnections());
  }
  ending.before(() => drain(app, config.drainSeconds * 1000));
  await listen(app, config.host, config.port, config.limits.http);
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : config.port;
  process.stdout.write(welcome({ url: `http://${config.host}:${port}`, slugs: [...registry.keys()], where: whereDataLives(config) }));
}

async function startOwnServer(config: Config): Promise<string> {
  const server = await startEmbedded({ dataDir: config.dataDir, log: (line) => process.stdout.write(`${line}\n`) });
  ending.before(() => server.stop());
  return ensureDatabase(server.url, DATABASE);
}

function whereDataLives({ databaseUrl, dataDir }: Config): string {
  if (!databaseUrl) return `${dataDir} (embedded PostgreSQL; set DATABASE_URL=postgres://… to use a server of your own, 15 or later)`;
  const { host, pathname } = new URL(databaseUrl);
  return `database ${pathname.slice(1)} at ${host} (DATABASE_URL; unset it for the embedded server), keys in ${dataDir}`;
}

function knowsUnit(registry: Registry): (slug: string, code: string) => boolean {
  return (slug, code) => nationalCodes(registry.get(slug)?.code ?? '').has(code);
}

function refuseUnknownProvinces({ secondFactorFor }: Config, registry: Registry): void {
  const unknown = secondFactorFor.filter((slug) => !registry.has(slug));
  if (unknown.length > 0)
    throw new StartupError(
      `TO_SO_SECOND_FACTOR names ${unknown.join(', ')}, no province here; use some of ${[...registry.keys()].join(', ')}.`,
    );
}

/** Before anything is started, since all of it would have to be stopped again. */
function refuseTakenPort({ host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new StartupError(
          error.code === 'EADDRINUSE'
            ? `Port ${port} is taken; stop what uses it or set PORT.`
            : `Cannot listen at ${host}:${port} (${error.message}); set HOST and PORT.`,
        ),
      ),
    );
    probe.listen({ host, port }, () => probe.close(() => resolve()));
  });
}

/** The folder of package.json, whether this runs from src/ or from dist/src/. */
function checkoutFolder(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

main().catch(async (error: unknown) => {
  await ending.end().catch(() => undefined);
  const known = error instanceof StartupError || error instanceof InvalidPluginError;
  process.stderr.write(`${known ? error.message : ((error as Error).stack ?? String(error))}\n`);
  process.exit(1);
});
