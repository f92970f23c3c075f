import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importProblems } from '../../tools/imports';

const ROOT = join(__dirname, '../..');
const sources = ['src', 'plugins', 'test', 'tools', 'migrations'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ path: `${folder}/${file}`, text: readFileSync(join(ROOT, folder, file), 'utf8') })),
);

it('every import follows the table in README.md', () => {
  expect(importProblems()).toEqual([]);
});

it.each([
  ['plugins/ha-noi/index', 'plugins/thai-nguyen/posts', 'a province imports its own files'],
  ['plugins/ha-noi/index', 'pg', 'a province imports no package'],
  ['plugins/ha-noi/posts', 'src/modules/team', 'a province imports its own files'],
  ['plugins/index', 'src/errors', 'the list of provinces imports the provinces'],
  ['src/tenancy/rule', 'src/modules/team', 'src/tenancy imports itself'],
  ['src/modules/team/a.service', 'src/modules/document/document.reads', 'is imported by its face'],
  ['src/modules/team/a.service', 'src/modules/finding', 'from left to right'],
  ['src/modules/team/a.service', 'src/api/schema', 'a module imports tenancy'],
  ['src/modules/team/a.entity', 'type-graphql', 'an entity is a table'],
  ['src/modules/team/a.type', 'typeorm', 'a type of the API is not a table'],
  ['src/modules/team/a.service', 'graphql', 'services and rules know no GraphQL'],
  ['src/app', 'plugins', 'only src/main.ts joins core and plugins'],
  ['src/database/page', 'src/modules/team', 'stands below modules'],
])('%s may not import %s', (from, to, why) => {
  expect(importProblems([{ from, to, typeOnly: false }])).toEqual([expect.stringContaining(why)]);
});

it('the core names no province and asks for none', () => {
  const named = sources.filter(
    ({ path, text }) =>
      path.startsWith('src/') &&
      /slug\s*[!=]==?\s*['"](?!string)|['"](ha-noi|binh-duong|thai-nguyen)['"]/.test(text.replace(/\/\*\*[\s\S]*?\*\//g, '')),
  );
  expect(named.map(({ path }) => path)).toEqual([]);
});

it('the environment is read in one place', () => {
  const readers = sources.filter(({ path, text }) => path.startsWith('src/') && text.includes('process.env'));
  expect(readers.map(({ path }) => path).sort()).toEqual(['src/main.ts']);
});

it('no file has outgrown one idea', () => {
  expect(sources.filter(({ text }) => text.split('\n').length > 251).map(({ path }) => path)).toEqual([]);
});
