import { Secret, TOTP } from 'otpauth';
import sql from 'sql-template-tag';
import { v7 as uuid } from 'uuid';
import type { EntityManager } from 'typeorm';
import type { Identity } from '../../auth/identity';
import { rows } from '../../database/session';
import type { Session } from '../../database/session';
import { insertMany } from '../event';
import { RecoveryCode } from './account.entity';
import { digestOf, newCode, plainCode } from './secret.service';

const PERIOD = 30;
const RECOVERY_CODES = 10;
const RECOVERY_LENGTH = 16;

export interface Factor {
  readonly id: string;
  readonly totpSecret: string | null;
}

const boundTo = (session: Session, accountId: string) => `totp ${session.province.slug} ${accountId}`;

/** A secret for an authenticator: encrypted, as it is kept, and as it is shown this once. */
export function newFactor(
  session: Session,
  { vault }: Identity,
  accountId: string,
  login: string,
): { sealed: string; secret: string; uri: string } {
  const secret = new Secret({ size: 20 });
  const totp = new TOTP({ issuer: `Tổ Số ${session.province.name.vi}`, label: login, secret, period: PERIOD });
  return { sealed: vault.seal(secret.base32, boundTo(session, accountId)), secret: secret.base32, uri: totp.toString() };
}

/** The step of time that a six-digit code is of, one earlier and one later included; null if it is of none of them. */
function stepOf(session: Session, { vault }: Identity, { id, totpSecret }: Factor, code: string): number | null {
  if (totpSecret === null || !/^\d{6}$/.test(code)) return null;
  const totp = new TOTP({ secret: Secret.fromBase32(vault.open(totpSecret, boundTo(session, id))), period: PERIOD });
  const timestamp = session.now.getTime();
  const delta = totp.validate({ token: code, timestamp, window: 1 });
  return delta === null ? null : totp.counter({ timestamp }) + delta;
}

/** Takes a code of the authenticator, once. One statement decides, so of two requests with one code at once one is refused. */
export async function takeCode(session: Session, identity: Identity, factor: Factor, code: string): Promise<boolean> {
  const step = stepOf(session, identity, factor, code.replace(/\s/g, ''));
  if (step === null) return false;
  const taken = await rows(
    session.db,
    sql`WITH taken AS (UPDATE account SET totp_step = ${step} WHERE id = ${factor.id} AND coalesce(totp_step, -1) < ${step} RETURNING id)
        SELECT id FROM taken`,
  );
  return taken.length === 1;
}

/** Takes a code of the authenticator or one of the recovery codes. */
export async function takeAnyCode(session: Session, identity: Identity, factor: Factor, code: string): Promise<boolean> {
  const recovery = plainCode(code);
  if (recovery.length !== RECOVERY_LENGTH) return takeCode(session, identity, factor, code);
  const taken = await rows(
    session.db,
    sql`WITH taken AS (UPDATE recovery_code SET used_at = ${session.now}
          WHERE account_id = ${factor.id} AND hash = ${digestOf(recovery)} AND used_at IS NULL RETURNING id) SELECT id FROM taken`,
  );
  return taken.length === 1;
}

/** New recovery codes in place of all others: 80 random bits each, of which a digest is kept. */
export async function replaceRecoveryCodes(manager: EntityManager, accountId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => newCode(RECOVERY_LENGTH));
  await manager.delete(RecoveryCode, { accountId });
  await insertMany(
    manager,
    RecoveryCode,
    codes.map((code) => ({ id: uuid(), accountId, hash: digestOf(code) })),
  );
  return codes.map((code) => (code.match(/.{4}/g) as string[]).join('-'));
}
