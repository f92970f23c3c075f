import { getNamedType, isInterfaceType, isLeafType, isNonNullType, isObjectType } from 'graphql';
import type { GraphQLNamedType, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { put, valueFor } from './probe-values';
import type { Own } from './probe-values';
import type { Path, Step } from './probe-paths';

export interface Request {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

export interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly path?: readonly (string | number)[] }[];
}

const takesNothing = ({ args }: { args: readonly { type: unknown; defaultValue?: unknown }[] }) =>
  args.every(({ type, defaultValue }) => !isNonNullType(type) || defaultValue !== undefined);

/** All that a type says of itself, of the rows of a list and of persons. */
export function selectionOf(type: GraphQLNamedType): string {
  if (isLeafType(type)) return '';
  if (isInterfaceType(type)) return '{ __typename id }';
  if (!isObjectType(type)) return '{ __typename }';
  const fields = Object.values(type.getFields()).filter(takesNothing);
  const own = fields.map(({ name, type: answer }) => {
    const named = getNamedType(answer);
    if (isLeafType(named)) return name;
    return named.name === 'Person' || /^(edges|node|pageInfo)$/.test(name) ? `${name} ${selectionOf(named)}` : '';
  });
  return `{ __typename ${own.join(' ')} }`;
}

/** Asks all the way down a path, with a value at its place. */
export function requestFor(schema: GraphQLSchema, { steps, place }: Path, own: Own, value: unknown): Request {
  const variables: Record<string, unknown> = {};
  const declared: string[] = [];
  const calls = steps.map(({ field }, depth) => {
    const last = depth === steps.length - 1;
    const given = field.args.filter(
      (each) => (isNonNullType(each.type) && each.defaultValue === undefined) || each.name === 'first' || (last && each === place.argument),
    );
    const passed = given.map((each) => {
      const name = `${each.name}${depth}`;
      declared.push(`$${name}: ${String(each.type)}`);
      const needed =
        each.name === 'first'
          ? 2
          : isNonNullType(each.type)
            ? valueFor(schema, each.type, own, each.name, undefined, answerOf(steps, depth))
            : undefined;
      variables[name] = last && each === place.argument ? put(schema, each.type, own, needed, place.within, value) : needed;
      return `${each.name}: $${name}`;
    });
    return `${field.name}${passed.length > 0 ? `(${passed.join(', ')})` : ''}`;
  });
  let document = `${calls.at(-1)} ${selectionOf(getNamedType((steps.at(-1) as Step).field.type))}`;
  for (let depth = steps.length - 2; depth >= 0; depth--) {
    const answer = getNamedType((steps[depth] as Step).field.type);
    const below = (steps[depth + 1] as Step).parent as GraphQLObjectType;
    document = `${calls[depth]} { ${isInterfaceType(answer) ? `... on ${below.name} { ${document} }` : document} }`;
  }
  return { query: `query${declared.length > 0 ? ` (${declared.join(', ')})` : ''} { ${document} }`, variables };
}

/** What a step answers with: of an interface, the type the next one is asked of. */
function answerOf(steps: readonly Step[], depth: number): string {
  const answer = getNamedType((steps[depth] as Step).field.type);
  return isInterfaceType(answer) ? (steps[depth + 1]?.parent.name ?? answer.name) : answer.name;
}

/** Whether an answer came as far as the field of a path: something was there to ask it of. */
export function arrived({ steps }: Path, { data, errors }: Answer): boolean {
  const way = steps.map(({ field }) => field.name).join();
  if (errors?.some(({ path = [] }) => path.filter((each) => typeof each === 'string').join() === way)) return true;
  const below = (value: unknown, depth: number): boolean => {
    if (Array.isArray(value)) return value.some((each) => below(each, depth));
    if (value === null || typeof value !== 'object') return false;
    if (depth === steps.length - 1) return (steps[depth] as Step).field.name in value;
    return below((value as Record<string, unknown>)[(steps[depth] as Step).field.name], depth + 1);
  };
  return below(data, 0);
}
