import { Column } from 'typeorm';
import type { Day } from '../tenancy/day';
import { TenantRow } from './tenant-row';

/** A row that holds on the days [fromDay, untilDay); the infinities of the date type stand for "since ever" and "not ended". */
export abstract class DatedRow extends TenantRow {
  @Column({ type: 'date' })
  fromDay: Day;

  @Column({ type: 'date', default: () => "'infinity'" })
  untilDay: Day;
}
