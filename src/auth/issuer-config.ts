import { isTrustworthy } from './bounded-fetch';
import { isRole } from './permissions';
import type { RoleName } from './permissions';
import { ISSUER } from './token';

export const ALGORITHMS = ['RS256', 'ES256', 'EdDSA'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** When a token grants a role: always, or when a claim is a value or a list that holds it. */
export interface GrantRule {
  readonly role: RoleName;
  readonly claim?: string;
  readonly value?: string;
  /** Official code of the unit it is held in; in the whole province if neither this nor `unitClaim` is given. */
  readonly unit?: string;
  /** The claim that holds that code: a token without it is not granted the role. */
  readonly unitClaim?: string;
}

/** Somebody else who vouches for people of one province. */
export interface IssuerConfig {
  /** Stands before the actor's id, so that no two issuers speak of the same actor. */
  readonly name: string;
  /** As it stands in `iss`. Where `jwks` is not given, its discovery document says where its keys are. */
  readonly issuer: string;
  readonly jwks?: string;
  readonly audience: string;
  readonly algorithms: readonly Algorithm[];
  /** The claim that names the actor. */
  readonly actorClaim: string;
  /** What a token must say to be for this province; needed of an issuer that serves several. */
  readonly tenant?: { readonly claim: string; readonly value: string };
  /** `issued-at` takes `iat` where a token has no `nbf`. */
  readonly notBefore: 'required' | 'issued-at';
  readonly grants: readonly GrantRule[];
}

/** The issuers of each province, by its slug. */
export type IssuerConfigs = ReadonlyMap<string, readonly IssuerConfig[]>;

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '' && value.length <= 500;
const NAME = /^[a-z][a-z0-9-]{1,30}$/;
/** Actors of ours: an issuer of such a name could speak for them. */
const OUR_NAMES = ['account', 'key', 'public', 'system'];
const FIELDS = ['name', 'issuer', 'jwks', 'audience', 'algorithms', 'actorClaim', 'tenant', 'notBefore', 'grants'];
const GRANT_FIELDS = ['role', 'claim', 'value', 'unit', 'unitClaim'];

/**
 * The issuers that a file states, or everything that is wrong with it: sentences that begin with the place and say the remedy.
 * @param knowsUnit whether a province has a unit with an official code.
 */
export function checkIssuers(
  value: unknown,
  slugs: readonly string[],
  knowsUnit: (slug: string, code: string) => boolean,
): { configs: IssuerConfigs; problems: string[] } {
  const problems: string[] = [];
  const configs = new Map<string, IssuerConfig[]>();
  if (!isObject(value)) return { configs, problems: ['is not an object; write {"<province>": [ … ]}.'] };
  for (const [slug, list] of Object.entries(value)) {
    if (!slugs.includes(slug)) problems.push(`${slug}: is not a province here; use one of ${slugs.join(', ')}.`);
    else if (!Array.isArray(list)) problems.push(`${slug}: is not a list; write [ … ] with an object for each issuer.`);
    else {
      const found = list.map((each: unknown, index) => checkIssuer(each, `${slug}[${index}]`, (code) => knowsUnit(slug, code), problems));
      configs.set(slug, found);
      for (const field of ['name', 'issuer'] as const) {
        const twice = found.filter((each, index) => found.findIndex((other) => other[field] === each[field]) !== index);
        for (const each of twice) problems.push(`${slug}: two issuers have the ${field} "${each[field]}"; give each its own.`);
      }
    }
  }
  problems.push(...shared(configs));
  return { configs, problems };
}

/** One issuer in several provinces: without a claim that tells them apart its token for one would hold in the other. */
function shared(configs: IssuerConfigs): string[] {
  const all = [...configs].flatMap(([slug, list]) => list.map((config) => ({ home: slug, ...config })));
  return all.flatMap((one, index) =>
    all.slice(index + 1).flatMap((other) => {
      if (one.issuer !== other.issuer || one.home === other.home) return [];
      const apart =
        one.audience !== other.audience ||
        (one.tenant && other.tenant && one.tenant.claim === other.tenant.claim && one.tenant.value !== other.tenant.value);
      if (apart) return [];
      return `${one.home}, ${other.home}: ${one.issuer} vouches for both in the same way; give each a "tenant" with the same claim and a value of its own, or an audience of its own.`;
    }),
  );
}

function checkIssuer(value: unknown, at: string, knowsUnit: (code: string) => boolean, problems: string[]): IssuerConfig {
  const said: Json = isObject(value) ? value : {};
  if (!isObject(value)) problems.push(`${at}: is not an object; write { "name": …, "issuer": …, "audience": …, "grants": [ … ] }.`);
  const must = (holds: boolean, field: string, remedy: string) => {
    if (isObject(value) && !holds) problems.push(`${at}.${field}: ${remedy}`);
  };
  for (const field of Object.keys(said)) must(FIELDS.includes(field), field, `is not known; use ${FIELDS.join(', ')}.`);
  const { name, issuer, jwks, audience, algorithms = ALGORITHMS, actorClaim = 'sub', tenant, notBefore = 'required', grants } = said;
  must(
    typeof name === 'string' && NAME.test(name) && !OUR_NAMES.includes(name),
    'name',
    `must be 2 to 31 small letters, digits or hyphens, and none of ${OUR_NAMES.join(', ')}; it stands before the actor's id.`,
  );
  must(
    isText(issuer) && issuer !== ISSUER && (jwks !== undefined || isTrustworthy(issuer)),
    'issuer',
    'must be what its tokens have as iss; an https address, unless "jwks" says where its keys are.',
  );
  must(jwks === undefined || (isText(jwks) && isTrustworthy(jwks)), 'jwks', 'must be an https address; leave it out to use discovery.');
  must(isText(audience), 'audience', 'must be what its tokens for this service have as aud, one string.');
  must(
    Array.isArray(algorithms) && algorithms.length > 0 && algorithms.every((each) => ALGORITHMS.includes(each as Algorithm)),
    'algorithms',
    `must be a list of ${ALGORITHMS.join(', ')}.`,
  );
  must(isText(actorClaim), 'actorClaim', 'must name a claim, e.g. "sub".');
  must(
    tenant === undefined || (isObject(tenant) && isText(tenant.claim) && isText(tenant.value) && Object.keys(tenant).length === 2),
    'tenant',
    'must be { "claim": …, "value": … }: what a token says to be for this province.',
  );
  must(notBefore === 'required' || notBefore === 'issued-at', 'notBefore', 'must be "required", or "issued-at" if its tokens have no nbf.');
  must(Array.isArray(grants), 'grants', 'must be a list, e.g. [{ "claim": "roles", "value": "officer", "role": "commune-officer" }].');
  for (const [index, grant] of (Array.isArray(grants) ? grants : []).entries())
    checkGrant(grant, `${at}.grants[${index}]`, knowsUnit, problems);
  return { ...said, algorithms, actorClaim, notBefore, grants: Array.isArray(grants) ? grants : [] } as unknown as IssuerConfig;
}

function checkGrant(value: unknown, at: string, knowsUnit: (code: string) => boolean, problems: string[]): void {
  const { role, claim, value: wanted, unit, unitClaim, ...others }: Json = isObject(value) ? value : {};
  const must = (holds: boolean, remedy: string) => {
    if (!holds) problems.push(`${at}: ${remedy}`);
  };
  must(isObject(value) && Object.keys(others).length === 0, `must be an object with ${GRANT_FIELDS.join(', ')} and nothing else.`);
  must(
    typeof role === 'string' && isRole(role),
    `role is ${JSON.stringify(role) ?? 'missing'}; name a role that npm run token -- --help lists.`,
  );
  must(
    (claim === undefined) === (wanted === undefined),
    'claim and value go together; give both, or neither to grant the role to everybody.',
  );
  must(
    [claim, wanted, unit, unitClaim].every((each) => each === undefined || isText(each)),
    'claim, value, unit and unitClaim must be text.',
  );
  must(unit === undefined || unitClaim === undefined, 'unit and unitClaim exclude each other; give one of them.');
  must(!isText(unit) || knowsUnit(unit), `unit ${JSON.stringify(unit)} is no official code of the province; correct it.`);
}
