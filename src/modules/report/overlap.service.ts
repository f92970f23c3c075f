import sql, { empty } from 'sql-template-tag';
import { rows } from '../../database/session';
import { Refusal } from '../../errors';
import { globalId } from '../../graphql/global-id';
import { addDays } from '../../tenancy/day';
import type { Day } from '../../tenancy/day';
import type { Writing } from '../event';

interface Asked {
  readonly unitId: string;
  readonly from: Day;
  readonly until: Day;
  readonly form: string;
  /** `team`, `level:<code>` or `units`. */
  readonly reporters: string;
  /** Ids of the units that are named. */
  readonly named: readonly string[];
}

/**
 * The same is asked of nobody twice: neither by a unit above nor by one below. Named units may be asked for by both, each by one.
 * @throws Refusal REPORT_ROUND_OVERLAPS.
 */
export async function refuseOverlap({ manager }: Writing, { unitId, from, until, form, reporters, named }: Asked): Promise<void> {
  const lastDay = addDays(until, -1);
  // Of two at once the second waits here, and then sees the first.
  await rows(
    manager,
    sql`SELECT pg_advisory_xact_lock(hashtextextended(concat_ws(' ', app_tenant(), ${form}::text, ${from}::text, ${until}::text, ${reporters}::text), 0))`,
  );
  const [found] = await rows<{ id: string; isAbove: boolean }>(
    manager,
    sql`SELECT r.id, c.ancestor_id <> ${unitId} AS "isAbove"
        FROM report_round r JOIN admin_unit_closure c ON c.distance > 0 AND c.from_day <= ${lastDay} AND c.until_day > ${lastDay}
          AND (c.ancestor_id = r.unit_id AND c.descendant_id = ${unitId} OR c.ancestor_id = ${unitId} AND c.descendant_id = r.unit_id)
        WHERE r.form_code = ${form} AND r.from_day = ${from} AND r.until_day = ${until} AND r.reporters = ${reporters}
          ${reporters === 'units' ? sql`AND EXISTS (SELECT FROM report_round_unit n WHERE n.round_id = r.id AND n.unit_id = ANY(${named}))` : empty}
        ORDER BY r.id LIMIT 1`,
  );
  if (found)
    throw new Refusal('REPORT_ROUND_OVERLAPS', {
      form,
      where: found.isAbove ? { en: 'above', vi: 'cấp trên' } : { en: 'below', vi: 'cấp dưới' },
      existing: globalId('ReportRound', found.id),
    });
}
