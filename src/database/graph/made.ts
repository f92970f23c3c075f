import { randomBytes } from 'node:crypto';
import { getNamedType, isLeafType, isSpecifiedScalarType } from 'graphql';
import type { FieldNode, GraphQLField, GraphQLLeafType, GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import type { Session } from '../session';
import type { Compiler } from './compile';
import type { Args, Made, MadeOf, PlainFields, WrittenRows } from './declare';
import { jsonOf } from './json-text';
import { NeedsResolvers } from './parts';

/** What is taken of an object: the key that it has in the answer, the property it is, and what is taken of that, or how it is written. */
type Taken = readonly {
  readonly key: string;
  readonly name: string;
  readonly type?: string;
  readonly below?: Taken;
  readonly leaf?: GraphQLLeafType;
  /** SQL has written it. */
  readonly rows?: true;
}[];

/** A field of an answer whose object is not made yet. */
export interface Making {
  readonly made: Made;
  readonly args: Args;
  readonly asked: ReadonlySet<string>;
  readonly taken: Taken;
}

/** What stands before the name under which rows for the resolvers hold facts: not READ, as they are not the answer yet. */
export const FACTS = '~~';

/** Nobody who writes text into the database knows it, so that facts are found by it in the text of an answer. */
const MARK = `~${randomBytes(12).toString('hex')}`;
const [BEGIN, END] = [`["${MARK}`, `, "${MARK}"]`];

/** Facts where the object is to stand. */
export function marked(index: number, facts: Sql): Sql {
  return sql`${`${BEGIN}${index}", `}::text || ${jsonOf(facts)} || ${END}::text`;
}

/** The facts that were read with the row for a field, if they were: not for rows that were read otherwise. */
export function factsOf<F>(source: object, { path }: Pick<GraphQLResolveInfo, 'path'>): F | undefined {
  return (source as Record<string, F | undefined>)[FACTS + path.key];
}

type Sees = (type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, seen: 'yes') => boolean;

/** @throws NeedsResolvers for a field that is not among the plain ones. */
export function takenOf(plain: PlainFields, fields: readonly [string, readonly FieldNode[]][], sees: Sees, compiler: Compiler): Taken {
  const type = compiler.info.schema.getType(plain.type) as GraphQLObjectType;
  return fields.map(([key, nodes]) => {
    const name = nodes[0]?.name.value as string;
    if (name === '__typename') return { key, name, type: plain.type };
    const field = type.getFields()[name] as GraphQLField<unknown, unknown>;
    const below = Object.hasOwn(plain.fields, name) ? plain.fields[name] : undefined;
    const named = getNamedType(field.type);
    const isCalled = nodes.some((node) => (node.arguments?.length ?? 0) > 0);
    if (!below || isCalled || !sees(type, field, 'yes')) throw new NeedsResolvers();
    if (below === 'rows') return { key, name, rows: true };
    if (below === true) return isLeafType(named) && !isSpecifiedScalarType(named) ? { key, name, leaf: named } : { key, name };
    return { key, name, below: takenOf(below, compiler.subfields(named as GraphQLObjectType, nodes), sees, compiler) };
  });
}

/** The text of an answer with the objects in place of their facts, and how many there are more. */
export async function finished(session: Session, makings: readonly Making[], text: string): Promise<{ text: string; count: number }> {
  const between: string[] = [];
  const places: { making: number; at: number }[] = [];
  const facts: string[][] = makings.map(() => []);
  let from = 0;
  for (let at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, from)) {
    const index = text.indexOf('"', at + BEGIN.length);
    const end = text.indexOf(END, index);
    const making = Number(text.slice(at + BEGIN.length, index));
    const of = facts[making] as string[];
    places.push({ making, at: of.length });
    of.push(text.slice(index + 2, end));
    between.push(text.slice(from, at));
    from = end + END.length;
  }
  let count = 0;
  const made = await Promise.all(
    makings.map(async ({ made: { make }, args, asked, taken }, making) => {
      const objects = await make(session, args, JSON.parse(`[${(facts[making] as string[]).join()}]`) as unknown[], asked);
      return objects.map((object) => textOf(object, taken, (more) => (count += more)));
    }),
  );
  let written = '';
  places.forEach(({ making, at }, index) => {
    written += (between[index] as string) + ((made[making] as string[])[at] as string);
  });
  return { text: written + text.slice(from), count };
}

/** What is taken of what was made, as JSON. */
function textOf(made: MadeOf, taken: Taken, counted: (more: number) => void): string {
  if (made === null) return 'null';
  if (Array.isArray(made)) return `[${made.map((each: object) => textOf(each, taken, counted)).join()}]`;
  counted(1);
  let text = '';
  // Not JSON.stringify of the whole, which would need a copy under the keys of the answer. These are names: nothing in them is to be escaped.
  for (const { key, name, type, below, leaf, rows } of taken) {
    const value = type ?? (made as Readonly<Record<string, unknown>>)[name] ?? null;
    text += `${text === '' ? '' : ','}"${key}":`;
    if (rows) {
      const [written, count] = value as WrittenRows;
      counted(count);
      text += written;
    } else if (below) text += textOf(value as MadeOf, below, counted);
    else text += leafText(leaf && value !== null ? leaf.serialize(value) : value);
  }
  return `{${text}}`;
}

/** Most are numbers, of which the text is the same and costs less. */
const leafText = (value: unknown) => (Number.isFinite(value) ? String(value) : JSON.stringify(value));
