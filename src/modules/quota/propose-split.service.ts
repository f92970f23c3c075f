import sql from 'sql-template-tag';
import { rows } from '../../database/session';
import type { Session } from '../../database/session';
import { Refusal } from '../../errors';
import type { Day } from '../../tenancy/day';
import { everIndicator } from '../indicator';
import { loadHolding } from './quota.reads';
import { splitByWeight } from './split.rules';

export interface Proposal {
  readonly holdingId: string;
  /** A kind of figure, or `equal`. */
  readonly by: string;
  /** How much is shared; all that is left if not said. */
  readonly amount?: number | null;
  readonly on: Day;
}

export interface ProposedShare {
  readonly unitId: string;
  readonly weight: number | null;
  readonly amount: number;
}

/**
 * Splits what a unit has left among the units directly below it, so that the parts sum to the whole.
 * @throws Refusal NOT_FOUND, QUOTA_EXCEEDED, NOT_ADDITIVE, and FIGURE_MISSING with the names: a missing figure is not 0.
 */
export async function proposeSplit(session: Session, { holdingId, by, amount, on }: Proposal): Promise<ProposedShare[]> {
  const holding = await loadHolding(session, holdingId, on, new Set(['remainder', 'unit', 'quota']));
  if (!holding?.unitUuid) throw new Refusal('NOT_FOUND', { type: 'QuotaHolding', field: 'holding' });
  const [quota] = await rows<{ indicator: string }>(session.db, sql`SELECT indicator FROM quota WHERE id = ${holding.quotaUuid}`);
  const indicator = everIndicator(session.province, quota?.indicator ?? '');
  if (indicator?.kind !== 'count') throw new Refusal('NOT_ADDITIVE', { indicator: quota?.indicator });
  const left = Number((holding.received - holding.allocated).toFixed(indicator.decimals));
  const whole = amount ?? left;
  if (!(whole > 0) || whole > left)
    throw new Refusal('QUOTA_EXCEEDED', { field: 'amount', asked: whole, left, allocated: holding.allocated });
  const below = await rows<{ id: string; name: string; weight: number | null }>(
    session.db,
    sql`SELECT s.unit_id AS id, s.designation || ' ' || s.name AS name, f.value::float8 AS weight FROM admin_unit_state s
        LEFT JOIN LATERAL (SELECT value FROM unit_figure f WHERE f.unit_id = s.unit_id AND f.kind = ${by} AND f.day <= ${on} ORDER BY f.day DESC LIMIT 1) f ON true
        WHERE s.parent_id = ${holding.unitUuid} AND s.from_day <= ${on} AND s.until_day > ${on} ORDER BY s.name, s.unit_id`,
  );
  if (below.length === 0) throw new Refusal('OUTSIDE_SUBTREE', { count: 0, day: on });
  const equal = by === 'equal';
  const missing = equal ? [] : below.filter(({ weight }) => weight === null).map(({ name }) => name);
  if (missing.length > 0 || (!equal && below.every(({ weight }) => weight === 0)))
    throw new Refusal('FIGURE_MISSING', { kind: by, day: on, units: missing });
  const parts = splitByWeight(
    whole,
    indicator.decimals,
    below.map(({ weight }) => (equal ? 1 : (weight as number))),
  );
  return below.map(({ id, weight }, index) => ({ unitId: id, weight: equal ? null : weight, amount: parts[index] as number }));
}
