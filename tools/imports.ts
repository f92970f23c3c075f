import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import ts from 'typescript';

/** Modules from left to right: each may import the public face (`index.ts`) of those before it. */
export const MODULES = ['province', 'event', 'document', 'admin-unit', 'person', 'team', 'finding'] as const;

const ROOT = join(__dirname, '..');
const TENANCY_FOR_PLUGINS = ['src/tenancy/province', 'src/tenancy/rule'];
/** What a module may use besides its own files, other modules' faces and packages. */
const SHARED = ['src/tenancy/', 'src/errors', 'src/database/', 'src/graphql/', 'src/auth/permissions', 'src/auth/scope'];

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
    return /^plugins\/[^/]+(\/index)?$/.test(to) || to === 'src/tenancy/province'
      ? undefined
      : 'the list of provinces imports the provinces, nothing else.';
  if (from.startsWith('plugins/') || /^test\/provinces\/[^/]+\//.test(from)) return pluginBreach(from, to, isPackage);
  if (!from.startsWith('src/')) return undefined;
  if (to.startsWith('plugins') && from !== 'src/main') return 'only src/main.ts joins core and plugins.';
  if (/^(test|bench)\//.test(to) || (to.startsWith('tools') && from !== 'src/main'))
    return 'the product does not import what tests and measures it.';
  if (from.startsWith('src/tenancy/'))
    return to.startsWith('src/tenancy/') || to === 'src/errors' || to === 'node:util' ? undefined : 'src/tenancy imports itself and src/errors only.';
  return fileBreach(from, to, typeOnly) ?? (from.startsWith('src/modules/') ? moduleBreach(from, to, isPackage) : outsideModules(from, to));
}

function pluginBreach(from: string, to: string, isPackage: boolean): string | undefined {
  const own = dirname(from)
    .split('/')
    .slice(0, from.startsWith('test/') ? 3 : 2)
    .join('/');
  if (isPackage) return 'a province imports no package.';
  if (to.startsWith(`${own}/`) || /^plugins\/national(\/|$)/.test(to) || TENANCY_FOR_PLUGINS.includes(to)) return undefined;
  return 'a province imports its own files, plugins/national and src/tenancy/{province,rule}.';
}

function fileBreach(from: string, to: string, typeOnly: boolean): string | undefined {
  const name = from.split('/').at(-1) as string;
  if (name.endsWith('.entity') && to === 'type-graphql') return 'an entity is a table, not a type of the API.';
  if (/\.(type|input)$/.test(name) && (to === 'typeorm' || to.endsWith('.entity'))) return 'a type of the API is not a table.';
  if (/\.(service|rules)$/.test(name) && /^(type-graphql|graphql|fastify|@apollo\/server)$/.test(to) && !typeOnly)
    return 'services and rules know no GraphQL and no HTTP.';
  return undefined;
}

function moduleBreach(from: string, to: string, isPackage: boolean): string | undefined {
  if (isPackage) return undefined;
  const [, , own] = from.split('/') as [string, string, string];
  const other = /^src\/modules\/([^/]+)(?:\/(.+))?$/.exec(to);
  if (!other)
    return SHARED.some((shared) => to.startsWith(shared))
      ? undefined
      : 'a module imports tenancy, errors, database, graphql, auth/{permissions,scope} and modules to its left.';
  const [, name, inner] = other as unknown as [string, string, string | undefined];
  if (name === own) return undefined;
  if (inner !== undefined && inner !== 'index') return `another module is imported by its face, src/modules/${name}.`;
  const order: readonly string[] = MODULES;
  if (!order.includes(own)) return `module ${own} has no place in the order; give it one in tools/imports.ts.`;
  return order.indexOf(name) < order.indexOf(own) ? undefined : `modules stand from left to right as ${order.join(' ← ')}.`;
}

function outsideModules(from: string, to: string): string | undefined {
  const low = /^src\/(database|auth|graphql)\//.exec(from);
  if (low && /^src\/(api|modules|app|main)/.test(to)) return `src/${low[1]} stands below modules and api.`;
  return undefined;
}

function readImports(): Import[] {
  return ['src', 'plugins', 'test'].flatMap(filesIn).flatMap((file) => {
    const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.ES2022);
    return source.statements.flatMap((statement) => {
      if (!(ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) || !statement.moduleSpecifier) return [];
      const { text } = statement.moduleSpecifier as ts.StringLiteral;
      const to = text.startsWith('.') ? normalize(join(dirname(file), text)) : text;
      const typeOnly = ts.isImportDeclaration(statement)
        ? statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
        : statement.isTypeOnly;
      return [{ from: file.replace(/\.ts$/, ''), to, typeOnly }];
    });
  });
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
