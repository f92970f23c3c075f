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

/**
 * A condition for every exclusion constraint on dated rows. It is true of each row that holds on any day, but no query asks for it, so reads never
 * go through the constraint's index: the planner would take it for every look-up by id, at ten times the cost of the plain index beside it.
 */
export const FOR_WRITES_ONLY = 'NOT isempty(daterange(from_day, until_day))';
