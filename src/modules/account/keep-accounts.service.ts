import { v7 as uuid } from 'uuid';
import { Refusal } from '../../errors';
import { violatedConstraint } from '../event';
import type { Writing } from '../event';
import { Account, RecoveryCode } from './account.entity';
import { ApiKey } from './api-key.entity';
import { digestOf, newSecret } from './secret.service';
import { accountActor, endSessions } from './session.service';

const SETUP_SECONDS = 3 * 24 * 3600;

/** The one-time token that sets an account's first password. It is shown once, to who keeps accounts, and never typed by them. */
function newSetup(now: Date): { setupToken: string; setupHash: string; setupUntil: Date } {
  const setupToken = `tsu_${newSecret()}`;
  return { setupToken, setupHash: digestOf(setupToken), setupUntil: new Date(now.getTime() + SETUP_SECONDS * 1000) };
}

/** @throws Refusal DUPLICATE_CODE. */
export async function createAccount(writing: Writing, login: string): Promise<{ id: string; setupToken: string }> {
  const { manager, session } = writing;
  const id = uuid();
  const { setupToken, ...setup } = newSetup(session.now);
  try {
    await manager.insert(Account, { id, login, createdAt: session.now, ...setup });
  } catch (error) {
    if (violatedConstraint(error) === 'account_login_idx') throw new Refusal('DUPLICATE_CODE', { field: 'login', value: login });
    throw error;
  }
  writing.record({ action: 'account.created', subjectId: id, day: session.today });
  return { id, setupToken };
}

/** Takes everything away that an account has shown or could show: password, second factor, sessions. @throws Refusal NOT_FOUND. */
export async function resetAccount(writing: Writing, id: string): Promise<{ id: string; setupToken: string }> {
  const { manager, session } = writing;
  await findForChange(writing, id);
  const { setupToken, ...setup } = newSetup(session.now);
  await manager.update(Account, { id }, { ...setup, passwordHash: null, totpSecret: null, totpFrom: null, totpStep: null });
  await manager.delete(RecoveryCode, { accountId: id });
  const sessionsEnded = await endSessions(manager, session.now, id);
  writing.record({ action: 'account.reset', subjectId: id, day: session.today, after: { sessionsEnded } });
  return { id, setupToken };
}

/** Closes an account: its sessions end, and so do the keys it made. @throws Refusal NOT_FOUND. */
export async function disableAccount(writing: Writing, id: string): Promise<void> {
  const { manager, session } = writing;
  const { disabledAt } = await findForChange(writing, id);
  if (disabledAt) return;
  await manager.update(Account, { id }, { disabledAt: session.now, setupHash: null, setupUntil: null });
  const sessionsEnded = await endSessions(manager, session.now, id);
  const keys = await manager.find(ApiKey, { where: { maker: accountActor(id) }, select: { id: true, revokedAt: true } });
  const cause = writing.record({ action: 'account.disabled', subjectId: id, day: session.today, after: { sessionsEnded } });
  for (const key of keys.filter(({ revokedAt }) => revokedAt === null)) {
    await manager.update(ApiKey, { id: key.id }, { revokedAt: session.now });
    writing.record({ action: 'api-key.revoked', subjectId: key.id, day: session.today, causeId: cause });
  }
}

/** Opens a closed account again, with the password it had. @throws Refusal NOT_FOUND. */
export async function enableAccount(writing: Writing, id: string): Promise<void> {
  const { manager, session } = writing;
  const { disabledAt } = await findForChange(writing, id);
  if (!disabledAt) return;
  await manager.update(Account, { id }, { disabledAt: null });
  writing.record({ action: 'account.enabled', subjectId: id, day: session.today });
}

async function findForChange({ manager }: Writing, id: string): Promise<Account> {
  const account = await manager.findOne(Account, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!account) throw new Refusal('NOT_FOUND', { type: 'Account', field: 'accountId' });
  return account;
}
