import sql, { raw } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import type { ClassType } from 'type-graphql';
import type { Day } from '../../tenancy/day';
import { Once } from '../render';
import type { Columns } from '../select';
import type { Session } from '../session';

/** Where and when rows are read. */
export interface At {
  readonly session: Session;
  /** The day, as an expression: a parameter, or a column where each row is read on a day of its own. */
  readonly on: Sql;
  /** The same where it is one day for all rows. */
  readonly day: Day | null;
  /** Whether a row may come many times: one that others lead to, and not one of a page. */
  readonly repeated?: boolean;
}

export type Args = Readonly<Record<string, never>>;

/** An order that ends in a unique column, with the types that cursors are read back as. */
export type Order = readonly { readonly by: Sql; readonly type: 'text' | 'uuid' | 'date' | 'bigint'; readonly descending?: boolean }[];

/** Rows of a table or a join, in SQL. */
export interface Rows {
  readonly from: Sql;
  readonly where: Sql;
  /** Lists and pages have one. */
  readonly order?: Order;
  /** Name of the order, where the list can be had in several: a cursor holds it, so that it is not taken for one of another order. */
  readonly named?: string;
  /** The day of each row, where it is another than that of the row it hangs on. */
  readonly on?: Sql;
  /** How many there are in all, where that is known without looking at them. */
  readonly total?: Sql;
}

/** A field that leads to other rows. */
export interface Link {
  readonly to: () => Shape;
  readonly many: 'one' | 'list' | 'page';
  /** What the other rows are found by, as columns over the alias of the row that the field hangs on. */
  readonly by: (at: At) => Readonly<Record<string, Sql>>;
  /** The other rows. `k` gives a column of `by`. @throws Refusal as the field's resolver does for these arguments. */
  readonly rows: (k: (column: string) => Sql, at: At, args: Args) => Rows;
  /** There is always one: the schema says so, and so do the tables. */
  readonly total?: boolean;
  /** What its arguments must satisfy, by name, where one is an input type. */
  readonly inputs?: Readonly<Record<string, ClassType>>;
}

/** A word of the province's vocabulary, known by a code in a column. */
export interface Words {
  /** One code, null, or an array of codes. */
  readonly column: (at: At) => Sql;
  readonly list?: boolean;
  /** Every word there may be, as the field's resolver answers it. A code that is none of them names itself. */
  readonly all: (
    session: Session,
    on: Day,
  ) => Iterable<{ readonly code: string; readonly name: { readonly vi: string; readonly en: string } }>;
  /** Whether what a code is called depends on the day. */
  readonly dated?: boolean;
}

/** A field that SQL answers in place of its resolver. */
export interface Value {
  /** @throws Refusal as the field's resolver does for these arguments. */
  (at: At, args: Args): Sql;
  readonly inputs?: Link['inputs'];
}

/**
 * Fields of objects that are no rows: each a plain property, or an object, or a list of such, with fields of its own. One that takes arguments is a
 * property only while it is given none. `rows`: a list that SQL has written.
 */
export interface PlainFields {
  readonly type: string;
  readonly fields: Readonly<Record<string, true | 'rows' | PlainFields>>;
}

/** Rows below an object that code makes, which stand among its facts as they are answered: their JSON, and how many objects they are. */
export type WrittenRows = readonly [json: string, count: number];

/** The rows that were asked for under a name of such an object, as an expression that gives `WrittenRows`; null where nobody asked, or resolvers will. */
export type RowsBelow = (name: string, shape: Shape, on: Sql, rows: Rows) => Sql | null;

/** Plain properties by their names, and what is below others. */
export function plainFields(type: string, names: readonly string[], below: PlainFields['fields'] = {}): PlainFields {
  return { type, fields: { ...Object.fromEntries(names.map((name) => [name, true as const])), ...below } };
}

/** An object, a list of such, or nothing. */
export type MadeOf = object | readonly object[] | null;

/**
 * A field that its resolver answers, from facts that are read together with the row it hangs on and found by `factsOf`: where what is answered must be
 * said elsewhere, too.
 */
export interface Known {
  /** What the facts are found by, as columns over the alias of the row that the field hangs on. */
  readonly by: (at: At) => Readonly<Record<string, Sql>>;
  /** An expression that gives the facts as JSON. @param asked the fields of the object. @throws Refusal as the field's resolver does for these arguments. */
  readonly facts: (k: (column: string) => Sql, at: At, args: Args, asked: ReadonlySet<string>, below: RowsBelow) => Sql;
  /** Dear: for a row that may come many times its resolver asks once. */
  readonly costly?: true;
}

/**
 * A field whose object code makes of facts that are read together with the row it hangs on: where the rules are too intricate for SQL, and reading is what
 * costs.
 */
export interface Made extends Known {
  /** What the field is for each of many rows, from the facts of each. */
  readonly make: (session: Session, args: Args, facts: readonly unknown[], asked: ReadonlySet<string>) => Promise<readonly MadeOf[]>;
  /** What `make` gives of them. Whoever asks for more is answered by the resolvers, which find the facts by `factsOf`. */
  readonly plain: PlainFields;
}

/** How an object of the API is read: what it needs of its row, by field. Everything is an expression over the aliases of `Rows.from`. */
export interface Shape {
  /** Name of the type. */
  readonly type: string;
  /** Properties of every row, whatever is asked. */
  readonly always: (at: At) => Readonly<Record<string, Sql>>;
  /** Properties that a field needs. One of the field's own name is the answer, unless the field has a resolver. */
  readonly columns: (at: At) => Columns;
  /** Fields that SQL answers in place of their resolver. */
  readonly values?: Readonly<Record<string, Value>>;
  readonly words?: Readonly<Record<string, Words>>;
}

/** Fields that lead from a type to rows of others, by type and field. The module of the rows declares them. */
export type Links = Readonly<Record<string, Readonly<Record<string, Link>>>>;

/** A module's part of what can be read in one statement. */
export interface GraphPart {
  readonly shapes: readonly Shape[];
  readonly links: Links;
  /** Fields that the module adds to the types of others, by type and field. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, Value>>>>;
  /** Fields that code makes of facts, by type and field. */
  readonly made?: Readonly<Record<string, Readonly<Record<string, Made>>>>;
  /** Fields that resolvers answer from facts, by type and field. */
  readonly known?: Readonly<Record<string, Readonly<Record<string, Known>>>>;
}

/** A parameter that stands once in the statement, however often it is used. */
export class Shared extends Once {
  constructor(readonly value: unknown) {
    super();
  }
}

/**
 * A parameter whose value each request brings: what is compiled is shared by all who hold the same permissions, wherever they hold them. One object for
 * each such value, so that it stands in the statement once.
 */
export class Brought extends Once {
  constructor(readonly of: (session: Session) => unknown) {
    super();
  }
}

/** One day for all rows. */
export function onDay(session: Session, day: Day): At {
  return { session, day, on: sql`${new Shared(day)}::date` };
}

const UUID_LENGTH = 36;
/** Characters behind which base64 begins a new line. */
const OF_A_LINE = 57;

/** The opaque id of a row, as `globalId` writes it. @param id a uuid */
export function globalIdOf(type: string | Sql, id: Sql): Sql {
  const length = typeof type === 'string' ? type.length + 1 + UUID_LENGTH : Infinity;
  if (typeof type !== 'string' || length >= OF_A_LINE) {
    const before = typeof type === 'string' ? raw(`'${type}:'`) : sql`${type} || ':'`;
    return sql`translate(encode(convert_to(${before} || ${id}, 'UTF8'), 'base64'), E'+/=\\n', '-_')`;
  }
  // In base64 of letters, digits, hyphens and a colon there is neither + nor /. It stands in each row of an answer, and this takes a fifth of the time.
  const text = sql`encode((${raw(`'${type}:'`)} || ${id})::bytea, 'base64')`;
  return length % 3 === 0 ? text : sql`rtrim(${text}, '=')`;
}

/** An instant in the form that the API answers it. */
export function instant(at: Sql): Sql {
  return sql`to_char(${at} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
