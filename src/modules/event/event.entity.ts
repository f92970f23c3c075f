import { Column, Entity, Index } from 'typeorm';
import { TenantRow } from '../../database/tenant-row';
import type { Day } from '../../tenancy/day';

/** One change. Never holds personal data: changes of a person name the fields, not their values. */
@Entity()
@Index(['tenant', 'seq'], { unique: true })
@Index(['tenant', 'teamId', 'seq'])
@Index(['tenant', 'unitId', 'seq'])
@Index(['tenant', 'actor', 'seq'])
@Index(['tenant', 'subjectId', 'seq'])
@Index(['tenant', 'at', 'seq'])
@Index(['tenant', 'causeId', 'seq'])
export class Event extends TenantRow {
  /** Order of the log. */
  @Column({ type: 'bigint', default: () => "nextval('event_seq')" })
  seq: string;

  @Column({ type: 'timestamptz' })
  at: Date;

  /** Day from which the change holds. */
  @Column({ type: 'date' })
  day: Day;

  @Column({ type: 'text' })
  actor: string;

  /** `<subject>.<past participle>`, e.g. `team.founded`. */
  @Column({ type: 'text' })
  action: string;

  @Column({ type: 'text' })
  subjectType: string;

  @Column({ type: 'uuid' })
  subjectId: string;

  @Column({ type: 'uuid', nullable: true })
  teamId: string | null;

  @Column({ type: 'uuid', nullable: true })
  unitId: string | null;

  @Column({ type: 'jsonb', nullable: true })
  before: Record<string, unknown> | null;

  @Column({ type: 'jsonb', nullable: true })
  after: Record<string, unknown> | null;

  /** The event that brought this one about. */
  @Column({ type: 'uuid', nullable: true })
  causeId: string | null;
}
