import { Kind, visit } from 'graphql';
import type { ASTNode, GraphQLField, GraphQLResolveInfo, OperationDefinitionNode, VariableNode } from 'graphql';
import { permissionsOf } from '../../auth/permissions';
import { Refusal } from '../../errors';
import type { Day } from '../../tenancy/day';
import { DEFAULT_PAGE, LARGEST_PAGE, readCursor } from '../page';
import type { Page, PageRequest } from '../page';
import { prepared } from '../prepared';
import type { Session } from '../session';
import { Compiler } from './compile';
import type { Mode } from './compile';
import { onDay } from './declare';
import type { At, Rows, Shape } from './declare';
import type { Graph } from './graph';
import { finished } from './made';
import type { Making } from './made';
import { pageOf } from './page-sql';
import { NeedsResolvers } from './parts';
import { Statements } from './statements';
import type { Asked, Fill } from './statements';

/** What a root field asks for. */
export interface Read {
  readonly session: Session;
  readonly info: ReadInfo;
  readonly day: Day;
  readonly rows: (at: At) => Rows;
}

/** `answer` is set where no resolver will look at what comes: what is given is then `Unsent`, or NOT_BY_SQL. */
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

/** An answer that SQL can give, before it is asked: whether all of a document can be answered so is known before anything is sent. */
export class Unsent {
  constructor(
    /** Null where there is nothing. */
    readonly send: () => Promise<AnswerText | null>,
  ) {}
}

/** In place of an answer that SQL alone cannot give. */
export const NOT_BY_SQL = Symbol('not by SQL');

/** One row and whatever was asked of it, in one statement. Null if there is none. */
export function readOne<T>(shape: Shape, read: Read): Promise<T | null> {
  return answered(
    read,
    (compiler, at) => compiler.oneOf(shape, at, read.info.fieldNodes),
    (body, rows) => body(rows),
  );
}

/** All rows, in their order. */
export async function readList<T>(shape: Shape, read: Read): Promise<T[]> {
  return answered(
    read,
    (compiler, at) => compiler.listOf(shape, at, read.info.fieldNodes),
    (body, rows) => body(rows),
  ) as Promise<T[]>;
}

/** A page of rows. @throws Refusal PAGE_TOO_LARGE; INVALID_INPUT for a cursor that is not one of this list's. */
export async function readConnection<T extends object>(shape: Shape, read: Read, page: PageRequest): Promise<Page<T>> {
  const { first = DEFAULT_PAGE } = page;
  if (first < 1 || first > LARGEST_PAGE) throw new Refusal('PAGE_TOO_LARGE', { value: first, max: LARGEST_PAGE });
  const { parentType, fieldName, fieldNodes } = read.info;
  const field = parentType.getFields()[fieldName] as GraphQLField<unknown, unknown>;
  const compile = (compiler: Compiler, at: At) => pageOf(compiler, shape, at, field, fieldNodes);
  return answered(read, compile, (body, rows, asked) => body(rows, asked as Asked), { first, after: page.after ?? null }) as Promise<
    Page<T>
  >;
}

async function answered<T, B>(
  read: Read,
  compile: (compiler: Compiler, at: At) => B,
  fill: Fill<B>,
  page?: { readonly first: number; readonly after: string | null },
): Promise<T | null> {
  const { session, info } = read;
  const compiled = compiledFor(read, compile);
  if (compiled === NOT_BY_SQL) return NOT_BY_SQL as T;
  const rows = read.rows({ ...compiled.at, session });
  const { order = [], named } = rows;
  const asked = page && { first: page.first, after: page.after === null ? null : readCursor(page.after, order, named) };
  const { text, values } = compiled.statements.of(session, rows, asked, (each, its) => fill(compiled.body, each, its));
  const send = async () => ((await prepared(session.db, text, values)) as [string | null, number][])[0];
  if (info.answer) return new Unsent(async () => written(session, compiled.makings, await send())) as T;
  const json = (await send())?.[0];
  return json == null ? null : (JSON.parse(json) as T);
}

async function written(session: Session, makings: readonly Making[], row?: [string | null, number]): Promise<AnswerText | null> {
  if (row?.[0] == null) return null;
  if (makings.length === 0) return new AnswerText(row[0], row[1]);
  const { text, count } = await finished(session, makings, row[0]);
  return new AnswerText(text, row[1] + count);
}

interface Compiled<B> {
  /** The day, without whoever asked first. */
  readonly at: Omit<At, 'session'>;
  readonly body: B;
  readonly statements: Statements;
  readonly makings: readonly Making[];
}

/** What was compiled for the root fields of an operation, by everything each depends on but the rows it starts from. */
const known = new WeakMap<OperationDefinitionNode, Map<string, Compiled<unknown> | typeof NOT_BY_SQL>>();
/** Of one operation: fields, days, variables, rights. */
const MOST_KNOWN = 100;

function compiledFor<B>(read: Read, compile: (compiler: Compiler, at: At) => B): Compiled<B> | typeof NOT_BY_SQL {
  const { session, info, day } = read;
  // By name: a variable that is not given is another than null.
  const below = variablesBelow(info).flatMap((name) => (name in info.variableValues ? [name, info.variableValues[name]] : []));
  const key = JSON.stringify([
    info.path.key,
    info.answer ?? session.reads,
    session.province.slug,
    session.locale,
    session.today,
    day,
    permissionsOf(session.actor),
    below,
  ]);
  const ofOperation = known.get(info.operation) ?? new Map<string, Compiled<unknown> | typeof NOT_BY_SQL>();
  known.set(info.operation, ofOperation);
  let compiled = ofOperation.get(key) as Compiled<B> | typeof NOT_BY_SQL | undefined;
  if (compiled === undefined) {
    compiled = compileAs(read, compile);
    if (ofOperation.size >= MOST_KNOWN) ofOperation.clear();
    ofOperation.set(key, compiled);
  }
  return compiled;
}

/** As an answer if that is asked, else as rows; of columns only where the resolvers must do the rest. */
function compileAs<B>({ session, info, day }: Read, compile: (compiler: Compiler, at: At) => B): Compiled<B> | typeof NOT_BY_SQL {
  const at = onDay(session, day);
  const modes: Mode[] = info.answer ? ['answer'] : session.reads === 'plain' ? ['columns'] : ['rows', 'columns'];
  for (const mode of modes)
    try {
      const compiler = new Compiler(graphOf(info) as Graph, info, mode);
      const body = compile(compiler, at);
      return { at: { on: at.on, day }, body, statements: new Statements(at.on), makings: compiler.makings };
    } catch (error) {
      // Whatever else is wrong with the document, the resolvers say in its place.
      if (!info.answer && !(error instanceof NeedsResolvers)) throw error;
    }
  return NOT_BY_SQL;
}

const variables = new WeakMap<OperationDefinitionNode, readonly string[]>();

/** The variables of an operation that do more than be an argument of a root field. */
function variablesBelow({ operation, fragments }: Pick<GraphQLResolveInfo, 'operation' | 'fragments'>): readonly string[] {
  const found = variables.get(operation);
  if (found) return found;
  const names = new Set<string>();
  const collect = (node: ASTNode) => visit(node, { [Kind.VARIABLE]: ({ name }: VariableNode) => void names.add(name.value) });
  for (const selection of operation.selectionSet.selections) {
    for (const directive of selection.directives ?? []) collect(directive);
    if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
    if (selection.selectionSet) collect(selection.selectionSet);
  }
  for (const fragment of Object.values(fragments)) collect(fragment);
  variables.set(operation, [...names]);
  return [...names];
}

export function graphOf({ schema }: Pick<GraphQLResolveInfo, 'schema'>): Graph | undefined {
  return schema.extensions.graph as Graph | undefined;
}
