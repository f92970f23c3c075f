import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { provinces } from '../../plugins';
import { ENTITIES } from '../../src/entities';
import { importProblems, importsOf, MODULES } from '../../tools/imports';

const ROOT = join(__dirname, '../..');
const sources = ['src', 'plugins', 'test', 'tools', 'migrations'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ path: `${folder}/${file}`, text: readFileSync(join(ROOT, folder, file), 'utf8') })),
);

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');
}

it('every import follows the table in README.md', () => {
  expect(importProblems()).toEqual([]);
});

const PLUGIN = 'a province imports';
const TENANCY = 'src/tenancy imports itself and src/errors only.';
const FACE = 'another module is imported by its face';
const ORDER = 'modules stand from left to right as province ← event ← ';
const ENTITY = 'an entity is a table, not a type of the API';
const TYPE = 'a type of the API is not a table';
const SERVICE = 'services and rules know no GraphQL and no HTTP.';

it.each([
  ['plugins/ha-noi/index', 'plugins/thai-nguyen/posts', PLUGIN],
  ['plugins/ha-noi/index', 'plugins', PLUGIN],
  ['plugins/ha-noi/index', 'pg', 'a province imports no package.'],
  ['plugins/ha-noi/posts', 'node:fs', 'a province imports no package.'],
  ['plugins/ha-noi/posts', 'src/modules/team', PLUGIN],
  ['plugins/ha-noi/posts', 'src/tenancy/registry', PLUGIN],
  ['plugins/national/posts', 'plugins/ha-noi/posts', PLUGIN],
  ['test/provinces/invented/posts', 'test/provinces/other/posts', PLUGIN],
  ['test/provinces/invented/posts', 'test/support/app', PLUGIN],
  ['plugins/index', 'src/errors', 'the list of provinces imports the provinces'],
  ['plugins/index', 'plugins/ha-noi/posts', 'the list of provinces imports the provinces'],
  ['plugins/index', 'plugins/national', 'the list of provinces imports the provinces'],
  ['src/tenancy/rule', 'src/modules/team', TENANCY],
  ['src/tenancy/rule', 'src/database/session', TENANCY],
  ['src/tenancy/rule', 'graphql', TENANCY],
  ['src/errors', 'src/tenancy/province', 'src/errors stands below everything'],
  ['src/modules/team/a.service', 'src/modules/document/document.reads', FACE],
  ['src/modules/team/a.service', 'src/modules/finding', ORDER],
  ['src/modules/invented/a.service', 'src/modules/team', 'module invented has no place in the order'],
  ['src/modules/team/a.service', 'src/api/schema', 'a module imports tenancy'],
  ['src/modules/team/a.service', 'src/auth/token', 'a module imports tenancy'],
  ['src/modules/team/a.service', 'src/config', 'a module imports tenancy'],
  ['src/modules/team/a.service', 'plugins/ha-noi', 'only src/main.ts joins core and plugins.'],
  ['src/modules/team/a.entity', 'type-graphql', ENTITY],
  ['src/modules/team/a.entity', 'src/modules/team/a.type', ENTITY],
  ['src/modules/team/a.entity', 'src/graphql/node.type', ENTITY],
  ['src/modules/team/a.type', 'typeorm', TYPE],
  ['src/modules/team/a.input', 'src/modules/team/a.entity', TYPE],
  ['src/modules/team/a.input', 'src/database/session', TYPE],
  ['src/modules/team/a.input', 'src/modules/team/a.service', 'a type of the API holds data only.'],
  ['src/modules/team/a.service', 'graphql', SERVICE],
  ['src/modules/team/a.service', 'type-graphql', SERVICE],
  ['src/modules/team/a.service', 'fastify', SERVICE],
  ['src/modules/team/a.service', '@apollo/server/errors', SERVICE],
  ['src/modules/team/a.service', 'src/graphql/context', SERVICE],
  ['src/modules/team/a.service', 'src/modules/team/a.resolver', SERVICE],
  ['src/modules/team/a.rules', 'graphql', SERVICE],
  ['src/modules/team/a.rules', 'typeorm', 'rules are pure'],
  ['src/modules/team/a.rules', 'src/database/session', 'rules are pure'],
  ['src/modules/team/a.rules', 'src/modules/team/a.service', 'rules are pure'],
  ['src/modules/team/a.reads', 'typeorm', 'reads select columns'],
  ['src/modules/team/a.graph', 'typeorm', 'reads select columns'],
  ['src/modules/team/a.resolver', 'src/modules/team/a.entity', 'entities are for writes'],
  ['src/modules/team/a.resolver', 'typeorm', 'entities are for writes'],
  ['src/app', 'plugins', 'only src/main.ts joins core and plugins.'],
  ['src/api/schema', 'plugins/ha-noi', 'only src/main.ts joins core and plugins.'],
  ['src/api/schema', 'test/support/app', 'the product does not import what tests and measures it.'],
  ['src/app', 'tools/demo', 'the product does not import what tests and measures it.'],
  ['src/app', 'src/main', 'nothing imports it.'],
  ['src/database/page', 'src/modules/team', 'stands below modules'],
  ['src/graphql/connection', 'src/api/context', 'stands below modules'],
  ['src/auth/scope', 'src/config', 'stands below modules'],
])('%s may not import %s', (from, to, why) => {
  const problems = importProblems([{ from, to, typeOnly: false }]);
  expect(problems).toEqual([expect.stringContaining(`${from}.ts: imports ${to}; `)]);
  expect(problems[0]).toContain(why);
});

it('a service may not know GraphQL by its types either, but rules may return the shape of a type', () => {
  const [from, typeOnly] = ['src/modules/team/a.rules', true];
  expect(importProblems([{ from, to: 'graphql', typeOnly }])).toHaveLength(1);
  expect(importProblems([{ from, to: 'src/modules/team/a.type', typeOnly }])).toEqual([]);
  expect(importProblems([{ from, to: 'src/modules/team/a.type', typeOnly: false }])).toHaveLength(1);
});

it('a read has the names of columns from an entity, and nothing else', () => {
  const [from, to] = ['src/modules/team/a.reads', 'src/modules/team/a.entity'];
  expect(importProblems([{ from, to, typeOnly: false }])).toEqual([]);
  expect(importProblems([{ from, to, typeOnly: true }])).toHaveLength(1);

  const reads = sources.filter(({ path }) => /^src\/modules\/.*\.(reads|graph)\.ts$/.test(path));
  expect(reads.flatMap(({ path, text }) => otherUses(text).map((use) => `${path}: ${use}`))).toEqual([]);
  expect(otherUses(`import { Team } from './team.entity'; const t = columnsOf(Team, 't'); const links = { Team: {} };`)).toEqual([]);
  expect(otherUses('const all = db.find(Team); const one: Team = all[0];')).toEqual(['db.find(Team)', 'Team']);
});

/** Where a file names an entity for something else than its columns. */
function otherUses(text: string): string[] {
  const entities = new Set(ENTITIES.map(({ name }) => name));
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isIdentifier(node) && entities.has(node.text) && !isKey(node) && !isForColumns(node)) found.push(node.parent.getText());
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('x.ts', text, ts.ScriptTarget.ES2022, true));
  return found;
}

const isKey = (node: ts.Identifier) => ts.isPropertyAssignment(node.parent) && node.parent.name === node;
const isForColumns = ({ parent }: ts.Identifier) => ts.isCallExpression(parent) && parent.expression.getText() === 'columnsOf';

it('an import is seen however it is written', () => {
  const text = `import a from 'a'; export { b } from 'b'; export * from 'c'; import d = require('d'); const e = require('e');
    type F = import('f').F; async () => import('g'); import 'h'; import type { I } from 'i'; export type { J } from 'j';`;
  const found = importsOf(ts.createSourceFile('x.ts', text, ts.ScriptTarget.ES2022));
  expect(found.map(({ specifier }) => specifier)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']);
  expect(found.filter(({ typeOnly }) => typeOnly).map(({ specifier }) => specifier)).toEqual(['f', 'i', 'j']);
});

it('the order of the modules names every folder of src/modules once, and README.md says the same', () => {
  expect([...MODULES].sort()).toEqual(readdirSync(join(ROOT, 'src/modules')).sort());
  expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(MODULES.join(' ← '));
});

it('the only barrels are the faces of modules', () => {
  const barrels = sources.filter(({ path }) => path.startsWith('src/') && path.endsWith('/index.ts')).map(({ path }) => path);
  expect(barrels.sort()).toEqual([...MODULES].map((name) => `src/modules/${name}/index.ts`).sort());
});

it('a province knows no clock, no environment and no chance', () => {
  const WORLD = /\b(process|globalThis|require|eval|fetch|setTimeout|performance)\b|\bnew Date\b|\bDate\.|Math\.random/;
  const law = sources.filter(({ path }) => path.startsWith('plugins/') || path.startsWith('test/provinces/'));
  expect(law.length).toBeGreaterThan(50);
  expect(law.filter(({ text }) => WORLD.test(withoutComments(text))).map(({ path }) => path)).toEqual([]);
});

it('the core names no province and asks for none', () => {
  const ASKS = [/(?<!typeof [\w.]*)\bslug\s*[!=]==?/, /['"`]\s*[!=]==?\s*[\w.]*\bslug\b/, /switch\s*\([^)]*\bslug\b/, /\[[\w.]*\.slug\]/];
  const NAMES = new RegExp(`['"\`](${provinces.map(({ slug }) => slug).join('|')})['"\`]`);
  const named = sources.filter(
    ({ path, text }) => path.startsWith('src/') && [...ASKS, NAMES].some((form) => form.test(withoutComments(text))),
  );
  expect(named.map(({ path }) => path)).toEqual([]);
});

it('the environment is read in one place, and handed to it in one place', () => {
  const reading = sources.flatMap(({ path, text }) =>
    path.startsWith('src/') ? [...withoutComments(text).matchAll(/.*\bprocess\.env\b.*/g)].map(([line]) => `${path}: ${line.trim()}`) : [],
  );
  expect(reading).toEqual(['src/main.ts: const config = readConfig(process.env, checkout);']);
});

it('no file has outgrown one idea', () => {
  const lines = (text: string) => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  expect(sources.filter(({ text }) => lines(text) > 250).map(({ path, text }) => `${path}: ${lines(text)} lines`)).toEqual([]);
});
