import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isRole } from '../src/auth/permissions';
import { readConfig } from '../src/config';
import { changes, explainer } from './explain-query';
import type { Question } from './explain-query';
import { chosenProvinces, EXIT, failed, UsageError } from './on-provinces';
import { ownerUrl } from './own-database';

const HELP = `Shows the SQL that a document sends, and how PostgreSQL runs it as the province's own role.

  npm run -s explain -- <document.graphql> --province <slug> [--variables <file.json>] [--role reader] [--unit <code>]
                       [--sql] [--plain]

  <document.graphql>   one query, which is run; a mutation is not taken, as it would be done
  --province           whose data and role
  --variables          JSON file with its variables; default: <document>.variables.json if there is one
  --role, --unit       who asks; default reader, in the whole province
  --sql                only the SQL, without plans
  --plain              as the resolvers of the fields read it, one by one: for comparison

Exit codes: 0 shown, 1 the document was refused, 2 the command line is wrong, 3 the database cannot be reached.
`;

interface Options extends Question {
  readonly slug: string;
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
    const source = readFileSync(file, 'utf8');
    if (changes(source)) throw new UsageError(`${file} holds a mutation, which would be done; only queries are explained.`);
    return {
      source,
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
  const { slug, sql, plain, ...question } = options;
  chosenProvinces(slug);
  const config = readConfig(process.env, join(__dirname, '..'));
  const { url, close } = await ownerUrl(config);
  try {
    const { explain, close: end } = await explainer(url, config, slug, plain ? 'plain' : 'compiled');
    try {
      const { statements, refused } = await explain(question, sql ? 'none' : 'analysed');
      for (const [index, { text, values, plan }] of statements.entries())
        process.stdout.write(
          `-- statement ${index + 1} of ${statements.length}\n${text};\n-- parameters: ${JSON.stringify(values)}\n${plan}\n\n`,
        );
      for (const { message } of refused) process.stderr.write(`refused: ${message}\n`);
      if (refused.length > 0) process.exitCode = EXIT.found;
    } finally {
      await end();
    }
  } finally {
    await close();
  }
}

main().catch((error: unknown) => failed(error, HELP));
