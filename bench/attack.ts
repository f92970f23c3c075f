import { Agent, request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { parseArgs } from 'node:util';

const HELP = `What ordinary requests take while one actor attacks, and what the dearest allowed question takes. Against a running service on this machine only.

  npm run bench:attack -- --ordinary "$TOKEN" --attacker "$OTHER_TOKEN" [--url <address>]

  --ordinary, --attacker   tokens of two subjects: npm run -s token -- --province ha-noi --role reader --subject <name>
  --url                    the endpoint; default http://127.0.0.1:4000/ha-noi/graphql

Exit codes: 0 measured, 1 it could not be measured, 2 the command line is wrong.
`;

function wrong(problem: string): never {
  process.stderr.write(`${problem}\nSee npm run bench:attack -- --help\n`);
  process.exit(2);
}

function readOptions(): { url: URL; ordinary: string; attacker: string } {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ options: { url: text, ordinary: text, attacker: text, help: { type: 'boolean', short: 'h' } } });
    if (values.help) {
      process.stdout.write(HELP);
      process.exit(0);
    }
    const address = values.url ?? 'http://127.0.0.1:4000/ha-noi/graphql';
    if (!URL.canParse(address) || !['127.0.0.1', 'localhost', '[::1]'].includes(new URL(address).hostname))
      return wrong(`--url is "${address}"; give an address of this machine.`);
    if (!values.ordinary || !values.attacker) return wrong('Give --ordinary and --attacker a token each.');
    return { url: new URL(address), ordinary: values.ordinary, attacker: values.attacker };
  } catch (error) {
    return wrong((error as Error).message);
  }
}

const { url, ordinary, attacker } = readOptions();

const ORDINARY_REQUESTS = 200;
const ATTACKERS = 12;
const LONGEST = 30_000;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

interface Answer {
  readonly status: number;
  readonly milliseconds: number;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

function post(token: string, query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
  const begun = process.hrtime.bigint();
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method: 'POST', agent, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'accept-language': 'en' } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            milliseconds: Number(process.hrtime.bigint() - begun) / 1e6,
            body: Buffer.concat(chunks).toString(),
            headers: response.headers,
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(JSON.stringify({ query, variables }));
  });
}

const ORDINARY =
  '{ adminUnit(by: { code: "277" }) { fullName teamCount findings(first: 5) { totalCount edges { node { rule fix { text } } } } } }';

/** The dearest of each kind that the limits let through. */
const DEAREST: Readonly<Record<string, string>> = {
  rows: `{ teams(first: 200) { edges { node { name members(first: 150) { edges { node { seat joined person { name } post { name } } } } } } } }`,
  depth: `{ adminUnits(first: 40) { edges { node { children(first: 40) { edges { node { children(first: 40) { edges { node { fullName } } } } } } } } } }`,
  totals: `{ adminUnits(first: 200) { edges { node { teamCount memberCount findingCount teams(first: 1) { totalCount } findings(first: 1) { totalCount } children(first: 1) { totalCount } descendants(level: "hamlet", first: 1) { totalCount } } } } }`,
  aliases: `{ ${Array.from({ length: 19 }, (_, i) => `a${i}: teams(first: 200) { totalCount edges { node { id name memberCount hosts { fullName } findings(first: 3) { totalCount } } } }`).join(' ')} }`,
};

function percentiles(answers: readonly Answer[]): string {
  const sorted = answers.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const at = (part: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1);
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, largest ${at(1)} ms (${sorted.length} requests)`;
}

async function ordinaryRequests(): Promise<Answer[]> {
  const answers: Answer[] = [];
  const until = Date.now() + LONGEST;
  while (answers.length < ORDINARY_REQUESTS && Date.now() < until) answers.push(await post(ordinary, ORDINARY));
  const failed = answers.filter(({ status }) => status !== 200);
  if (failed.length > 0) process.stdout.write(`  ${failed.length} not answered with 200: ${failed[0]?.body.slice(0, 200)}\n`);
  return answers;
}

async function whileAttacked(query: string): Promise<void> {
  let going = true;
  const statuses = new Map<number, number>();
  const attackers = Array.from({ length: ATTACKERS }, async () => {
    while (going) {
      const { status } = await post(attacker, query);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  });
  const answers = await ordinaryRequests();
  going = false;
  await Promise.all(attackers);
  const answered = [...statuses].map(([status, count]) => `${status}: ${count}`).join(', ');
  process.stdout.write(`  ${percentiles(answers)}; the attacker got ${answered}\n`);
}

async function main(): Promise<void> {
  for (let i = 0; i < 20; i++) await post(ordinary, ORDINARY);
  process.stdout.write('The dearest questions that are let through, alone:\n');
  for (const [name, query] of Object.entries(DEAREST)) {
    const { status, milliseconds, body } = await post(ordinary, query);
    const { errors, extensions } = JSON.parse(body) as { errors?: { message: string }[]; extensions?: { cost: unknown } };
    const said = errors?.[0]?.message ?? JSON.stringify(extensions?.cost);
    process.stdout.write(`  ${name}: ${status}, ${milliseconds.toFixed(0)} ms, ${body.length} characters, ${said}\n`);
  }
  process.stdout.write(`Ordinary requests, one after another:\n  ${percentiles(await ordinaryRequests())}\n`);
  for (const [name, query] of Object.entries(DEAREST)) {
    process.stdout.write(`… while one actor asks "${name}" ${ATTACKERS} times at once without end:\n`);
    await whileAttacked(query);
  }
  process.stdout.write('… while one actor sends documents that are refused:\n');
  await whileAttacked(`{ ${Array.from({ length: 400 }, () => 'teams { totalCount }').join(' ')} }`);
  agent.destroy();
}

main().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).stack}\n`);
  process.exit(1);
});
