import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { token } from './client';

const PAUSE_MS = 1_200;
/** What the clients begin to change, at least, before anything else is done to them: how much there was must not hang on the machine. */
const CHANGES_BETWEEN = 11;
const PATIENCE_MS = 60_000;

export interface Clients {
  readonly writers: number;
  readonly readers: number;
}

export interface Change {
  readonly name: string;
  readonly key: string;
  sent: number;
  readonly answers: Set<string>;
}

const ADD = 'mutation ($input: AddAdminUnitInput!) { addAdminUnit(input: $input) { id } }';
const READ = '{ adminUnit(by: { code: "10138" }) { id name } }';

/** Clients that ask and change as fast as they are answered. */
export class Load {
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

  async begin({ writers, readers }: Clients): Promise<void> {
    const { id } = (await this.ask(READ)).data?.adminUnit as { id: string };
    this.clients = [...Array.from({ length: writers }, (_, n) => this.write(id, n)), ...Array.from({ length: readers }, () => this.read())];
  }

  async end(): Promise<void> {
    this.over = true;
    await Promise.all(this.clients);
    this.agent.destroy();
  }

  /** Lets the clients ask and change for a while. */
  async work(): Promise<void> {
    const enough = this.changes.length + CHANGES_BETWEEN;
    await sleep(PAUSE_MS);
    await until(() => this.changes.length >= enough, 'The clients got nothing done');
  }

  /** How long after now a request goes well. */
  async recovered(): Promise<number> {
    const began = Date.now();
    await until(() => this.lastOk >= began, 'The service did not recover');
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

async function until(isSo: () => boolean, otherwise: string): Promise<void> {
  for (const giveUp = Date.now() + PATIENCE_MS; !isSo(); await sleep(5)) if (Date.now() > giveUp) throw new Error(otherwise);
}
