import { getNamedType } from 'graphql';
import type { FieldNode, GraphQLField, GraphQLObjectType } from 'graphql';
import sql, { empty, join, raw } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { beyond } from '../page';
import type { Compiler } from './compile';
import { Shared } from './declare';
import type { At, Rows, Shape } from './declare';
import { constant, listOf, objectOf, quoted, unquoted } from './json-text';
import { listed, NeedsResolvers, ordered } from './parts';
import type { Built } from './parts';
import type { Asked } from './statements';

/** `SELECT j, n` of a page of rows: a Relay connection. @throws Refusal INVALID_INPUT for a cursor that is not one of this list's. */
export function pageOf(
  compiler: Compiler,
  shape: Shape,
  at: At,
  field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
): (rows: Rows, asked: Asked) => Sql {
  const { edges, pageInfo, total, keys } = framesOf(compiler, field, nodes);
  const asksFor = (name: string) => pageInfo.some(([, each]) => each === name);
  const row = compiler.name('r');
  const node = edges.node && compiler.object(shape, at, edges.node, row);
  // Where nobody asks what follows or where the page ends, its rows need no numbers.
  const numbered = ['hasNextPage', 'startCursor', 'endCursor'].some(asksFor);
  const withCursor = edges.cursor || asksFor('startCursor') || asksFor('endCursor');
  const edge: Readonly<Record<string, Sql>> = { node: sql`p.j`, cursor: quoted(sql`p.c`), __typename: constant(edges.type) };
  const edgeObject = objectOf(edges.keys.map(([key, name]) => [key, edge[name] as Sql]));
  const typeName = constant(getNamedType(field.type).name);

  return ({ from, where: all, order = [], named, total: known }, { first, after }) => {
    const where = after ? sql`${all} AND ${beyond(order, after as readonly string[])}` : all;
    const columns = new Map(node?.columns ?? []);
    if (withCursor) order.forEach(({ by }, index) => columns.set(`o${index}`, sql`${by}::text`));
    // Whoever counts what a filter leaves looks at all of it, page or not: once then. Behind a cursor there is less than is counted.
    const alongside = total && !known && !after;
    if (alongside) columns.set('t', sql`count(*) OVER ()`);
    if (columns.size === 0) columns.set('c', sql`NULL`);
    // Of a request each its own, and yet one parameter.
    const most = first instanceof Object ? first : new Shared(first);
    const inPage = numbered ? sql`FILTER (WHERE p.i <= ${most}::int)` : empty;
    const info: Readonly<Record<string, Sql>> = {
      hasNextPage: unquoted(sql`count(*) > ${most}::int`),
      hasPreviousPage: raw(after ? `'true'` : `'false'`),
      startCursor: quoted(sql`(min(p.c) FILTER (WHERE p.i = 1))`),
      endCursor: quoted(sql`(min(p.c) FILTER (WHERE p.e))`),
      __typename: constant('PageInfo'),
    };
    const counting = sql`(SELECT count(*) FROM ${from} WHERE ${all})`;
    // There are as many edges as rows, also where `@skip` leaves nothing of them.
    const hasRows = keys.some(([, name]) => name === 'edges') || pageInfo.length > 0;
    const totalOf = () => (total ? (known ?? (alongside && hasRows ? sql`coalesce(min(p.t), 0)` : counting)) : sql`NULL`);
    const frames: Readonly<Record<string, Sql>> = {
      edges: listOf(edgeObject, { which: inPage }),
      pageInfo: objectOf(pageInfo.map(([key, name]) => [key, info[name] as Sql])),
      totalCount: unquoted(totalOf()),
      __typename: typeName,
    };
    const body = objectOf(keys.map(([key, name]) => [key, frames[name] as Sql]));
    if (!hasRows) return sql`SELECT ${body} AS j, 1 AS n`;
    // An aggregate in any case: without one there would be a row for each of the page's, not one for the page.
    const counted = edges.node ? sql`1 + ${countOf(node, inPage)}::int` : sql`1 + 0 * count(*)`;
    const last = asksFor('endCursor') ? sql`, (row_number() OVER () = least(count(*) OVER (), ${most}::int)) AS e` : empty;
    return sql`SELECT ${body} AS j, ${counted} AS n FROM (
      SELECT ${node?.object ?? sql`NULL::text`} AS j, ${node?.count ?? sql`0`} AS n, ${numbered ? sql`row_number() OVER ()` : sql`1`} AS i,
        ${withCursor ? cursorOf(row, order.length, named) : sql`NULL::text`} AS c${last}${alongside ? raw(`, ${row}.t`) : empty}
      FROM (SELECT ${listed(columns)} FROM ${from} WHERE ${where}${ordered({ order })} LIMIT ${most}::int${numbered ? raw(' + 1') : empty}) ${raw(row)}${node?.joins ?? empty}) p`;
  };
}

/** The objects of a page's rows: where none of them holds others, as many as there are rows. */
function countOf(node: Built | undefined, inPage: Sql): Sql {
  return node?.holdsOthers ? sql`coalesce(sum(p.n) ${inPage}, 0)` : sql`(count(*) ${inPage})`;
}

/** The cursor as `writeCursor` writes it. */
function cursorOf(row: string, width: number, named?: string): Sql {
  const values = Array.from({ length: width }, (_, index) => raw(`to_json(${row}.o${index})::text`));
  if (named !== undefined) values.unshift(raw(`'"${named}"'`));
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
  const below = (name: string): { type: GraphQLObjectType; asked: Map<string, Named> } | undefined => {
    const found = asked.get(name);
    if (!found) return undefined;
    const named = getNamedType((type.getFields()[name] as GraphQLField<unknown, unknown>).type) as GraphQLObjectType;
    return { type: named, asked: once(compiler, compiler.subfields(named, found.nodes)) };
  };
  const edges = below('edges');
  const keysOf = (each: Map<string, Named> | undefined) =>
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

interface Named {
  readonly key: string;
  readonly nodes: readonly FieldNode[];
}

function once({ mode }: Compiler, fields: readonly [string, readonly FieldNode[]][]): Map<string, Named> {
  const asked = new Map<string, Named>();
  for (const [key, nodes] of fields) {
    const name = nodes[0]?.name.value as string;
    const before = asked.get(name);
    if (before && mode !== 'columns') throw new NeedsResolvers();
    asked.set(name, { key, nodes: [...(before?.nodes ?? []), ...nodes] });
  }
  return asked;
}
