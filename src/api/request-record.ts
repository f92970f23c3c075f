import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ledgerOf, newLedger } from '../database/ledger';
import type { Ledger } from '../database/ledger';
import type { Session } from '../database/session';
import type { Context } from '../graphql/context';

/** What is told of a request in the log and the figures: nothing of what it says. */
export interface RequestRecord extends Ledger {
  readonly id: string;
  readonly began: number;
  tenant?: string;
  actor?: string;
  operation?: 'query' | 'mutation' | 'subscription';
  readonly codes: Set<string>;
  /** Points it may have cost at most, and did; known once the answer has left. */
  cost?: () => { readonly requested: number; readonly actual?: number } | undefined;
}

export type Told = (record: RequestRecord, ms: number, request: FastifyRequest, reply: FastifyReply) => void;

/** The forms of ids that proxies make. Any other text could say something about somebody, and is not repeated. */
const REQUEST_ID = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}|[0-7][0-9A-HJKMNP-TV-Z]{25})$/i;

const records = new WeakMap<FastifyRequest, RequestRecord>();

/** The id that the client or a proxy gave the request, if it is one; else a new one. */
export function requestId({ headers }: { headers: Record<string, string | string[] | undefined> }): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : crypto.randomUUID();
}

/** Keeps a record of each request, and tells of it when its connection is done with it, however it ended. */
export function keepRecords(app: FastifyInstance, told: Told): void {
  app.addHook('onRequest', (request, reply, done) => {
    const record: RequestRecord = { ...newLedger(), id: request.id, began: performance.now(), codes: new Set() };
    records.set(request, record);
    reply.header('x-request-id', request.id);
    reply.raw.once('close', () => told(record, performance.now() - record.began, request, reply));
    done();
  });
}

/** The record of the request that a session is of; none where it is of no request over HTTP. */
export function recordOfSession({ db }: Session): RequestRecord | undefined {
  return ledgerOf(db) as RequestRecord | undefined;
}

export function recordOf(request: FastifyRequest): RequestRecord {
  return records.get(request) as RequestRecord;
}

export function recordSession(request: FastifyRequest, { province, actor }: Session): void {
  Object.assign(recordOf(request), { tenant: province.slug, actor: actor.id });
}

/** Records what kind of operation it is, and the codes of its refusals. */
export const recordOperation: ApolloServerPlugin<Context> = {
  async requestDidStart({ contextValue }) {
    const record = recordOfSession(contextValue.session);
    return {
      async didResolveOperation({ operation }) {
        if (record) record.operation = operation?.operation;
      },
      async willSendResponse({ response }) {
        if (response.body.kind !== 'single') return;
        const { singleResult } = response.body;
        if (record) record.cost = () => singleResult.extensions?.cost as ReturnType<NonNullable<RequestRecord['cost']>>;
        for (const { extensions } of singleResult.errors ?? []) if (extensions?.code) record?.codes.add(String(extensions.code));
      },
    };
  },
};
