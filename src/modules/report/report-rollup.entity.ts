import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Rows that add up: what a round came to in a unit is the sum of its rows, at every moment. None is ever changed; folding puts one in place of many. */
abstract class AddingRow {
  @PrimaryColumn({ type: 'text', default: () => 'app_tenant()' })
  tenant: string;

  @PrimaryColumn({ type: 'uuid' })
  roundId: string;

  /** A unit above the one that a slot lies in. What reports in a unit itself is read from its slots. */
  @PrimaryColumn({ type: 'uuid' })
  unitId: string;

  @Column({ type: 'integer' })
  expected: number;

  /** Whether it was made by seeding or folding; others are what one change added. */
  @Column({ type: 'boolean' })
  folded: boolean;
}

/** What a closed round of typed values came to in a unit, for each cell of its form. Consolidated rounds have none: they would count twice. */
@Entity()
@Index('report_rollup_unfolded_idx', { synchronize: false })
export class ReportRollup extends AddingRow {
  @PrimaryColumn({ type: 'text' })
  indicator: string;

  /** Empty for the whole. */
  @PrimaryColumn({ type: 'text' })
  segment: string;

  @PrimaryColumn({ type: 'uuid' })
  id: string;

  /** How many gave a number that is approved. */
  @Column({ type: 'integer' })
  reported: number;

  /** How many said that it is not known. */
  @Column({ type: 'integer' })
  unknown: number;

  @Column({ type: 'numeric' })
  value: string;
}

/** How many reports of a closed round were handed in by those in a unit, and when. What is missing or still open, the day tells. */
@Entity()
@Index('report_tally_unfolded_idx', { synchronize: false })
export class ReportTally extends AddingRow {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'integer' })
  onTime: number;

  @Column({ type: 'integer' })
  late: number;

  /** Late or missing, and excused. */
  @Column({ type: 'integer' })
  excused: number;

  @Column({ type: 'integer' })
  approved: number;
}
