import type { Server } from 'node:http';
import jwt from 'jsonwebtoken';
import request from 'supertest';
import type { Response } from 'supertest';
import type { RoleName } from '../../src/auth/permissions';
import { TOKEN_KEY } from './constants';

export interface Identity {
  readonly role?: RoleName;
  /** Official code of the unit the role is held in. */
  readonly unit?: string;
  readonly subject?: string;
  /** The province the token is for, if it is not that of the path. */
  readonly tenant?: string;
  readonly language?: 'vi' | 'en';
  /** How long the token holds from the moment the client was made; one hour if not said. */
  readonly hours?: number;
  /** What is shown in place of a token of these claims; empty for nothing at all. */
  readonly bearer?: string;
}

interface GraphQLAnswer {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read answers of any shape
  readonly data: any;
  readonly errors?: { message: string; path?: (string | number)[]; extensions: { code: string; details: Record<string, unknown> } }[];
}

export interface Client {
  /** The answer's data; fails on any error. */
  ask(document: string, variables?: Record<string, unknown>): Promise<GraphQLAnswer['data']>;
  /** The code of the answer's first error; fails if there is none. */
  refusal(document: string, variables?: Record<string, unknown>): Promise<string>;
  /** The whole answer. */
  answer(document: string, variables?: Record<string, unknown>): Promise<GraphQLAnswer>;
  post(body: string | object, headers?: Record<string, string>): Promise<Response>;
  /** Another person with the same role: some changes take two. */
  colleague(): Client;
}

/** A token as an issuer would sign it; the clock is the service's. */
export function token(tenant: string, { role = 'reader', unit, subject = 'somebody', hours = 1 }: Identity, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000);
  const claims = { tenant, grants: [{ role, ...(unit ? { unit } : {}) }], iat: seconds, nbf: seconds, exp: seconds + hours * 3600 };
  return jwt.sign(claims, TOKEN_KEY, { algorithm: 'HS256', issuer: 'to-so', audience: 'to-so', subject });
}

export function client(server: Server, province: string, identity: Identity = {}, now: Date): Client {
  const bearer = identity.bearer ?? token(identity.tenant ?? province, identity, now);
  const authorization = bearer ? { Authorization: `Bearer ${bearer}` } : {};
  const post = (body: string | object, headers: Record<string, string> = {}) =>
    request(server)
      .post(`/${province}/graphql`)
      .set({ ...authorization, 'Content-Type': 'application/json', 'Accept-Language': identity.language ?? 'en', ...headers })
      .send(body);
  const answer = async (query: string, variables?: Record<string, unknown>): Promise<GraphQLAnswer> =>
    (await post({ query, variables })).body;
  return {
    post,
    answer,
    colleague: () => client(server, province, { ...identity, subject: 'a colleague' }, now),
    async ask(document, variables) {
      const { data, errors } = await answer(document, variables);
      if (errors) throw new Error(`The service refused: ${JSON.stringify(errors, null, 2)}`);
      return data;
    },
    async refusal(document, variables) {
      const { data, errors } = await answer(document, variables);
      if (!errors?.[0]) throw new Error(`The service did not refuse: ${JSON.stringify(data)}`);
      return errors[0].extensions.code;
    },
  };
}
