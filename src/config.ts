import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readLimits } from './api/limits/settings';
import type { Limits } from './api/limits/limits';
import { isNetwork } from './auth/networks';
import type { TokenKey } from './auth/token-keys';
import { readSecret, readTokenKeys } from './config-keys';
import { defaultDataDir } from './database/embedded';
import { prepareDataFolder } from './database/embedded-folder';
import { StartupError } from './database/startup-error';

export interface Config {
  readonly host: string;
  readonly port: number;
  /** The owner's URL of a server of your own; absent for the embedded one. */
  readonly databaseUrl: string | undefined;
  /** Keys, and the embedded server's files. */
  readonly dataDir: string;
  readonly demo: boolean;
  readonly production: boolean;
  readonly logLevel: string;
  /** How long a stop waits for requests in flight. */
  readonly drainSeconds: number;
  /** Where figures are shown, if they are. */
  readonly metrics: { readonly host: string; readonly port: number } | undefined;
  /** Keys of our own tokens: the first signs, all are believed. */
  readonly tokenKey: readonly TokenKey[];
  /** Secret that what accounts keep is encrypted under. */
  readonly accountSecret: string;
  /** A file that states who else vouches for people. */
  readonly issuersFile: string | undefined;
  /** Provinces whose administrators sign in with a second factor. */
  readonly secondFactorFor: readonly string[];
  /** Proxies whose word on a client's address is taken. */
  readonly trustProxy: readonly string[];
  /** Secret the passwords of the provinces' roles are derived from. */
  readonly roleSecret: string;
  readonly limits: Limits;
}

/** The only reader of the environment. @throws StartupError for a setting that cannot be used. */
export function readConfig(env: NodeJS.ProcessEnv, checkout: string): Config {
  const production = env.NODE_ENV === 'production';
  const databaseUrl = env.DATABASE_URL || undefined;
  if (databaseUrl && !/^postgres(ql)?:\/\/.+\/.+/.test(databaseUrl))
    throw new StartupError('DATABASE_URL is not postgres://user:password@host:port/database; correct it.');
  const dataDir = env.TO_SO_DATA ? resolve(env.TO_SO_DATA) : defaultDataDir(checkout);
  return {
    host: env.HOST || '127.0.0.1',
    port: readPort('PORT', env.PORT),
    databaseUrl,
    dataDir,
    demo: readSwitch('TO_SO_DEMO', env.TO_SO_DEMO, !production),
    production,
    logLevel: env.LOG_LEVEL || 'warn',
    drainSeconds: readSeconds('TO_SO_DRAIN_SECONDS', env.TO_SO_DRAIN_SECONDS, 15),
    metrics: env.TO_SO_METRICS_PORT
      ? { host: env.TO_SO_METRICS_HOST || '127.0.0.1', port: readPort('TO_SO_METRICS_PORT', env.TO_SO_METRICS_PORT) }
      : undefined,
    tokenKey: readTokenKeys(env, production, join(dataDir, 'token-key'), () => keyInDataFolder(dataDir, 'token-key')),
    roleSecret: env.TO_SO_ROLE_SECRET || keyInDataFolder(dataDir, 'role-secret'),
    accountSecret: readSecret('TO_SO_ACCOUNT_SECRET', env.TO_SO_ACCOUNT_SECRET) ?? keyInDataFolder(dataDir, 'account-secret'),
    issuersFile: env.TO_SO_ISSUERS ? resolve(env.TO_SO_ISSUERS) : undefined,
    secondFactorFor: readList(env.TO_SO_SECOND_FACTOR),
    trustProxy: readProxies(env.TO_SO_TRUST_PROXY),
    limits: readLimits(env, production),
  };
}

function readPort(name: string, text: string | undefined): number {
  if (!text) return 4000;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new StartupError(`${name} is "${text}"; give a number from 0 to 65535.`);
}

function readSeconds(name: string, text: string | undefined, otherwise: number): number {
  if (!text) return otherwise;
  const seconds = Number(text);
  if (seconds >= 0 && seconds <= 3600) return seconds;
  throw new StartupError(`${name} is "${text}"; give seconds from 0 to 3600.`);
}

function readSwitch(name: string, text: string | undefined, otherwise: boolean): boolean {
  if (!text) return otherwise;
  if (text === 'on' || text === 'off') return text === 'on';
  throw new StartupError(`${name} is "${text}"; use on or off.`);
}

function readList(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
}

function readProxies(text: string | undefined): string[] {
  const proxies = readList(text);
  const wrong = proxies.filter((each) => !isNetwork(each));
  if (wrong.length === 0) return proxies;
  throw new StartupError(
    `TO_SO_TRUST_PROXY names ${wrong.join(', ')}; give addresses or networks like 10.0.0.0/8, with commas between them.`,
  );
}

/** A secret that is made once and kept for this user only. */
function keyInDataFolder(dataDir: string, name: string): string {
  const file = join(dataDir, name);
  try {
    if (!existsSync(file)) {
      prepareDataFolder(dataDir);
      writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' });
    }
    chmodSync(file, 0o600);
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (error instanceof StartupError) throw error;
    throw new StartupError(
      `The data folder ${dataDir} cannot be used (${(error as Error).message}); set TO_SO_DATA to a folder you can write.`,
    );
  }
}
