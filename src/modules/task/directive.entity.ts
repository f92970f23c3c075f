import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { DatedRow } from '../../database/dated-row';
import type { Day } from '../../tenancy/day';
import type { Pillar } from '../../tenancy/province';
import { AdminUnit } from '../admin-unit';
import { Document } from '../document';

/**
 * What a unit asks for in the period [fromDay, untilDay): from the timeline, by hand, or received from a unit above it. A unit has each thing that
 * is asked for once, whichever way it came: by its source and the version of the rule.
 */
@Entity()
@ForeignKey(() => AdminUnit, ['tenant', 'unitId'], ['tenant', 'id'])
@ForeignKey(() => Directive, ['tenant', 'parentId'], ['tenant', 'id'])
@ForeignKey(() => Document, ['tenant', 'documentId'], ['tenant', 'id'])
@Index(['tenant', 'unitId', 'sourceCode', 'ruleVersion'], { unique: true })
@Index(['tenant', 'unitId', 'sourceCode'], { unique: true, where: 'rule_version IS NULL' })
@Index(['tenant', 'unitId', 'dueDay', 'id'])
@Index(['tenant', 'sourceCode'])
@Index(['tenant', 'parentId'])
@Index(['tenant', 'documentId'])
export class Directive extends DatedRow {
  @Column({ type: 'uuid' })
  unitId: string;

  /** The directive of a unit above that this one passes on. */
  @Column({ type: 'uuid', nullable: true })
  parentId: string | null;

  @Column({ type: 'text' })
  source: 'phase' | 'milestone' | 'theme' | 'manual';

  /** What is asked for, the same on its way down: `theme:<theme>:<task>`, `phase:<phase>`, `milestone:<milestone>`, `manual:<id>`. */
  @Column({ type: 'text' })
  sourceCode: string;

  /** Place of the timeline's version in its list, from 1; null for what was given by hand. */
  @Column({ type: 'integer', nullable: true })
  ruleVersion: number | null;

  @Column({ type: 'text' })
  titleVi: string;

  @Column({ type: 'text', nullable: true })
  titleEn: string | null;

  /** The document's own words, or those of who gave it. */
  @Column({ type: 'text', nullable: true })
  text: string | null;

  @Column({ type: 'text', nullable: true })
  pillar: Pillar | null;

  /** Last day on which it is done in time. */
  @Column({ type: 'date' })
  dueDay: Day;

  /** Day from which the unit has it. */
  @Column({ type: 'date' })
  givenDay: Day;

  /** A key of the province's own documents. */
  @Column({ type: 'text', nullable: true })
  legalDocument: string | null;

  @Column({ type: 'text', nullable: true })
  clause: string | null;

  @Column({ type: 'uuid', nullable: true })
  documentId: string | null;

  /** What this unit adds. */
  @Column({ type: 'text', nullable: true })
  detail: string | null;
}
