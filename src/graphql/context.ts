import type { Session } from '../database/session';

/** What resolvers receive. */
export interface Context {
  readonly session: Session;
}
