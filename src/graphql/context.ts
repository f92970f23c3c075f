import type { Identity } from '../auth/identity';
import type { Session } from '../database/session';

/** What resolvers receive. */
export interface Context {
  readonly session: Session;
  readonly identity: Identity;
  /** What root fields threw that were asked already, by their keys in the answer. */
  readonly failed: Map<string | number, unknown>;
}
