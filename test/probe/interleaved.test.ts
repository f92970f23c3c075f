import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { provinces } from '../../plugins';
import { sentence } from '../../src/errors';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { token } from '../support/client';
import { NOW } from '../support/constants';
import { idsIn, idsOf } from '../support/planted';

const SLUGS = provinces.map(({ slug }) => slug);
const REQUESTS = 1_000;
/** Every so manieth client hangs up before its answer has come. */
const HANGS_UP = 4;
/** Every so manieth request changes something. */
const WRITES = 5;

interface Ask {
  readonly number: number;
  readonly slug: string;
  readonly subject: string;
  readonly role: 'reader' | 'province-admin';
  readonly language: 'vi' | 'en';
  readonly writes: boolean;
  readonly hangsUpAfter: number | null;
}
interface Answered extends Ask {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read answers of any shape
  readonly body: any;
}

let service: TestApp;
let teams: ReadonlyMap<string, string>;
let ids: ReadonlyMap<string, ReadonlySet<string>>;
const agent = new Agent({ keepAlive: true, maxSockets: REQUESTS });
beforeAll(async () => {
  service = await startApp();
  const found = SLUGS.map(async (slug) => {
    const { teams: list } = await service.as(slug).ask('{ teams(first: 1) { edges { node { id } } } }');
    return [slug, list.edges[0].node.id] as const;
  });
  teams = new Map(await Promise.all(found));
  ids = new Map(await Promise.all(SLUGS.map(async (slug) => [slug, await idsOf(service, slug)] as const)));
});
afterAll(async () => {
  agent.destroy();
  await service.close();
});

/** Neighbours in line are of different provinces, actors, roles and languages. */
function asks(): Ask[] {
  return Array.from({ length: REQUESTS }, (_, number) => {
    const writes = number % WRITES === 0;
    return {
      number,
      slug: SLUGS[number % SLUGS.length] as string,
      subject: `actor ${number % 7}`,
      role: writes || number % 2 === 0 ? 'province-admin' : 'reader',
      language: number % 4 < 2 ? 'vi' : 'en',
      writes,
      hangsUpAfter: number % HANGS_UP === 3 ? (number * 37) % 6_000 : null,
    };
  });
}

const READ = (number: number) => `query ($team: ID!) { a${number}: province { slug } nobody: team(id: "nobody") { id }
  adminUnits(first: 5, filter: { level: "commune" }) { edges { node { id ancestors { id } } } }
  teams(first: 5) { edges { node { id members(first: 3) { edges { node { id person { name } } } } } } } team(id: $team) { id } }`;
const WRITE = (number: number) => `mutation ($input: LogOutreachInput!) { a${number}: logOutreach(input: $input) { id note team { id } } }`;
const noteOf = ({ number, slug, subject }: Ask) => `${slug} ${subject} ${number}`;

function bodyOf(ask: Ask): string {
  const team = teams.get(ask.slug);
  if (!ask.writes) return JSON.stringify({ query: READ(ask.number), variables: { team } });
  const input = {
    teamId: team,
    pillar: 'SKILLS',
    day: '2026-01-10',
    people: 1,
    note: noteOf(ask),
    idempotencyKey: `request ${ask.number}`,
  };
  return JSON.stringify({ query: WRITE(ask.number), variables: { input } });
}

/** What came; null if the client hung up before. */
function send(ask: Ask): Promise<Answered | null> {
  const { port } = service.app.server.address() as AddressInfo;
  const { slug, subject, role, language, hangsUpAfter } = ask;
  return new Promise((resolve, reject) => {
    const authorization = `Bearer ${token(slug, { role, subject }, NOW)}`;
    const headers = { authorization, 'content-type': 'application/json', 'accept-language': language };
    const sent = request({ host: '127.0.0.1', port, path: `/${slug}/graphql`, method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => resolve(null));
      response.on('end', () => resolve({ ...ask, status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString()) }));
    });
    sent.on('error', (error) => (hangsUpAfter === null ? reject(error) : resolve(null)));
    sent.end(bodyOf(ask));
    if (hangsUpAfter !== null)
      setTimeout(() => {
        sent.destroy();
        resolve(null);
      }, hangsUpAfter);
  });
}

const REFUSED = {
  en: sentence('NOT_FOUND', { type: 'Team' }, 'en'),
  vi: sentence('NOT_FOUND', { type: 'Team' }, 'vi'),
};

function checkRead({ number, slug, role, language, status, body }: Answered): void {
  const { data, errors } = body;
  const admin = role === 'province-admin';
  const persons = data.teams.edges.flatMap(({ node }: never) => (node as Team).members.edges.map((each) => each.node.person));
  expect({ number, status, slug: data[`a${number}`].slug }).toEqual({ number, status: 200, slug });
  expect({ number, foreign: idsIn(data).filter((id) => !ids.get(slug)?.has(id)) }).toEqual({ number, foreign: [] });
  expect({
    number,
    team: data.team.id,
    persons: persons.length > 0 && persons.every((each: unknown) => (each !== null) === admin),
  }).toEqual({
    number,
    team: teams.get(slug),
    persons: true,
  });
  const [error] = errors;
  expect({ number, path: error.path, message: error.message }).toEqual({ number, path: ['nobody'], message: REFUSED[language] });
}
interface Team {
  readonly members: { readonly edges: readonly { readonly node: { readonly person: unknown } }[] };
}

it(`${REQUESTS} requests at a time of ${SLUGS.length} provinces, of which every fourth hangs up, never mix`, async () => {
  const all = asks();
  const answers = (await Promise.all(all.map(send))).filter((each) => each !== null);
  expect(answers.length).toBeGreaterThan(REQUESTS * (1 - 1 / HANGS_UP) - 1);
  for (const each of answers)
    if (each.writes)
      expect(each.body).toMatchObject({ data: { [`a${each.number}`]: { note: noteOf(each), team: { id: teams.get(each.slug) } } } });
    else checkRead(each);
  console.log(`${answers.length} answers, ${REQUESTS - answers.length} hung up`);

  await untilIdle();
  const { rows } = await service.owner.query<{ tenant: string; note: string; actor: string; count: number }>(
    `SELECT o.tenant, o.note, e.actor, count(*)::int AS count FROM outreach o JOIN event e ON e.tenant = o.tenant AND e.subject_id = o.id
       WHERE o.note ~ ' actor ' GROUP BY 1, 2, 3`,
  );
  const written = new Map(rows.map(({ note, ...rest }) => [note, rest]));
  expect(written.size).toBe(rows.length);
  for (const ask of all.filter(({ writes }) => writes)) {
    const row = written.get(noteOf(ask));
    if (row === undefined && ask.hangsUpAfter !== null) continue;
    expect({ note: noteOf(ask), ...row }).toEqual({ note: noteOf(ask), tenant: ask.slug, actor: ask.subject, count: 1 });
  }
}, 120_000);

/** What those who hung up had begun comes to an end by itself. */
async function untilIdle(): Promise<void> {
  for (let times = 0; times < 200 && pools().some(({ total, idle, waiting }) => total !== idle || waiting > 0); times++) await sleep(50);
}

function pools(): { total: number; idle: number; waiting: number }[] {
  return SLUGS.map((slug) => {
    const { master } = service.databases.get(slug)?.driver as unknown as { master: Record<string, number> };
    return { total: master.totalCount ?? 0, idle: master.idleCount ?? -1, waiting: master.waitingCount ?? -1 };
  });
}

it('leaves no connection taken, no transaction open and nobody waiting', async () => {
  await untilIdle();
  for (const { total, idle, waiting } of pools())
    expect({ idle, waiting, few: total <= 5 }).toEqual({ idle: total, waiting: 0, few: true });
  const { rows } = await service.owner.query(
    `SELECT usename, state FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'`,
  );
  expect(rows).toEqual([]);
  const { rows: locks } = await service.owner.query(
    `SELECT locktype FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE d.datname = current_database() AND l.pid <> pg_backend_pid()`,
  );
  expect(locks).toEqual([]);
  for (const slug of SLUGS) expect(await service.as(slug).ask('{ province { slug } }')).toEqual({ province: { slug } });
});
