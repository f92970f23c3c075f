import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { tenantRole } from '../../../src/database/tenants';
import { CREATE, DROP, grants } from '../../postgraphile/functions';
import { end, startService } from '../children';
import { CONNECTIONS } from '../kinds';
import type { Contestant } from '../kinds';
import { OPERATIONS } from '../operations';
import { POSTGRAPHILE } from './postgraphile-documents';

const FOLDER = join(__dirname, '../../postgraphile');
const NODE = join(FOLDER, `node_modules/node-linux-${process.arch}/bin/node`);

/** Installs PostGraphile and the Node it needs, in a folder of their own, unless they are there. */
export function installPostGraphile(again: boolean): void {
  if (!again && existsSync(NODE)) return;
  process.stderr.write('installs PostGraphile and a Node of its own into bench/postgraphile …\n');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel', 'error'], { cwd: FOLDER, stdio: ['ignore', 'inherit', 'inherit'] });
  if (!existsSync(NODE))
    throw new Error(
      `There is no Node for ${process.platform} ${process.arch} in bench/postgraphile; leave postgraphile out of --contestants.`,
    );
}

/** Runs statements on a connection of their own. */
export async function asOwner(url: string, statements: readonly string[]): Promise<void> {
  const owner = new Client(url);
  await owner.connect();
  try {
    for (const statement of statements) await owner.query(statement);
  } finally {
    await owner.end();
  }
}

export const postgraphile: Contestant = {
  name: 'postgraphile',
  title: 'PostGraphile 5, row level security',
  operations: OPERATIONS,
  async start({ url, tenantUrl, slug }, port) {
    installPostGraphile(false);
    const group = tenantRole(decodeURIComponent(new URL(url).pathname.slice(1)), '_service');
    await asOwner(url, [...CREATE, ...grants(`"${group}"`)]);
    const origin = `http://127.0.0.1:${port}`;
    const env = {
      ...process.env,
      NODE_ENV: 'production',
      GRAPHILE_ENV: 'production',
      PORT: String(port),
      DATABASE_URL: tenantUrl,
      POOL_SIZE: String(CONNECTIONS),
    };
    const child = await startService(NODE, [join(FOLDER, 'server.mjs')], { env }, `${origin}/`);
    return {
      origin,
      pid: child.pid as number,
      call: ({ name }, subject) => ({
        path: '/graphql',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
        body: JSON.stringify({ query: POSTGRAPHILE[name]?.document, variables: { ...subject, tenant: slug } }),
      }),
      normalise: ({ name }, answer) => POSTGRAPHILE[name]?.normalise((answer as { data: never }).data),
      async stop() {
        await end(child);
        await asOwner(url, [DROP]);
      },
    };
  },
};
