import type { FastifyRequest } from 'fastify';
import type { Preparation, Projection, Session } from '../database/session';
import { Refusal } from '../errors';
import type { Locale } from '../errors';
import { dayOf } from '../tenancy/day';
import type { Registry } from '../tenancy/registry';
import type { TenantDatabases } from '../database/prepare';
import { whoAsks } from './who-asks';
import type { Recognition } from './who-asks';

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

export interface SessionSource extends Recognition {
  readonly registry: Registry;
  readonly databases: TenantDatabases;
  readonly clock: () => Date;
  readonly preparations: readonly Preparation[];
  readonly projections: readonly Projection[];
}

/**
 * The session of a request: the province from the path, the actor from what the request shows, and both must name the same province.
 * @throws Refusal PROVINCE_UNKNOWN, TOKEN_INVALID, WRONG_PROVINCE.
 */
export async function openSession(source: SessionSource, request: FastifyRequest): Promise<Session> {
  const { registry, databases, clock, preparations, projections } = source;
  const { province: slug } = request.params as { province: string };
  const province = registry.get(slug);
  const db = databases.get(slug);
  if (!province || !db) throw new Refusal('PROVINCE_UNKNOWN', { slug, known: [...registry.keys()] });
  const now = clock();
  const actor = await whoAsks(source, { slug, db, now, address: request.ip, authorization: authorizationOf(request) });
  return { province, actor, db, now, today: dayOf(now), locale: localeOf(request), loaders: new Map(), preparations, projections };
}

/** Each Authorization header there is: Node would show the first of several, a proxy before it may have looked at the last. */
function authorizationOf({ raw }: FastifyRequest): readonly string[] {
  return raw.headersDistinct.authorization ?? [];
}
