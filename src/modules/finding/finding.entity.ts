import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { DatedRow } from '../../database/dated-row';
import type { Day, Expectation, Fix, Measure, RuleName, Severity } from '../../tenancy/province';
import type { Candidate } from '../../tenancy/rule';
import { AdminUnit } from '../admin-unit';
import { Document } from '../document';
import { Event } from '../event';
import { Team } from '../team';

/**
 * A breach over days on which nothing about it changed. Several rows make one finding if what was observed moved while it stayed open:
 * they share `findingId` and `since`.
 */
@Entity()
@ForeignKey(() => AdminUnit, ['tenant', 'unitId'], ['tenant', 'id'])
@ForeignKey(() => Team, ['tenant', 'teamId'], ['tenant', 'id'])
@ForeignKey(() => Event, ['tenant', 'causeId'], ['tenant', 'id'])
@Index(['tenant', 'judgedId', 'fromDay'])
@Index(['tenant', 'findingId', 'fromDay'])
@Index(['tenant', 'teamId'])
@Index(['tenant', 'unitId', 'fromDay'])
@Index(['tenant', 'rule', 'severity', 'fromDay'])
@Index(['tenant', 'since', 'findingId'])
export class Finding extends DatedRow {
  @Column({ type: 'uuid' })
  findingId: string;

  /** The team or unit whose judgement yields this row. */
  @Column({ type: 'uuid' })
  judgedId: string;

  /** The unit it is counted in: the judged unit, or the first host of the team on that day. */
  @Column({ type: 'uuid' })
  unitId: string;

  @Column({ type: 'uuid', nullable: true })
  teamId: string | null;

  @Column({ type: 'text', nullable: true })
  kind: string | null;

  @Column({ type: 'text' })
  rule: RuleName;

  @Column({ type: 'text' })
  requirement: string;

  @Column({ type: 'text' })
  severity: Severity;

  @Column({ type: 'date' })
  since: Day;

  @Column({ type: 'jsonb' })
  observed: Measure;

  @Column({ type: 'jsonb' })
  expected: Expectation;

  @Column({ type: 'jsonb' })
  fix: Fix;

  /** How the versions of the rule fared; numbers are places in the rule's list. */
  @Column({ type: 'jsonb' })
  chain: Candidate[];

  @Column({ type: 'jsonb' })
  winners: number[];

  /** The event that opened it; null where the law or a deadline did. */
  @Column({ type: 'uuid', nullable: true })
  causeId: string | null;
}

/** A decision not to pursue a finding, on the days [fromDay, untilDay). The finding stays, marked. */
@Entity()
@ForeignKey(() => Document, ['tenant', 'documentId'], ['tenant', 'id'])
@Index(['tenant', 'findingId'])
export class Waiver extends DatedRow {
  @Column({ type: 'uuid' })
  findingId: string;

  @Column({ type: 'uuid' })
  documentId: string;

  @Column({ type: 'text' })
  reason: string;
}
