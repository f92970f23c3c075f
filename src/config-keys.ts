import { existsSync, readFileSync } from 'node:fs';
import type { TokenKey } from './auth/token-keys';
import { StartupError } from './database/startup-error';

const LEAST_KEY = 32;
const KID = /^[A-Za-z0-9._-]{1,64}$/;

/** A secret that a setting gives. @throws StartupError for one that could be guessed. */
export function readSecret(setting: string, secret: string | undefined): string | undefined {
  if (!secret) return undefined;
  if (secret.length < LEAST_KEY)
    throw new StartupError(`${setting} has ${secret.length} characters; give at least ${LEAST_KEY} random ones.`);
  return secret;
}

/**
 * The keys of our own tokens, the one that signs first. TO_SO_TOKEN_KEYS lists keys with their names, the newest first; TO_SO_TOKEN_KEY is one without
 * a name, which stays valid beside them until it is unset. The key for development stands in the data folder, where whoever runs the service can issue
 * tokens with it: never in production.
 * @throws StartupError with everything that is wrong with them.
 */
export function readTokenKeys(env: NodeJS.ProcessEnv, production: boolean, developmentFile: string, develop: () => string): TokenKey[] {
  const named = (env.TO_SO_TOKEN_KEYS ?? '').split(',').filter((each) => each.trim() !== '');
  const keys: { setting: string; kid: string | null; secret: string }[] = named.map((each, index) => {
    const [kid = '', ...rest] = each.trim().split(':');
    return { setting: `TO_SO_TOKEN_KEYS (key ${index + 1})`, kid, secret: rest.join(':') };
  });
  if (env.TO_SO_TOKEN_KEY) keys.push({ setting: 'TO_SO_TOKEN_KEY', kid: null, secret: env.TO_SO_TOKEN_KEY });
  if (keys.length === 0) {
    if (!production) return [{ kid: null, secret: develop() }];
    throw new StartupError(
      'In production the key that signs tokens must come from you: set TO_SO_TOKEN_KEY to at least 32 random characters, or TO_SO_TOKEN_KEYS to a list <name>:<key>,….',
    );
  }
  const development = production && existsSync(developmentFile) ? readFileSync(developmentFile, 'utf8').trim() : undefined;
  const problems = keys.flatMap(({ setting, kid, secret }, index) => [
    ...(kid !== null && !KID.test(kid)
      ? [`${setting} is not of the form <name>:<key>; the name has 1 to 64 letters, digits, dots, hyphens or underscores.`]
      : []),
    ...(kid !== null && keys.findIndex((other) => other.kid === kid) !== index
      ? [`${setting} has the name of another; give it its own.`]
      : []),
    ...(secret.length < LEAST_KEY ? [`${setting} has ${secret.length} characters; give at least ${LEAST_KEY} random ones.`] : []),
    ...(secret === development ? [`${setting} is the development key of the data folder; in production give a key of its own.`] : []),
  ]);
  if (problems.length > 0) throw new StartupError(problems.join('\n'));
  return keys.map(({ kid, secret }) => ({ kid, secret }));
}
