import { Column, Entity, Index } from 'typeorm';
import { TenantRow } from '../../database/tenant-row';
import type { Day } from '../../tenancy/day';

/**
 * What a machine shows for itself. Of the key only a plain SHA-256 is kept: it is 256 random bits, so there is nothing to guess that a slow hash would
 * have to guard, and each request pays for one fast one.
 */
@Entity()
@Index(['tenant', 'prefix'], { unique: true })
export class ApiKey extends TenantRow {
  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text' })
  prefix: string;

  @Column({ type: 'text' })
  hash: string;

  @Column({ type: 'text', array: true })
  scopes: string[];

  /** Official code; null for the whole province. */
  @Column({ type: 'text', nullable: true })
  unitCode: string | null;

  /** The first day it no longer holds. */
  @Column({ type: 'date' })
  untilDay: Day;

  /** Networks it may come from; none for all. */
  @Column({ type: 'text', array: true })
  addresses: string[];

  /** The actor who made it. */
  @Column({ type: 'text' })
  maker: string;

  @Column({ type: 'timestamptz' })
  createdAt: Date;

  @Column({ type: 'timestamptz', nullable: true })
  lastUsedAt: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  revokedAt: Date | null;
}
