import { GraphQLError, GraphQLScalarType, Kind, print } from 'graphql';
import type { ValueNode } from 'graphql';
import { isDay } from '../tenancy/day';

function parse(value: unknown, nodes?: ValueNode): string {
  if (typeof value === 'string' && isDay(value)) return value;
  throw new GraphQLError(`"${String(value)}" is not a calendar day; write an existing day as YYYY-MM-DD.`, { nodes });
}

/** A calendar day in Asia/Ho_Chi_Minh. Open bounds of the database are null to clients. */
export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A calendar day in Asia/Ho_Chi_Minh, written YYYY-MM-DD (ngày). Never an instant.',
  serialize: (value) => String(value),
  parseValue: (value) => parse(value),
  parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : print(node), node),
});
