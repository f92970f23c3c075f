import * as argon2 from 'argon2';
import { Refusal } from '../../errors';
import { plainPassword } from './password.rules';

/** Argon2id with 19 MiB, two passes, one lane (OWASP's second choice): about 40 ms of one core. */
export const PARAMETERS = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Of a password that nobody has, by the same parameters: what is verified where there is no account or no password. */
const NOBODYS = '$argon2id$v=19$m=19456,t=2,p=1$zQMHRlWf51FIIWI/DDcpHw$BmZiBAqaN+w4Q1pYhj6+LaBrGd4LjcR4yu9qRanRu0o';

/** Hashing takes a thread and 19 MiB each: more at once would leave nothing for the rest of the service. */
const AT_ONCE = 2;
const MOST_WAITING = 40;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= MOST_WAITING) throw new Refusal('SIGN_IN_TOO_OFTEN', { seconds: 5 });
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    // Whoever is next takes over the place, so nobody comes between.
    if (next) next();
    else running--;
  }
}

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => argon2.hash(plainPassword(password), PARAMETERS));
}

/** Whether a password is the one of this hash. Without a hash it is not, after the same work. */
export async function verifyPassword(hash: string | null, password: string): Promise<boolean> {
  const matches = await inTurn(() => argon2.verify(hash ?? NOBODYS, plainPassword(password)));
  return hash !== null && matches;
}

/** Whether a hash was made by weaker parameters than today's. */
export function isOutdated(hash: string): boolean {
  return argon2.needsRehash(hash, PARAMETERS);
}
