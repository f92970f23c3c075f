import fc from 'fast-check';
import { getNamedType, isAbstractType, isLeafType, isNonNullType, isObjectType } from 'graphql';
import type { GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { oneOf, randomValue, seldom } from './random-values';
import type { Choose, Pool } from './random-values';
import type { Request } from './probe-documents';

interface Bounds {
  readonly depth: number;
  readonly width: number;
}

/** What a document gathers while it is written. */
interface Draft {
  readonly choose: Choose;
  readonly schema: GraphQLSchema;
  readonly pool: Pool;
  readonly variables: Record<string, unknown>;
  readonly declared: string[];
  readonly fragments: string[];
  count: number;
}

/** A random operation that the schema takes, but for some of its values. */
export function randomRequest(choose: Choose, schema: GraphQLSchema, pool: Pool, bounds: Bounds = { depth: 6, width: 3 }): Request {
  const draft: Draft = { choose, schema, pool, variables: {}, declared: [], fragments: [], count: 0 };
  const isMutation = seldom(choose, 3);
  const root = (isMutation ? schema.getMutationType() : schema.getQueryType()) as GraphQLObjectType;
  const selection = selectionOf(draft, root, bounds.depth, isMutation ? 1 : bounds.width);
  const head = `${isMutation ? 'mutation' : 'query'} Q${draft.declared.length > 0 ? `(${draft.declared.join(', ')})` : ''}`;
  return { query: `${head} ${selection} ${draft.fragments.join(' ')}`, variables: draft.variables };
}

function selectionOf(draft: Draft, type: GraphQLObjectType, depth: number, width: number): string {
  const { choose } = draft;
  const fields = Object.values(type.getFields()).filter(({ type: answer }) => depth > 0 || isLeafType(getNamedType(answer)));
  if (fields.length === 0) return '{ __typename }';
  const count = 1 + choose(fc.nat, width - 1);
  const parts = Array.from({ length: count }, () => {
    const field = fieldOf(draft, oneOf(choose, fields), depth, width);
    if (seldom(choose, 12)) return `... on ${type.name} { ${field} }`;
    if (!seldom(choose, 12)) return field;
    const name = `F${draft.count++}`;
    draft.fragments.push(`fragment ${name} on ${type.name} { ${field} }`);
    return `...${name}${directive(draft)}`;
  });
  return `{ ${parts.join(' ')} }`;
}

function fieldOf(draft: Draft, field: GraphQLField<unknown, unknown>, depth: number, width: number): string {
  const { choose, schema } = draft;
  const passed = field.args.flatMap((each) => {
    const needed = isNonNullType(each.type) && each.defaultValue === undefined;
    // A page of the usual size on every level is more than a request may cost.
    if (!needed && each.name !== 'first' && !seldom(choose, 2)) return [];
    const { json, text } = randomValue(choose, each.type, each.name, draft.pool);
    // What is not null must be given a value; a lone surrogate can be said in JSON only.
    if (seldom(choose, 5) && !/\\u[dD]/.test(text)) return [`${each.name}: ${text}`];
    const name = `v${draft.count++}`;
    draft.declared.push(`$${name}: ${String(each.type)}`);
    draft.variables[name] = json;
    return [`${each.name}: $${name}`];
  });
  const alias = passed.length > 0 || seldom(choose, 6) ? `a${draft.count++}: ` : '';
  const call = `${alias}${field.name}${passed.length > 0 ? `(${passed.join(', ')})` : ''}${directive(draft)}`;
  const answer = getNamedType(field.type);
  if (isLeafType(answer)) return call;
  if (isObjectType(answer)) return `${call} ${selectionOf(draft, answer, depth - 1, width)}`;
  const types = isAbstractType(answer) ? schema.getPossibleTypes(answer) : [];
  const some = Array.from({ length: 2 }, () => oneOf(choose, types));
  return `${call} { __typename ${some.map((type) => `... on ${type.name} ${selectionOf(draft, type, depth - 1, width)}`).join(' ')} }`;
}

function directive(draft: Draft): string {
  if (!seldom(draft.choose, 12)) return '';
  const name = `v${draft.count++}`;
  draft.declared.push(`$${name}: Boolean!`);
  draft.variables[name] = !seldom(draft.choose, 3);
  return ` @${seldom(draft.choose, 2) ? 'include' : 'skip'}(if: $${name})`;
}
