import { getNamedType, GraphQLString, isAbstractType, isObjectType } from 'graphql';
import type { FieldNode, GraphQLOutputType, GraphQLResolveInfo } from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields';
import sql, { join, raw } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';

/** For each field of a type, the columns it needs, by the property they are read as. */
export type Columns = Readonly<Record<string, Readonly<Record<string, Sql>>>>;

type Asked = readonly { readonly type: GraphQLOutputType; readonly nodes: readonly FieldNode[] }[];

/** The names of the fields asked for at a path below the field being resolved: `[]` is the field itself, `['edges', 'node']` a connection's rows. */
export function fieldsAt(info: GraphQLResolveInfo, path: readonly string[] = []): ReadonlySet<string> {
  let asked: Asked = [{ type: info.returnType, nodes: info.fieldNodes }];
  for (const name of path) asked = below(info, asked).flatMap((each) => (each.name === name ? [each] : []));
  return new Set(below(info, asked).map(({ name }) => name));
}

/** The fields below, of whatever type each may be of. What their arguments are is not looked at: one that does not fit is for its own field to refuse. */
function below({ schema, fragments, variableValues }: GraphQLResolveInfo, asked: Asked): (Asked[number] & { readonly name: string })[] {
  return asked.flatMap(({ type, nodes }) => {
    const named = getNamedType(type);
    const types = isObjectType(named) ? [named] : isAbstractType(named) ? schema.getPossibleTypes(named) : [];
    return types.flatMap((each) =>
      [...collectSubfields(schema, fragments, variableValues, each, nodes).values()].map((of) => {
        const name = of[0]?.name.value as string;
        return { name, type: each.getFields()[name]?.type ?? GraphQLString, nodes: of };
      }),
    );
  });
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
