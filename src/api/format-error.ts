import { randomUUID } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import { ArgumentValidationError } from 'type-graphql';
import type { ValidationError } from 'class-validator';
import { stateOf } from '../database/faults';
import { CATALOGUE, Refusal, sentence, spoken } from '../errors';
import type { ErrorCode, Locale } from '../errors';
import type { Context } from '../graphql/context';
import { ofMadeChange, refusalOfFault } from './faults';
import { hidesStatus } from './graphql-over-http';
import { recordOfSession } from './request-record';

/** What graphql says of a client's values where it meets them only when it reads, and Apollo takes for our own fault. */
const UNFIT = /^(Argument ".*" (of (required|non-null) type|has invalid value) |Too many errors processing variables)/;

/** Notes a fault. @param requestId of the request that it happened in, where that is known */
export type Report = (error: unknown, reference: string, requestId?: string) => void;

interface Refused {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Values the database can't read, such as a cursor that was tampered with. */
const UNREADABLE = /^22/;

/** Turns whatever was thrown into a code of the catalogue. What is not in it is reported, and masked. */
export function toRefused(error: unknown, report: Report, requestId?: string): Refused {
  if (error instanceof Refusal) return { code: error.code, details: error.details };
  if (error instanceof ArgumentValidationError) return invalidInput(error.extensions.validationErrors as ValidationError[]);
  if (UNREADABLE.test(stateOf(error)))
    return { code: 'INVALID_INPUT', details: { problems: ['a value is not of the form its field takes'] } };
  const reference = randomUUID();
  report(error, reference, requestId);
  return refusalOfFault(error, reference);
}

function invalidInput(errors: readonly ValidationError[]): Refused {
  const fields = errors.flatMap((error) => problemsOf(error, ''));
  return { code: 'INVALID_INPUT', details: { problems: fields.map(({ problem }) => problem), fields } };
}

function problemsOf({ property, constraints, children }: ValidationError, path: string): { field: string; problem: string }[] {
  const field = path ? `${path}.${property}` : property;
  return [
    ...Object.values(constraints ?? {}).map((problem) => ({ field, problem })),
    ...(children ?? []).flatMap((child) => problemsOf(child, field)),
  ];
}

/** Refusals of a GraphQL answer: code, details, and the sentence in the language of the request. */
export function formatErrors(
  report: Report,
  suggestions = true,
): {
  formatError: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
  plugin: ApolloServerPlugin<Context>;
} {
  /** Apollo formats an error without saying of which request it is. */
  const requests = new WeakMap<GraphQLError, string | undefined>();
  return {
    formatError(formatted, error) {
      const original = causeOf(error);
      const code = formatted.extensions?.code as string | undefined;
      // What graphql itself says of a document or its variables: its own words, which name the place.
      if (original === error && code !== undefined && code !== 'INTERNAL_SERVER_ERROR') {
        // Apollo's own words, and the status that goes with them; nothing else in its error tells what it is.
        if (formatted.message.startsWith('GET requests only support query operations'))
          return { ...formatted, extensions: { code: 'METHOD_NOT_ALLOWED', details: { method: 'GET', allowed: 'POST' } } };
        const known = Object.hasOwn(CATALOGUE, code) ? (code as ErrorCode) : 'BAD_REQUEST';
        const problem = suggestions ? formatted.message : withoutSuggestion(formatted.message);
        return { ...formatted, message: problem, extensions: { code: known, details: { problem } } };
      }
      if (original instanceof GraphQLError && UNFIT.test(original.message))
        return { ...formatted, extensions: { code: 'BAD_USER_INPUT', details: { problem: original.message } } };
      const refused = toRefused(original, report, requests.get(error as GraphQLError));
      const { locations, path } = formatted;
      return { message: sentence(refused.code, refused.details, 'en'), locations, path, extensions: { ...refused } };
    },
    plugin: {
      async requestDidStart() {
        return {
          async didEncounterErrors({ errors, contextValue }) {
            for (const error of errors) requests.set(error, recordOfSession(contextValue.session)?.id);
          },
          async willSendResponse({ request, response, contextValue, operation }) {
            if (response.body.kind !== 'single') return;
            const { data, errors } = response.body.singleResult;
            if (data === undefined && hidesStatus(request.http?.headers.get('accept'), errors?.[0]?.extensions?.code))
              response.http.status = 200;
            response.body.singleResult.errors = response.body.singleResult.errors?.map((error) =>
              localise(ofMadeChange(error, operation), contextValue.session.locale),
            );
          },
        };
      },
    },
  };
}

/** What was thrown: by a resolver, or in place of an operation. graphql's own errors, which have a code, are their own cause. */
function causeOf(error: unknown): unknown {
  const original = unwrapResolverError(error);
  if (!(original instanceof GraphQLError) || !original.originalError) return original;
  const { originalError, extensions } = original;
  return originalError instanceof Refusal || extensions.code === undefined ? originalError : original;
}

/** A suggestion names what the schema has to whoever may not read it. */
function withoutSuggestion(message: string): string {
  return message.replace(/ Did you mean .*\?$/, '');
}

function localise(error: GraphQLFormattedError, locale: Locale): GraphQLFormattedError {
  const { code, details } = (error.extensions ?? {}) as unknown as Refused;
  if (!Object.hasOwn(CATALOGUE, code)) return error;
  return { ...error, message: sentence(code, details, locale), extensions: { code, details: spoken(details, locale) } };
}

/** The body of an answer that never reached GraphQL. */
export function refusalBody({ code, details }: Refused, locale: Locale): { errors: GraphQLFormattedError[] } {
  return { errors: [{ message: sentence(code, details, locale), extensions: { code, details: spoken(details, locale) } }] };
}
