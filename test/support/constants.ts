/** The database that is filled once and copied for each test file. */
export const TEMPLATE = 'to_so_template';
export const ROLE_SECRET = 'roles of the tests';
export const ACCOUNT_SECRET = 'accounts of the tests, long enough to be one';
export const TOKEN_KEY = 'key of the tests, long enough for HS256';
/** The clock of the tests: 15 January 2026, 10:00 in Asia/Ho_Chi_Minh. */
export const NOW = new Date('2026-01-15T03:00:00Z');
