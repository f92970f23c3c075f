import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { TenantRow } from '../../database/tenant-row';
import type { Day } from '../../tenancy/day';
import type { ReportState, StoredTotal } from '../../tenancy/report-facts';
import { AdminUnit } from '../admin-unit';
import { Team } from '../team';
import { ReportRound } from './report-round.entity';
import { ReportedRow } from './reported.entity';

/** What one team or unit reports in one round. Its content stands in versions. */
@Entity()
@ForeignKey(() => ReportRound, ['tenant', 'roundId'], ['tenant', 'id'])
@ForeignKey(() => AdminUnit, ['tenant', 'unitId'], ['tenant', 'id'])
@ForeignKey(() => Team, ['tenant', 'teamId'], ['tenant', 'id'])
@Index(['tenant', 'roundId', 'holderId'], { unique: true })
@Index(['tenant', 'holderId', 'periodFrom', 'id'])
@Index(['tenant', 'unitId'])
@Index(['tenant', 'teamId'])
export class Report extends ReportedRow {
  /** First day of the round's period, which never changes: reports of one holder are read in its order. */
  @Column({ type: 'date' })
  periodFrom: Day;

  @Column({ type: 'text' })
  state: ReportState;

  /** Grows by one with each change; an edit names the one it saw. */
  @Column({ type: 'integer', default: 0 })
  edit: number;

  /** Number of the latest version; 0 while nothing is written. */
  @Column({ type: 'integer', default: 0 })
  latest: number;

  /** Number of the version whose approval holds. */
  @Column({ type: 'integer', nullable: true })
  approved: number | null;

  /** Day in Asia/Ho_Chi_Minh on which it was first handed in: what late is measured by. */
  @Column({ type: 'date', nullable: true })
  submittedDay: Day | null;
}

/** Content that is not changed any more once it was handed in. */
@Entity()
@ForeignKey(() => Report, ['tenant', 'reportId'], ['tenant', 'id'])
@Index(['tenant', 'reportId', 'number'], { unique: true })
export class ReportVersion extends TenantRow {
  @Column({ type: 'uuid' })
  reportId: string;

  /** 1 for the first. */
  @Column({ type: 'integer' })
  number: number;

  @Column({ type: 'text' })
  author: string;

  @Column({ type: 'timestamptz' })
  at: Date;

  @Column({ type: 'text', nullable: true })
  submittedBy: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  submittedAt: Date | null;

  @Column({ type: 'text', nullable: true })
  approvedBy: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  approvedAt: Date | null;

  /** SHA-256 of the canonical content, in hexadecimal; set when it is handed in. */
  @Column({ type: 'text', nullable: true })
  hash: string | null;

  /** What a consolidated report came to when it was handed in, with what was missing. */
  @Column({ type: 'jsonb', nullable: true })
  totals: StoredTotal[] | null;
}

@Entity()
@ForeignKey(() => ReportVersion, ['tenant', 'versionId'], ['tenant', 'id'])
export class ReportValue {
  @PrimaryColumn({ type: 'text', default: () => 'app_tenant()' })
  tenant: string;

  @PrimaryColumn({ type: 'uuid' })
  versionId: string;

  @PrimaryColumn({ type: 'text' })
  indicator: string;

  /** Empty for the whole. */
  @PrimaryColumn({ type: 'text' })
  segment: string;

  /** Null is "not known"; what was not answered has no row. */
  @Column({ type: 'numeric', nullable: true })
  value: string | null;

  /** The report's edit that last changed it. */
  @Column({ type: 'integer' })
  edit: number;
}

@Entity()
@ForeignKey(() => ReportVersion, ['tenant', 'versionId'], ['tenant', 'id'])
export class ReportNarrative {
  @PrimaryColumn({ type: 'text', default: () => 'app_tenant()' })
  tenant: string;

  @PrimaryColumn({ type: 'uuid' })
  versionId: string;

  @PrimaryColumn({ type: 'text' })
  code: string;

  @Column({ type: 'text', nullable: true })
  text: string | null;

  @Column({ type: 'integer' })
  edit: number;
}

/** One step of a report's way, and what was said with it. */
@Entity()
@ForeignKey(() => Report, ['tenant', 'reportId'], ['tenant', 'id'])
@Index(['tenant', 'reportId'])
export class ReportStep extends TenantRow {
  @Column({ type: 'uuid' })
  reportId: string;

  /** The version it was about. */
  @Column({ type: 'integer' })
  number: number;

  @Column({ type: 'text' })
  step: string;

  @Column({ type: 'text' })
  actor: string;

  @Column({ type: 'timestamptz' })
  at: Date;

  @Column({ type: 'text', nullable: true })
  note: string | null;
}
