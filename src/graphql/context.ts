import type { Identity } from '../auth/identity';
import type { Session } from '../database/session';

/** What resolvers receive. */
export interface Context {
  readonly session: Session;
  readonly identity: Identity;
}
