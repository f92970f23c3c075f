import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { TenantRow } from '../../database/tenant-row';
import type { Day } from '../../tenancy/day';
import { AdminUnit } from '../admin-unit';
import { Document } from '../document';

/** A figure of a unit on a day, as a source states it: what ratios are divided by, and quotas shared by. */
@Entity()
@ForeignKey(() => AdminUnit, ['tenant', 'unitId'], ['tenant', 'id'])
@ForeignKey(() => Document, ['tenant', 'documentId'], ['tenant', 'id'])
@Index(['tenant', 'unitId', 'kind', 'day'], { unique: true })
@Index(['tenant', 'documentId'])
export class UnitFigure extends TenantRow {
  @Column({ type: 'uuid' })
  unitId: string;

  /** `population`, `households`, `working-age-population`. */
  @Column({ type: 'text' })
  kind: string;

  @Column({ type: 'date' })
  day: Day;

  @Column({ type: 'bigint' })
  value: string;

  @Column({ type: 'uuid', nullable: true })
  documentId: string | null;
}
