import type { FastifyInstance } from 'fastify';
import type { DataSource } from 'typeorm';
import { observe } from '../database/data-source';
import type { TenantDatabases } from '../database/prepare';
import { isStopping } from './drain';

/** A probe that takes longer says that the database does not answer. */
const PROBE_MS = 2_000;
/** A statement that succeeded within this time says that it does, without being asked. */
const FRESH_MS = 1_000;

/** `/health/live`: the process answers. `/health/ready`: it takes requests, and every province's database answers, too. */
export function registerHealth(app: FastifyInstance, databases: TenantDatabases, probeMs = PROBE_MS): void {
  const pulses = new Map([...databases].map(([slug, db]) => [slug, new Pulse(db, probeMs)]));
  app.addHook('onClose', async () => pulses.forEach((pulse) => pulse.end()));
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    if (isStopping(app)) return reply.code(503).send({ status: 'stopping' });
    const answers = await Promise.all([...pulses.values()].map((pulse) => pulse.beats()));
    const silent = [...databases.keys()].filter((_, index) => !answers[index]);
    return reply
      .code(silent.length > 0 ? 503 : 200)
      .send(silent.length > 0 ? { status: 'not ready', provinces: silent } : { status: 'ready' });
  });
}

/**
 * Whether a database answers. However often it is asked, one probe is on its way at most, so that asking takes no connections from requests; and
 * while requests hold them all, their own success is the answer.
 */
class Pulse {
  private last = -Infinity;
  private probe: Promise<boolean> | undefined;
  readonly end: () => void;

  constructor(
    private readonly db: DataSource,
    private readonly probeMs: number,
  ) {
    this.end = observe(db, (_ms, error) => {
      if (error === undefined) this.last = performance.now();
    });
  }

  async beats(): Promise<boolean> {
    const asked = performance.now();
    if (this.last > asked - FRESH_MS) return true;
    this.probe ??= this.db
      .query('SELECT 1')
      .then(
        () => true,
        () => false,
      )
      .finally(() => (this.probe = undefined));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(this.last > asked), this.probeMs)));
    try {
      return (await Promise.race([this.probe, late])) || this.last > asked;
    } finally {
      clearTimeout(timer);
    }
  }
}
