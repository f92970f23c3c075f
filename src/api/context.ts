import type { FastifyRequest } from 'fastify';
import { Disclosure } from '../database/disclosure';
import { onAccount } from '../database/ledger';
import type { Ledger } from '../database/ledger';
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

const LONGEST_PURPOSE = 200;

/** What the request says personal data is for; URL-encoded, as headers carry no Vietnamese. @throws Refusal BAD_REQUEST. */
function purposeOf(request: FastifyRequest): string | null {
  const header = request.headers['x-purpose'];
  if (header === undefined) return null;
  try {
    const purpose = decodeURIComponent(String(header)).trim();
    // eslint-disable-next-line no-control-regex -- a purpose stands in the audit as one line
    if (purpose.length <= LONGEST_PURPOSE && !/[\u0000-\u001f]/.test(purpose)) return purpose === '' ? null : purpose;
  } catch {
    // Refused below.
  }
  throw new Refusal('BAD_REQUEST', {
    problem: {
      en: `the header X-Purpose is not one line of at most ${LONGEST_PURPOSE} characters, URL-encoded`,
      vi: `tiêu đề X-Purpose không phải là một dòng tối đa ${LONGEST_PURPOSE} ký tự, mã hóa URL`,
    },
  });
}

export interface SessionSource extends Recognition {
  readonly registry: Registry;
  readonly databases: TenantDatabases;
  readonly clock: () => Date;
  readonly reads: Session['reads'];
  readonly preparations: readonly Preparation[];
  readonly projections: readonly Projection[];
}

/**
 * The session of a request, on whose account it asks the database: the province from the path, the actor from what the request shows, and both must
 * name the same province.
 * @throws Refusal PROVINCE_UNKNOWN, TOKEN_INVALID, WRONG_PROVINCE.
 */
export async function openSession(source: SessionSource, request: FastifyRequest, account: Ledger): Promise<Session> {
  const { registry, databases, clock, reads, preparations, projections } = source;
  const { province: slug } = request.params as { province: string };
  const province = registry.get(slug);
  const shared = databases.get(slug);
  if (!province || !shared) throw new Refusal('PROVINCE_UNKNOWN', { slug, known: [...registry.keys()] });
  const db = onAccount(shared, account);
  const now = clock();
  const actor = await whoAsks(source, { slug, db, now, address: request.ip, authorization: authorizationOf(request) });
  const disclosure = new Disclosure(purposeOf(request), String(request.id));
  const [today, locale] = [dayOf(now), localeOf(request)];
  return { province, actor, db, now, today, locale, disclosure, reads, loaders: new Map(), preparations, projections };
}

/** Each Authorization header there is: Node would show the first of several, a proxy before it may have looked at the last. */
function authorizationOf({ raw }: FastifyRequest): readonly string[] {
  return raw.headersDistinct.authorization ?? [];
}
