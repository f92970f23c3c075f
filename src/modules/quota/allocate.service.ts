import { requireReach } from '../../auth/scope';
import { invalidField, Refusal } from '../../errors';
import type { Day } from '../../tenancy/day';
import { stateOn } from '../admin-unit';
import { cite } from '../document';
import type { Citation } from '../document';
import type { Writing } from '../event';
import { requireHolders } from '../team';
import type { Holder } from '../team';
import { homesBelow } from './holder.service';
import { checkAmount, holdingFor, post } from './ledger.service';
import type { Posting } from './ledger.service';
import { QuotaHolding } from './quota.entity';
import { quotaOf } from './quota.service';

export interface Share {
  readonly holder: Holder;
  readonly amount: number;
}

export interface Allocation {
  readonly quotaId: string;
  /** The unit that hands out. */
  readonly fromUnitId: string;
  readonly shares: readonly Share[];
  readonly day: Day;
  readonly document?: Citation | null;
  readonly reason?: string | null;
}

/**
 * Hands parts of what a unit holds to units and teams below it: each an entry that assigns, or tops up what was assigned before.
 * @throws Refusal QUOTA_EXCEEDED if less is left, OUTSIDE_SUBTREE, OTHER_GIVER, NOT_ADDITIVE, and what the ledger refuses.
 */
export async function allocate(writing: Writing, { quotaId, fromUnitId, shares, day, document, reason }: Allocation): Promise<void> {
  const { indicator } = await quotaOf(writing, quotaId);
  if (indicator.kind !== 'count') throw new Refusal('NOT_ADDITIVE', { indicator: indicator.code });
  for (const { amount } of shares) checkAmount(indicator, amount, 'shares.amount');
  if (new Set(shares.map(({ holder }) => holder.unitId ?? holder.teamId)).size < shares.length)
    throw invalidField('shares', 'shares name a holder twice; give each once');
  const holders = shares.map(({ holder }) => holder);
  await stateOn(writing, fromUnitId, day, 'fromUnitId');
  await requireReach(writing.session, 'quota:write', fromUnitId);
  const giver = await takeHolding(writing, quotaId, { unitId: fromUnitId }, 'fromUnitId');
  const homeOf = await homesBelow(writing, fromUnitId, holders, day, 'shares.holder');
  refuseBeyond(
    giver,
    shares.reduce((sum, { amount }) => sum + amount, 0),
    'shares',
  );
  const cited = document ? await cite(writing, document, 'quota-decision', 'document') : null;
  const holdings = await holdingFor(writing, quotaId, giver, holders);
  const postings = shares.map(({ holder, amount }, index): Posting => {
    const lower = holdings[index] as QuotaHolding;
    const kind = Number(lower.received) > 0 ? 'top-up' : 'assign';
    return { kind, direction: 'down', upper: giver, lower, amount, day, documentId: cited?.id, reason, unitId: homeOf(holder) };
  });
  await post(writing, quotaId, postings);
}

export interface TakingBack {
  readonly quotaId: string;
  readonly holder: Holder;
  readonly amount: number;
  readonly day: Day;
  readonly reason: string;
}

/**
 * Takes a part back from a holder to the one it came from. The holder may have handed it on already: then it has handed out more than it holds,
 * and shows so until it has taken back as well.
 * @throws Refusal QUOTA_EXCEEDED if it does not hold as much.
 */
export async function takeBack(writing: Writing, { quotaId, holder, amount, day, reason }: TakingBack): Promise<void> {
  const { indicator } = await quotaOf(writing, quotaId);
  checkAmount(indicator, amount, 'amount');
  const { upper, lower } = await takeWithGiver(writing, quotaId, holder, 'holder');
  if (amount > Number(lower.received))
    throw new Refusal('QUOTA_EXCEEDED', {
      field: 'amount',
      asked: amount,
      left: Number(lower.received),
      allocated: Number(lower.allocated),
    });
  const homeOf = await homesBelow(writing, upper.unitId as string, [holder], day, 'holder');
  await post(writing, quotaId, [{ kind: 'take-back', direction: 'up', upper, lower, amount, day, reason, unitId: homeOf(holder) }]);
}

export interface Move extends TakingBack {
  readonly to: Holder;
}

/** Moves a part from one holder to another of the same giver. @throws Refusal QUOTA_EXCEEDED beyond what the first has not handed on. */
export async function move(writing: Writing, { quotaId, holder, to, amount, day, reason }: Move): Promise<void> {
  const { indicator } = await quotaOf(writing, quotaId);
  checkAmount(indicator, amount, 'amount');
  const { upper, lower } = await takeWithGiver(writing, quotaId, holder, 'holder');
  refuseBeyond(lower, amount, 'amount');
  const homeOf = await homesBelow(writing, upper.unitId as string, [holder, to], day, 'to');
  const [target] = (await holdingFor(writing, quotaId, upper, [to])) as [QuotaHolding];
  if (target.id === lower.id) throw invalidField('to', 'to is the holder itself; name another');
  const entry = { kind: 'move', upper, amount, day, reason } as const;
  await post(writing, quotaId, [{ ...entry, direction: 'up', lower, unitId: homeOf(holder) }]);
  await post(writing, quotaId, [{ ...entry, direction: 'down', lower: target, unitId: homeOf(to) }]);
}

function refuseBeyond({ received, allocated }: QuotaHolding, asked: number, field: string): void {
  const left = exact(Number(received) - Number(allocated));
  if (exact(asked) > left) throw new Refusal('QUOTA_EXCEEDED', { field, asked: exact(asked), left, allocated: Number(allocated) });
}

/** Without what binary fractions add: no indicator has more than six decimals. */
function exact(amount: number): number {
  return Number(amount.toFixed(6));
}

/** A holding taken for a change. @throws Refusal NO_QUOTA_HELD. */
async function takeHolding({ manager }: Writing, quotaId: string, holder: Holder, field: string): Promise<QuotaHolding> {
  const holding = await manager.findOne(QuotaHolding, { where: { quotaId, ...holder }, lock: { mode: 'pessimistic_write' } });
  if (!holding) throw new Refusal('NO_QUOTA_HELD', { field });
  return holding;
}

/** A holding and the one it came from, the upper one taken first: so do all that take several. */
async function takeWithGiver(
  writing: Writing,
  quotaId: string,
  holder: Holder,
  field: string,
): Promise<{ upper: QuotaHolding; lower: QuotaHolding }> {
  const { manager, session } = writing;
  await requireHolders(writing, [holder], field);
  const seen = await manager.findOneBy(QuotaHolding, { quotaId, ...holder });
  if (!seen?.giverId) throw new Refusal('NO_QUOTA_HELD', { field });
  const upper = await manager.findOneOrFail(QuotaHolding, { where: { id: seen.giverId }, lock: { mode: 'pessimistic_write' } });
  await requireReach(session, 'quota:write', upper.unitId as string);
  return { upper, lower: await takeHolding(writing, quotaId, holder, field) };
}
