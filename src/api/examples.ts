import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Example } from './pages/types';

/** The example documents of a folder in the order of their file names; the first line of each, a comment, is its title. */
export function readExamples(folder: string): Example[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => {
      const document = readFileSync(join(folder, file), 'utf8');
      const variables = join(folder, file.replace(/\.graphql$/, '.variables.json'));
      return {
        name: basename(file, '.graphql'),
        title: /^#\s*(.+)/.exec(document)?.[1] ?? file,
        document,
        variables: existsSync(variables) ? readFileSync(variables, 'utf8') : undefined,
      };
    });
}
