import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import { isStranger } from '../auth/permissions';
import type { Session } from '../database/session';
import type { Context } from '../graphql/context';

/** Bytes that a stranger may send: a name, a password and a question. */
const LARGEST_OF_A_STRANGER = 64 * 1024;

/** Whether a request without a token is larger than it needs to be: then it is not read. */
export function tooMuchOfAStranger({ actor }: Session, { headers }: FastifyRequest): boolean {
  return isStranger(actor) && Number(headers['content-length'] ?? 0) > LARGEST_OF_A_STRANGER;
}

/** A stranger who was told nothing but to show a token gets that as the answer to the whole request, with its status. */
export const refuseStrangers: ApolloServerPlugin<Context> = {
  async requestDidStart({ contextValue: asking }) {
    if (!isStranger(asking.session.actor)) return;
    return {
      async willSendResponse({ response }) {
        if (response.body.kind !== 'single') return;
        const { errors, data } = response.body.singleResult;
        if (!errors?.length || errors.some(({ extensions }) => extensions?.code !== 'UNAUTHENTICATED')) return;
        if (Object.values(data ?? {}).some((value) => value !== null)) return;
        response.body.singleResult = { errors: errors.slice(0, 1).map(({ message, extensions }) => ({ message, extensions })) };
        response.http.status = 401;
      },
    };
  },
};
