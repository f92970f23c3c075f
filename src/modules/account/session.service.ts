import sql from 'sql-template-tag';
import { v7 as uuid } from 'uuid';
import type { EntityManager } from 'typeorm';
import type { Identity } from '../../auth/identity';
import { rows } from '../../database/session';
import type { Session } from '../../database/session';
import { Refusal } from '../../errors';
import { write } from '../event';
import { AccountSession, RefreshToken } from './account.entity';
import { digestOf, newSecret } from './secret.service';

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;
/** Seconds that an access token holds: what was granted anew shows, and what was taken ends, no later. */
export const ACCESS_SECONDS = 15 * MINUTE;
/** Seconds that a refresh token waits for its use. */
const REFRESH_SECONDS = 14 * DAY;
/** Seconds after which one has to sign in again, however often the session is refreshed. */
const SESSION_SECONDS = 90 * DAY;
/** Seconds after its end that a session is kept to know a refresh token of it again. */
const KEEPS_SECONDS = 30 * DAY;

/** What a client gets to speak for an account. */
export interface Tokens {
  readonly accessToken: string;
  readonly accessUntil: Date;
  readonly refreshToken: string;
  readonly refreshUntil: Date;
  readonly accountUuid: string;
}

/** The actor of an account, as it stands in events and grants. */
export function accountActor(id: string): string {
  return `account:${id}`;
}

const after = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1000);

/**
 * The session as that of an account which has just shown who it is: what follows is recorded as its doing. It changes nothing that others follow from.
 */
export function asAccount(session: Session, accountId: string): Session {
  return { ...session, actor: { id: accountActor(accountId), grants: [] }, preparations: [], projections: [] };
}

/** Opens a session of an account. */
export async function openFamily(session: Session, identity: Identity, manager: EntityManager, accountId: string): Promise<Tokens> {
  const { now } = session;
  const stale = sql`SELECT id FROM account_session WHERE account_id = ${accountId} AND until < ${after(now, -KEEPS_SECONDS)}`;
  await rows(manager, sql`DELETE FROM refresh_token WHERE session_id IN (${stale})`);
  await rows(manager, sql`DELETE FROM account_session WHERE account_id = ${accountId} AND until < ${after(now, -KEEPS_SECONDS)}`);
  const until = after(now, SESSION_SECONDS);
  const opened = { id: uuid(), accountId, openedAt: now, until };
  await manager.insert(AccountSession, opened);
  return issueTokens(session, identity, manager, opened);
}

async function issueTokens(
  { province, now }: Session,
  identity: Identity,
  manager: EntityManager,
  { id, accountId, until }: { id: string; accountId: string; until: Date },
): Promise<Tokens> {
  const refreshToken = `tsr_${newSecret()}`;
  const refreshUntil = new Date(Math.min(after(now, REFRESH_SECONDS).getTime(), until.getTime()));
  await manager.insert(RefreshToken, { id: uuid(), sessionId: id, hash: digestOf(refreshToken), until: refreshUntil });
  const claims = { tenant: province.slug, subject: accountActor(accountId), grants: [], session: id };
  return {
    accessToken: identity.issue(claims, ACCESS_SECONDS, now),
    accessUntil: after(now, ACCESS_SECONDS),
    refreshToken,
    refreshUntil,
    accountUuid: accountId,
  };
}

interface Found {
  readonly tokenId: string;
  readonly used: boolean;
  readonly lives: boolean;
  readonly id: string;
  readonly accountId: string;
  readonly until: Date;
}

/**
 * New tokens for a refresh token, which is worth nothing afterwards. One that comes a second time was stolen, from this client or by it: nobody can tell
 * which of the two is the thief, so the session ends for both.
 * @throws Refusal TOKEN_INVALID.
 */
export async function refresh(session: Session, identity: Identity, refreshToken: string): Promise<Tokens> {
  const find = (source: Pick<EntityManager, 'query'>, lock = sql``) =>
    rows<Found>(
      source,
      sql`SELECT t.id AS "tokenId", t.used_at IS NOT NULL AS used, s.id, s.account_id AS "accountId", s.until,
            s.ended_at IS NULL AND a.disabled_at IS NULL AND s.until > ${session.now} AND t.until > ${session.now} AS lives
          FROM refresh_token t JOIN account_session s ON s.id = t.session_id JOIN account a ON a.id = s.account_id
          WHERE t.hash = ${digestOf(refreshToken)} ${lock}`,
    );
  const [seen] = await find(session.db);
  if (!seen) throw new Refusal('TOKEN_INVALID');
  const tokens = await write<Tokens | null>(
    asAccount(session, seen.accountId),
    { name: 'refreshSession', input: null },
    async (writing) => {
      const { manager } = writing;
      // Of two uses at once the second waits here, and finds the token used.
      const [found] = await find(manager, sql`FOR UPDATE OF t, s`);
      if (!found?.lives) return null;
      if (found.used) {
        await manager.update(AccountSession, { id: found.id }, { endedAt: session.now });
        writing.record({ action: 'account.session-revoked', subjectId: found.accountId, day: session.today });
        return null;
      }
      await manager.update(RefreshToken, { id: found.tokenId }, { usedAt: session.now });
      return issueTokens(session, identity, manager, found);
    },
  );
  if (!tokens) throw new Refusal('TOKEN_INVALID');
  return tokens;
}

/** Ends sessions of an account: one, all, or all but one. @returns how many. */
export async function endSessions(
  source: Pick<EntityManager, 'query'>,
  now: Date,
  accountId: string,
  { only = null, except = null }: { only?: string | null; except?: string | null } = {},
): Promise<number> {
  const ended = await rows(
    source,
    sql`WITH ended AS (UPDATE account_session SET ended_at = ${now} WHERE account_id = ${accountId} AND ended_at IS NULL AND until > ${now}
          AND (${only}::uuid IS NULL OR id = ${only}) AND (${except}::uuid IS NULL OR id <> ${except}) RETURNING id) SELECT id FROM ended`,
  );
  return ended.length;
}
