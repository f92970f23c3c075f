import { getNamedType, getNullableType, GraphQLBoolean, GraphQLFloat, GraphQLInt, isEnumType, isListType, isNonNullType } from 'graphql';
import type { FieldNode, GraphQLField, GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields';
import sql, { join, raw } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { holds } from '../../auth/permissions';
import { readCursor } from '../page';
import type { Columns } from '../select';
import { argumentsOf } from './arguments';
import { globalIdOf } from './declare';
import type { Args, At, Known, Link, Made, Rows, RowsBelow, Shape, Words } from './declare';
import type { Graph } from './graph';
import { constant, jsonOf, listOf, quoted, unquoted, written } from './json-text';
import { FACTS, marked, takenOf } from './made';
import type { Making } from './made';
import { pageOf } from './page-sql';
import { listed, NeedsResolvers, ordered, Parts } from './parts';
import type { Built } from './parts';
import type { Asked } from './statements';
import { wordsIn } from './words-sql';

/**
 * How a statement answers: the answer itself; rows for the resolvers, with all that is below them; or the columns of these rows alone, what is below them
 * being left to the resolvers.
 */
export type Mode = 'answer' | 'rows' | 'columns';

/** What stands before the name under which rows for the resolvers hold what was read for a field: no name of GraphQL begins so. */
export const READ = '~';

/** Objects more than these in one statement are left to the resolvers. */
const MOST_LINKS = 40;

/** A field that is selected of a row. */
interface Selected {
  /** Its key in the answer. */
  readonly key: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly nodes: readonly FieldNode[];
  readonly shape: Shape;
  readonly at: At;
  /** The columns of the shape, by field. */
  readonly own: Columns;
}

/** A statement in want of its rows. */
export type Body = (rows: Rows) => Sql;

/** One operation's way from what is selected to SQL. */
export class Compiler {
  private names = 0;
  private links = 0;
  /** What is still to be made of the facts that an answer holds. */
  readonly makings: Making[] = [];

  constructor(
    private readonly graph: Graph,
    readonly info: Pick<GraphQLResolveInfo, 'fragments' | 'variableValues' | 'schema'>,
    readonly mode: Mode,
  ) {}

  name(prefix: string): string {
    return `${prefix}${this.names++}`;
  }

  subfields(type: GraphQLObjectType, nodes: readonly FieldNode[]): [string, readonly FieldNode[]][] {
    const { schema, fragments, variableValues } = this.info;
    return [...collectSubfields(schema, fragments, variableValues, type, nodes)];
  }

  /** The object of a row whose alias is `row`. */
  object(shape: Shape, at: At, nodes: readonly FieldNode[], row: string): Built {
    const type = this.info.schema.getType(shape.type) as GraphQLObjectType;
    const parts = new Parts(row);
    const own = shape.columns(at);
    if (this.mode !== 'answer') for (const [property, value] of Object.entries(shape.always(at))) parts.set(property, value);
    for (const [key, fieldNodes] of this.subfields(type, nodes)) {
      const name = fieldNodes[0]?.name.value as string;
      if (name === '__typename') {
        if (this.mode === 'answer') parts.put(key, constant(shape.type));
        continue;
      }
      const field = type.getFields()[name] as GraphQLField<unknown, unknown>;
      const seen = this.sees(type, field, at);
      if (seen === 'no' && this.mode === 'answer') throw new NeedsResolvers();
      if (seen === 'no') continue;
      if (seen === 'null') {
        if (this.mode === 'answer') parts.put(key, raw(`'null'`));
        continue;
      }
      const selected = { key, field, nodes: fieldNodes, shape, at, own };
      if (this.mode === 'answer') this.answer(parts, selected);
      else this.rowFor(parts, selected);
    }
    return parts.built();
  }

  /** Rows behind a link, as something to join: one column `j`, and the count `n`. */
  private linked(parts: Parts, link: Link, { field, nodes, at }: Selected): string {
    if (++this.links > MOST_LINKS) throw new NeedsResolvers();
    const args = this.argumentsOf(field, nodes, link.inputs);
    const k = this.keys(parts, link.by(at));
    // A day that is a column of the row is one of what is joined to it, too.
    const beside: At = at.day === null ? { ...at, on: parts.column(at.on, 'on') } : at;
    const rows = link.rows(k, beside, args);
    const repeated = at.repeated || link.many !== 'page';
    const child: At = rows.on ? { ...at, on: rows.on, day: null, repeated } : { ...beside, repeated };
    const join = this.name('l');
    const body =
      link.many === 'page'
        ? pageOf(this, link.to(), child, field, nodes)(rows, this.pageIn(args, rows))
        : (link.many === 'list' ? this.listOf(link.to(), child, nodes) : this.oneOf(link.to(), child, nodes))(rows);
    parts.join(join, body);
    return join;
  }

  /** `SELECT j, n` of at most one row, whichever rows it is of. */
  oneOf(shape: Shape, at: At, nodes: readonly FieldNode[]): Body {
    const row = this.name('r');
    const { columns, object, count, joins } = this.object(shape, at, nodes, row);
    const list = listed(columns);
    return (rows) =>
      sql`SELECT ${object} AS j, ${count} AS n FROM (SELECT ${list} FROM ${rows.from} WHERE ${rows.where}${ordered(rows)} LIMIT 1) ${raw(row)}${joins}`;
  }

  /** `SELECT j, n` of all rows in their order. */
  listOf(shape: Shape, at: At, nodes: readonly FieldNode[]): Body {
    const row = this.name('r');
    const { columns, object, count, joins } = this.object(shape, at, nodes, row);
    const list = listed(columns);
    return (rows) => sql`SELECT ${listOf(object)} AS j, coalesce(sum(${count}), 0)::int AS n
      FROM (SELECT ${list} FROM ${rows.from} WHERE ${rows.where}${ordered(rows)}) ${raw(row)}${joins}`;
  }

  private pageIn({ first, after }: { first?: number; after?: string | null }, { order = [], named }: Rows): Asked {
    return { first, after: after ? readCursor(after, order, named) : null };
  }

  private sees(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, { session }: At): 'yes' | 'no' | 'null' {
    const policy = this.graph.policyOf(type, field);
    if (!policy) return 'no';
    const { anyOf, nullWithout } = policy;
    if (anyOf.length > 0 && !anyOf.some((permission) => holds(session.actor, permission))) return 'no';
    return nullWithout && !holds(session.actor, nullWithout) ? 'null' : 'yes';
  }

  private argumentsOf(field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[], inputs?: Link['inputs']): Args {
    return argumentsOf(field, nodes[0] as FieldNode, this.info.variableValues, inputs);
  }

  /** What other rows or facts are found by, as columns of the row. */
  private keys(parts: Parts, by: Readonly<Record<string, Sql>>): (column: string) => Sql {
    const named = new Map(Object.entries(by).map(([column, value]) => [column, parts.column(value, this.name('k'))]));
    return (column) => named.get(column) as Sql;
  }

  private answer(parts: Parts, selected: Selected): void {
    const { key, field, nodes, shape, at, own } = selected;
    const { name } = field;
    const link = this.graph.link(shape.type, name);
    if (link) {
      if (isNonNullType(field.type) && link.many === 'one' && !link.total) throw new NeedsResolvers();
      const join = this.linked(parts, link, selected);
      return parts.put(key, written(raw(`${join}.j`)), raw(`${join}.n`));
    }
    const value = this.graph.value(shape.type, name);
    if (value) return setLeaf(parts, key, field, value(at, this.argumentsOf(field, nodes, value.inputs)));
    const made = this.graph.made(shape.type, name);
    if (made) return this.facts(parts, key, made, selected);
    const words = shape.words?.[name];
    if (words) return this.word(parts, words, selected);
    if (name === 'id') return parts.set(key, globalIdOf(shape.type, shape.always(at).id as Sql), quoted);
    const column = own[name]?.[name] ?? shape.always(at)[name];
    if (!column || this.graph.hasResolver(shape.type, name)) throw new NeedsResolvers();
    setLeaf(parts, key, field, column);
  }

  private rowFor(parts: Parts, selected: Selected): void {
    const { key, field, nodes, shape, at, own } = selected;
    const { name } = field;
    const link = this.graph.link(shape.type, name);
    const value = this.graph.value(shape.type, name);
    const known = this.graph.known(shape.type, name);
    const before = parts.size;
    try {
      if (this.mode === 'columns') throw new NeedsResolvers();
      if (link) return parts.put(READ + key, written(raw(`${this.linked(parts, link, selected)}.j`)));
      if (known) return parts.put(FACTS + key, jsonOf(this.factsFor(parts, known, selected).facts));
      if (value) return parts.set(READ + key, value(at, this.argumentsOf(field, nodes, value.inputs)));
    } catch {
      // Whatever is wrong with it, its resolver says so in its place.
      parts.forgetFrom(before);
    }
    for (const [property, column] of Object.entries(own[name] ?? {})) parts.set(property, column);
  }

  private facts(parts: Parts, key: string, made: Made, selected: Selected): void {
    const { facts, args, fields, asked } = this.factsFor(parts, made, selected);
    const taken = takenOf(made.plain, fields, (type, each, seen) => this.sees(type, each, selected.at) === seen, this);
    this.makings.push({ made, args, asked, taken });
    parts.put(key, marked(this.makings.length - 1, facts));
  }

  private factsFor(parts: Parts, known: Known, { field, nodes, at }: Selected) {
    if (known.costly && at.repeated) throw new NeedsResolvers();
    const args = this.argumentsOf(field, nodes);
    const fields = this.subfields(getNamedType(field.type) as GraphQLObjectType, nodes);
    const asked = new Set(fields.map(([, [node]]) => node?.name.value as string));
    return { facts: known.facts(this.keys(parts, known.by(at)), at, args, asked, this.rowsBelow(at, fields)), args, fields, asked };
  }

  private rowsBelow(at: At, fields: readonly [string, readonly FieldNode[]][]): RowsBelow {
    return (name, shape, on, rows) => {
      const [found, more] = fields.filter(([, [node]]) => node?.name.value === name);
      if (!found || this.mode !== 'answer') return null;
      if (more) throw new NeedsResolvers();
      const body = this.listOf(shape, { ...at, on, day: null }, found[1]);
      return sql`(SELECT json_build_array(b.j, b.n) FROM (${body(rows)}) b)`;
    };
  }

  private word(parts: Parts, words: Words, { key, field, nodes, at }: Selected): void {
    const type = getNamedType(field.type) as GraphQLObjectType;
    const fields = this.subfields(type, nodes).map(([name, [node]]) => ({
      name,
      field: node?.name.value as string,
      args: (node?.arguments?.length ?? 0) > 0,
    }));
    const found = wordsIn(words, at, type.name, fields);
    if (!found) throw new NeedsResolvers();
    const code = parts.column(words.column(at), this.name('w'));
    parts.put(key, found.object(code), found.count(code));
  }
}

/** A value as the answer has it: of an enum, the name that the schema gives it. @throws NeedsResolvers for a list of such names. */
function setLeaf(parts: Parts, key: string, { type: fieldType }: GraphQLField<unknown, unknown>, column: Sql): void {
  const type = getNamedType(fieldType);
  const isList = isListType(getNullableType(fieldType));
  const renamed = isEnumType(type) ? type.getValues().filter(({ name, value }) => name !== value) : [];
  if (isList && renamed.length > 0) throw new NeedsResolvers();
  if (isList) return parts.set(key, column);
  if (UNQUOTED.has(type)) return parts.set(key, column, unquoted);
  if (!isEnumType(type)) return parts.set(key, column);
  const cases = type.getValues().map(({ name, value }) => raw(`WHEN '${String(value)}' THEN '${name}'`));
  parts.set(key, renamed.length === 0 ? column : sql`CASE ${column} ${join(cases, ' ')} END`, quoted);
}

const UNQUOTED: ReadonlySet<unknown> = new Set([GraphQLInt, GraphQLFloat, GraphQLBoolean]);
