import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { DatedRow } from '../../database/dated-row';
import { TenantRow } from '../../database/tenant-row';
import { TermRow } from '../../database/term-row';
import { AdminUnit } from '../admin-unit';
import { Document } from '../document';

/** An enterprise, agency or other body that can have a team of its own; it stands in one unit. */
@Entity()
@ForeignKey(() => AdminUnit, ['tenant', 'unitId'], ['tenant', 'id'])
@Index(['tenant', 'unitId'])
export class Organisation extends TenantRow {
  @Column({ type: 'text', collation: 'vi-x-icu' })
  name: string;

  @Column({ type: 'uuid' })
  unitId: string;
}

/** Who a team is: it keeps its identity through renames and mergers. It lives on the days [fromDay, untilDay). */
@Entity()
@ForeignKey(() => Organisation, ['tenant', 'organisationId'], ['tenant', 'id'])
@ForeignKey(() => Document, ['tenant', 'foundingDocumentId'], ['tenant', 'id'])
@ForeignKey(() => Team, ['tenant', 'mergedIntoId'], ['tenant', 'id'])
@Index(['tenant', 'mergedIntoId'])
@Index(['tenant', 'organisationId'])
@Index(['tenant', 'fromDay', 'id'])
export class Team extends DatedRow {
  /** A code of the province's team kinds. */
  @Column({ type: 'text' })
  kind: string;

  @Column({ type: 'uuid', nullable: true })
  organisationId: string | null;

  @Column({ type: 'uuid' })
  foundingDocumentId: string;

  @Column({ type: 'uuid', nullable: true })
  mergedIntoId: string | null;

  @Column({ type: 'uuid', nullable: true })
  dissolutionDocumentId: string | null;

  /** How anybody reaches the team; public, so never a person's own. */
  @Column({ type: 'text', nullable: true })
  contactChannel: string | null;

  /** Grows by one with each change; an edit names the one it saw. */
  @Column({ type: 'integer', default: 1 })
  version: number;
}

@Entity()
@ForeignKey(() => Team, ['tenant', 'teamId'], ['tenant', 'id'])
@ForeignKey(() => Document, ['tenant', 'documentId'], ['tenant', 'id'])
@Index(['tenant', 'teamId', 'fromDay'], { unique: true })
@Index(['tenant', 'name', 'teamId'])
export class TeamName extends DatedRow {
  @Column({ type: 'uuid' })
  teamId: string;

  @Column({ type: 'text', collation: 'vi-x-icu' })
  name: string;

  @Column({ type: 'uuid', nullable: true })
  documentId: string | null;
}

@Entity()
@ForeignKey(() => TeamName, ['tenant', 'id'], ['tenant', 'id'], { onDelete: 'CASCADE' })
@Index(['tenant', 'term', 'id'])
export class TeamTerm extends TermRow {}

/** A unit the team covers; for a team of an organisation, the unit the organisation stands in. */
@Entity()
@ForeignKey(() => Team, ['tenant', 'teamId'], ['tenant', 'id'])
@ForeignKey(() => AdminUnit, ['tenant', 'unitId'], ['tenant', 'id'])
@Index(['tenant', 'teamId', 'unitId', 'fromDay'], { unique: true })
@Index(['tenant', 'unitId'])
export class TeamHost extends DatedRow {
  @Column({ type: 'uuid' })
  teamId: string;

  @Column({ type: 'uuid' })
  unitId: string;
}

@Entity()
@ForeignKey(() => Team, ['tenant', 'teamId'], ['tenant', 'id'])
@ForeignKey(() => Document, ['tenant', 'documentId'], ['tenant', 'id'])
@Index(['tenant', 'teamId', 'fromDay'], { unique: true })
export class TeamSuspension extends DatedRow {
  @Column({ type: 'uuid' })
  teamId: string;

  @Column({ type: 'uuid', nullable: true })
  documentId: string | null;

  @Column({ type: 'text', nullable: true })
  reason: string | null;
}

/** A document that is the team's: its founding decision, regulation, rename, merger. It counts from `fromDay` on. */
@Entity()
@ForeignKey(() => Team, ['tenant', 'teamId'], ['tenant', 'id'])
@ForeignKey(() => Document, ['tenant', 'documentId'], ['tenant', 'id'])
@Index(['tenant', 'teamId', 'documentId'], { unique: true })
@Index(['tenant', 'documentId'])
export class TeamDocument extends DatedRow {
  @Column({ type: 'uuid' })
  teamId: string;

  @Column({ type: 'uuid' })
  documentId: string;
}
