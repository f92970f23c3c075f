import { getNamedType, isEnumType, isInputObjectType, isLeafType, isListType, isNonNullType, isObjectType, isInterfaceType } from 'graphql';
import type { GraphQLField, GraphQLInputType } from 'graphql';

const SCALARS: Readonly<Record<string, string>> = { Int: '1', Float: '1', Boolean: 'true', Date: '"2024-01-01"', JSON: '{}' };

/** Something that an argument of a type takes, as it is written in a document. */
export function sample(type: GraphQLInputType): string {
  if (isNonNullType(type)) return sample(type.ofType);
  if (isListType(type)) return `[${sample(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name as string;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const needed = type.isOneOf ? fields.slice(0, 1) : fields.filter((field) => isNonNullType(field.type));
    return `{${needed.map((field) => `${field.name}: ${sample(field.type)}`).join(', ')}}`;
  }
  return SCALARS[type.name] ?? '"x"';
}

/** A field with what it must be given, and below it the name of its type. */
export function asking(field: GraphQLField<unknown, unknown>, given: Readonly<Record<string, string>> = {}): string {
  const needed = field.args.filter(({ name, type, defaultValue }) => given[name] ?? (isNonNullType(type) && defaultValue === undefined));
  const values = needed.map(({ name, type }) => `${name}: ${given[name] ?? sample(type)}`);
  const type = getNamedType(field.type);
  const below = isLeafType(type) ? '' : isObjectType(type) || isInterfaceType(type) ? ' { __typename }' : '';
  return `${field.name}${values.length > 0 ? `(${values.join(', ')})` : ''}${below}`;
}
