import { getDirectiveValues, GraphQLIncludeDirective, GraphQLSkipDirective, isListType, isNonNullType, valueFromASTUntyped } from 'graphql';
import type { FieldNode, GraphQLField, GraphQLType, SelectionNode } from 'graphql';
import { LARGEST_PAGE } from '../../database/page';
import { Refusal } from '../../errors';

export type Variables = Readonly<Record<string, unknown>>;

/** Whether a selection is left in by `@skip` and `@include`. */
export function isIncluded(selection: SelectionNode, variables: Variables): boolean {
  if (!selection.directives?.length) return true;
  if (getDirectiveValues(GraphQLSkipDirective, selection, variables)?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.if !== false;
}

/** The value that an argument will have, by its literal, its variable or its default. */
function valueOf(field: GraphQLField<unknown, unknown>, node: FieldNode, name: string, variables: Variables): unknown {
  const given = node.arguments?.find((argument) => argument.name.value === name)?.value;
  const value = given && valueFromASTUntyped(given, variables);
  return value === undefined ? field.args.find((argument) => argument.name === name)?.defaultValue : value;
}

export const isList = (type: GraphQLType): boolean => isListType(isNonNullType(type) ? type.ofType : type);

/**
 * The rows that a page will have at most, by `first`. @throws Refusal PAGE_TOO_LARGE.
 * null is as good as not given: what takes a page is not nullable, so the rules of GraphQL refuse it.
 */
export function pageSize(field: GraphQLField<unknown, unknown>, node: FieldNode, variables: Variables): number {
  const first = valueOf(field, node, 'first', variables);
  if (typeof first !== 'number') return LARGEST_PAGE;
  if (first < 1 || first > LARGEST_PAGE) throw new Refusal('PAGE_TOO_LARGE', { value: first, max: LARGEST_PAGE });
  return first;
}

/** How many things are asked for by name, if the field takes a list of ids. @throws Refusal LIST_TOO_LONG. */
export function idCount(field: GraphQLField<unknown, unknown>, node: FieldNode, variables: Variables): number | undefined {
  const argument = field.args.find(({ name, type }) => name === 'ids' && isList(type));
  if (!argument) return undefined;
  const ids = valueOf(field, node, 'ids', variables);
  const count = Array.isArray(ids) ? ids.length : 1;
  if (count > LARGEST_PAGE) throw new Refusal('LIST_TOO_LONG', { field: 'ids', count, max: LARGEST_PAGE });
  return count;
}

/** How many items all lists in the arguments of a change hold together. */
export function itemCount(node: FieldNode, variables: Variables): number {
  return (node.arguments ?? []).reduce((sum, { value }) => sum + itemsIn(valueFromASTUntyped(value, variables)), 0);
}

function itemsIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + 1 + itemsIn(item), 0);
  if (typeof value === 'object' && value !== null) return Object.values(value).reduce<number>((sum, each) => sum + itemsIn(each), 0);
  return 0;
}
