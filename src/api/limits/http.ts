import compress from '@fastify/compress';
import cors from '@fastify/cors';
import helmet from 'helmet';
import { STATUS_CODES } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyHttpOptions } from 'fastify';
import { constants } from 'node:zlib';
import { Refusal } from '../../errors';
import { CATALOGUE } from '../../errors';
import { refusalBody } from '../format-error';
import type { HttpLimits } from './limits';

/** Headers that a page of another origin can not send without asking first, so whoever sends one is no forged form. */
export const CSRF_HEADERS = ['authorization', 'x-apollo-operation-name', 'apollo-require-preflight'];

/** How the server is made, so that it cuts off who sends too much, too slowly or never. */
export function serverOptions(limits: HttpLimits) {
  return {
    bodyLimit: limits.body,
    connectionTimeout: limits.idleTimeout,
    requestTimeout: limits.requestTimeout,
    keepAliveTimeout: limits.keepAlive,
    maxRequestsPerSocket: limits.requestsOfConnection,
    // Looked at as often as the shortest of the timeouts deserves; every 30 seconds if not said.
    http: { headersTimeout: limits.headersTimeout, connectionsCheckingInterval: limits.checkEvery, maxHeaderSize: limits.headers },
    clientErrorHandler: (error: NodeJS.ErrnoException, socket: Socket) => refuseSocket(error, socket, limits),
  } satisfies FastifyHttpOptions<Server>;
}

/**
 * Opens the door. As many can knock at once as may be connected: with Node's 511, the system resets whoever waits longer
 * behind them while the process is busy, and they hear neither an answer nor a refusal. The system's own bound
 * (`net.core.somaxconn`) stays.
 */
export function listen(app: FastifyInstance, host: string, port: number, limits: HttpLimits): Promise<string> {
  return app.listen({ host, port, backlog: limits.connections });
}

/** What HTTP adds to every answer. */
export async function registerHttp(app: FastifyInstance, limits: HttpLimits): Promise<void> {
  app.server.maxConnections = limits.connections;
  const headers = protectiveHeaders(limits);
  app.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(headers);
    done();
  });
  if (limits.origins.length > 0)
    await app.register(cors, {
      origin: limits.origins.includes('*') ? '*' : [...limits.origins],
      methods: ['GET', 'POST'],
      allowedHeaders: ['Authorization', 'Content-Type', 'Accept-Language', 'X-Purpose', 'X-Timing', ...CSRF_HEADERS.slice(1)],
      exposedHeaders: ['Retry-After', 'X-Request-Id'],
      credentials: false,
      maxAge: 600,
      strictPreflight: true,
    });
  await app.register(compress, {
    threshold: limits.compressFrom,
    encodings: ['br', 'gzip'],
    // The best quality of brotli takes longer than the network saves.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
    // A small body that unfolds into a large one is not unfolded.
    globalDecompression: false,
  });
}

/** What helmet says of every answer. It is the same for all, and would be put together for each. */
function protectiveHeaders(limits: HttpLimits): Record<string, string> {
  const headers: Record<string, string> = {};
  const recorder = {
    setHeader: (name: string, value: string) => void (headers[name.toLowerCase()] = value),
    removeHeader: () => undefined,
  };
  const protect = helmet({
    // The pages say what they load themselves; everything else is data and loads nothing.
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], baseUri: ["'none'"], frameAncestors: ["'none'"] } },
    crossOriginResourcePolicy: { policy: limits.origins.length > 0 ? 'cross-origin' : 'same-origin' },
    strictTransportSecurity: limits.strictTransport,
    xXssProtection: false,
  });
  protect({} as IncomingMessage, recorder as unknown as ServerResponse, (error?: unknown) => {
    if (error !== undefined) throw error as Error;
  });
  return headers;
}

/** What Node refuses before there is a request, in the words of the catalogue; the language is not known yet. */
function refuseSocket({ code }: NodeJS.ErrnoException, socket: Socket, limits: HttpLimits): void {
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const refusal =
    code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? new Refusal('REQUEST_TIMEOUT')
      : code === 'HPE_HEADER_OVERFLOW'
        ? new Refusal('HEADERS_TOO_LARGE', { max: limits.headers })
        : new Refusal('BAD_REQUEST', { problem: { en: 'it is not HTTP', vi: 'không phải HTTP' } });
  const { status } = CATALOGUE[refusal.code];
  const body = JSON.stringify(refusalBody(refusal, 'vi'));
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
