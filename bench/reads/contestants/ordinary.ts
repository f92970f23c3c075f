import { end, REGISTER, startService } from '../children';
import { CONNECTIONS } from '../kinds';
import type { Contestant } from '../kinds';
import { OPERATIONS } from '../operations';
import { variables } from './ours';

export const ordinary: Contestant = {
  name: 'ordinary',
  title: 'the ordinary stack: Apollo, type-graphql, TypeORM entities, DataLoader',
  operations: OPERATIONS,
  async start({ tenantUrl }, port) {
    const origin = `http://127.0.0.1:${port}`;
    const env = { ...process.env, NODE_ENV: 'production', PORT: String(port), DATABASE_URL: tenantUrl, POOL_SIZE: String(CONNECTIONS) };
    const child = await startService(process.execPath, ['-r', REGISTER, 'bench/ordinary/server.ts'], { env }, `${origin}/`);
    return {
      origin,
      pid: child.pid as number,
      // The same documents as ours: the shape of the API is the same.
      call: (operation, subject) => ({
        path: '/',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ query: operation.document, variables: variables(operation, { hash: '', ...subject }) }),
      }),
      normalise: (_, answer) => (answer as { data: unknown }).data,
      stop: () => end(child),
    };
  },
};
