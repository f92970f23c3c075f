import { mkdtempSync, chmodSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { startEmbedded } from '../../src/database/embedded';
import type { EmbeddedServer } from '../../src/database/embedded';
import { isAlive } from '../../src/database/embedded-process';
import { ensureDatabase } from '../../src/database/ensure-database';
import { token } from './client';
import { startService } from './service';
import type { Service } from './service';

export interface Options {
  /** Restarts of the database, every other by a kill. */
  readonly ofDatabase: number;
  /** Restarts of the service, every other by a kill. */
  readonly ofService: number;
  readonly writers: number;
  readonly readers: number;
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

const PAUSE_MS = 1_200;
const PATIENCE_MS = 60_000;

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
      await sleep(PAUSE_MS);
      load.doing = n % 2 === 1 ? 'database killed' : 'database stopped';
      server = await restartDatabase(server, dataDir, n % 2 === 1);
      const ms = await load.recovered();
      say(`database, ${n + 1}: answers again after ${ms} ms`);
    }
    for (let n = 0; n < options.ofService; n++) {
      await sleep(PAUSE_MS);
      load.doing = n % 2 === 1 ? 'service killed' : 'service stopped';
      service = await restartService(service, n % 2 === 1, () => ((load.doing = 'service starting'), run()));
      const ms = await load.recovered();
      say(`service, ${n + 1}: answers again after ${ms} ms`);
    }
    await sleep(PAUSE_MS);
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

interface Change {
  readonly name: string;
  readonly key: string;
  sent: number;
  readonly answers: Set<string>;
}

const ADD = 'mutation ($input: AddAdminUnitInput!) { addAdminUnit(input: $input) { id } }';
const READ = '{ adminUnit(by: { code: "10138" }) { id name } }';

/** Clients that ask and change as fast as they are answered. */
class Load {
  readonly changes: Change[] = [];
  private readonly requests: Record<string, number> = {};
  private readonly recoveryMs: number[] = [];
  private readonly agent = new Agent({ keepAlive: true });
  private readonly authorization = `Bearer ${token('ha-noi', { role: 'province-admin' }, new Date())}`;
  private clients: Promise<void>[] = [];
  private over = false;
  private readonly cut: Record<string, number> = {};
  /** What is done to them. */
  doing = 'nothing';
  private slowestMs = 0;
  private lastOk = 0;

  constructor(private readonly url: string) {}

  async begin({ writers, readers }: Options): Promise<void> {
    const { id } = (await this.ask(READ)).data?.adminUnit as { id: string };
    this.clients = [...Array.from({ length: writers }, (_, n) => this.write(id, n)), ...Array.from({ length: readers }, () => this.read())];
  }

  async end(): Promise<void> {
    this.over = true;
    await Promise.all(this.clients);
    this.agent.destroy();
  }

  /** How long after now a request goes well. */
  async recovered(): Promise<number> {
    const began = Date.now();
    while (this.lastOk < began) {
      if (Date.now() > began + PATIENCE_MS) throw new Error('The service did not recover');
      await sleep(5);
    }
    this.recoveryMs.push(this.lastOk - began);
    return this.lastOk - began;
  }

  figures() {
    const { requests, cut, slowestMs, changes, recoveryMs } = this;
    return {
      requests,
      cut,
      slowestMs: Math.round(slowestMs),
      changes: changes.length,
      sentAgain: changes.filter(({ sent }) => sent > 1).length,
      contradicted: changes.filter(({ answers }) => answers.size > 1).length,
      recoveryMs,
    };
  }

  private async read(): Promise<void> {
    while (!this.over) if ((await this.ask(READ)).what !== 'ok') await sleep(20);
  }

  private async write(parentId: string, client: number): Promise<void> {
    for (let n = 0; !this.over; n++) {
      const change: Change = { name: `Thử ${client}-${n}`, key: `restart-${client}-${n}`, sent: 0, answers: new Set() };
      this.changes.push(change);
      const { name, key: idempotencyKey } = change;
      const input = { parentId, localCode: `R-${client}-${n}`, designation: 'Thôn', name, from: '2020-01-01', idempotencyKey };
      for (const giveUp = Date.now() + PATIENCE_MS; change.answers.size === 0 && Date.now() < giveUp;) {
        change.sent++;
        const { what, data } = await this.ask(ADD, { input });
        if (what === 'ok') change.answers.add((data?.addAdminUnit as { id: string }).id);
        else await sleep(20);
      }
      // Of what had to be sent again it is tried once more: the same answer, and nothing changes.
      if (change.sent > 1) {
        const { what, data } = await this.ask(ADD, { input });
        if (what === 'ok') change.answers.add((data?.addAdminUnit as { id: string }).id);
      }
    }
  }

  private async ask(query: string, variables?: object): Promise<{ what: string; data?: Record<string, unknown> }> {
    const began = Date.now();
    const answer = await this.send(JSON.stringify({ query, variables }));
    this.slowestMs = Math.max(this.slowestMs, Date.now() - began);
    this.requests[answer.what] = (this.requests[answer.what] ?? 0) + 1;
    if (answer.what === 'ok') this.lastOk = Date.now();
    if (/^(ECONNRESET|EPIPE|socket)/.test(answer.what)) this.cut[this.doing] = (this.cut[this.doing] ?? 0) + 1;
    return answer;
  }

  private send(body: string): Promise<{ what: string; data?: Record<string, unknown> }> {
    const headers = { authorization: this.authorization, 'content-type': 'application/json' };
    return new Promise((resolve) => {
      const fail = (error: NodeJS.ErrnoException) => resolve({ what: error.code ?? error.message });
      const sent = request(
        `${this.url}/ha-noi/graphql`,
        { method: 'POST', agent: this.agent, headers, timeout: PATIENCE_MS },
        (response) => {
          let text = '';
          response
            .setEncoding('utf8')
            .on('data', (part: string) => (text += part))
            .on('error', fail)
            .on('end', () => {
              const { data, errors } = JSON.parse(text) as { data?: Record<string, unknown>; errors?: { extensions: { code: string } }[] };
              resolve({ what: errors?.[0]?.extensions.code ?? 'ok', data });
            });
        },
      );
      sent.on('error', fail).on('timeout', () => sent.destroy(new Error('no answer')));
      sent.end(body);
    });
  }
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
