import { hash } from 'node:crypto';
import sql from 'sql-template-tag';
import type { EntityManager } from 'typeorm';
import { fixed } from '../../database/fixed';
import { rowsOften, writeLater } from '../../database/session';
import type { Session } from '../../database/session';
import { Refusal } from '../../errors';
import type { Request } from './write';

function digestOf({ name, input }: Request): string {
  return hash('sha256', `${name}\n${JSON.stringify(input)}`, 'base64url');
}

const LOCK = fixed<{ name: string }>(({ name }) => sql`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`);

const ANSWERED = fixed<{ actor: string; key: string }>(
  ({ actor, key }) => sql`SELECT result, request_hash AS "requestHash" FROM idempotency_key WHERE actor = ${actor} AND key = ${key}`,
);

const ANSWER = fixed<{ actor: string; key: string; requestHash: string; result: string; at: Date }>(
  ({ actor, key, requestHash, result, at }) => sql`INSERT INTO idempotency_key (actor, key, request_hash, result, at)
    VALUES (${actor}, ${key}, ${requestHash}, ${result}::jsonb, ${at})`,
);

/** What was answered under a key, if it was used. @throws Refusal IDEMPOTENCY_KEY_REUSED. */
export async function takeKey<T>(
  { province, actor }: Session,
  manager: EntityManager,
  request: Request,
  key: string,
): Promise<{ result: T } | undefined> {
  // Of two equal requests at once the second waits here for the first. Only a statement begun after the wait sees what the first has stored.
  void writeLater(manager, LOCK({ name: `${province.slug}\n${actor.id}\n${key}` }));
  const [done] = await rowsOften<{ result: T; requestHash: string }>(manager, ANSWERED({ actor: actor.id, key }));
  if (done && done.requestHash !== digestOf(request)) throw new Refusal('IDEMPOTENCY_KEY_REUSED');
  return done;
}

/** Keeps under a key what was answered. */
export async function storeKey(
  { actor, now }: Session,
  manager: EntityManager,
  request: Request,
  key: string,
  result: unknown,
): Promise<void> {
  await writeLater(manager, ANSWER({ actor: actor.id, key, requestHash: digestOf(request), result: JSON.stringify(result), at: now }));
}
