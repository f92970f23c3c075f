import type { GraphQLResolveInfo } from 'graphql';
import { parseResolveInfo } from 'graphql-parse-resolve-info';
import type { ResolveTree } from 'graphql-parse-resolve-info';
import sql, { join, raw } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';

/** For each field of a type, the columns it needs, by the property they are read as. */
export type Columns = Readonly<Record<string, Readonly<Record<string, Sql>>>>;

/** The names of the fields asked for at a path below the field being resolved: `[]` is the field itself, `['edges', 'node']` a connection's rows. */
export function fieldsAt(info: GraphQLResolveInfo, path: readonly string[] = []): ReadonlySet<string> {
  let trees = [parseResolveInfo(info) as ResolveTree];
  for (const name of path) trees = trees.flatMap(children).filter((tree) => tree.name === name);
  return new Set(trees.flatMap(children).map(({ name }) => name));
}

function children(tree: ResolveTree): ResolveTree[] {
  return Object.values(tree.fieldsByTypeName).flatMap((fields) => Object.values(fields));
}

/** The select list for the fields asked for: `always`, and what each field needs, once. */
export function selectList(columns: Columns, fields: ReadonlySet<string>, always: Readonly<Record<string, Sql>>): Sql {
  const chosen = new Map(Object.entries(always));
  for (const field of fields) for (const [alias, expression] of Object.entries(columns[field] ?? {})) chosen.set(alias, expression);
  return join(
    [...chosen].map(([alias, expression]) => sql`${expression} AS ${raw(`"${alias}"`)}`),
    ', ',
  );
}

/** A stable name of the columns and arguments of a batch, for the loader that serves it. */
export function batchName(what: string, fields: ReadonlySet<string>, args: unknown = null): string {
  return `${what}(${JSON.stringify(args)}){${[...fields].sort().join(' ')}}`;
}
