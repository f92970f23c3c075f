import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { TenantRow } from '../../database/tenant-row';
import type { Day } from '../../tenancy/day';
import { Person } from '../person';

export type RequestKind = 'access' | 'correction' | 'erasure' | 'restriction';
export type RequestStatus = 'open' | 'done' | 'refused';

/** What a person asked about the data kept of them. */
@Entity()
@ForeignKey(() => Person, ['tenant', 'personId'], ['tenant', 'id'])
@Index(['tenant', 'personId'])
@Index(['tenant', 'dueDay', 'id'])
export class PersonRequest extends TenantRow {
  @Column({ type: 'uuid' })
  personId: string;

  @Column({ type: 'text' })
  kind: RequestKind;

  @Column({ type: 'date' })
  receivedDay: Day;

  /** Last day to answer. */
  @Column({ type: 'date' })
  dueDay: Day;

  /** Reckoned by a calendar whose days off were not announced yet. */
  @Column({ type: 'boolean' })
  provisional: boolean;

  @Column({ type: 'text' })
  status: RequestStatus;

  @Column({ type: 'text', nullable: true })
  note: string | null;

  /** Why it was refused, or how it was answered. */
  @Column({ type: 'text', nullable: true })
  reason: string | null;

  @Column({ type: 'date', nullable: true })
  closedDay: Day | null;
}
