import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { TenantRow } from '../../database/tenant-row';

/** Somebody who signs in here and not with an identity provider. What an account may do is granted to its actor, not kept in it. */
@Entity()
@Index(['tenant', 'login'], { unique: true })
@Index(['tenant', 'setupHash'], { unique: true, where: 'setup_hash IS NOT NULL' })
export class Account extends TenantRow {
  @Column({ type: 'text' })
  login: string;

  /** Argon2id; null until the account is set up. */
  @Column({ type: 'text', nullable: true })
  passwordHash: string | null;

  /** Of the one-time token that sets the first password. */
  @Column({ type: 'text', nullable: true })
  setupHash: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  setupUntil: Date | null;

  /** Encrypted, and bound to this account. */
  @Column({ type: 'text', nullable: true })
  totpSecret: string | null;

  /** Since when the second factor is asked for; null while it is not confirmed. */
  @Column({ type: 'timestamptz', nullable: true })
  totpFrom: Date | null;

  /** The last step of time a code was taken of: neither it nor an earlier one is taken again. */
  @Column({ type: 'bigint', nullable: true })
  totpStep: string | null;

  @Column({ type: 'timestamptz' })
  createdAt: Date;

  @Column({ type: 'timestamptz', nullable: true })
  disabledAt: Date | null;
}

/** One sign-in and all that was refreshed from it. */
@Entity()
@ForeignKey(() => Account, ['tenant', 'accountId'], ['tenant', 'id'])
@Index(['tenant', 'accountId'])
export class AccountSession extends TenantRow {
  @Column({ type: 'uuid' })
  accountId: string;

  @Column({ type: 'timestamptz' })
  openedAt: Date;

  /** When it ends at the latest, however often it is refreshed. */
  @Column({ type: 'timestamptz' })
  until: Date;

  @Column({ type: 'timestamptz', nullable: true })
  endedAt: Date | null;
}

/** A refresh token, of which only a digest is kept. One that was used stays, so that its second use is known for what it is. */
@Entity()
@ForeignKey(() => AccountSession, ['tenant', 'sessionId'], ['tenant', 'id'])
@Index(['tenant', 'hash'], { unique: true })
@Index(['tenant', 'sessionId'])
export class RefreshToken extends TenantRow {
  @Column({ type: 'uuid' })
  sessionId: string;

  @Column({ type: 'text' })
  hash: string;

  @Column({ type: 'timestamptz' })
  until: Date;

  @Column({ type: 'timestamptz', nullable: true })
  usedAt: Date | null;
}

/** A code that stands in for the second factor once. */
@Entity()
@ForeignKey(() => Account, ['tenant', 'accountId'], ['tenant', 'id'])
@Index(['tenant', 'accountId', 'hash'], { unique: true })
export class RecoveryCode extends TenantRow {
  @Column({ type: 'uuid' })
  accountId: string;

  @Column({ type: 'text' })
  hash: string;

  @Column({ type: 'timestamptz', nullable: true })
  usedAt: Date | null;
}

/** Attempts to sign in that failed lately, by a digest of whom or where they name. */
@Entity()
@Index(['tenant', 'failedAt'])
export class SignInCount {
  @PrimaryColumn({ type: 'text', default: () => 'app_tenant()' })
  tenant: string;

  @PrimaryColumn({ type: 'text' })
  key: string;

  @Column({ type: 'integer' })
  failures: number;

  @Column({ type: 'timestamptz' })
  failedAt: Date;

  @Column({ type: 'timestamptz' })
  waitsUntil: Date;

  /** Until when this account counts as at home in this place. */
  @Column({ type: 'timestamptz', nullable: true })
  knownUntil: Date | null;
}
