import { mkdtempSync, chmodSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { startEmbedded } from '../../src/database/embedded';
import type { EmbeddedServer } from '../../src/database/embedded';
import { isAlive } from '../../src/database/embedded-process';
import { ensureDatabase } from '../../src/database/ensure-database';
import { Load } from './restart-load';
import type { Change, Clients } from './restart-load';
import { startService } from './service';
import type { Service } from './service';

export interface Options extends Clients {
  /** Restarts of the database, every other by a kill. */
  readonly ofDatabase: number;
  /** Restarts of the service, every other by a kill. */
  readonly ofService: number;
  readonly port: number;
  readonly say?: (line: string) => void;
}

export interface Figures {
  /** Requests sent, by what became of them: `ok`, a code of the catalogue, or the error of a connection that was lost. */
  readonly requests: Record<string, number>;
  /**
   * Requests that lost their connection to the service, by what was done at that time. A kill cuts all that are in flight; at a stop and a start it is
   * connections that the system had made and the service, whose port was just being closed, had not yet taken.
   */
  readonly cut: Record<string, number>;
  readonly slowestMs: number;
  /** Changes that clients wanted, each sent with one key until it was answered. */
  readonly changes: number;
  readonly sentAgain: number;
  /** Answered, but not on record. */
  readonly lost: number;
  readonly halfWritten: number;
  readonly doubled: number;
  /** Answered twice with different ids. */
  readonly contradicted: number;
  /** From the end of a restart to the first answer that went well. */
  readonly recoveryMs: readonly number[];
}

/** Restarts database and service under load, each client repeating what was not answered well, and counts afterwards what is on record. */
export async function measureRestarts(options: Options): Promise<Figures> {
  const { port, say = () => undefined } = options;
  const dataDir = mkdtempSync(path.join(tmpdir(), 'to-so-restarts-'));
  chmodSync(dataDir, 0o755);
  let server = await startEmbedded({ dataDir });
  const ownerUrl = await ensureDatabase(server.url, 'to_so');
  const run = () => startService({ DATABASE_URL: ownerUrl, PORT: String(port), LOG_LEVEL: 'fatal' });
  let service = await run();
  const load = new Load(service.url);
  try {
    await load.begin(options);
    for (let n = 0; n < options.ofDatabase; n++) {
      await load.work();
      load.doing = n % 2 === 1 ? 'database killed' : 'database stopped';
      server = await restartDatabase(server, dataDir, n % 2 === 1);
      const ms = await load.recovered();
      say(`database, ${n + 1}: answers again after ${ms} ms`);
    }
    for (let n = 0; n < options.ofService; n++) {
      await load.work();
      load.doing = n % 2 === 1 ? 'service killed' : 'service stopped';
      service = await restartService(service, n % 2 === 1, () => ((load.doing = 'service starting'), run()));
      const ms = await load.recovered();
      say(`service, ${n + 1}: answers again after ${ms} ms`);
    }
    await load.work();
    await load.end();
    return { ...load.figures(), ...(await compare(ownerUrl, load.changes)) };
  } finally {
    await load.end();
    await service.remove();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

async function restartDatabase(server: EmbeddedServer, dataDir: string, kill: boolean): Promise<EmbeddedServer> {
  if (kill) {
    const pid = parseInt(readFileSync(path.join(dataDir, 'pg/postmaster.pid'), 'utf8'));
    process.kill(pid, 'SIGKILL');
    while (isAlive(pid)) await sleep(5);
  }
  await server.stop();
  return startEmbedded({ dataDir });
}

async function restartService(service: Service, kill: boolean, run: () => Promise<Service>): Promise<Service> {
  service.child.kill(kill ? 'SIGKILL' : 'SIGTERM');
  const how = await service.ended;
  if (!kill && how !== 0) throw new Error(`The service cut requests that were in flight when it was stopped (${how})`);
  await service.remove();
  return run();
}

/** What is on record of the changes: the unit's row, its event and its key belong to one transaction. */
async function compare(ownerUrl: string, changes: readonly Change[]): Promise<Pick<Figures, 'lost' | 'halfWritten' | 'doubled'>> {
  const owner = new Pool({ connectionString: ownerUrl, max: 1 });
  try {
    const { rows } = await owner.query<{ name: string; units: number; events: number; keys: number }>(
      `SELECT w.name,
              (SELECT count(*)::int FROM admin_unit_state s WHERE s.name = w.name) AS units,
              (SELECT count(*)::int FROM event e WHERE e.action = 'admin-unit.added' AND e.after->>'name' = w.name) AS events,
              (SELECT count(*)::int FROM idempotency_key k WHERE k.key = w.key) AS keys
         FROM unnest($1::text[], $2::text[]) AS w(name, key)`,
      [changes.map(({ name }) => name), changes.map(({ key }) => key)],
    );
    const answered = new Set(changes.filter(({ answers }) => answers.size > 0).map(({ name }) => name));
    return {
      lost: rows.filter(({ name, units }) => answered.has(name) && units === 0).length,
      halfWritten: rows.filter(({ units, events, keys }) => units !== events || units !== keys).length,
      doubled: rows.filter(({ units, events }) => units > 1 || events > 1).length,
    };
  } finally {
    await owner.end();
  }
}
