import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { observe, poolOf } from '../database/data-source';
import { stateOf } from '../database/faults';
import type { TenantDatabases } from '../database/prepare';
import { StartupError } from '../database/startup-error';
import { CATALOGUE } from '../errors';
import { inFlight } from './drain';
import type { Admission } from './limits/admission';
import type { RequestRecord, Told } from './request-record';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20];

/**
 * Figures of one service. Every label has few values that are known beforehand: provinces, kinds of operation, codes of the catalogue. What clients
 * name, such as operations and ids, is not among them.
 */
export class Metrics {
  readonly registry = new Registry();
  private readonly requests = new Counter({
    name: 'to_so_requests_total',
    help: 'Requests answered, by the first code of their refusals',
    labelNames: ['tenant', 'operation', 'status', 'code'],
    registers: [this.registry],
  });
  private readonly seconds = new Histogram({
    name: 'to_so_request_seconds',
    help: 'Time from the headers of a request to the end of its answer',
    labelNames: ['tenant', 'operation'],
    buckets: SECONDS,
    registers: [this.registry],
  });
  private readonly statements = new Histogram({
    name: 'to_so_sql_seconds',
    help: 'Statements sent to the database, and how long they took',
    labelNames: ['tenant'],
    buckets: SECONDS,
    registers: [this.registry],
  });
  private readonly sqlErrors = new Counter({
    name: 'to_so_sql_errors_total',
    help: 'Statements that failed, by the class of their SQLSTATE, or "connection"',
    labelNames: ['tenant', 'class'],
    registers: [this.registry],
  });

  private readonly points = new Counter({
    name: 'to_so_cost_points_total',
    help: 'Points that operations could have cost at most, and did cost',
    labelNames: ['tenant', 'kind'],
    registers: [this.registry],
  });

  constructor(databases: TenantDatabases, running: () => number, queues: Pick<Admission, 'queues'>) {
    const { registry } = this;
    // prom-client calls these with the metric as `this`.
    new Gauge({
      name: 'to_so_requests_in_flight',
      help: 'Requests being answered',
      registers: [registry],
      collect() {
        this.set(running());
      },
    });
    new Gauge({
      name: 'to_so_operations',
      help: 'Operations that run, and that wait for their turn: behind others of their actor, or of the province',
      labelNames: ['tenant', 'state'],
      registers: [registry],
      collect() {
        for (const tenant of databases.keys()) {
          const { running: now, waitingOfActors, waitingOfProvince } = queues.queues(tenant);
          this.set({ tenant, state: 'running' }, now);
          this.set({ tenant, state: 'waiting-of-actor' }, waitingOfActors);
          this.set({ tenant, state: 'waiting-of-province' }, waitingOfProvince);
        }
      },
    });
    new Gauge({
      name: 'to_so_pool_connections',
      help: 'Connections of a province to the database; waiting are requests for one that all others hold',
      labelNames: ['tenant', 'state'],
      registers: [registry],
      collect() {
        for (const [tenant, db] of databases) {
          if (!db.isInitialized) continue;
          const { totalCount, idleCount, waitingCount } = poolOf(db);
          this.set({ tenant, state: 'total' }, totalCount);
          this.set({ tenant, state: 'idle' }, idleCount);
          this.set({ tenant, state: 'waiting' }, waitingCount);
        }
      },
    });
  }

  /** Has the statements of every province counted; returns what ends that. */
  watch(databases: TenantDatabases): () => void {
    const ends = [...databases].map(([tenant, db]) =>
      observe(db, (ms, error) => {
        this.statements.observe({ tenant }, ms / 1000);
        if (error !== undefined) this.sqlErrors.inc({ tenant, class: sqlClass(error) });
      }),
    );
    return () => ends.forEach((end) => end());
  }

  readonly told: Told = (record, ms, _request, reply) => {
    const { tenant = 'none', operation = 'none' } = record;
    const cost = record.cost?.();
    if (cost) {
      this.points.inc({ tenant, kind: 'requested' }, cost.requested);
      this.points.inc({ tenant, kind: 'actual' }, cost.actual ?? 0);
    }
    this.seconds.observe({ tenant, operation }, ms / 1000);
    const status = reply.raw.writableFinished ? `${Math.floor(reply.statusCode / 100)}xx` : 'aborted';
    this.requests.inc({ tenant, operation, status, code: firstCode(record) });
  };
}

function firstCode({ codes }: RequestRecord): string {
  for (const code of codes) return Object.hasOwn(CATALOGUE, code) ? code : 'INTERNAL';
  return 'none';
}

function sqlClass(error: unknown): string {
  const state = stateOf(error);
  return /^[0-9A-Z]{5}$/.test(state) && !/^E[A-Z]+$/.test(state) ? state.slice(0, 2) : 'connection';
}

const metricsByApp = new WeakMap<FastifyInstance, Metrics>();

/** Counts what the service does. Nothing is shown at its own address. */
export function keepMetrics(app: FastifyInstance, databases: TenantDatabases, admission: Pick<Admission, 'queues'>): Metrics {
  const metrics = new Metrics(databases, () => inFlight(app), admission);
  metricsByApp.set(app, metrics);
  const end = metrics.watch(databases);
  app.addHook('onClose', async () => end());
  return metrics;
}

/** Serves the figures of a service at `/metrics` of another port, which is nobody's but the operator's. @throws StartupError if it is taken. */
export async function serveMetrics(app: FastifyInstance, host: string, port: number): Promise<Server> {
  const { registry } = metricsByApp.get(app) as Metrics;
  collectDefaultMetrics({ register: registry });
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') return void response.writeHead(404).end();
    void registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(
        new StartupError(`Metrics cannot be shown at ${host}:${port} (${error.message}); set TO_SO_METRICS_PORT and TO_SO_METRICS_HOST.`),
      ),
    );
    server.listen(port, host, resolve);
  });
  return server;
}
