import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { TenantRow } from '../../database/tenant-row';
import type { Day } from '../../tenancy/day';
import { AdminUnit } from '../admin-unit';
import { Document } from '../document';
import { Team } from '../team';

/** What is to be reached: of an indicator, in a period, by a unit with all below it. How much, the holdings and entries say. */
@Entity()
@ForeignKey(() => AdminUnit, ['tenant', 'unitId'], ['tenant', 'id'])
@ForeignKey(() => Document, ['tenant', 'documentId'], ['tenant', 'id'])
@Check('quota_period', 'from_day < until_day')
@Index(['tenant', 'unitId', 'indicator', 'segment', 'fromDay', 'untilDay'], { unique: true })
@Index(['tenant', 'indicator', 'fromDay'])
@Index(['tenant', 'documentId'])
export class Quota extends TenantRow {
  @Column({ type: 'text' })
  indicator: string;

  /** Empty for the whole. */
  @Column({ type: 'text', default: '' })
  segment: string;

  @Column({ type: 'date' })
  fromDay: Day;

  @Column({ type: 'date' })
  untilDay: Day;

  @Column({ type: 'uuid' })
  unitId: string;

  @Column({ type: 'uuid' })
  documentId: string;

  @Column({ type: 'text', nullable: true })
  clause: string | null;
}

/** What one unit or team holds of a quota. Its amounts are kept by the database from the entries; writing them here is refused there. */
@Entity()
@ForeignKey(() => Quota, ['tenant', 'quotaId'], ['tenant', 'id'])
@ForeignKey(() => AdminUnit, ['tenant', 'unitId'], ['tenant', 'id'])
@ForeignKey(() => Team, ['tenant', 'teamId'], ['tenant', 'id'])
@ForeignKey(() => QuotaHolding, ['tenant', 'giverId'], ['tenant', 'id'])
@Check('quota_holding_amounts', 'received >= 0 AND allocated >= 0')
@Check('quota_holding_one_holder', 'num_nonnulls(unit_id, team_id) = 1')
@Index(['tenant', 'unitId', 'quotaId'], { unique: true })
@Index(['tenant', 'teamId', 'quotaId'], { unique: true })
@Index(['tenant', 'quotaId'])
@Index(['tenant', 'giverId'])
export class QuotaHolding extends TenantRow {
  @Column({ type: 'uuid' })
  quotaId: string;

  @Column({ type: 'uuid', nullable: true })
  unitId: string | null;

  @Column({ type: 'uuid', nullable: true })
  teamId: string | null;

  /** The holding it receives from; null for the one that receives from outside. */
  @Column({ type: 'uuid', nullable: true })
  giverId: string | null;

  @Column({ type: 'numeric', default: '0' })
  received: string;

  /** Handed on to others. More than received only after something was taken back from here. */
  @Column({ type: 'numeric', default: '0' })
  allocated: string;

  /** Day of its latest entry; the ledger of a holding is in the order of its days. */
  @Column({ type: 'date', default: '-infinity' })
  lastDay: Day;
}

export type QuotaEntryKind = 'grant' | 'assign' | 'top-up' | 'take-back' | 'move' | 'succession';

/** One line of the ledger; never changed, never removed. */
@Entity()
@ForeignKey(() => Quota, ['tenant', 'quotaId'], ['tenant', 'id'])
@ForeignKey(() => QuotaHolding, ['tenant', 'upperId'], ['tenant', 'id'])
@ForeignKey(() => QuotaHolding, ['tenant', 'lowerId'], ['tenant', 'id'])
@ForeignKey(() => Document, ['tenant', 'documentId'], ['tenant', 'id'])
@Check('quota_entry_direction', "direction IN ('down', 'up')")
@Check('quota_entry_amount', 'amount > 0')
@Index(['tenant', 'upperId', 'day'])
@Index(['tenant', 'lowerId', 'day'])
@Index(['tenant', 'quotaId', 'seq'])
@Index(['tenant', 'documentId'])
export class QuotaEntry extends TenantRow {
  @Column({ type: 'bigint', default: () => "nextval('event_seq')" })
  seq: string;

  @Column({ type: 'uuid' })
  quotaId: string;

  @Column({ type: 'text' })
  kind: QuotaEntryKind;

  /** `down`: from the upper holding to the lower; `up`: back. */
  @Column({ type: 'text' })
  direction: 'down' | 'up';

  /** Null where it comes from, or goes back, outside the ledger. */
  @Column({ type: 'uuid', nullable: true })
  upperId: string | null;

  @Column({ type: 'uuid' })
  lowerId: string;

  @Column({ type: 'numeric' })
  amount: string;

  @Column({ type: 'date' })
  day: Day;

  @Column({ type: 'uuid', nullable: true })
  documentId: string | null;

  @Column({ type: 'text', nullable: true })
  reason: string | null;

  /** The event that recorded it. */
  @Column({ type: 'uuid' })
  eventId: string;
}
