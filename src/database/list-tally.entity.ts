import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Day } from '../tenancy/day';

/** By how many rows a list grew on a day. Triggers on the lists' tables add rows; none is ever changed, folding puts one in place of many. */
@Entity()
@Index('list_tally_unfolded_idx', { synchronize: false })
export class ListTally {
  @PrimaryColumn({ type: 'text', default: () => 'app_tenant()' })
  tenant: string;

  @PrimaryColumn({ type: 'text' })
  list: string;

  /** What the list can be filtered by without its rows being read. */
  @PrimaryColumn({ type: 'text' })
  code: string;

  @PrimaryColumn({ type: 'date' })
  day: Day;

  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'integer' })
  delta: number;

  /** Whether it was made by folding; others are what one statement changed. */
  @Column({ type: 'boolean' })
  folded: boolean;
}
