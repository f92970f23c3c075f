import { Column } from 'typeorm';
import { TenantRow } from '../../database/tenant-row';

/** A row about what one team or unit reports in one round. */
export abstract class ReportedRow extends TenantRow {
  @Column({ type: 'uuid' })
  roundId: string;

  /** The team's id, or the unit's. */
  @Column({ type: 'uuid' })
  holderId: string;

  @Column({ type: 'uuid', nullable: true })
  teamId: string | null;

  /** The reporting unit, or the first that the team covers. */
  @Column({ type: 'uuid' })
  unitId: string;
}
