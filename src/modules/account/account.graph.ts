import sql from 'sql-template-tag';
import type { GraphPart, Rows, Shape } from '../../database/graph/declare';
import { COLUMNS as ACCOUNT_COLUMNS } from './account.reads';
import { COLUMNS as KEY_COLUMNS } from './api-key.reads';

/** An account `a`. */
export const ACCOUNT: Shape = { type: 'Account', always: () => ({ id: sql`a.id` }), columns: () => ACCOUNT_COLUMNS };

/** All accounts, by name. */
export const allAccounts = (): Rows => ({ from: sql`account a`, where: sql`true`, order: [{ by: sql`a.login`, type: 'text' }] });

/** An API key `k`. */
export const API_KEY: Shape = { type: 'ApiKey', always: () => ({ id: sql`k.id` }), columns: () => KEY_COLUMNS };

/** All keys, those revoked and those past their day included, the latest first: ids are of version 7, in the order of their making. */
export const allApiKeys = (): Rows => ({
  from: sql`api_key k`,
  where: sql`true`,
  order: [{ by: sql`k.id`, type: 'uuid', descending: true }],
});

export const ACCOUNT_GRAPH: GraphPart = { shapes: [ACCOUNT, API_KEY], links: {} };
