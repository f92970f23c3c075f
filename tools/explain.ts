import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Logger } from 'typeorm';
import { createApp } from '../src/app';
import { DEFAULT_LIMITS } from '../src/api/limits/limits';
import { isRole } from '../src/auth/permissions';
import { issueToken } from '../src/auth/token';
import { readConfig } from '../src/config';
import { openTenants } from '../src/database/prepare';
import { ENTITIES } from '../src/entities';
import { nationalCodes } from '../src/modules/admin-unit';
import { TokenKeys } from '../src/auth/token-keys';
import { createRegistry } from '../src/tenancy/registry';
import { chosenProvinces, EXIT, failed, UsageError } from './on-provinces';
import { ownerUrl } from './own-database';

const HELP = `Shows the SQL that a document sends, and how PostgreSQL runs it as the province's own role.

  npm run -s explain -- <document.graphql> --province <slug> [--variables <file.json>] [--role reader] [--unit <code>]
                       [--sql] [--plain]

  <document.graphql>   one operation; a query, as it is run
  --province           whose data and role
  --variables          JSON file with its variables; default: <document>.variables.json if there is one
  --role, --unit       who asks; default reader, in the whole province
  --sql                only the SQL, without plans
  --plain              as the resolvers of the fields read it, one by one: for comparison

Exit codes: 0 shown, 1 the document was refused, 2 the command line is wrong, 3 the database cannot be reached.
`;

interface Sent {
  readonly text: string;
  readonly values: readonly unknown[];
}

interface Options {
  readonly source: string;
  readonly variables: unknown;
  readonly slug: string;
  readonly role: string;
  readonly unit?: string;
  readonly sql: boolean;
  readonly plain: boolean;
}

function readOptions(): Options | null {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    const options = { province: text, variables: text, role: text, unit: text, sql: flag, plain: flag, help: { ...flag, short: 'h' } };
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    if (values.help) {
      process.stdout.write(HELP);
      return null;
    }
    const [file, ...more] = positionals;
    if (!file || more.length > 0) throw new UsageError('Name one file with a document.');
    if (!values.province) throw new UsageError('Say which --province.');
    const { role = 'reader', unit, sql = false, plain = false } = values;
    if (!isRole(role)) throw new UsageError(`There is no role "${role}".`);
    return {
      source: readFileSync(file, 'utf8'),
      variables: variablesOf(file, values.variables),
      slug: values.province,
      role,
      unit,
      sql,
      plain,
    };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function variablesOf(document: string, named: string | undefined): unknown {
  const file = named ?? document.replace(/\.graphql$/, '.variables.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (named === undefined && (error as { code?: string }).code === 'ENOENT') return {};
    throw new UsageError(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

async function main(): Promise<void> {
  const options = readOptions();
  if (!options) return;
  const { source, variables, slug, role, unit, sql, plain } = options;
  const provinces = createRegistry(chosenProvinces(slug), nationalCodes);
  const config = readConfig(process.env, join(__dirname, '..'));
  const { url, close } = await ownerUrl(config);
  const sent: Sent[] = [];
  const logger = { logQuery: (text: string, values: unknown[] = []) => void sent.push({ text, values }) } as unknown as Logger;
  try {
    const blueprint = { ownerUrl: url, entities: ENTITIES, migrations: [], roleSecret: config.roleSecret, slugs: [slug] };
    const database = await openTenants(
      blueprint,
      new Proxy(logger, { get: (target, name) => Reflect.get(target, name) ?? (() => undefined) }),
    );
    const app = await createApp({
      provinces,
      database,
      config: { ...config, version: '', logLevel: 'silent', limits: DEFAULT_LIMITS, reads: plain ? 'plain' : 'compiled' },
      clock: () => new Date(),
    });
    try {
      const grants = [{ role: role as 'reader', ...(unit === undefined ? {} : { unit }) }];
      const token = issueToken({ tenant: slug, subject: 'explain', grants }, new TokenKeys(config.tokenKey), 600);
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'accept-language': 'en' };
      const body = { query: source, variables };
      if (/\b(mutation|subscription)\b/.test(source.replace(/#.*|"[^"]*"/g, ''))) throw new UsageError('Only queries are run here.');
      const address = await app.listen({ host: '127.0.0.1', port: 0 });
      const ask = () => fetch(`${address}/${slug}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) });
      // What is asked the first time alone, such as what the actor is granted, is not the document's.
      await (await ask()).text();
      sent.length = 0;
      const answer = (await (await ask()).json()) as { errors?: { message: string }[] };
      const db = database.get(slug);
      const own = sent.splice(0).filter(({ text }) => !/^(INSERT INTO budget|UPDATE budget)/.test(text));
      for (const [index, statement] of own.entries()) {
        process.stdout.write(
          `-- statement ${index + 1} of ${own.length}\n${statement.text};\n-- parameters: ${JSON.stringify(statement.values)}\n`,
        );
        if (sql) continue;
        const plan = (await db?.query(`EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) ${statement.text}`, [...statement.values])) as {
          'QUERY PLAN': string;
        }[];
        process.stdout.write(`${plan.map((row) => row['QUERY PLAN']).join('\n')}\n\n`);
      }
      for (const { message } of answer.errors ?? []) {
        process.stderr.write(`refused: ${message}\n`);
        process.exitCode = EXIT.found;
      }
    } finally {
      await app.close();
      await Promise.all([...database.values()].map((db) => db.destroy()));
    }
  } finally {
    await close();
  }
}

main().catch((error: unknown) => failed(error, HELP));
