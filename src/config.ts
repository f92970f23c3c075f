import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
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
  /** Key tokens are signed with. */
  readonly tokenKey: string;
  /** Secret the passwords of the provinces' roles are derived from. */
  readonly roleSecret: string;
}

const LEAST_KEY = 32;

/** The only reader of the environment. @throws StartupError for a setting that cannot be used. */
export function readConfig(env: NodeJS.ProcessEnv, checkout: string): Config {
  const production = env.NODE_ENV === 'production';
  const databaseUrl = env.DATABASE_URL || undefined;
  if (databaseUrl && !/^postgres(ql)?:\/\/.+\/.+/.test(databaseUrl))
    throw new StartupError('DATABASE_URL is not postgres://user:password@host:port/database; correct it.');
  const dataDir = env.TO_SO_DATA ? resolve(env.TO_SO_DATA) : defaultDataDir(checkout);
  return {
    host: env.HOST || '127.0.0.1',
    port: readPort(env.PORT),
    databaseUrl,
    dataDir,
    demo: readSwitch('TO_SO_DEMO', env.TO_SO_DEMO, !production),
    production,
    logLevel: env.LOG_LEVEL || 'warn',
    tokenKey: readTokenKey(env.TO_SO_TOKEN_KEY, dataDir, production),
    roleSecret: env.TO_SO_ROLE_SECRET || keyInDataFolder(dataDir, 'role-secret'),
  };
}

function readPort(text: string | undefined): number {
  if (!text) return 4000;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new StartupError(`PORT is "${text}"; give a number from 0 to 65535.`);
}

function readSwitch(name: string, text: string | undefined, otherwise: boolean): boolean {
  if (!text) return otherwise;
  if (text === 'on' || text === 'off') return text === 'on';
  throw new StartupError(`${name} is "${text}"; use on or off.`);
}

/** The key for development stands in the data folder, where whoever runs the service can issue tokens with it: never in production. */
function readTokenKey(key: string | undefined, dataDir: string, production: boolean): string {
  if (!production && !key) return keyInDataFolder(dataDir, 'token-key');
  if (!key)
    throw new StartupError(
      'In production the key that signs tokens must come from you: set TO_SO_TOKEN_KEY to at least 32 random characters.',
    );
  if (key.length < LEAST_KEY)
    throw new StartupError(`TO_SO_TOKEN_KEY has ${key.length} characters; give at least ${LEAST_KEY} random ones.`);
  const development = join(dataDir, 'token-key');
  if (production && existsSync(development) && readFileSync(development, 'utf8').trim() === key)
    throw new StartupError('TO_SO_TOKEN_KEY is the development key of the data folder; in production give a key of its own.');
  return key;
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
