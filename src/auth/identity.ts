import type { Claims } from './token';
import type { Vault } from './vault';

/** What a request brings, beside its session, to those who decide who is asking. */
export interface Identity {
  /** Where the request comes from. */
  readonly address: string;
  readonly vault: Vault;
  /** Signs a token. @param expiresIn seconds. */
  issue(claims: Claims, expiresIn: number, now: Date): string;
}
