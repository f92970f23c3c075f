import type { DataSource } from 'typeorm';
import sql from 'sql-template-tag';
import { liesIn } from '../../auth/networks';
import type { Actor, Permission } from '../../auth/permissions';
import { rows } from '../../database/session';
import { dayOf } from '../../tenancy/day';
import { digestOf, sameDigest } from './secret.service';
import { accountActor } from './session.service';

const KEY = /^tsk_([a-z0-9]{10})_[A-Za-z0-9_-]{43}$/;
/** Of a key that nobody has. */
const NOBODYS = digestOf('');
/** How old the last use on record may grow before the next one is written down. */
const SHOWS_USE_AFTER = '1 minute';

export function looksLikeKey(token: string): boolean {
  return token.startsWith('tsk_');
}

interface KeyRow {
  readonly id: string;
  readonly hash: string;
  readonly scopes: Permission[];
  readonly unitCode: string | null;
  readonly untilDay: string;
  readonly addresses: string[];
  readonly revoked: boolean;
  readonly shown: boolean;
}

/** The actor of an API key, read anew for each request, so that revoking it holds at once. Null for whatever reason it is none. */
export async function actorOfKey(db: DataSource, key: string, address: string, now: Date): Promise<Actor | null> {
  const prefix = KEY.exec(key)?.[1] ?? '';
  const [row] = await rows<KeyRow>(
    db,
    sql`SELECT id, hash, scopes, unit_code AS "unitCode", until_day AS "untilDay", addresses, revoked_at IS NOT NULL AS revoked,
          coalesce(last_used_at > ${now}::timestamptz - ${SHOWS_USE_AFTER}::interval, false) AS shown FROM api_key WHERE prefix = ${prefix}`,
  );
  const same = sameDigest(digestOf(key), row?.hash ?? NOBODYS);
  if (!row || !same || row.revoked || dayOf(now) >= row.untilDay) return null;
  if (row.addresses.length > 0 && !liesIn(address, row.addresses)) return null;
  if (!row.shown)
    await rows(
      db,
      sql`UPDATE api_key SET last_used_at = ${now}
          WHERE id = ${row.id} AND coalesce(last_used_at <= ${now}::timestamptz - ${SHOWS_USE_AFTER}::interval, true)`,
    );
  return { id: `key:${prefix}`, grants: [], only: row.scopes, key: row.unitCode === null ? {} : { unit: row.unitCode } };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a session of an account still is, and whether the account has a second factor; null once it ended, by whatever. */
export async function liveSession(
  db: DataSource,
  actorId: string,
  sessionId: string,
  now: Date,
): Promise<{ secondFactor: boolean } | null> {
  if (!UUID.test(sessionId)) return null;
  const [found] = await rows<{ secondFactor: boolean }>(
    db,
    sql`SELECT a.totp_from IS NOT NULL AS "secondFactor" FROM account_session s JOIN account a ON a.id = s.account_id
        WHERE s.id = ${sessionId} AND ${accountActor('')} || a.id = ${actorId} AND s.ended_at IS NULL AND s.until > ${now} AND a.disabled_at IS NULL`,
  );
  return found ?? null;
}
