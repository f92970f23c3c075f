import type { Client } from './client';
import { unique } from './found';

const API_KEY = { name: 'Cổng dịch vụ công', scopes: ['team:read'], until: '2026-06-01' };

/** An account that is not set up, and a key of a machine. */
export async function makeAccount(admin: Client): Promise<{ account: string; apiKey: string }> {
  const { createAccount, createApiKey } = await admin.ask(
    `mutation ($account: CreateAccountInput!, $key: CreateApiKeyInput!) {
      createAccount(input: $account) { account { id } }
      createApiKey(input: $key) { apiKey { id } }
    }`,
    { account: { login: unique('nguoi.').toLowerCase() }, key: API_KEY },
  );
  return { account: createAccount.account.id, apiKey: createApiKey.apiKey.id };
}

interface Made {
  readonly account: string;
  readonly apiKey: string;
}

/** For each mutation an administrator keeps accounts and keys by, an input that it takes. */
export const ACCOUNT_WRITES: Readonly<Record<string, (things: Made) => Record<string, unknown>>> = {
  createAccount: () => ({ login: unique('can.bo.').toLowerCase() }),
  resetAccount: ({ account }) => ({ accountId: account }),
  disableAccount: ({ account }) => ({ accountId: account }),
  enableAccount: ({ account }) => ({ accountId: account }),
  createApiKey: () => API_KEY,
  revokeApiKey: ({ apiKey }) => ({ apiKeyId: apiKey }),
};

/** What to ask of those that do not answer with a thing that has an id. */
export const ACCOUNT_ANSWERS: Readonly<Record<string, string>> = {
  createAccount: 'account { id }',
  resetAccount: 'account { id }',
  createApiKey: 'apiKey { id }',
};
