import { importJWK } from 'jose';
import type { JWK, KeyLike } from 'jose';
import { fetchJson, mayPointTo } from './bounded-fetch';
import type { Algorithm, IssuerConfig } from './issuer-config';

/** A key with the one algorithm it is for. */
export interface IssuerKey {
  readonly algorithm: Algorithm;
  readonly key: KeyLike;
}

/** Milliseconds that must lie between two fetches, whoever asks for whatever unknown key. */
export const FETCH_FLOOR_MS = 30_000;
/** Milliseconds after which a set is read again although it has the key: a key that its issuer withdrew must stop working. */
export const FRESH_MS = 10 * 60_000;
const LEAST_RSA_BITS = 2048;
const MOST_KEYS = 64;

/** The keys of one issuer, as it last stated them. While it is silent or talks nonsense, the keys known stay. */
export class KeySet {
  private keys: ReadonlyMap<string, IssuerKey> = new Map();
  private readAt = -Infinity;
  private triedAt = -Infinity;
  private reading: Promise<void> | undefined;

  /** @param elapsed milliseconds on a clock that never goes back. @param report is told why a fetch failed. */
  constructor(
    private readonly config: IssuerConfig,
    private readonly elapsed: () => number,
    private readonly report: (problem: string) => void,
  ) {}

  async find(kid: string): Promise<IssuerKey | undefined> {
    const known = this.keys.get(kid);
    if (!known) await this.refetch();
    // Nobody waits for a key that is known, even if its issuer is slow.
    else if (this.elapsed() - this.readAt > FRESH_MS) void this.refetch();
    return known ?? this.keys.get(kid);
  }

  private refetch(): Promise<void> {
    if (this.reading) return this.reading;
    if (this.elapsed() - this.triedAt < FETCH_FLOOR_MS) return Promise.resolve();
    this.triedAt = this.elapsed();
    this.reading = this.read().finally(() => (this.reading = undefined));
    return this.reading;
  }

  private async read(): Promise<void> {
    try {
      const { keys } = (await fetchJson(await this.address())) as { keys?: unknown };
      if (!Array.isArray(keys) || keys.length > MOST_KEYS) throw new Error('it answers with no set of keys');
      this.keys = await usable(keys, this.config.algorithms);
      this.readAt = this.elapsed();
    } catch (error) {
      this.report(`The keys of ${this.config.issuer} cannot be read: ${(error as Error).message}`);
    }
  }

  /** Where the keys are, which the issuer may change, too. */
  private async address(): Promise<string> {
    const { jwks, issuer } = this.config;
    if (jwks) return jwks;
    const said = (await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)) as Record<string, unknown> | null;
    if (said?.issuer !== issuer) throw new Error('its discovery document speaks of another issuer');
    if (!mayPointTo(issuer, said.jwks_uri)) throw new Error('its jwks_uri is not https');
    return said.jwks_uri;
  }
}

/** Those keys that can verify by one of the algorithms. Of two with one name neither is: nobody could say which is meant. */
async function usable(stated: readonly unknown[], allowed: readonly Algorithm[]): Promise<Map<string, IssuerKey>> {
  const keys = new Map<string, IssuerKey>();
  const seen = new Set<string>();
  for (const each of stated) {
    const jwk = (typeof each === 'object' && each !== null ? each : {}) as JWK;
    const { kid } = jwk;
    const algorithm = algorithmOf(jwk);
    if (typeof kid !== 'string' || kid === '') continue;
    const twice = seen.has(kid);
    seen.add(kid);
    const key = algorithm && allowed.includes(algorithm) && !twice ? await toKey(jwk, algorithm) : undefined;
    if (twice) keys.delete(kid);
    else if (key && algorithm) keys.set(kid, { algorithm, key });
  }
  return keys;
}

function algorithmOf({ kty, crv, alg, use, key_ops: operations }: JWK): Algorithm | undefined {
  if ((use !== undefined && use !== 'sig') || (operations !== undefined && !operations.includes('verify'))) return undefined;
  const algorithm =
    kty === 'RSA' ? 'RS256' : kty === 'EC' && crv === 'P-256' ? 'ES256' : kty === 'OKP' && crv === 'Ed25519' ? 'EdDSA' : undefined;
  return alg === undefined || alg === algorithm ? algorithm : undefined;
}

async function toKey({ kty, crv, n, e, x, y }: JWK, algorithm: Algorithm): Promise<KeyLike | undefined> {
  try {
    // The public members alone: whatever else an issuer shows of itself is none of ours.
    const key = (await importJWK({ kty, crv, n, e, x, y }, algorithm)) as KeyLike & { asymmetricKeyDetails?: { modulusLength?: number } };
    return kty === 'RSA' && (key.asymmetricKeyDetails?.modulusLength ?? 0) < LEAST_RSA_BITS ? undefined : key;
  } catch {
    return undefined;
  }
}
