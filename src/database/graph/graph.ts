import { getNamedType, isObjectType } from 'graphql';
import type { GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import type { Permission } from '../../auth/permissions';
import type { GraphPart, Known, Link, Made, PlainFields, Shape, Value } from './declare';

/** What it takes to see a field; `undefined` if nothing was declared for it. */
export interface FieldPolicy {
  /** Any of them lets it be seen; none at all: it is seen with the object it belongs to. */
  readonly anyOf: readonly Permission[];
  /** Without it the field is null. */
  readonly nullWithout?: Permission;
}
export type PolicyOf = (type: GraphQLObjectType, field: GraphQLField<unknown, unknown>) => FieldPolicy | undefined;

/** Everything that can be read in one statement, checked against the schema. */
export interface Graph {
  readonly schema: GraphQLSchema;
  readonly policyOf: PolicyOf;
  shape(type: string): Shape | undefined;
  link(type: string, field: string): Link | undefined;
  value(type: string, field: string): Value | undefined;
  made(type: string, field: string): Made | undefined;
  /** Also of what is made. */
  known(type: string, field: string): Known | undefined;
  /** Whether the field can be read together with the row it hangs on. */
  isRead(type: string, field: string): boolean;
  /** Whether code answers the field, and not a property of its name. */
  hasResolver(type: string, field: string): boolean;
}

/**
 * @throws Error naming every declaration that the schema does not bear out: a type or field that is not there, a link to another type than the
 * field's, a type of rows or a field of it for which no permission is declared.
 */
export function createGraph(schema: GraphQLSchema, parts: readonly GraphPart[], policyOf: PolicyOf): Graph {
  const shapes = new Map(parts.flatMap((part) => part.shapes.map((shape) => [shape.type, shape] as const)));
  const links = new Map<string, Link>();
  const problems: string[] = [];
  const fieldOf = (typeName: string, name: string) => {
    const type = schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[name] : undefined;
    if (!field) problems.push(`${typeName}.${name} is declared to be read, but there is no such field.`);
    else if (!policyOf(type as GraphQLObjectType, field)) problems.push(`${typeName}.${name} can be read, but names no permission.`);
    return field;
  };
  const values = new Map<string, Value>();
  const addValues = (typeName: string, of: Readonly<Record<string, Value>> = {}) => {
    for (const [name, value] of Object.entries(of)) {
      fieldOf(typeName, name);
      values.set(`${typeName}.${name}`, value);
    }
  };
  for (const { type, values: own, words } of shapes.values()) {
    addValues(type, own);
    for (const name of Object.keys(words ?? {})) fieldOf(type, name);
  }
  for (const part of parts) for (const [typeName, of] of Object.entries(part.values ?? {})) addValues(typeName, of);
  const made = new Map<string, Made>();
  const checkPlain = ({ type, fields }: PlainFields) => {
    for (const [name, below] of Object.entries(fields)) {
      fieldOf(type, name);
      if (typeof below === 'object') checkPlain(below);
    }
  };
  for (const part of parts)
    for (const [typeName, of] of Object.entries(part.made ?? {}))
      for (const [name, each] of Object.entries(of)) {
        fieldOf(typeName, name);
        checkPlain(each.plain);
        made.set(`${typeName}.${name}`, each);
      }
  const known = new Map<string, Known>(made);
  for (const part of parts)
    for (const [typeName, of] of Object.entries(part.known ?? {}))
      for (const [name, each] of Object.entries(of)) {
        fieldOf(typeName, name);
        known.set(`${typeName}.${name}`, each);
      }
  for (const part of parts)
    for (const [typeName, fields] of Object.entries(part.links))
      for (const [name, link] of Object.entries(fields)) {
        const field = fieldOf(typeName, name);
        const to = link.to().type;
        const leadsTo = field && getNamedType(field.type).name;
        if (leadsTo && leadsTo !== (link.many === 'page' ? `${to}Connection` : to))
          problems.push(`${typeName}.${name} is declared to lead to ${to}, and leads to ${leadsTo}.`);
        if (!shapes.has(typeName) || !shapes.has(to)) problems.push(`${typeName}.${name} links ${typeName} and ${to}; both need a shape.`);
        links.set(`${typeName}.${name}`, link);
      }
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const resolved = fieldsWithResolver();
  return {
    schema,
    policyOf,
    shape: (type) => shapes.get(type),
    value: (type, field) => values.get(`${type}.${field}`),
    made: (type, field) => made.get(`${type}.${field}`),
    known: (type, field) => known.get(`${type}.${field}`),
    link: (type, field) => links.get(`${type}.${field}`),
    isRead: (type, field) => links.has(`${type}.${field}`) || values.has(`${type}.${field}`),
    hasResolver: (type, field) => resolved.has(`${type}.${field}`),
  };
}

function fieldsWithResolver(): ReadonlySet<string> {
  const storage = getMetadataStorage();
  const names = new Map(storage.objectTypes.map(({ target, name }) => [target, name]));
  return new Set(
    storage.fieldResolvers.map(({ getObjectType, schemaName }) => `${names.get(getObjectType?.() as never) ?? ''}.${schemaName}`),
  );
}
