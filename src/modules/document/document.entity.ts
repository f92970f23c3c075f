import { Column, Entity, Index } from 'typeorm';
import { TenantRow } from '../../database/tenant-row';
import type { Day } from '../../tenancy/day';

/** A cited decision or regulation: what it is and where it can be read, not its text. */
@Entity()
@Index(['tenant', 'issuer', 'number', 'issuedDay'], { unique: true })
export class Document extends TenantRow {
  /** A code of the province's document types. */
  @Column({ type: 'text' })
  type: string;

  @Column({ type: 'text' })
  number: string;

  @Column({ type: 'date' })
  issuedDay: Day;

  /** A code of the province's authorities. */
  @Column({ type: 'text' })
  authority: string;

  /** The issuer by name, e.g. "UBND xã Thụy Hương". */
  @Column({ type: 'text' })
  issuer: string;

  @Column({ type: 'text', nullable: true })
  clause: string | null;

  /** File or web address. */
  @Column({ type: 'text', nullable: true })
  reference: string | null;
}
