import jwt from 'jsonwebtoken';
import type { TestApp } from './app';
import type { RoleName } from '../../src/auth/permissions';
import type { Client, Identity } from './client';
import { TOKEN_KEY } from './constants';
import { unique } from './found';

export const PASSWORD = 'con trâu là đầu cơ nghiệp';

const TOKENS = 'accessToken refreshToken accessUntil refreshUntil account { id login actor isSetUp hasSecondFactor }';
export const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) { ${TOKENS} } }`;
export const REFRESH = `mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { ${TOKENS} } }`;
export const COMPLETE = `mutation ($input: CompleteSetupInput!) { completeSetup(input: $input) { ${TOKENS} } }`;
export const CREATE = 'mutation ($input: CreateAccountInput!) { createAccount(input: $input) { setupToken account { id actor isSetUp } } }';

/** Somebody who shows no token. */
export const STRANGER: Identity = { bearer: '' };

export interface Person {
  readonly id: string;
  readonly actor: string;
  readonly login: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** A new account whose owner has set a password, with the tokens of that. */
export async function newPerson(service: TestApp, province = 'ha-noi'): Promise<Person> {
  const login = unique('nguoi.dung.').toLowerCase();
  const { createAccount } = await service.as(province, { role: 'province-admin' }).ask(CREATE, { input: { login } });
  const { completeSetup } = await service
    .as(province, STRANGER)
    .ask(COMPLETE, { input: { setupToken: createAccount.setupToken, password: PASSWORD } });
  return { ...createAccount.account, ...completeSetup, login };
}

/** Speaks as whoever an access token is of. */
export function bearing(service: TestApp, bearer: string, province = 'ha-noi'): Client {
  return service.as(province, { bearer });
}

export async function signIn(service: TestApp, login: string, password = PASSWORD, code?: string): Promise<Person> {
  return (await service.as('ha-noi', STRANGER).ask(SIGN_IN, { input: { login, password, code } })).signIn;
}

/** The account's access token with a role in its claims, as if it were granted on record. */
export function grantedTo({ accessToken }: Pick<Person, 'accessToken'>, role: RoleName = 'province-admin'): string {
  return jwt.sign({ ...(jwt.decode(accessToken) as object), grants: [{ role }] }, TOKEN_KEY);
}
