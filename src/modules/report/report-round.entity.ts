import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { DatedRow } from '../../database/dated-row';
import { TenantRow } from '../../database/tenant-row';
import type { Day } from '../../tenancy/day';
import type { RoundForm } from '../../tenancy/report-facts';
import { AdminUnit } from '../admin-unit';
import { Document } from '../document';
import { Team } from '../team';
import { ReportedRow } from './reported.entity';

/** A call for reports on the days [fromDay, untilDay), with the form as it stood: it stays readable when the form changes. */
@Entity()
@ForeignKey(() => AdminUnit, ['tenant', 'unitId'], ['tenant', 'id'])
@ForeignKey(() => Document, ['tenant', 'documentId'], ['tenant', 'id'])
@Index(['tenant', 'unitId', 'formCode', 'fromDay', 'untilDay', 'reporters'], { unique: true })
@Index(['tenant', 'formCode', 'fromDay', 'untilDay', 'reporters'])
@Index(['tenant', 'fromDay', 'id'])
@Index(['tenant', 'unitId', 'fromDay', 'id'])
// What every change asks first: whether a period has closed since the last one.
@Index(['tenant', 'untilDay'], { where: 'frozen_at IS NULL' })
@Index(['tenant', 'documentId'])
export class ReportRound extends DatedRow {
  /** Who asks; reporters lie in it. */
  @Column({ type: 'uuid' })
  unitId: string;

  @Column({ type: 'text' })
  formCode: string;

  @Column({ type: 'jsonb' })
  form: RoundForm;

  /** Last day on which a report is on time. */
  @Column({ type: 'date' })
  dueDay: Day;

  /** `team`, `level:<code>` or `units`. */
  @Column({ type: 'text' })
  reporters: string;

  /** Whether values are summed from the teams' approved reports of the same form and period instead of typed. */
  @Column({ type: 'boolean' })
  consolidated: boolean;

  /** Key of the duty it rests on; null for an ad hoc request, which has a reason. */
  @Column({ type: 'text', nullable: true })
  duty: string | null;

  @Column({ type: 'text', nullable: true })
  reason: string | null;

  @Column({ type: 'uuid', nullable: true })
  documentId: string | null;

  /** When the expected set was stored. */
  @Column({ type: 'timestamptz', nullable: true })
  frozenAt: Date | null;
}

/** A unit that an ad hoc round names as a reporter. */
@Entity()
@ForeignKey(() => ReportRound, ['tenant', 'roundId'], ['tenant', 'id'])
@ForeignKey(() => AdminUnit, ['tenant', 'unitId'], ['tenant', 'id'])
@Index(['tenant', 'roundId', 'unitId'], { unique: true })
@Index(['tenant', 'unitId'])
export class ReportRoundUnit extends TenantRow {
  @Column({ type: 'uuid' })
  roundId: string;

  @Column({ type: 'uuid' })
  unitId: string;
}

/** Of whom a report was expected when the period closed. */
@Entity()
@ForeignKey(() => ReportRound, ['tenant', 'roundId'], ['tenant', 'id'])
@ForeignKey(() => AdminUnit, ['tenant', 'unitId'], ['tenant', 'id'])
@ForeignKey(() => Team, ['tenant', 'teamId'], ['tenant', 'id'])
@Index(['tenant', 'roundId', 'holderId'], { unique: true })
@Index(['tenant', 'unitId', 'roundId'])
@Index(['tenant', 'teamId'])
export class ReportSlot extends ReportedRow {
  /** The day on which that unit's place in the tree counts: the period's last, or the unit's own last before it. */
  @Column({ type: 'date' })
  placedOn: Day;
}

/** A reason for which a report need not come, or not in time. */
@Entity()
@ForeignKey(() => ReportRound, ['tenant', 'roundId'], ['tenant', 'id'])
@Index(['tenant', 'roundId', 'holderId'], { unique: true })
export class ReportExcuse extends TenantRow {
  @Column({ type: 'uuid' })
  roundId: string;

  /** The team's id, or the unit's. */
  @Column({ type: 'uuid' })
  holderId: string;

  @Column({ type: 'text' })
  reason: string;

  @Column({ type: 'timestamptz' })
  at: Date;

  @Column({ type: 'text' })
  actor: string;
}
