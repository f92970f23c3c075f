import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { GraphQLError } from 'graphql';
import type { ValidationContext, ValidationRule } from 'graphql';
import { tooComplex } from './measure';

const FOUND = /found (\d+)\.$/;

/**
 * How deep a document goes, by the rule of graphql-armor. Left to itself it throws while the document is checked, which answers 500; told not to, it hands
 * the problem over, to be reported like any other. Fragments add no level of their own, and asking for the schema is bounded by graphql's own rule.
 */
export function depthRule(max: number): ValidationRule {
  return maxDepthRule({
    n: max,
    flattenFragments: true,
    ignoreIntrospection: true,
    propagateOnRejection: false,
    onReject: [
      (context: ValidationContext | null, { message }: GraphQLError) => {
        const refusal = tooComplex('depth', Number(FOUND.exec(message)?.[1]), max);
        context?.reportError(new GraphQLError(refusal.message, { originalError: refusal }));
      },
    ],
  }) as unknown as ValidationRule;
}
