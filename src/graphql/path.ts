import type { GraphQLResolveInfo } from 'graphql';

/** Where a field stands in the answer, as errors say it. */
export function pathOf({ path }: GraphQLResolveInfo): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at: GraphQLResolveInfo['path'] | undefined = path; at; at = at.prev) keys.unshift(at.key);
  return keys;
}
