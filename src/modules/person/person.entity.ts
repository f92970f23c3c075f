import { Column, Entity, Index } from 'typeorm';
import { TenantRow } from '../../database/tenant-row';

/** Personal data stands here and nowhere else. */
@Entity()
@Index(['tenant', 'identityNumber'], { where: 'identity_number IS NOT NULL' })
export class Person extends TenantRow {
  @Column({ type: 'text', collation: 'vi-x-icu' })
  name: string;

  @Column({ type: 'text', nullable: true })
  phone: string | null;

  @Column({ type: 'smallint', nullable: true })
  birthYear: number | null;

  @Column({ type: 'text', nullable: true })
  sex: 'female' | 'male' | null;

  @Column({ type: 'text', nullable: true })
  identityNumber: string | null;

  /** When the data was removed for good. */
  @Column({ type: 'timestamptz', nullable: true })
  erasedAt: Date | null;

  /** Grows by one with each change; an edit names the one it saw. */
  @Column({ type: 'integer', default: 1 })
  version: number;
}
