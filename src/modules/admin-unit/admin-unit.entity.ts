import { Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { DatedRow, FOR_WRITES_ONLY } from '../../database/dated-row';
import { TenantRow } from '../../database/tenant-row';
import { TermRow } from '../../database/term-row';
import type { Day } from '../../tenancy/day';
import { Document } from '../document';

/** Who a unit is, apart from its code, name, level and place, which all change. */
@Entity()
export class AdminUnit extends TenantRow {}

@Entity()
@ForeignKey(() => AdminUnit, ['tenant', 'unitId'], ['tenant', 'id'])
@ForeignKey(() => AdminUnit, ['tenant', 'parentId'], ['tenant', 'id'])
@ForeignKey(() => Document, ['tenant', 'documentId'], ['tenant', 'id'])
@Exclusion(
  'admin_unit_state_one_a_day',
  `USING gist (tenant WITH =, unit_id WITH =, daterange(from_day, until_day) WITH &&) WHERE (${FOR_WRITES_ONLY})`,
)
@Exclusion(
  'admin_unit_state_code_once',
  `USING gist (tenant WITH =, level WITH =, code WITH =, daterange(from_day, until_day) WITH &&) WHERE (${FOR_WRITES_ONLY} AND code IS NOT NULL)`,
)
@Exclusion(
  'admin_unit_state_local_code_once',
  `USING gist (tenant WITH =, parent_id WITH =, local_code WITH =, daterange(from_day, until_day) WITH &&) WHERE (${FOR_WRITES_ONLY} AND local_code IS NOT NULL)`,
)
@Index(['tenant', 'unitId', 'fromDay'])
@Index(['tenant', 'code'])
@Index(['tenant', 'parentId', 'name', 'unitId'])
@Index(['tenant', 'level', 'name', 'unitId'])
@Index(['tenant', 'name', 'unitId'])
export class AdminUnitState extends DatedRow {
  @Column({ type: 'uuid' })
  unitId: string;

  /** A code of the province's levels. */
  @Column({ type: 'text' })
  level: string;

  /** Official code; hamlets have none. */
  @Column({ type: 'text', nullable: true })
  code: string | null;

  /** A code the province gives itself, unique under one parent. */
  @Column({ type: 'text', nullable: true })
  localCode: string | null;

  /** The word before the name, e.g. "Phường". */
  @Column({ type: 'text' })
  designation: string;

  @Column({ type: 'text', collation: 'vi-x-icu' })
  name: string;

  @Column({ type: 'uuid', nullable: true })
  parentId: string | null;

  @Column({ type: 'uuid', nullable: true })
  documentId: string | null;
}

@Entity()
@ForeignKey(() => AdminUnitState, ['tenant', 'id'], ['tenant', 'id'], { onDelete: 'CASCADE' })
@Index(['tenant', 'term', 'id'])
export class AdminUnitTerm extends TermRow {}

/** Who lies inside whom on which days, a unit inside itself at distance 0. Derived from the states, kept by the same transaction. */
@Entity()
@ForeignKey(() => AdminUnit, ['tenant', 'ancestorId'], ['tenant', 'id'])
@ForeignKey(() => AdminUnit, ['tenant', 'descendantId'], ['tenant', 'id'])
@Index(['tenant', 'descendantId', 'distance'])
@Index(['tenant', 'ancestorId', 'descendantLevel'])
export class AdminUnitClosure {
  @PrimaryColumn({ type: 'text', default: () => 'app_tenant()' })
  tenant: string;

  @PrimaryColumn({ type: 'uuid' })
  ancestorId: string;

  @PrimaryColumn({ type: 'uuid' })
  descendantId: string;

  @PrimaryColumn({ type: 'date' })
  fromDay: Day;

  @Column({ type: 'date' })
  untilDay: Day;

  @Column({ type: 'text' })
  ancestorLevel: string;

  @Column({ type: 'text' })
  descendantLevel: string;

  @Column({ type: 'smallint' })
  distance: number;
}

/** What became of a unit: an edge from what was to what is. */
@Entity()
@ForeignKey(() => AdminUnit, ['tenant', 'predecessorId'], ['tenant', 'id'])
@ForeignKey(() => AdminUnit, ['tenant', 'successorId'], ['tenant', 'id'])
@ForeignKey(() => Document, ['tenant', 'documentId'], ['tenant', 'id'])
@Index(['tenant', 'predecessorId'])
@Index(['tenant', 'successorId'])
export class AdminUnitSuccession extends TenantRow {
  @Column({ type: 'uuid' })
  predecessorId: string;

  @Column({ type: 'uuid' })
  successorId: string;

  @Column({ type: 'text' })
  kind: 'merge' | 'split' | 'rename' | 'transfer';

  @Column({ type: 'date' })
  day: Day;

  /** Part of the predecessor that went to the successor, 0 to 1; null if not known. */
  @Column({ type: 'numeric', nullable: true })
  share: string | null;

  @Column({ type: 'text' })
  status: 'confirmed' | 'pending';

  @Column({ type: 'uuid', nullable: true })
  documentId: string | null;
}
