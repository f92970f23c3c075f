import type { GraphQLField, GraphQLResolveInfo } from 'graphql';
import type { Sql } from 'sql-template-tag';
import sql from 'sql-template-tag';
import { Refusal } from '../../errors';
import type { Day } from '../../tenancy/day';
import { DEFAULT_PAGE, LARGEST_PAGE } from '../page';
import type { Page, PageRequest } from '../page';
import { prepared } from '../prepared';
import type { Session } from '../session';
import { Compiler, NeedsResolvers } from './compile';
import type { Mode } from './compile';
import { onDay, Shared } from './declare';
import type { At, Rows, Shape } from './declare';
import type { Graph } from './graph';
import { pageOf } from './page-sql';

/** What a root field asks for. */
export interface Read {
  readonly session: Session;
  readonly info: ReadInfo;
  readonly day: Day;
  readonly rows: (at: At) => Rows;
}

/** `answer` is set where no resolver will look at what comes: an answer is then given as text, or NOT_BY_SQL. */
export type ReadInfo = GraphQLResolveInfo & { readonly answer?: boolean };

/** A part of the answer that PostgreSQL has written. */
export class AnswerText {
  constructor(
    /** JSON. */
    readonly text: string,
    /** Objects in it, as cost counts them. */
    readonly count: number,
  ) {}
}

/** In place of an answer that SQL alone cannot give. */
export const NOT_BY_SQL = Symbol('not by SQL');

/** A statement as it is sent. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** One row and whatever was asked of it, in one statement. Null if there is none. */
export function readOne<T>(shape: Shape, read: Read): Promise<T | null> {
  return answered(shape, read, null, (compiler, at, rows) => compiler.oneOf(shape, at, rows, read.info.fieldNodes));
}

/** All rows, in their order. */
export async function readList<T>(shape: Shape, read: Read): Promise<T[]> {
  return (await answered<T[]>(shape, read, null, (compiler, at, rows) => compiler.listOf(shape, at, rows, read.info.fieldNodes))) ?? [];
}

/** A page of rows. @throws Refusal PAGE_TOO_LARGE; INVALID_INPUT for a cursor that is not one of this list's. */
export async function readConnection<T extends object>(shape: Shape, read: Read, page: PageRequest): Promise<Page<T>> {
  const { first = DEFAULT_PAGE } = page;
  if (first < 1 || first > LARGEST_PAGE) throw new Refusal('PAGE_TOO_LARGE', { value: first, max: LARGEST_PAGE });
  const { parentType, fieldName, fieldNodes } = read.info;
  const field = parentType.getFields()[fieldName] as GraphQLField<unknown, unknown>;
  const body = (compiler: Compiler, at: At, rows: Rows) => pageOf(compiler, shape, at, rows, field, fieldNodes, page);
  return (await answered<Page<T>>(shape, read, page, body)) as Page<T>;
}

type Body = (compiler: Compiler, at: At, rows: Rows) => Sql;

async function answered<T>(shape: Shape, read: Read, page: PageRequest | null, body: Body): Promise<T | null> {
  const statement = statementOf(read, page, body);
  if (statement === NOT_BY_SQL) return NOT_BY_SQL as T;
  const [row] = (await prepared(read.session.db, statement.text, statement.values)) as [string | null, number][];
  if (read.info.answer) return (row?.[0] == null ? null : new AnswerText(row[0], row[1])) as T;
  return row?.[0] == null ? null : (JSON.parse(row[0]) as T);
}

/** The statement of a root field; that of columns only where the resolvers must do the rest. */
function statementOf(read: Read, page: PageRequest | null, body: Body): Statement | typeof NOT_BY_SQL {
  const { session, info, day, rows } = read;
  const at = onDay(session, day);
  const compile = (mode: Mode) => {
    const compiler = new Compiler(graphOf(info) as Graph, info, mode);
    return render(sql`SELECT q.j::text, q.n FROM (${body(compiler, at, rows(at))}) q`);
  };
  if (info.answer)
    try {
      return compile('answer');
    } catch (error) {
      if (error instanceof NeedsResolvers) return NOT_BY_SQL;
      throw error;
    }
  if (session.reads === 'plain') return compile('columns');
  try {
    return compile('rows');
  } catch (error) {
    if (!(error instanceof NeedsResolvers)) throw error;
    return compile('columns');
  }
}

export function graphOf({ schema }: Pick<GraphQLResolveInfo, 'schema'>): Graph | undefined {
  return schema.extensions.graph as Graph | undefined;
}

/** Text and parameters, each shared one once. */
export function render({ strings, values }: Sql): Statement {
  const numbers = new Map<Shared, number>();
  const sent: unknown[] = [];
  let text = strings[0] as string;
  values.forEach((value, index) => {
    let number = value instanceof Shared ? numbers.get(value) : undefined;
    if (number === undefined) {
      number = sent.push(value instanceof Shared ? value.value : value);
      if (value instanceof Shared) numbers.set(value, number);
    }
    text += `$${number}${strings[index + 1] as string}`;
  });
  return { text, values: sent };
}
