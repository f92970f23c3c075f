import jwt from 'jsonwebtoken';
import type { Compact } from './compact';
import { isRole } from './permissions';
import type { Grant } from './permissions';
import { KEY_ALGORITHM } from './token-keys';
import type { TokenKeys } from './token-keys';

/** Who our own tokens are by and for. */
export const ISSUER = 'to-so';
/** Seconds by which clocks may differ. */
export const CLOCK_TOLERANCE = 5;

export interface Claims {
  /** Slug of the province the token is for. */
  readonly tenant: string;
  readonly subject: string;
  readonly grants: readonly Grant[];
  /** The session of an account that it belongs to. */
  readonly session?: string;
}

/** Signs a token with the newest key. @param expiresIn seconds. @param now the moment it holds from; that of the machine if not given. */
export function issueToken({ tenant, subject, grants, session }: Claims, keys: TokenKeys, expiresIn: number, now = new Date()): string {
  const { kid, key } = keys.signing;
  const at = Math.floor(now.getTime() / 1000);
  const claims = { tenant, grants, iat: at, nbf: at, exp: at + expiresIn, ...(session === undefined ? {} : { sid: session }) };
  return jwt.sign(claims, key, {
    algorithm: KEY_ALGORITHM,
    issuer: ISSUER,
    audience: ISSUER,
    subject,
    ...(kid === null ? {} : { keyid: kid }),
  });
}

/** Whom a token of our own speaks for that was read before and holds now. */
export function readAgain(token: string, keys: TokenKeys, now: Date): Claims | undefined {
  const known = keys.read.get(token);
  const second = Math.floor(now.getTime() / 1000);
  return known && known.nbf <= second + CLOCK_TOLERANCE && second < known.exp + CLOCK_TOLERANCE ? known.claims : undefined;
}

/** Whom a token of our own speaks for; null if it is not ours, not now, or lacks what it must say. */
export function readToken(token: string, { header }: Compact, keys: TokenKeys, now: Date): Claims | null {
  const key = keys.find(header.kid);
  const payload = key && verify(token, key, now);
  if (!payload) return null;
  const { tenant, sub, grants, sid, exp, nbf } = payload;
  if (typeof exp !== 'number' || typeof nbf !== 'number' || typeof tenant !== 'string' || typeof sub !== 'string') return null;
  if (!isGrants(grants) || (sid !== undefined && typeof sid !== 'string')) return null;
  const claims = { tenant, subject: sub, grants, ...(sid === undefined ? {} : { session: sid }) };
  keys.read.set(token, { claims, exp, nbf });
  return claims;
}

function verify(token: string, key: jwt.Secret, now: Date): jwt.JwtPayload | null {
  try {
    const payload = jwt.verify(token, key, {
      algorithms: [KEY_ALGORITHM],
      issuer: ISSUER,
      audience: ISSUER,
      clockTimestamp: Math.floor(now.getTime() / 1000),
      clockTolerance: CLOCK_TOLERANCE,
    });
    return typeof payload === 'object' ? payload : null;
  } catch {
    return null;
  }
}

function isGrants(value: unknown): value is Grant[] {
  return (
    Array.isArray(value) &&
    value.every(
      (grant: { role?: unknown; unit?: unknown } | null) =>
        typeof grant?.role === 'string' && isRole(grant.role) && (grant.unit === undefined || typeof grant.unit === 'string'),
    )
  );
}
