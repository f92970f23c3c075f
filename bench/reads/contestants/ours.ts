import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readConfig } from '../../../src/config';
import { issueToken } from '../../../src/auth/token';
import { TokenKeys } from '../../../src/auth/token-keys';
import { globalId } from '../../../src/graphql/global-id';
import { end, startService } from '../children';
import type { Contestant, Operation, Place, Subject } from '../kinds';
import { OPERATIONS } from '../operations';

/** Actors that ask in turns: one alone may have four operations running at once. */
const ACTORS = 16;
/** Of this run: production takes no key from the data folder. */
const TOKEN_KEY = randomBytes(48).toString('base64url');

const CHECKOUT = join(__dirname, '../../..');

/** The service as it is deployed: compiled, so that no compiler counts as its memory. */
function build(): string {
  execFileSync('npm', ['run', '-s', 'build'], { cwd: CHECKOUT, stdio: ['ignore', 'inherit', 'inherit'] });
  return join(CHECKOUT, 'dist/src/main.js');
}

export function tokens({ dataDir, slug }: Place): string[] {
  const { tokenKey } = readConfig({ ...process.env, TO_SO_DATA: dataDir, TO_SO_TOKEN_KEY: TOKEN_KEY }, CHECKOUT);
  return Array.from({ length: ACTORS }, (_, n) =>
    issueToken({ tenant: slug, subject: `bench-${n}`, grants: [{ role: 'province-admin' }] }, new TokenKeys(tokenKey), 12 * 3600),
  );
}

const ENUM_OF_RULE = (rule: string) => rule.replace(/[A-Z]/g, '_$&').toUpperCase();

/** Variables of our document for a subject. */
export function variables({ name }: Operation, { team, unit, rule, kind, search, report, hash, actor: _, ...rest }: Subject): object {
  const id = unit && globalId('AdminUnit', unit);
  if (name === 'approve') return { input: { reportId: globalId('Report', report as string), expectedHash: hash } };
  if (name === 'page') return { on: rest.on, filter: { within: id, kind, search } };
  return { ...rest, team: team && globalId('Team', team), unit: id, rule: rule && ENUM_OF_RULE(rule) };
}

/** Points that no request of the benchmark runs out of: they are counted all the same. */
const BUDGETS = ['stranger', 'signedIn', 'province-admin'].map((role) => `${role}=900000000/900000000`).join(',');

export function environment({ url, dataDir }: Place, port: number): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
    DATABASE_URL: url,
    TO_SO_DATA: dataDir,
    TO_SO_TOKEN_KEY: TOKEN_KEY,
    TO_SO_BUDGETS: BUDGETS,
    TO_SO_DEMO: 'off',
    LOG_LEVEL: 'warn',
  };
}

export function ours(nodeArguments: readonly string[] = []): Contestant {
  return {
    name: 'ours',
    title: 'Tổ Số, all on',
    operations: OPERATIONS,
    async start(place, port) {
      const origin = `http://127.0.0.1:${port}`;
      const child = await startService(
        process.execPath,
        [...nodeArguments, build()],
        { env: environment(place, port) },
        `${origin}/health/ready`,
      );
      const bearers = tokens(place).map((token) => `Bearer ${token}`);
      const call = (operation: Operation, subject: Subject, n: number) => ({
        path: `/${place.slug}/graphql`,
        headers: { 'Content-Type': 'application/json', Authorization: bearers[n % ACTORS] as string },
        body: JSON.stringify({ query: operation.document, variables: variables(operation, subject) }),
      });
      return {
        origin,
        pid: child.pid as number,
        call,
        normalise: (_, answer) => (answer as { data: unknown }).data,
        stop: () => end(child),
      };
    },
  };
}
