import { In } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { Refusal, invalidField } from '../../errors';
import { compareDays } from '../../tenancy/day';
import type { Transaction } from '../../database/session';
import type { Day } from '../../tenancy/day';
import type { Indicator } from '../../tenancy/province';
import { checkNotFar } from '../admin-unit';
import { insertMany } from '../event';
import type { Holder } from '../team';
import { QuotaEntry, QuotaHolding } from './quota.entity';
import type { QuotaEntryKind } from './quota.entity';

export interface Posting {
  readonly kind: QuotaEntryKind;
  readonly direction: 'down' | 'up';
  readonly upper: QuotaHolding | null;
  readonly lower: QuotaHolding;
  readonly amount: number;
  readonly day: Day;
  readonly documentId?: string | null;
  readonly reason?: string | null;
  /** The unit in whose log the entry stands: the lower holder's, or that its team lives in. */
  readonly unitId: string;
  readonly causeId?: string;
}

const ACTIONS: Readonly<Record<QuotaEntryKind, string>> = {
  grant: 'quota.given',
  assign: 'quota.assigned',
  'top-up': 'quota.topped-up',
  'take-back': 'quota.taken-back',
  move: 'quota.moved',
  succession: 'quota.succeeded',
};

/** Far beyond any figure of a country, and exact in a double at six decimals. */
const LARGEST = 1_000_000_000;

/** @throws Refusal INVALID_INPUT for an amount that is not positive, too large, or finer than the indicator's decimals. */
export function checkAmount({ code, decimals }: Indicator, amount: number, field: string): void {
  const problem =
    !(amount > 0) || amount > LARGEST
      ? `${field} is ${amount}; give a number above 0, at most ${LARGEST}`
      : Number(amount.toFixed(decimals)) !== amount
        ? `${field} is ${amount}; ${code} has ${decimals} decimals`
        : null;
  if (problem) throw invalidField(field, problem);
}

/**
 * The holdings of holders, taken for a change and made where there are none yet.
 * @param giver the holding they receive from; null for the first of a quota
 * @throws Refusal OTHER_GIVER for one that holds something from another.
 */
export async function holdingFor(
  { manager }: Transaction,
  quotaId: string,
  giver: QuotaHolding | null,
  holders: readonly Holder[],
): Promise<QuotaHolding[]> {
  const giverId = giver?.id ?? null;
  const unitIds = holders.flatMap(({ unitId }) => unitId ?? []);
  const teamIds = holders.flatMap(({ teamId }) => teamId ?? []);
  const where = [
    { quotaId, unitId: In(unitIds) },
    { quotaId, teamId: In(teamIds) },
  ];
  const isOf = (holder: Holder) => (holding: QuotaHolding) =>
    holder.teamId ? holding.teamId === holder.teamId : holding.unitId === holder.unitId;
  const known = await manager.findBy(QuotaHolding, where);
  const missing = holders.filter((holder) => !known.some(isOf(holder)));
  await manager
    .createQueryBuilder()
    .insert()
    .into(QuotaHolding)
    .values(missing.map(({ unitId = null, teamId = null }) => ({ id: uuid(), quotaId, unitId, teamId, giverId })))
    // Another may have made it meanwhile.
    .orIgnore()
    .updateEntity(false)
    .execute();
  const taken = await manager.find(QuotaHolding, { where, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
  return Promise.all(
    holders.map(async (holder) => {
      const holding = taken.find(isOf(holder)) as QuotaHolding;
      if (holding.giverId === giverId) return holding;
      if (Number(holding.received) > 0 || Number(holding.allocated) > 0) throw new Refusal('OTHER_GIVER', { field: 'shares' });
      await manager.update(QuotaHolding, { id: holding.id }, { giverId });
      return { ...holding, giverId };
    }),
  );
}

/**
 * Writes entries with an event each. The database keeps the holdings from them, and refuses what is not left.
 * @throws Refusal LATER_CHANGES for a day before what is on record of a holding, DAY_TOO_LATE.
 */
export async function post(transaction: Transaction, quotaId: string, postings: readonly Posting[]): Promise<void> {
  const { manager, session } = transaction;
  const entries = postings.map(({ kind, direction, upper, lower, amount, day, documentId = null, reason = null, unitId, causeId }) => {
    checkNotFar(session.today, day, 'day');
    for (const holding of [upper, lower])
      if (holding && compareDays(holding.lastDay, day) > 0) throw new Refusal('LATER_CHANGES', { field: 'day', from: holding.lastDay });
    const eventId = transaction.record({
      action: ACTIONS[kind],
      subjectId: quotaId,
      teamId: lower.teamId,
      unitId,
      day,
      after: { amount: direction === 'down' ? amount : -amount, documentId, reason },
      causeId,
    });
    return {
      id: uuid(),
      quotaId,
      kind,
      direction,
      upperId: upper?.id ?? null,
      lowerId: lower.id,
      amount: String(amount),
      day,
      documentId,
      reason,
      eventId,
    };
  });
  await insertMany(manager, QuotaEntry, entries);
}
