import { setTimeout as sleep } from 'node:timers/promises';
import sql from 'sql-template-tag';
import type { Identity } from '../../auth/identity';
import { rows } from '../../database/session';
import type { Session } from '../../database/session';
import { Refusal, invalidField } from '../../errors';
import { write } from '../event';
import { Account } from './account.entity';
import { beginAttempt } from './attempt.service';
import type { Attempt } from './attempt.service';
import { passwordProblem } from './password.rules';
import { hashPassword, isOutdated, verifyPassword } from './password.service';
import { takeAnyCode } from './second-factor.service';
import { digestOf } from './secret.service';
import { asAccount, openFamily } from './session.service';
import type { Tokens } from './session.service';

export interface Credentials {
  readonly id: string;
  readonly login: string;
  readonly passwordHash: string | null;
  readonly totpSecret: string | null;
  readonly confirmed: boolean;
  readonly open: boolean;
}

/** Milliseconds before which no refusal leaves, so that what follows a right password does not show in the time. */
const REFUSES_AFTER_MS = 250;

export async function findCredentials(session: Session, by: { login: string } | { id: string }): Promise<Credentials | null> {
  const which = 'login' in by ? sql`login = ${by.login}` : sql`id = ${by.id}`;
  const [found] = await rows<Credentials>(
    session.db,
    sql`SELECT id, login, password_hash AS "passwordHash", totp_secret AS "totpSecret", totp_from IS NOT NULL AS confirmed, disabled_at IS NULL AS open
        FROM account WHERE ${which}`,
  );
  return found ?? null;
}

/**
 * Whether somebody shows a password, and where the account asks for one a code as well. The password is verified whatever else is wrong.
 * @throws Refusal SIGN_IN_TOO_OFTEN, or SIGN_IN_REFUSED for every other reason.
 */
export async function proveOwner(
  session: Session,
  identity: Identity,
  login: string,
  { password, code }: { password: string; code?: string | null },
): Promise<{ account: Credentials; attempt: Attempt }> {
  const started = performance.now();
  const attempt = await beginAttempt(session, identity, login);
  const account = await findCredentials(session, { login });
  const matches = await verifyPassword(account?.passwordHash ?? null, password);
  const proved = matches && account?.open && (!account.confirmed || (await takeAnyCode(session, identity, account, code ?? '')));
  if (proved) return { account, attempt };
  await sleep(Math.max(0, started + REFUSES_AFTER_MS - performance.now()));
  throw new Refusal('SIGN_IN_REFUSED');
}

/** @throws Refusal SIGN_IN_TOO_OFTEN, SIGN_IN_REFUSED. */
export async function signIn(
  session: Session,
  identity: Identity,
  { login, password, code }: { login: string; password: string; code?: string | null },
): Promise<Tokens> {
  const { account, attempt } = await proveOwner(session, identity, login.trim().toLowerCase(), { password, code });
  const passwordHash = account.passwordHash && isOutdated(account.passwordHash) ? await hashPassword(password) : undefined;
  const tokens = await write(asAccount(session, account.id), { name: 'signIn', input: null }, async (writing) => {
    if (passwordHash) await writing.manager.update(Account, { id: account.id }, { passwordHash });
    writing.record({ action: 'account.signed-in', subjectId: account.id, day: session.today });
    return openFamily(session, identity, writing.manager, account.id);
  });
  await attempt.succeeded();
  return tokens;
}

/** Sets the first password of an account by its one-time token, and signs in. @throws Refusal INVALID_INPUT, TOKEN_INVALID. */
export async function completeSetup(
  session: Session,
  identity: Identity,
  { setupToken, password }: { setupToken: string; password: string },
): Promise<Tokens> {
  const hash = digestOf(setupToken);
  const [found] = await rows<{ id: string; login: string }>(
    session.db,
    sql`SELECT id, login FROM account WHERE setup_hash = ${hash} AND setup_until > ${session.now} AND disabled_at IS NULL`,
  );
  if (!found) throw new Refusal('TOKEN_INVALID');
  checkPassword('password', password, found.login);
  const passwordHash = await hashPassword(password);
  return write(asAccount(session, found.id), { name: 'completeSetup', input: null }, async (writing) => {
    const { affected } = await writing.manager.update(
      Account,
      { id: found.id, setupHash: hash },
      { passwordHash, setupHash: null, setupUntil: null },
    );
    if (affected !== 1) throw new Refusal('TOKEN_INVALID');
    writing.record({ action: 'account.set-up', subjectId: found.id, day: session.today });
    return openFamily(session, identity, writing.manager, found.id);
  });
}

/** @throws Refusal INVALID_INPUT. */
export function checkPassword(field: string, password: string, login: string): void {
  const problem = passwordProblem(password, login);
  if (problem) throw invalidField(field, `${field} ${problem}`);
}
