import { validateSync } from 'class-validator';
import { getArgumentValues, isInputObjectType, getNamedType } from 'graphql';
import type { FieldNode, GraphQLField } from 'graphql';
import type { ClassType } from 'type-graphql';
import { LARGEST_PAGE, LONGEST_CURSOR } from '../page';
import type { Args } from './declare';
import { NeedsResolvers } from './parts';

/**
 * The arguments of a field that no resolver looks at, checked as its resolver would.
 * @throws NeedsResolvers for any that do not pass: which refusal it is, the resolver says when it is asked in place of this.
 */
export function argumentsOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Readonly<Record<string, unknown>>,
  inputs: Readonly<Record<string, ClassType>> = {},
): Args {
  const args = valuesOf(field, node, variables);
  for (const { name, type } of field.args) {
    const value = args[name];
    if (value == null) continue;
    if (name === 'first' && !(Number(value) >= 1 && Number(value) <= LARGEST_PAGE)) throw new NeedsResolvers('The page is too large');
    if (name === 'after' && String(value).length > LONGEST_CURSOR) throw new NeedsResolvers('The cursor is too long');
    if (!isInputObjectType(getNamedType(type))) continue;
    const Input = inputs[name];
    if (!Input) throw new NeedsResolvers(`Nobody says how ${name} is checked`);
    if (validateSync(Object.assign(new Input(), value)).length > 0) throw new NeedsResolvers(`${name} does not pass`);
  }
  return args as Args;
}

function valuesOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  try {
    return getArgumentValues(field, node, variables as Record<string, unknown>);
  } catch (cause) {
    throw new NeedsResolvers('The arguments do not fit the field', { cause });
  }
}
