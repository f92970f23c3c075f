import sql from 'sql-template-tag';
import { rows } from '../../database/session';
import type { Session } from '../../database/session';
import { Refusal } from '../../errors';
import type { Day } from '../../tenancy/day';
import type { Indicator } from '../../tenancy/province';
import { everIndicator } from '../indicator';
import { loadHolding } from './quota.reads';
import { splitByWeight } from './split.rules';

/** What a part is proportional to. */
export interface Weight {
  /** Null where it is not known. */
  readonly value: number | null;
  readonly complete: boolean;
}

/** The quota of which parts are proposed, and the units that would get them. */
export interface Shared {
  readonly indicator: Indicator;
  readonly segment: string;
  readonly from: Day;
  readonly until: Day;
  readonly unitIds: readonly string[];
  readonly on: Day;
}

export interface Weighing {
  readonly weights: ReadonlyMap<string, Weight>;
  /** Digits after the point that a weight may have. */
  readonly decimals: number;
  /** What to say where some are missing, or all are 0. */
  refuse(units: readonly string[]): Refusal;
}

type Weigh = (session: Session, shared: Shared) => Promise<Weighing>;

export interface Proposal {
  readonly holdingId: string;
  /** A kind of figure, `equal`, or what gives the weights. */
  readonly by: string | Weigh;
  /** How much is shared; all that is left if not said. */
  readonly amount?: number | null;
  readonly on: Day;
}

export interface ProposedShare {
  readonly unitId: string;
  readonly weight: number | null;
  readonly complete: boolean;
  readonly amount: number;
}

/**
 * Splits what a unit has left among the units directly below it, so that the parts sum to the whole.
 * @throws Refusal NOT_FOUND, QUOTA_EXCEEDED, NOT_ADDITIVE, OUTSIDE_SUBTREE, and what the weighing refuses, with the names: what is missing is not 0.
 */
export async function proposeSplit(session: Session, { holdingId, by, amount, on }: Proposal): Promise<ProposedShare[]> {
  const holding = await loadHolding(session, holdingId, on, new Set(['remainder', 'unit', 'quota']));
  if (!holding?.unitUuid) throw new Refusal('NOT_FOUND', { type: 'QuotaHolding', field: 'holding' });
  const [quota] = await rows<{ indicator: string; segment: string; from: Day; until: Day }>(
    session.db,
    sql`SELECT indicator, segment, from_day AS "from", until_day AS "until" FROM quota WHERE id = ${holding.quotaUuid}`,
  );
  const indicator = everIndicator(session.province, quota?.indicator ?? '');
  if (!quota || indicator?.kind !== 'count') throw new Refusal('NOT_ADDITIVE', { indicator: quota?.indicator });
  const left = Number((holding.received - holding.allocated).toFixed(indicator.decimals));
  const whole = amount ?? left;
  if (!(whole > 0) || whole > left)
    throw new Refusal('QUOTA_EXCEEDED', { field: 'amount', asked: whole, left, allocated: holding.allocated });
  const below = await rows<{ id: string; name: string }>(
    session.db,
    sql`SELECT s.unit_id AS id, s.designation || ' ' || s.name AS name FROM admin_unit_state s
        WHERE s.parent_id = ${holding.unitUuid} AND s.from_day <= ${on} AND s.until_day > ${on} ORDER BY s.name, s.unit_id`,
  );
  if (below.length === 0) throw new Refusal('OUTSIDE_SUBTREE', { count: 0, day: on });
  const weigh = typeof by === 'string' ? byFigure(by) : by;
  const weighing = by === 'equal' ? null : await weigh(session, { ...quota, indicator, unitIds: below.map(({ id }) => id), on });
  const weights = below.map(({ id, name }) => ({ id, name, ...(weighing?.weights.get(id) ?? { value: null, complete: !weighing }) }));
  if (weighing) {
    const missing = weights.filter(({ value }) => value === null);
    const nothing = weights.every(({ value }) => value === 0);
    if (missing.length > 0 || nothing) throw weighing.refuse((nothing ? weights : missing).map(({ name }) => name));
  }
  const scale = 10 ** (weighing?.decimals ?? 0);
  const parts = splitByWeight(
    whole,
    indicator.decimals,
    weights.map(({ value }) => Math.round((value ?? 1) * scale)),
  );
  return weights.map(({ id, value, complete }, n) => ({ unitId: id, weight: value, complete, amount: parts[n] as number }));
}

/** Weighs by the latest figures of a kind. */
function byFigure(kind: string): Weigh {
  return async ({ db }, { unitIds, on }) => {
    const found = await rows<{ id: string; value: number }>(
      db,
      sql`SELECT u.id, f.value::float8 AS value FROM unnest(${unitIds}::uuid[]) AS u(id)
          CROSS JOIN LATERAL (SELECT value FROM unit_figure f WHERE f.unit_id = u.id AND f.kind = ${kind} AND f.day <= ${on} ORDER BY f.day DESC LIMIT 1) f`,
    );
    const weights = new Map(found.map(({ id, value }) => [id, { value, complete: true }]));
    return { weights, decimals: 0, refuse: (units) => new Refusal('FIGURE_MISSING', { kind, day: on, units }) };
  };
}
