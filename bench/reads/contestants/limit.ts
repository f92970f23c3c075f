import { end, REGISTER, startService } from '../children';
import { CONNECTIONS } from '../kinds';
import type { Contestant } from '../kinds';
import { OPERATIONS } from '../operations';

export const limit: Contestant = {
  name: 'limit',
  title: 'the limit: node:http, pg, hand-written SQL',
  operations: OPERATIONS,
  async start({ tenantUrl }, port) {
    const origin = `http://127.0.0.1:${port}`;
    const env = { ...process.env, NODE_ENV: 'production', PORT: String(port), DATABASE_URL: tenantUrl, POOL_SIZE: String(CONNECTIONS) };
    const child = await startService(process.execPath, ['-r', REGISTER, 'bench/limit/server.ts'], { env }, `${origin}/ready`);
    return {
      origin,
      pid: child.pid as number,
      call: ({ name }, subject) => ({ path: `/${name}`, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(subject) }),
      normalise: (_, answer) => (answer as { data: unknown }).data,
      stop: () => end(child),
    };
  },
};
