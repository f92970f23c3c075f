import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { readCompact } from '../auth/compact';
import type { Issuers } from '../auth/issuers';
import { grantsKept, readGrants } from '../database/grants-kept';
import { STRANGER } from '../auth/permissions';
import type { Actor, Grant } from '../auth/permissions';
import { ISSUER, readAgain, readToken } from '../auth/token';
import type { Claims } from '../auth/token';
import { dayOf } from '../tenancy/day';
import type { TokenKeys } from '../auth/token-keys';
import { Refusal } from '../errors';
import { actorOfKey, liveSession, looksLikeKey } from '../modules/account';

/** What is needed to recognise who asks. */
export interface Recognition {
  readonly tokenKeys: TokenKeys;
  readonly issuers: Issuers;
  /** Provinces whose administrators sign in with a second factor, by slug. */
  readonly secondFactorFor: ReadonlySet<string>;
  /** What is granted to an actor on record, beside what its token says. */
  readonly storedGrants?: (db: DataSource, actorId: string, now: Date) => Promise<readonly Grant[]>;
}

export interface Asking {
  readonly slug: string;
  readonly db: DataSource;
  readonly now: Date;
  readonly address: string;
  readonly authorization: readonly string[];
}

/** Milliseconds before which no refusal leaves: which check refused does not show in the time. */
const REFUSES_AFTER_MS = 20;

/** Actors that no token can be: of keys and accounts there is more to ask than a signature, and these two are nobody. */
const NOT_BY_TOKEN = /^(public$|system$|key:|account:)/;

/**
 * The actor of a request; a stranger if it shows nothing.
 * @throws Refusal TOKEN_INVALID in the same words for every reason, WRONG_PROVINCE for a token of ours that is another province's.
 */
export async function whoAsks(by: Recognition, asking: Asking): Promise<Actor> {
  const [header = '', ...more] = asking.authorization;
  if (header === '' && more.length === 0) return STRANGER;
  const started = performance.now();
  const token = more.length === 0 ? /^bearer ([\x21-\x7e]+)$/i.exec(header)?.[1] : undefined;
  const actor = token === undefined ? null : await recognise(by, asking, token);
  if (actor) return actor;
  await sleep(Math.max(0, started + REFUSES_AFTER_MS - performance.now()));
  throw new Refusal('TOKEN_INVALID');
}

async function recognise(by: Recognition, { slug, db, now, address }: Asking, token: string): Promise<Actor | null> {
  if (looksLikeKey(token)) return actorOfKey(db, token, address, now);
  const known = readAgain(token, by.tokenKeys, now);
  if (known) return speaksFor(by, slug, db, now, known);
  const compact = readCompact(token);
  if (!compact) return null;
  if (compact.payload.iss !== ISSUER) {
    const actor = await by.issuers.read(slug, token, compact, now);
    return actor && withGrants(by, db, now, actor);
  }
  const claims = readToken(token, compact, by.tokenKeys, now);
  return claims && speaksFor(by, slug, db, now, claims);
}

/** Who a token of our own is. */
async function speaksFor(by: Recognition, slug: string, db: DataSource, now: Date, claims: Claims): Promise<Actor | null> {
  if (claims.tenant !== slug) throw new Refusal('WRONG_PROVINCE');
  const { subject: id, grants, session } = claims;
  if (session === undefined) return NOT_BY_TOKEN.test(id) ? null : withGrants(by, db, now, { id, grants }, claims);
  const account = await liveSession(db, id, session, now);
  if (!account) return null;
  const actor = await withGrants(by, db, now, { id, grants, session });
  const mustEnrol = !account.secondFactor && by.secondFactorFor.has(slug) && actor.grants.some(({ role }) => role === 'province-admin');
  return mustEnrol ? { ...actor, only: ['session:open'], mustEnrol } : actor;
}

/** With what is granted on record, and with what everybody may. */
async function withGrants({ storedGrants }: Recognition, db: DataSource, now: Date, actor: Actor, by: object = actor): Promise<Actor> {
  const today = dayOf(now);
  const read = async () => (await storedGrants?.(db, actor.id, now)) ?? [];
  const stored = grantsKept(db, actor.id, today) ?? (await readGrants(db, actor.id, today, read));
  const known = stored.actors.get(by);
  if (known) return known;
  const granted = { ...actor, grants: [...actor.grants, ...stored.grants, ...STRANGER.grants] };
  stored.actors.set(by, granted);
  return granted;
}
