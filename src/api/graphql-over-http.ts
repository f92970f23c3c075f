import { HeaderMap } from '@apollo/server';
import type { ApolloServer } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../graphql/context';

const GRAPHQL = 'application/graphql-response+json';
const JSON_TYPE = 'application/json';

/** Characters from which an answer is made bytes at once. */
const LONG = 4_096;

/** Has Apollo answer a request, and says what it says. @throws Error for an answer in parts: nothing here is deferred. */
export async function answer(
  apollo: ApolloServer<Context>,
  request: FastifyRequest,
  reply: FastifyReply,
  context: Context,
): Promise<string | Buffer> {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  const { method, url, body } = request;
  const at = url.indexOf('?');
  const answered = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method, headers, search: at < 0 ? '' : url.slice(at), body },
    context: () => Promise.resolve(context),
  });
  void reply.code(answered.status ?? 200);
  for (const [name, value] of answered.headers) void reply.header(name, value);
  if (answered.body.kind !== 'complete') throw new Error('An answer was to come in parts.');
  const { string } = answered.body;
  // A long text would be gone through three times: to count its bytes, to join it to the headers, to write it.
  return string.length < LONG ? string : Buffer.from(string);
}

/** The media type of an answer that never reached GraphQL. */
export function mediaTypeOf({ headers }: FastifyRequest): string {
  return `${headers.accept?.includes(GRAPHQL) ? GRAPHQL : JSON_TYPE}; charset=utf-8`;
}

/** The document of a request, of whatever type it is. */
export function documentOf({ method, query, body }: FastifyRequest): unknown {
  return ((method === 'GET' ? query : body) as { query?: unknown } | null | undefined)?.query;
}

/** Codes of a document or variables that do not fit: all of the request was understood but them. */
const OF_THE_DOCUMENT = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'];

/**
 * Whether an answer of errors has status 200 all the same. To clients that know of nothing but application/json, and say so, the status tells of HTTP only, as
 * GraphQL over HTTP has it; everybody else can tell by it.
 */
export function hidesStatus(accept: string | undefined, code: unknown): boolean {
  return (
    OF_THE_DOCUMENT.includes(code as string) && /(^|,)\s*application\/json\s*(;|,|$)/i.test(accept ?? '') && !accept?.includes(GRAPHQL)
  );
}
