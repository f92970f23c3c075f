import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../errors';

/** How long a client may wait before it tries again, in seconds. */
const RETRY_AFTER = 5;
/** How long connections without a request are kept, so that a client that just sends one into them is told, and not cut. */
const IDLE_MS = 1_000;

/** How long what came just before the door was shut has to be told. */
const LAST_MS = 250;

interface Traffic {
  inFlight: number;
  stopping: boolean;
  /** Called when the last request in flight is done. */
  quiet?: () => void;
}

const traffics = new WeakMap<FastifyInstance, Traffic>();

/** Counts the requests in flight, and refuses new ones once the service is being stopped. To be registered before anything else. */
export function registerDrain(app: FastifyInstance): void {
  const traffic: Traffic = { inFlight: 0, stopping: false };
  traffics.set(app, traffic);
  app.addHook('onRequest', async (request, reply) => {
    if (traffic.stopping) {
      reply.header('connection', 'close');
      if (isProbe(request)) return;
      throw new Refusal('SHUTTING_DOWN', { retryAfter: RETRY_AFTER });
    }
    traffic.inFlight++;
    // Whichever way it ends: also when its client has gone away.
    reply.raw.once('close', () => {
      if (--traffic.inFlight === 0) traffic.quiet?.();
    });
  });
  // A client that keeps its connection would send the next request into a service that is gone.
  app.addHook('onSend', async (_request, reply) => {
    if (traffic.stopping) reply.header('connection', 'close');
  });
}

export function isStopping(app: FastifyInstance): boolean {
  return traffics.get(app)?.stopping ?? false;
}

export function inFlight(app: FastifyInstance): number {
  return traffics.get(app)?.inFlight ?? 0;
}

function isProbe({ url }: FastifyRequest): boolean {
  return url.startsWith('/health/');
}

/**
 * Refuses what comes from now on, lets what is in flight end, and closes the service.
 * @param limitMs what is in flight after that is cut.
 * @returns how many requests were cut.
 */
export async function drain(app: FastifyInstance, limitMs: number): Promise<number> {
  const traffic = traffics.get(app) as Traffic;
  traffic.stopping = true;
  app.log.info({ inFlight: traffic.inFlight }, 'stopping');
  const over = await within(limitMs, new Promise<void>((quiet) => (traffic.inFlight === 0 ? quiet() : (traffic.quiet = quiet))));
  const cut = over ? 0 : traffic.inFlight;
  if (cut > 0) app.log.error({ cut }, 'requests were cut at the limit of the drain');
  for (const until = Date.now() + (cut > 0 ? 0 : IDLE_MS); Date.now() < until && (await connections(app)) > 0;) await sleep(20);
  const closed = app.close();
  // One that has only begun to send would be waited for.
  if (cut > 0 || !(await within(LAST_MS, closed))) app.server.closeAllConnections();
  await closed;
  return cut;
}

function connections(app: FastifyInstance): Promise<number> {
  return new Promise((resolve) => app.server.getConnections((error, count) => resolve(error ? 0 : count)));
}

/** Whether something ended in time. */
async function within(ms: number, ending: PromiseLike<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), ms)));
  try {
    return await Promise.race([Promise.resolve(ending).then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
