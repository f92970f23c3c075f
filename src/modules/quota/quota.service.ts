import { v7 as uuid } from 'uuid';
import { requireReach } from '../../auth/scope';
import { globalId } from '../../graphql/global-id';
import { Refusal } from '../../errors';
import { checkPeriod } from '../../tenancy/refuse-day';
import type { Day } from '../../tenancy/day';
import type { Indicator } from '../../tenancy/province';
import { AdminUnitState, placeOf, stateOn } from '../admin-unit';
import { cite } from '../document';
import type { Citation } from '../document';
import { violatedConstraint } from '../event';
import type { Writing } from '../event';
import { catalogueOn, everIndicator } from '../indicator';
import { checkAmount, holdingFor, post } from './ledger.service';
import { Quota, QuotaHolding } from './quota.entity';

export interface NewQuota {
  readonly indicator: string;
  readonly segment?: string | null;
  /** First day of the period, and the first day after it. */
  readonly from: Day;
  readonly until: Day;
  readonly unitId: string;
  /** In the indicator's unit; percent for ratios. */
  readonly target: number;
  /** Day it was given; the day of the document if not said. */
  readonly day?: Day | null;
  readonly document: Citation;
  readonly clause?: string | null;
}

/**
 * Gives a unit a quota, from outside the ledger: by whoever reaches the unit above it.
 * @returns the id of the quota
 * @throws Refusal UNKNOWN_CODE, INVALID_INPUT, FORBIDDEN, DUPLICATE_QUOTA, and what the document and the unit refuse.
 */
export async function giveQuota(writing: Writing, input: NewQuota): Promise<string> {
  const { manager, session } = writing;
  const { unitId, from, until, target } = input;
  checkPeriod(from, until);
  const document = await cite(writing, input.document, 'quota-decision', 'document');
  const day = input.day ?? document.issuedDay;
  const state = await stateOn(writing, unitId, day, 'unitId');
  await requireReach(session, 'quota:write', state.parentId ?? unitId);
  const { codes } = await placeOf(session, unitId, day, 'unitId');
  const { indicators } = catalogueOn(session.province, codes, from > day ? from : day);
  const indicator = indicators.find(({ code }) => code === input.indicator);
  if (!indicator)
    throw new Refusal('UNKNOWN_CODE', { field: 'indicator', value: input.indicator, day, allowed: indicators.map(({ code }) => code) });
  checkSegment(indicator, input.segment, day);
  checkAmount(indicator, target, 'target');
  const quota = { id: uuid(), indicator: indicator.code, segment: input.segment ?? '', fromDay: from, untilDay: until, unitId };
  try {
    // Inside a savepoint, so that the one on record can still be told.
    await manager.transaction((inner) => inner.insert(Quota, { ...quota, documentId: document.id, clause: input.clause ?? null }));
  } catch (error) {
    if (violatedConstraint(error) !== 'quota_unit_id_indicator_segment_from_day_until_day_idx') throw error;
    const { id: _, ...key } = quota;
    const before = await manager.findOneByOrFail(Quota, key);
    throw new Refusal('DUPLICATE_QUOTA', { existing: globalId('Quota', before.id) });
  }
  const [holding] = (await holdingFor(writing, quota.id, null, [{ unitId }])) as [QuotaHolding];
  await post(writing, quota.id, [
    { kind: 'grant', direction: 'down', upper: null, lower: holding, amount: target, day, documentId: document.id, unitId },
  ]);
  return quota.id;
}

/** Adds to a quota, or lowers it, from outside the ledger. @param by more than 0 adds, less than 0 lowers. */
export async function changeQuota(
  writing: Writing,
  { quotaId, by, day, document, reason }: { quotaId: string; by: number; day: Day; document: Citation; reason?: string | null },
): Promise<void> {
  const { quota, indicator } = await quotaOf(writing, quotaId);
  const cited = await cite(writing, document, 'quota-decision', 'document');
  const holding = await writing.manager.findOneOrFail(QuotaHolding, {
    where: { quotaId, unitId: quota.unitId },
    lock: { mode: 'pessimistic_write' },
  });
  const { parentId } = (await writing.manager.findOne(AdminUnitState, {
    where: { unitId: quota.unitId },
    order: { fromDay: 'DESC' },
  })) as AdminUnitState;
  await requireReach(writing.session, 'quota:write', parentId ?? quota.unitId);
  checkAmount(indicator, Math.abs(by), 'by');
  if (-by > Number(holding.received))
    throw new Refusal('QUOTA_EXCEEDED', { field: 'by', asked: -by, left: Number(holding.received), allocated: Number(holding.allocated) });
  const entry = { upper: null, lower: holding, amount: Math.abs(by), day, documentId: cited.id, reason, unitId: quota.unitId };
  await post(writing, quotaId, [{ ...entry, kind: by > 0 ? 'top-up' : 'take-back', direction: by > 0 ? 'down' : 'up' }]);
}

/** A quota with its indicator. @throws Refusal NOT_FOUND. */
export async function quotaOf({ manager, session }: Writing, quotaId: string): Promise<{ quota: Quota; indicator: Indicator }> {
  const quota = await manager.findOneBy(Quota, { id: quotaId });
  if (!quota) throw new Refusal('NOT_FOUND', { type: 'Quota', field: 'quotaId' });
  return { quota, indicator: everIndicator(session.province, quota.indicator) as Indicator };
}

function checkSegment({ code, segments = [] }: Indicator, segment: string | null | undefined, day: Day): void {
  if (segment != null && !segments.includes(segment))
    throw new Refusal('UNKNOWN_CODE', { field: `segment of ${code}`, value: segment, day, allowed: segments });
}
