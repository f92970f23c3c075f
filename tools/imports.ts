import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import ts from 'typescript';

/** Modules from left to right: each may import the public face (`index.ts`) of those before it. */
export const MODULES = [
  'province',
  'event',
  'account',
  'document',
  'admin-unit',
  'person',
  'team',
  'grant',
  'finding',
  'indicator',
  'task',
  'quota',
  'report',
  'personal-data',
] as const;

const ROOT = join(__dirname, '..');
const TENANCY_FOR_PLUGINS = ['src/tenancy/province', 'src/tenancy/rule'];
/** What a module may use besides its own files, other modules' faces and packages. */
const SHARED = [
  'src/tenancy/',
  'src/errors',
  'src/database/',
  'src/graphql/',
  'src/auth/permissions',
  'src/auth/scope',
  'src/auth/identity',
  'src/auth/networks',
];

/** Packages that describe the API's shapes. */
const TYPE_PACKAGES = ['type-graphql', 'class-validator', 'graphql-scalars'];
/** Packages that speak GraphQL or HTTP, and their parts. */
const TRANSPORT = /^(type-graphql|graphql(-[\w-]+)?|fastify|@apollo\/server|@as-integrations\/\w+|node:https?)(\/|$)/;

interface Import {
  /** Paths from the root, without `.ts`; a package keeps its name. */
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

/** Every import that breaks the table in README.md, as a sentence that begins with the file. Empty if none does. */
export function importProblems(imports: readonly Import[] = readImports()): string[] {
  return imports.flatMap(({ from, to, typeOnly }) => {
    const why = breach(from, to, typeOnly);
    return why ? [`${from}.ts: imports ${to}; ${why}`] : [];
  });
}

function breach(from: string, to: string, typeOnly: boolean): string | undefined {
  const isPackage = !/^(src|plugins|migrations|test|tools|bench)(\/|$)/.test(to);
  if (from === 'plugins/index')
    return /^plugins\/(?!national)[^/]+(\/index)?$/.test(to) ? undefined : 'the list of provinces imports the provinces, nothing else.';
  if (from.startsWith('plugins/') || /^test\/provinces\/[^/]+\//.test(from)) return pluginBreach(from, to, isPackage);
  if (!from.startsWith('src/')) return undefined;
  if (/^plugins(\/|$)/.test(to) && from !== 'src/main') return 'only src/main.ts joins core and plugins.';
  if (/^(test|bench)\//.test(to) || (to.startsWith('tools/') && from !== 'src/main'))
    return 'the product does not import what tests and measures it.';
  if (to === 'src/main') return 'src/main.ts starts everything; nothing imports it.';
  if (from.startsWith('src/tenancy/'))
    return to.startsWith('src/tenancy/') || to === 'src/errors' || to === 'node:util'
      ? undefined
      : 'src/tenancy imports itself and src/errors only.';
  if (from.startsWith('src/modules/')) return fileBreach(from, to, typeOnly, isPackage) ?? moduleBreach(from, to, isPackage);
  return outsideModules(from, to, isPackage);
}

function pluginBreach(from: string, to: string, isPackage: boolean): string | undefined {
  const own = dirname(from)
    .split('/')
    .slice(0, from.startsWith('test/') ? 3 : 2)
    .join('/');
  if (isPackage) return 'a province imports no package.';
  if (to === own || to.startsWith(`${own}/`) || /^plugins\/national(\/|$)/.test(to) || TENANCY_FOR_PLUGINS.includes(to)) return undefined;
  return 'a province imports its own files, plugins/national and src/tenancy/{province,rule}.';
}

/** What a file's suffix says of it: a table, a shape of the API, a decision, a pure rule, a read. */
function fileBreach(from: string, to: string, typeOnly: boolean, isPackage: boolean): string | undefined {
  const role = /\.(\w+)$/.exec(from)?.[1];
  const has = /^src\/modules\/.+\.(\w+)$/.exec(to)?.[1];
  const own = dirname(from) === dirname(to);
  switch (role) {
    case 'entity':
      if (isPackage ? to !== 'typeorm' : (own && has !== 'entity') || /^src\/(graphql|auth)\//.test(to))
        return 'an entity is a table, not a type of the API: it imports typeorm and entities.';
      return undefined;
    case 'type':
    case 'input':
      if (isPackage ? !TYPE_PACKAGES.includes(to) : has === 'entity' || to.startsWith('src/database/'))
        return 'a type of the API is not a table: it imports type-graphql, class-validator and types.';
      return own && !typeOnly && (has === 'service' || has === 'reads') ? 'a type of the API holds data only.' : undefined;
    case 'service':
    case 'rules':
      if (
        isPackage
          ? TRANSPORT.test(to)
          : (to.startsWith('src/graphql/') && to !== 'src/graphql/global-id') || has === 'resolver' || has === 'input'
      )
        return 'services and rules know no GraphQL and no HTTP.';
      if (has === 'type' && !typeOnly) return 'services and rules return rows of the right shape; they import a type only as a type.';
      if (role === 'rules' && (isPackage || to.startsWith('src/database/') || /^(entity|reads|service)$/.test(has ?? '')))
        return 'rules are pure: no database, no package.';
      return undefined;
    case 'reads':
    case 'graph':
      // That it takes nothing but those names from one, test/architecture/imports.test.ts holds.
      return to === 'typeorm' || (has === 'entity' && typeOnly)
        ? 'reads select columns: an entity says their names, and is no shape of a row.'
        : undefined;
    case 'resolver':
      return to === 'typeorm' || has === 'entity' ? 'entities are for writes: resolvers delegate.' : undefined;
    default:
      return undefined;
  }
}

function moduleBreach(from: string, to: string, isPackage: boolean): string | undefined {
  if (isPackage) return undefined;
  const [, , own] = from.split('/') as [string, string, string];
  const other = /^src\/modules\/([^/]+)(?:\/(.+))?$/.exec(to);
  if (!other)
    return SHARED.some((shared) => (shared.endsWith('/') ? to.startsWith(shared) : to === shared))
      ? undefined
      : 'a module imports tenancy, errors, database, graphql, auth/{permissions,scope,identity,networks} and modules to its left.';
  const [, name, inner] = other as unknown as [string, string, string | undefined];
  if (name === own) return undefined;
  if (inner !== undefined && inner !== 'index') return `another module is imported by its face, src/modules/${name}.`;
  const order: readonly string[] = MODULES;
  if (!order.includes(own)) return `module ${own} has no place in the order; give it one in tools/imports.ts.`;
  return order.indexOf(name) < order.indexOf(own) ? undefined : `modules stand from left to right as ${order.join(' ← ')}.`;
}

function outsideModules(from: string, to: string, isPackage: boolean): string | undefined {
  if (isPackage) return undefined;
  if (from.startsWith('src/errors'))
    return to.startsWith('src/errors') ? undefined : 'src/errors stands below everything and imports nothing.';
  const low = /^src\/(database|auth|graphql)\//.exec(from);
  if (low && !/^src\/(database|auth|graphql|tenancy)\/|^src\/errors$/.test(to)) return `src/${low[1]} stands below modules and api.`;
  return undefined;
}

function readImports(): Import[] {
  return ['src', 'plugins', 'test'].flatMap(filesIn).flatMap((file) => {
    const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.ES2022);
    return importsOf(source).map(({ specifier, typeOnly }) => ({
      from: file.replace(/\.ts$/, ''),
      to: specifier.startsWith('.') ? normalize(join(dirname(file), specifier)).replace(/\/$/, '') : specifier,
      typeOnly,
    }));
  });
}

/** Every way a file can name another: import, export from, import(), require() and import types. */
export function importsOf(source: ts.SourceFile): { specifier: string; typeOnly: boolean }[] {
  const found: { specifier: string; typeOnly: boolean }[] = [];
  const add = (node: ts.Node | undefined, typeOnly: boolean) => {
    if (node && ts.isStringLiteralLike(node)) found.push({ specifier: node.text, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isExternalModuleReference(node)) add(node.expression, false);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && (node.expression.kind === ts.SyntaxKind.ImportKeyword || isRequire(node.expression)))
      add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isRequire(node: ts.Expression): boolean {
  return ts.isIdentifier(node) && node.text === 'require';
}

function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

if (require.main === module) {
  const problems = importProblems();
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.exit(problems.length > 0 ? 1 : 0);
}
