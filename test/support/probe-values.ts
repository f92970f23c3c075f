import { getNamedType, isEnumType, isInputObjectType, isInterfaceType, isListType, isNonNullType } from 'graphql';
import type { GraphQLInputType, GraphQLSchema } from 'graphql';
import type { Place, Step } from './probe-paths';

/** What an id is of where its name does not say it. Others are named like a type: `teamIds`, `quotaId`, `directive`. */
const IDS: Readonly<Record<string, string>> = {
  unit: 'AdminUnit',
  within: 'AdminUnit',
  parent: 'AdminUnit',
  fromUnit: 'AdminUnit',
  intoTeam: 'Team',
  holding: 'QuotaHolding',
  round: 'ReportRound',
  cause: 'Event',
  request: 'PersonRequest',
  'EventFilter.subject': 'Team',
  'PersonalReadFilter.subject': 'Person',
  'CitationInput.existing': 'Document',
  'PersonReferenceInput.existing': 'Person',
  'AdminUnitBy.id': 'AdminUnit',
};

/** Words that mean something where they stand; another word finds nothing. */
const WORDS: Readonly<Record<string, string>> = {
  level: 'commune',
  indicator: 'people-trained',
  segment: 'x',
  kind: 'hamlet-team',
  form: 'x',
  search: 'x',
  code: '10165',
  'AdminUnitBy.code': '10165',
};

const SCALARS: Readonly<Record<string, unknown>> = { DateTimeISO: '2025-06-01T00:00:00Z', Int: 1, Float: 1, Boolean: true };
const DAYS: Readonly<Record<string, string>> = { until: '2026-01-01', through: '2026-12-31', from: '2025-01-01' };

/** The type of the thing that an id at a place is of. @param answer what the field answers with, which is what its `id` is of. */
export function thingAt(schema: GraphQLSchema, name: string, holder: string | undefined, answer?: string): string {
  const node = schema.getType('Node');
  const types = new Set(isInterfaceType(node) ? schema.getPossibleTypes(node).map((each) => each.name) : []);
  const stem = name.replace(/Ids?$/, '');
  const named = (stem[0] as string).toUpperCase() + stem.slice(1);
  const type = IDS[`${holder}.${name}`] ?? IDS[stem] ?? (types.has(named) ? named : undefined);
  if (type) return type;
  if ((name === 'id' || name === 'ids') && holder === undefined && answer) return answer === 'Node' ? 'Team' : answer;
  throw new Error(`Nobody knows what an id at ${holder ?? 'an argument'}.${name} is of; say it in IDS of test/support/probe-values.ts.`);
}

/** What the ids that a place takes can be of. */
export function thingsOf(schema: GraphQLSchema, { field }: Step, { argument, within, holder }: Place): readonly string[] {
  const answer = getNamedType(field.type);
  if (isInterfaceType(answer) && holder === undefined) return schema.getPossibleTypes(answer).map((each) => each.name);
  return [thingAt(schema, within.at(-1) ?? argument.name, holder, answer.name)];
}

/** Gives things of one's own, by type. */
export type Own = (type: string) => string;

/** A value that a place takes, with nothing in it that need not be there. */
export function valueFor(schema: GraphQLSchema, type: GraphQLInputType, own: Own, name: string, holder?: string, answer?: string): unknown {
  if (isNonNullType(type)) return valueFor(schema, type.ofType, own, name, holder, answer);
  if (isListType(type)) return [valueFor(schema, type.ofType, own, name, holder, answer)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const needed = type.isOneOf ? fields.slice(0, 1) : fields.filter((each) => isNonNullType(each.type) && each.defaultValue === undefined);
    return Object.fromEntries(needed.map((each) => [each.name, valueFor(schema, each.type, own, each.name, type.name)]));
  }
  if (type.name === 'ID') return own(thingAt(schema, name, holder, answer));
  if (type.name === 'String') return WORDS[`${holder}.${name}`] ?? WORDS[name] ?? 'x';
  if (type.name === 'Date') return DAYS[name] ?? '2025-06-01';
  const value = SCALARS[type.name];
  if (value === undefined) throw new Error(`There is no value for ${type.name}; give one in SCALARS of test/support/probe-values.ts.`);
  return value;
}

/** The value of an argument with another value at a place in it; what must stand around it is there. */
export function put(
  schema: GraphQLSchema,
  type: GraphQLInputType,
  own: Own,
  before: unknown,
  [name, ...rest]: readonly string[],
  value: unknown,
): unknown {
  if (isNonNullType(type)) return put(schema, type.ofType, own, before, name === undefined ? [] : [name, ...rest], value);
  if (isListType(type)) {
    const items = Array.isArray(before) ? (before as unknown[]) : [];
    const inner = put(schema, type.ofType, own, items.at(-1), name === undefined ? [] : [name, ...rest], value);
    return [...items.slice(0, -1), inner];
  }
  if (name === undefined || !isInputObjectType(type)) return value;
  const field = type.getFields()[name];
  if (!field) throw new Error(`${type.name} has no ${name}`);
  const around = before ?? (type.isOneOf ? {} : valueFor(schema, type, own, name));
  const held = (around as Record<string, unknown>)[name];
  const inner = put(schema, field.type, own, held, rest, value);
  return type.isOneOf ? { [name]: inner } : { ...(around as object), [name]: inner };
}
