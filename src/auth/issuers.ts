import { jwtVerify } from 'jose';
import type { Compact } from './compact';
import type { GrantRule, IssuerConfig, IssuerConfigs } from './issuer-config';
import { KeySet } from './key-set';
import type { Actor, Grant } from './permissions';
import { CLOCK_TOLERANCE } from './token';

const ACTOR = /^[\x21-\x7e]{1,150}$/;
const UNIT = /^[0-9A-Za-z.-]{1,20}$/;

interface Known {
  readonly config: IssuerConfig;
  readonly keys: KeySet;
}

/** Who else vouches for people, province by province. An issuer of one is nobody in another. */
export class Issuers {
  private readonly known: ReadonlyMap<string, ReadonlyMap<string, Known>>;

  constructor(
    configs: IssuerConfigs = new Map(),
    { elapsed = () => performance.now(), report = () => undefined }: { elapsed?: () => number; report?: (problem: string) => void } = {},
  ) {
    this.known = new Map(
      [...configs].map(([slug, list]) => [
        slug,
        new Map(list.map((config) => [config.issuer, { config, keys: new KeySet(config, elapsed, report) }])),
      ]),
    );
  }

  /** Whom an issuer's token speaks for in a province; null if it is none of that province's, not for us, not now, or lacks what it must say. */
  async read(slug: string, token: string, { header, payload }: Compact, now: Date): Promise<Actor | null> {
    const known = this.known.get(slug)?.get(payload.iss);
    if (!known || header.kid === undefined) return null;
    const key = await known.keys.find(header.kid);
    if (!key) return null;
    const { issuer, audience } = known.config;
    try {
      await jwtVerify(token, key.key, {
        algorithms: [key.algorithm],
        issuer,
        audience,
        currentDate: now,
        clockTolerance: CLOCK_TOLERANCE,
        requiredClaims: ['exp'],
      });
    } catch {
      return null;
    }
    return actorOf(known.config, payload, now);
  }
}

function actorOf({ name, actorClaim, tenant, notBefore, grants }: IssuerConfig, payload: Compact['payload'], now: Date): Actor | null {
  const from = payload.nbf ?? (notBefore === 'issued-at' ? payload.iat : undefined);
  if (typeof from !== 'number' || from > now.getTime() / 1000 + CLOCK_TOLERANCE) return null;
  if (tenant && own(payload, tenant.claim) !== tenant.value) return null;
  const id = own(payload, actorClaim);
  if (typeof id !== 'string' || !ACTOR.test(id)) return null;
  return { id: `${name}:${id}`, grants: grants.flatMap((rule) => grantOf(rule, payload)) };
}

function grantOf({ role, claim, value, unit, unitClaim }: GrantRule, payload: Compact['payload']): Grant[] {
  if (claim !== undefined) {
    const said = own(payload, claim);
    if (Array.isArray(said) ? !said.includes(value) : said !== value) return [];
  }
  if (unitClaim === undefined) return [{ role, ...(unit === undefined ? {} : { unit }) }];
  const code = own(payload, unitClaim);
  return typeof code === 'string' && UNIT.test(code) ? [{ role, unit: code }] : [];
}

/** A claim by its name; one within another by a path, as in `realm_access.roles`. A name that is there as it stands goes first: some hold dots. */
function own(payload: Readonly<Record<string, unknown>>, path: string): unknown {
  if (Object.hasOwn(payload, path)) return payload[path];
  return path.split('.').reduce<unknown>((value, name) => {
    return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
  }, payload);
}
