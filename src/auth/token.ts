import { createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { Refusal } from '../errors';
import { isRole } from './permissions';
import type { Actor, Grant } from './permissions';

const ISSUER = 'to-so';
const ALGORITHM = 'HS256';
const LONGEST_TOKEN = 8192;

export interface Claims {
  /** Slug of the province the token is for. */
  readonly tenant: string;
  readonly subject: string;
  readonly grants: readonly Grant[];
}

/** The key as it is used, made once: from a string jsonwebtoken would try to read a certificate each time, which costs more than the rest. */
export function tokenKeyOf(secret: string): KeyObject {
  return createSecretKey(Buffer.from(secret));
}

/** Signs a token. @param expiresIn seconds. */
export function issueToken({ tenant, subject, grants }: Claims, key: KeyObject, expiresIn: number): string {
  return jwt.sign({ tenant, grants }, key, { algorithm: ALGORITHM, issuer: ISSUER, audience: ISSUER, subject, expiresIn, notBefore: 0 });
}

/**
 * Who a bearer header speaks for, and in which province.
 * @throws Refusal UNAUTHENTICATED without a token, TOKEN_INVALID for one that is not ours, not now, or not of the expected form.
 */
export function readToken(header: string | undefined, key: KeyObject, now: Date): { tenant: string; actor: Actor } {
  if (header === undefined || header === '') throw new Refusal('UNAUTHENTICATED');
  const [scheme, token, ...rest] = header.split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token || rest.length > 0)
    throw new Refusal('TOKEN_INVALID', {
      problem: { en: 'the header is not "Bearer <token>"', vi: 'tiêu đề không có dạng "Bearer <mã>"' },
    });
  if (token.length > LONGEST_TOKEN) throw new Refusal('TOKEN_INVALID', { problem: { en: 'it is too long', vi: 'mã quá dài' } });
  const { tenant, sub, grants } = verify(token, key, now);
  if (typeof tenant !== 'string' || typeof sub !== 'string' || !isGrants(grants))
    throw new Refusal('TOKEN_INVALID', {
      problem: { en: 'it lacks a subject, a province or its grants', vi: 'thiếu chủ thể, tỉnh hoặc quyền' },
    });
  return { tenant, actor: { id: sub, grants } };
}

function verify(token: string, key: KeyObject, now: Date): jwt.JwtPayload {
  try {
    const payload = jwt.verify(token, key, {
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      audience: ISSUER,
      clockTimestamp: Math.floor(now.getTime() / 1000),
      clockTolerance: 5,
    });
    if (typeof payload === 'object' && payload.exp !== undefined) return payload;
  } catch (error) {
    if (error instanceof jwt.TokenExpiredError)
      throw new Refusal('TOKEN_INVALID', { problem: { en: 'it has expired', vi: 'mã đã hết hạn' } });
  }
  throw new Refusal('TOKEN_INVALID', { problem: { en: 'it was not issued for this service', vi: 'mã không được cấp cho hệ thống này' } });
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
