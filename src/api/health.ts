import type { FastifyInstance } from 'fastify';
import type { TenantDatabases } from '../database/prepare';

/** `/health/live`: the process answers. `/health/ready`: every province's database does, too. */
export function registerHealth(app: FastifyInstance, databases: TenantDatabases): void {
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const answers = await Promise.allSettled([...databases].map(([, db]) => db.query('SELECT 1')));
    const silent = [...databases.keys()].filter((_, index) => answers[index]?.status === 'rejected');
    return reply
      .code(silent.length > 0 ? 503 : 200)
      .send(silent.length > 0 ? { status: 'not ready', provinces: silent } : { status: 'ready' });
  });
}
