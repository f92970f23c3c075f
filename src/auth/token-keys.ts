import { createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { Recent } from './recent';
import type { Claims } from './token';

/** A secret that our own tokens are signed with. Without a name it is the one key of an installation that never changed it. */
export interface TokenKey {
  readonly kid: string | null;
  readonly secret: string;
}

/** The algorithm of each of these keys, whatever a token says. */
export const KEY_ALGORITHM = 'HS256';

/** Our own keys: the first signs, all are believed. */
export class TokenKeys {
  /** As they are used, made once: from a string jsonwebtoken would try to read a certificate each time, which costs more than the rest. */
  private readonly keys: ReadonlyMap<string | null, KeyObject>;
  /** Tokens that were read with these keys a while ago: a signature that was good stays good, the times are looked at again. */
  readonly read = new Recent<string, { readonly claims: Claims; readonly exp: number; readonly nbf: number }>(2_000);
  readonly signing: { readonly kid: string | null; readonly key: KeyObject };

  constructor(keys: string | readonly TokenKey[]) {
    const named = typeof keys === 'string' ? [{ kid: null, secret: keys }] : keys;
    this.keys = new Map(named.map(({ kid, secret }) => [kid, createSecretKey(Buffer.from(secret))]));
    const [first] = this.keys;
    if (!first) throw new Error('there is no key to sign tokens with');
    this.signing = { kid: first[0], key: first[1] };
  }

  /** The key of that name; of a token that names none, the one without a name. */
  find(kid: string | undefined): KeyObject | undefined {
    return this.keys.get(kid ?? null);
  }
}
