import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { isDay } from '../tenancy/day';

function parse(value: unknown): string {
  if (typeof value === 'string' && isDay(value)) return value;
  throw new GraphQLError(`"${String(value)}" is not a calendar day; write an existing day as YYYY-MM-DD.`, {
    extensions: { code: 'INVALID_INPUT' },
  });
}

/** A calendar day in Asia/Ho_Chi_Minh. Open bounds of the database are null to clients. */
export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A calendar day in Asia/Ho_Chi_Minh, written YYYY-MM-DD (ngày). Never an instant.',
  serialize: (value) => String(value),
  parseValue: parse,
  parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined),
});
