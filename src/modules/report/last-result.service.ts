import sql from 'sql-template-tag';
import { rows } from '../../database/session';
import type { Session } from '../../database/session';
import { Refusal } from '../../errors';
import type { Shared, Weighing, Weight } from '../quota';
import { coverWith, spanBefore } from './periods.rules';
import type { Span } from './periods.rules';
import { loadPeriodTotals } from './totals.reads';
import type { Period } from './totals.reads';

/**
 * Weighs units by their last result: what their teams' approved reports came to in the period of the same length just before the quota's. A part of
 * it that nobody reported is not 0, so the result says that it is not complete; where nothing at all was reported there is none.
 */
export async function byLastResult(session: Session, shared: Shared): Promise<Weighing> {
  const { indicator, segment, unitIds } = shared;
  const span = spanBefore(shared);
  const { periods, whole } = await roundsToCount(session, indicator.code, span);
  const weigh = async (unitId: string): Promise<Weight> => {
    const found = await Promise.all(periods.map((period) => loadPeriodTotals(session, unitId, period)));
    const totals = found.map((each) => each?.totals.find((total) => total.code === indicator.code && total.segment === segment));
    const counted = indicator.overTime === 'last' ? totals.slice(-1) : totals;
    const known = counted.flatMap((total) => total?.value ?? []);
    const complete = whole && counted.every((total) => total !== undefined && total.expected > 0 && total.reported === total.expected);
    return { value: known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0), complete };
  };
  const weights = new Map(await Promise.all(unitIds.map(async (id): Promise<[string, Weight]> => [id, await weigh(id)])));
  const refuse = (units: readonly string[]) => new Refusal('RESULT_MISSING', { indicator: indicator.code, ...span, units });
  return { weights, decimals: indicator.decimals, refuse };
}

/** The teams' rounds that are counted: those of one form, whichever leaves out the fewest days, and no day twice. */
async function roundsToCount({ db }: Session, code: string, span: Span): Promise<{ periods: Period[]; whole: boolean }> {
  const found = await rows<Period>(
    db,
    sql`SELECT DISTINCT form_code AS form, from_day AS "from", until_day AS "until" FROM report_round
        WHERE reporters = 'team' AND from_day >= ${span.from} AND until_day <= ${span.until}
          AND form -> 'indicators' @> ${JSON.stringify([{ code }])}::jsonb ORDER BY 1`,
  );
  const forms = [...new Set(found.map(({ form }) => form))];
  const covers = forms.map((each) => {
    const { chosen, whole } = coverWith(
      span,
      found.filter(({ form }) => form === each),
    );
    return { periods: chosen, whole };
  });
  const [best] = covers.sort((a, b) => daysOf(b.periods) - daysOf(a.periods));
  return best ?? { periods: [], whole: false };
}

function daysOf(periods: readonly Span[]): number {
  return periods.reduce((sum, { from, until }) => sum + Date.parse(until) - Date.parse(from), 0);
}
