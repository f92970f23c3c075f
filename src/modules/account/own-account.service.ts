import type { Identity } from '../../auth/identity';
import { isStranger } from '../../auth/permissions';
import type { Session } from '../../database/session';
import { Refusal } from '../../errors';
import { write } from '../event';
import { Account, RecoveryCode } from './account.entity';
import { beginAttempt } from './attempt.service';
import { hashPassword } from './password.service';
import { newFactor, replaceRecoveryCodes, takeCode } from './second-factor.service';
import { accountActor, endSessions } from './session.service';
import { checkPassword, findCredentials, proveOwner } from './sign-in.service';
import type { Credentials } from './sign-in.service';

/** The account that the actor signed in with. @throws Refusal UNAUTHENTICATED to a stranger, ACCOUNT_ONLY to who has none. */
export async function ownAccount(session: Session): Promise<Credentials> {
  const { id, session: opened } = session.actor;
  if (isStranger(session.actor)) throw new Refusal('UNAUTHENTICATED');
  const account = opened ? await findCredentials(session, { id: id.slice(accountActor('').length) }) : null;
  if (!account) throw new Refusal('ACCOUNT_ONLY');
  return account;
}

/** Ends the session that the request came with, or all of the account. @returns how many ended. */
export async function signOut(session: Session, everywhere: boolean): Promise<number> {
  const { id } = await ownAccount(session);
  return write(session, { name: everywhere ? 'signOutEverywhere' : 'signOut', input: null }, async (writing) => {
    const ended = await endSessions(writing.manager, session.now, id, everywhere ? {} : { only: session.actor.session });
    if (ended > 0)
      writing.record({ action: 'account.signed-out', subjectId: id, day: session.today, after: { everywhere, sessions: ended } });
    return ended;
  });
}

/** Changes the password and ends every other session. @throws Refusal ACCOUNT_ONLY, INVALID_INPUT, SIGN_IN_REFUSED, SIGN_IN_TOO_OFTEN. */
export async function changePassword(
  session: Session,
  identity: Identity,
  { password, code, newPassword }: { password: string; code?: string | null; newPassword: string },
): Promise<string> {
  const { login } = await ownAccount(session);
  checkPassword('newPassword', newPassword, login);
  const { account, attempt } = await proveOwner(session, identity, login, { password, code });
  const passwordHash = await hashPassword(newPassword);
  await write(session, { name: 'changePassword', input: null }, async (writing) => {
    await writing.manager.update(Account, { id: account.id }, { passwordHash });
    const ended = await endSessions(writing.manager, session.now, account.id, { except: session.actor.session });
    writing.record({ action: 'account.password-changed', subjectId: account.id, day: session.today, after: { sessionsEnded: ended } });
    return account.id;
  });
  await attempt.succeeded();
  return account.id;
}

/** A new second factor, which is asked for once it is confirmed. @throws Refusal ACCOUNT_ONLY, SECOND_FACTOR_SET, SIGN_IN_REFUSED, SIGN_IN_TOO_OFTEN. */
export async function enrolSecondFactor(session: Session, identity: Identity, password: string): Promise<{ secret: string; uri: string }> {
  const own = await ownAccount(session);
  if (own.confirmed) throw new Refusal('SECOND_FACTOR_SET');
  const { account, attempt } = await proveOwner(session, identity, own.login, { password });
  const { sealed, secret, uri } = newFactor(session, identity, account.id, account.login);
  await session.db.manager.update(Account, { id: account.id }, { totpSecret: sealed, totpStep: null });
  await attempt.succeeded();
  return { secret, uri };
}

/** @returns recovery codes, shown this once. @throws Refusal ACCOUNT_ONLY, SECOND_FACTOR_SET, SECOND_FACTOR_NOT_SET, SIGN_IN_REFUSED, SIGN_IN_TOO_OFTEN. */
export async function confirmSecondFactor(session: Session, identity: Identity, code: string): Promise<string[]> {
  const own = await ownAccount(session);
  if (own.confirmed) throw new Refusal('SECOND_FACTOR_SET');
  if (own.totpSecret === null) throw new Refusal('SECOND_FACTOR_NOT_SET');
  const attempt = await beginAttempt(session, identity, own.login);
  if (!(await takeCode(session, identity, own, code))) throw new Refusal('SIGN_IN_REFUSED');
  const codes = await write(session, { name: 'confirmSecondFactor', input: null }, async (writing) => {
    await writing.manager.update(Account, { id: own.id }, { totpFrom: session.now });
    writing.record({ action: 'account.second-factor-set', subjectId: own.id, day: session.today });
    return replaceRecoveryCodes(writing.manager, own.id);
  });
  await attempt.succeeded();
  return codes;
}

/** @throws Refusal ACCOUNT_ONLY, SECOND_FACTOR_NOT_SET, SIGN_IN_REFUSED, SIGN_IN_TOO_OFTEN. */
export async function disableSecondFactor(
  session: Session,
  identity: Identity,
  { password, code }: { password: string; code: string },
): Promise<string> {
  const own = await ownAccount(session);
  if (!own.confirmed) throw new Refusal('SECOND_FACTOR_NOT_SET');
  const { account, attempt } = await proveOwner(session, identity, own.login, { password, code });
  await write(session, { name: 'disableSecondFactor', input: null }, async (writing) => {
    await writing.manager.update(Account, { id: account.id }, { totpSecret: null, totpFrom: null, totpStep: null });
    await writing.manager.delete(RecoveryCode, { accountId: account.id });
    writing.record({ action: 'account.second-factor-removed', subjectId: account.id, day: session.today });
    return account.id;
  });
  await attempt.succeeded();
  return account.id;
}
