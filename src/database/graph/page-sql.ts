import { getNamedType } from 'graphql';
import type { FieldNode, GraphQLField, GraphQLObjectType } from 'graphql';
import sql, { empty, join, raw } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { beyond, readCursor } from '../page';
import type { PageRequest } from '../page';
import { listed, ordered } from './compile';
import type { Compiler } from './compile';
import { Shared } from './declare';
import type { At, Rows, Shape } from './declare';
import { NeedsResolvers } from './parts';

/** The keys of an object under construction. */
type Keys = readonly (readonly [string, Sql])[];

/** `SELECT j, n` of a page of rows: a Relay connection. @throws Refusal INVALID_INPUT for a cursor that is not one of this list's. */
export function pageOf(
  compiler: Compiler,
  shape: Shape,
  at: At,
  field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
): (rows: Rows, page: PageRequest) => Sql {
  const { edges, pageInfo, total, keys } = framesOf(compiler, field, nodes);
  const asksFor = (name: string) => pageInfo.some(([, each]) => each === name);
  const row = compiler.name('r');
  const node = edges.node && compiler.object(shape, at, edges.node, row);
  const withCursor = edges.cursor || asksFor('startCursor') || asksFor('endCursor');
  const edge: Readonly<Record<string, Sql>> = { node: sql`p.j`, cursor: sql`p.c`, __typename: raw(`'${edges.type}'::text`) };
  const edgeObject = object(edges.keys.map(([key, name]) => [key, edge[name] as Sql]));
  const typeName = raw(`'${getNamedType(field.type).name}'::text`);

  return ({ from, where: all, order = [], total: known }, { first, after }) => {
    const where = after ? sql`${all} AND ${beyond(order, readCursor(after, order.length))}` : all;
    const columns = new Map(node?.columns ?? []);
    if (withCursor) order.forEach(({ by }, index) => columns.set(`o${index}`, sql`${by}::text`));
    if (columns.size === 0) columns.set('c', sql`NULL`);
    const most = new Shared(first);
    const inPage = sql`p.i <= ${most}::int`;
    const info: Readonly<Record<string, Sql>> = {
      hasNextPage: sql`count(*) > ${most}::int`,
      hasPreviousPage: after ? sql`true` : sql`false`,
      startCursor: sql`min(p.c) FILTER (WHERE p.i = 1)`,
      endCursor: sql`min(p.c) FILTER (WHERE p.e)`,
      __typename: sql`'PageInfo'::text`,
    };
    const frames: Readonly<Record<string, Sql>> = {
      edges: sql`coalesce(json_agg(${edgeObject}) FILTER (WHERE ${inPage}), '[]')`,
      pageInfo: object(pageInfo.map(([key, name]) => [key, info[name] as Sql])),
      totalCount: total ? (known ?? sql`(SELECT count(*) FROM ${from} WHERE ${all})`) : sql`NULL`,
      __typename: typeName,
    };
    const counted = edges.node ? sql`1 + coalesce(sum(p.n) FILTER (WHERE ${inPage}), 0)::int` : sql`1`;
    const last = asksFor('endCursor') ? sql`, (row_number() OVER () = least(count(*) OVER (), ${most}::int)) AS e` : empty;
    // One row, also where nothing that is asked for is counted over the page.
    return sql`SELECT ${object(keys.map(([key, name]) => [key, frames[name] as Sql]))} AS j, ${counted} AS n FROM (
      SELECT ${node?.object ?? sql`NULL::json`} AS j, ${node?.count ?? sql`0`} AS n, row_number() OVER () AS i,
        ${withCursor ? cursorOf(row, order.length) : sql`NULL::text`} AS c${last}
      FROM (SELECT ${listed(columns)} FROM ${from} WHERE ${where}${ordered({ order })} LIMIT ${most}::int + 1) ${raw(row)}${node?.joins ?? empty}) p HAVING true`;
  };
}

function object(keys: Keys): Sql {
  if (keys.length === 0) return sql`'{}'::json`;
  return sql`json_build_object(${join(
    keys.map(([key, value]) => sql`${raw(`'${key}'`)}, ${value}`),
    ', ',
  )})`;
}

/** The cursor as `writeCursor` writes it. */
function cursorOf(row: string, width: number): Sql {
  const values = Array.from({ length: width }, (_, index) => raw(`to_json(${row}.o${index})::text`));
  return sql`translate(encode(convert_to('[' || ${join(values, ` || ',' || `)} || ']', 'UTF8'), 'base64'), E'+/=\\n', '-_')`;
}

interface Frames {
  /** Keys of the connection with the fields they answer. */
  readonly keys: readonly (readonly [string, string])[];
  readonly edges: {
    readonly type: string;
    readonly keys: readonly (readonly [string, string])[];
    readonly node?: readonly FieldNode[];
    readonly cursor: boolean;
  };
  readonly pageInfo: readonly (readonly [string, string])[];
  readonly total: boolean;
}

/** What is asked of a connection itself. Whoever asks for one of its parts twice, under two names, is answered by the resolvers. */
function framesOf(compiler: Compiler, field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[]): Frames {
  const type = getNamedType(field.type) as GraphQLObjectType;
  const asked = once(compiler, compiler.subfields(type, nodes));
  const below = (name: string): { type: GraphQLObjectType; asked: Map<string, Asked> } | undefined => {
    const found = asked.get(name);
    if (!found) return undefined;
    const named = getNamedType((type.getFields()[name] as GraphQLField<unknown, unknown>).type) as GraphQLObjectType;
    return { type: named, asked: once(compiler, compiler.subfields(named, found.nodes)) };
  };
  const edges = below('edges');
  const keysOf = (each: Map<string, Asked> | undefined) =>
    [...(each ?? [])].map(([name, { key }]) => [compiler.mode === 'answer' ? key : name, name] as const);
  return {
    keys: keysOf(asked),
    edges: {
      type: edges?.type.name ?? '',
      keys: keysOf(edges?.asked),
      node: edges?.asked.get('node')?.nodes,
      cursor: edges?.asked.has('cursor') ?? false,
    },
    pageInfo: keysOf(below('pageInfo')?.asked),
    total: asked.has('totalCount'),
  };
}

interface Asked {
  readonly key: string;
  readonly nodes: readonly FieldNode[];
}

function once({ mode }: Compiler, fields: readonly [string, readonly FieldNode[]][]): Map<string, Asked> {
  const asked = new Map<string, Asked>();
  for (const [key, nodes] of fields) {
    const name = nodes[0]?.name.value as string;
    const before = asked.get(name);
    if (before && mode !== 'columns') throw new NeedsResolvers();
    asked.set(name, { key, nodes: [...(before?.nodes ?? []), ...nodes] });
  }
  return asked;
}
