import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import Fastify, { LogController } from 'fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { localeOf, openSession } from './api/context';
import { formatErrors, refusalBody, toRefused } from './api/format-error';
import type { Report } from './api/format-error';
import { answerBySql, stringifyResult } from './api/answer';
import { refuseStrangers, tooMuchOfAStranger } from './api/strangers';
import type { IssuerConfigs } from './auth/issuer-config';
import type { Identity } from './auth/identity';
import { storedGrants } from './modules/grant';
import { Issuers } from './auth/issuers';
import { plainAddress } from './auth/networks';
import { issueToken } from './auth/token';
import { TokenKeys } from './auth/token-keys';
import type { TokenKey } from './auth/token-keys';
import { Vault } from './auth/vault';
import { documentStore } from './api/document-store';
import { answer, documentOf, mediaTypeOf } from './api/graphql-over-http';
import { registerHealth } from './api/health';
import { Admission } from './api/limits/admission';
import { CSRF_HEADERS, registerHttp, serverOptions } from './api/limits/http';
import { DEFAULT_LIMITS } from './api/limits/limits';
import type { Limits } from './api/limits/limits';
import { registerDrain } from './api/drain';
import { logOptions, logRequest } from './api/log';
import type { LogStream } from './api/log';
import { keepMetrics } from './api/metrics';
import { registerPages, wantsPage } from './api/pages/pages';
import type { Example } from './api/pages/types';
import { recordReadsBeforeAnswer } from './api/record-reads';
import { keepRecords, recordOf, recordOperation, recordSession, requestId } from './api/request-record';
import { createSchema } from './api/schema';
import { tellTiming } from './api/timing';
import type { TenantDatabases } from './database/prepare';
import type { Preparation, Projection, Session } from './database/session';
import { CATALOGUE, Refusal } from './errors';
import type { Context } from './graphql/context';
import { judgeChanges } from './modules/finding';
import { followSuccessors } from './modules/quota';
import { CLOSING } from './modules/report';
import { followTeams } from './modules/task';
import type { Registry } from './tenancy/registry';

export interface AppOptions {
  readonly provinces: Registry;
  readonly database: TenantDatabases;
  readonly config: {
    /** One key, or several with names of which the first signs. */
    readonly tokenKey: string | readonly TokenKey[];
    readonly accountSecret: string;
    readonly version: string;
    readonly logLevel: string;
    readonly secondFactorFor?: readonly string[];
    readonly trustProxy?: readonly string[];
    /** `plain` leaves every field to its resolver: for comparison. */
    readonly reads?: Session['reads'];
    /** Those of `limits.ts` if not given. */
    readonly limits?: Limits;
  };
  readonly clock: () => Date;
  /** Who else vouches for people; nobody if not given. */
  readonly issuers?: IssuerConfigs | Issuers;
  /** Where the log goes; standard output if not given. */
  readonly logStream?: LogStream;
  /** Documents shown in GraphiQL. */
  readonly examples?: readonly Example[];
}

/** What every change is preceded by: who was expected to report stands before anything is recorded after the close. */
export const PREPARATIONS: readonly Preparation[] = [CLOSING];

/** Everything that follows from a change, in this order. */
export const PROJECTIONS: readonly Projection[] = [judgeChanges, followTeams, followSuccessors];

const schema = createSchema();

/** The service as a value: it does not listen and reads no environment. Close it to end what it holds, the databases excepted. */
export async function createApp({
  provinces,
  database,
  config,
  clock,
  issuers,
  logStream,
  examples = [],
}: AppOptions): Promise<FastifyInstance> {
  const limits = config.limits ?? DEFAULT_LIMITS;
  const admission = new Admission(limits);
  const app = Fastify({
    ...serverOptions(limits.http),
    trustProxy: config.trustProxy?.length ? [...config.trustProxy] : false,
    logger: logOptions(config.logLevel, logStream),
    genReqId: requestId,
    logController: new LogController({ disableRequestLogging: true }),
    // Refused in words of the catalogue instead.
    return503OnClosing: false,
  });
  const metrics = keepMetrics(app, database, admission);
  keepRecords(app, (...told) => {
    logRequest(...told);
    metrics.told(...told);
  });
  registerDrain(app);
  const report: Report = (error, reference, reqId) => app.log.error({ err: error, reference, reqId }, 'fault');
  const { formatError, plugin } = formatErrors(report, limits.suggestions);
  const apollo = new ApolloServer<Context>({
    schema,
    formatError,
    plugins: [admission.plugin(), recordReadsBeforeAnswer(report), plugin, refuseStrangers, recordOperation, tellTiming, answerBySql],
    parseOptions: { maxTokens: limits.document.tokens },
    validationRules: admission.validationRules(),
    validationOptions: { hideSuggestions: !limits.suggestions },
    csrfPrevention: { requestHeaders: CSRF_HEADERS },
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stringifyResult,
    documentStore: documentStore(),
    stopOnTerminationSignals: false,
  });
  await apollo.start();
  await registerHttp(app, limits.http);

  const tokenKeys = new TokenKeys(config.tokenKey);
  const source = {
    registry: provinces,
    databases: database,
    tokenKeys,
    issuers: issuers instanceof Issuers ? issuers : new Issuers(issuers, { report: (problem) => app.log.warn(problem) }),
    secondFactorFor: new Set(config.secondFactorFor),
    storedGrants,
    clock,
    reads: config.reads ?? 'compiled',
    preparations: PREPARATIONS,
    projections: PROJECTIONS,
  };
  const vault = new Vault(config.accountSecret);
  const identityOf = (request: FastifyRequest): Identity => ({
    address: plainAddress(request.ip),
    vault,
    issue: (claims, expiresIn, now) => issueToken(claims, tokenKeys, expiresIn, now),
  });
  const sessions = new WeakMap<FastifyRequest, Session>();
  const pages = registerPages(app, {
    version: config.version,
    provinces: [...provinces.values()].map(({ slug, name }) => ({ slug, name: name.vi })),
    examples: [...examples],
  });
  registerHealth(app, database);
  app.setErrorHandler((error, request, reply) => {
    const refused = toRefused(asRefusal(error, limits.http.body), report, request.id);
    recordOf(request).codes.add(refused.code);
    if (refused.details.retryAfter !== undefined) reply.header('retry-after', String(refused.details.retryAfter));
    return reply
      .code(CATALOGUE[refused.code].status)
      .type(mediaTypeOf(request))
      .send(refusalBody(refused, localeOf(request)));
  });
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send(
      refusalBody(
        {
          code: 'BAD_REQUEST',
          details: {
            problem: {
              en: 'there is nothing at this address; the API is at /{province}/graphql',
              vi: 'địa chỉ này không có gì; API ở /{tỉnh}/graphql',
            },
          },
        },
        localeOf(request),
      ),
    ),
  );
  const contextOf = (request: FastifyRequest): Context => ({
    session: sessions.get(request) as Session,
    identity: identityOf(request),
    failed: new Map(),
  });
  app.route({
    url: '/:province/graphql',
    method: ['GET', 'POST'],
    // Before the body is read: a stranger's megabyte is not parsed.
    async onRequest(request, reply) {
      const province = provinces.get((request.params as { province: string }).province);
      if (province && wantsPage(request)) return pages.sendGraphiql(reply, { slug: province.slug, name: province.name.vi });
      const session = await openSession(source, request, recordOf(request));
      recordSession(request, session);
      if (tooMuchOfAStranger(session, request)) throw new Refusal('UNAUTHENTICATED');
      admission.open(session, request.ip);
      sessions.set(request, session);
    },
    handler(request, reply) {
      return admission.run(sessions.get(request) as Session, documentOf(request), () => answer(apollo, request, reply, contextOf(request)));
    },
  });
  // Closing answers what is in flight first; a drain plugin would close the app once more, from within its own closing.
  app.addHook('onClose', () => apollo.stop());
  return app;
}

/** What the HTTP layer itself refuses, in the words of the catalogue. */
function asRefusal(error: unknown, largestBody: number): unknown {
  const { statusCode, code, message } = error as { statusCode?: number; code?: string; message: string };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Refusal('BODY_TOO_LARGE', { max: largestBody });
  if (!(error instanceof Refusal) && statusCode !== undefined && statusCode < 500) return new Refusal('BAD_REQUEST', { problem: message });
  return error;
}
