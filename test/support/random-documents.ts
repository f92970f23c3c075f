import { getNamedType, isAbstractType, isLeafType, isNonNullType, isObjectType } from 'graphql';
import type { GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { oneOf, randomValue, seldom, upTo } from './random-values';
import type { Choose, Pool, Value } from './random-values';
import { placesOf } from './probe-paths';
import { put } from './probe-values';
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
  const isMutation = seldom(choose, 3);
  const words = isMutation ? pool.wordsToWrite : pool.words;
  const draft: Draft = { choose, schema, pool: { ...pool, words }, variables: {}, declared: [], fragments: [], count: 0 };
  const root = (isMutation ? schema.getMutationType() : schema.getQueryType()) as GraphQLObjectType;
  const selection = selectionOf(draft, root, bounds.depth, isMutation ? 1 : bounds.width);
  const head = `${isMutation ? 'mutation' : 'query'} Q${draft.declared.length > 0 ? `(${draft.declared.join(', ')})` : ''}`;
  return { query: `${head} ${selection} ${draft.fragments.join(' ')}`, variables: draft.variables };
}

function selectionOf(draft: Draft, type: GraphQLObjectType, depth: number, width: number): string {
  const { choose } = draft;
  const fields = Object.values(type.getFields()).filter(({ type: answer }) => depth > 0 || isLeafType(getNamedType(answer)));
  if (fields.length === 0) return '{ __typename }';
  const count = 1 + choose(upTo, width - 1);
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
    const usual = each.name === 'input' && !seldom(choose, 4) ? draft.pool.inputOf(field.name) : undefined;
    const name = each.name === 'id' ? getNamedType(field.type).name : each.name;
    const { json, text } = usual ? changed(draft, field, usual) : randomValue(choose, each.type, name, draft.pool);
    // What is not null must be given a value; a lone surrogate can be said in JSON only.
    if (!usual && seldom(choose, 5) && !/\\u[dD]/.test(text)) return [`${each.name}: ${text}`];
    const variable = `v${draft.count++}`;
    // A default lets a variable be null where nothing may be.
    const nullable = text !== '' && isNonNullType(each.type) && seldom(choose, 30) ? each.type.ofType : undefined;
    draft.declared.push(`$${variable}: ${nullable ? `${String(nullable)} = ${text}` : String(each.type)}`);
    draft.variables[variable] = nullable ? null : json;
    return [`${each.name}: $${variable}`];
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

/** An input that is taken as it is, with random values at up to two of its places. */
function changed({ choose, schema, pool }: Draft, field: GraphQLField<unknown, unknown>, usual: object): Value {
  const places = placesOf(field);
  let json: unknown = usual;
  for (let times = choose(upTo, 2); times > 0; times--) {
    const { argument, within, type } = oneOf(choose, places);
    const value = randomValue(choose, type, within.at(-1) ?? '', pool).json;
    json = put(schema, argument.type, (thing) => oneOf(choose, pool.idsFor(thing)), json, within, value);
  }
  return { json, text: '' };
}

function directive(draft: Draft): string {
  if (!seldom(draft.choose, 12)) return '';
  const name = `v${draft.count++}`;
  draft.declared.push(`$${name}: Boolean!`);
  draft.variables[name] = !seldom(draft.choose, 3);
  return ` @${seldom(draft.choose, 2) ? 'include' : 'skip'}(if: $${name})`;
}
