import type { KeyObject } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { readToken } from '../auth/token';
import type { Preparation, Projection, Session } from '../database/session';
import { Refusal } from '../errors';
import type { Locale } from '../errors';
import { dayOf } from '../tenancy/day';
import type { Registry } from '../tenancy/registry';
import type { TenantDatabases } from '../database/prepare';

/** Vietnamese unless the client prefers English. */
export function localeOf(request: FastifyRequest): Locale {
  const preferences = (request.headers['accept-language'] ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part.trim().split(';');
    const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
    return { language: tag.slice(0, 2).toLowerCase(), quality: quality === undefined ? 1 : Number(quality) };
  });
  const best = preferences
    .filter(({ language, quality }) => (language === 'vi' || language === 'en') && quality > 0)
    .sort((a, b) => b.quality - a.quality)[0];
  return best?.language === 'en' ? 'en' : 'vi';
}

export interface SessionSource {
  readonly registry: Registry;
  readonly databases: TenantDatabases;
  readonly tokenKey: KeyObject;
  readonly clock: () => Date;
  readonly preparations: readonly Preparation[];
  readonly projections: readonly Projection[];
}

/**
 * The session of a request: the province from the path, the actor from the token, and both must name the same province.
 * @throws Refusal PROVINCE_UNKNOWN, UNAUTHENTICATED, TOKEN_INVALID, WRONG_PROVINCE.
 */
export function openSession(source: SessionSource, request: FastifyRequest): Session {
  const { registry, databases, tokenKey, clock, preparations, projections } = source;
  const { province: slug } = request.params as { province: string };
  const province = registry.get(slug);
  const db = databases.get(slug);
  if (!province || !db) throw new Refusal('PROVINCE_UNKNOWN', { slug, known: [...registry.keys()] });
  const now = clock();
  const { tenant, actor } = readToken(request.headers.authorization, tokenKey, now);
  if (tenant !== slug) throw new Refusal('WRONG_PROVINCE');
  return { province, actor, db, now, today: dayOf(now), locale: localeOf(request), loaders: new Map(), preparations, projections };
}
