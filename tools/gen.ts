import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { provinces } from '../plugins';
import { createSchema } from '../src/api/schema';
import { CATALOGUE } from '../src/errors';
import { renderPersonalData } from './gen-personal-data';
import { withRoles } from './gen-roles';
import { renderRules } from './gen-rules';

const HELP = `Writes the generated files: schema/schema.graphql, schema/errors.md, schema/personal-data.md, plugins/RULES.md, the table of roles in README.md.

  npm run gen               writes them
  npm run gen -- --check    writes nothing; fails if one of them is stale
`;

/** The generated files by their path, as they should be. */
export function generate(): Record<string, string> {
  return {
    'schema/schema.graphql': `${printSchema(lexicographicSortSchema(createSchema()))}\n`,
    'schema/errors.md': renderErrors(),
    'schema/personal-data.md': renderPersonalData(),
    'plugins/RULES.md': renderRules(provinces),
    'README.md': withRoles(readFileSync(join(__dirname, '..', 'README.md'), 'utf8')),
  };
}

function renderErrors(): string {
  const entries = Object.entries(CATALOGUE).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    '# Refusals',
    '',
    'Every code that `errors[].extensions.code` can have, generated from `src/errors.ts`. `{name}` stands for `errors[].extensions.details.name`.',
    'The sentence comes in Vietnamese, or in English with `Accept-Language: en`. The HTTP status is that of an answer which carries no data;',
    'a refusal of one field of an answer comes with 200.',
    ...entries.map(([code, { status, en, vi, details }]) =>
      [
        '',
        `## ${code}`,
        '',
        `HTTP ${status}`,
        '',
        `- en: ${en}`,
        `- vi: ${vi}`,
        ...Object.entries(details).map(([name, meaning]) => `- \`${name}\`: ${meaning}`),
      ].join('\n'),
    ),
    '',
  ].join('\n');
}

function main(): void {
  const [option, ...rest] = process.argv.slice(2);
  if (option === '--help') {
    process.stdout.write(HELP);
    return;
  }
  if (rest.length > 0 || (option !== undefined && option !== '--check')) {
    process.stderr.write(HELP);
    process.exit(2);
  }
  const root = join(__dirname, '..');
  const stale = Object.entries(generate()).filter(([path, content]) => read(join(root, path)) !== content);
  for (const [path, content] of stale) {
    if (option === '--check') process.stderr.write(`${path} is stale; run npm run gen and commit it.\n`);
    else {
      writeFileSync(join(root, path), content);
      process.stdout.write(`${path} written\n`);
    }
  }
  if (option === '--check' && stale.length > 0) process.exit(1);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

if (require.main === module) main();
