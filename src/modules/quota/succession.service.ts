import { MoreThan } from 'typeorm';
import type { Change, Transaction } from '../../database/session';
import { compareDays } from '../../tenancy/day';
import type { Day } from '../../tenancy/day';
import { holdingFor, post } from './ledger.service';
import type { Holder } from '../team';
import { Quota, QuotaHolding } from './quota.entity';

interface Succession {
  readonly old: Holder;
  readonly successor: Holder;
  readonly day: Day;
  readonly causeId: string;
  readonly unitId: string;
}

/** Where teams or hamlets merge, what they hold of quotas that go on passes to the one that remains, by entries that name the merger. */
export async function followSuccessors(transaction: Transaction): Promise<void> {
  for (const succession of transaction.changes.flatMap((change) => successionsOf(change, transaction.changes)))
    await follow(transaction, succession);
}

function successionsOf(change: Change & { readonly id: string }, changes: Transaction['changes']): Succession[] {
  const { action, day, id, before, after, teamId, unitId } = change;
  if (action === 'team.absorbed') {
    const cause = changes.find((each) => each.id === change.causeId);
    const successor = { teamId: after?.mergedIntoId as string };
    return [{ old: { teamId: teamId as string }, successor, day, causeId: cause?.id ?? id, unitId: cause?.unitId as string }];
  }
  if (action !== 'admin-unit.merged') return [];
  const successor = { unitId: unitId as string };
  return (before?.unitIds as string[]).map((old) => ({ old: { unitId: old }, successor, day, causeId: id, unitId: successor.unitId }));
}

async function follow(transaction: Transaction, { old, successor, day, causeId, unitId }: Succession): Promise<void> {
  const { manager } = transaction;
  const held = await manager.find(QuotaHolding, { where: { ...old, received: MoreThan('0') }, order: { id: 'ASC' } });
  for (const { id, quotaId, giverId } of held) {
    const quota = await manager.findOneByOrFail(Quota, { id: quotaId });
    // A period that was over keeps its holders.
    if (compareDays(quota.untilDay, day) <= 0 || giverId === null) continue;
    const take = (holdingId: string) =>
      manager.findOneOrFail(QuotaHolding, { where: { id: holdingId }, lock: { mode: 'pessimistic_write' } });
    const [giver, from] = [await take(giverId), await take(id)];
    const known = await manager.findOneBy(QuotaHolding, { quotaId, ...successor });
    // One that has a part from elsewhere goes on receiving from there.
    const upper = known?.giverId && Number(known.received) > 0 && known.giverId !== giverId ? await take(known.giverId) : giver;
    const [into] = (await holdingFor(transaction, quotaId, upper, [successor])) as [QuotaHolding];
    const below = await manager.find(QuotaHolding, { where: { giverId: id, received: MoreThan('0') }, order: { id: 'ASC' } });
    // A ledger is in the order of its days: a merger recorded late stands after what came before it.
    const on = [giver, from, upper, into, ...below].map(({ lastDay }) => lastDay).reduce((a, b) => (compareDays(a, b) > 0 ? a : b), day);
    const entry = { kind: 'succession', day: on, unitId, causeId } as const;
    const up = { ...entry, direction: 'up' } as const;
    const down = { ...entry, direction: 'down' } as const;
    for (const lower of below) await post(transaction, quotaId, [{ ...up, upper: from, lower, amount: Number(lower.received) }]);
    await post(transaction, quotaId, [{ ...up, upper: giver, lower: from, amount: Number(from.received) }]);
    await post(transaction, quotaId, [{ ...down, upper, lower: into, amount: Number(from.received) }]);
    for (const lower of below) {
      await manager.update(QuotaHolding, { id: lower.id }, { giverId: into.id });
      await post(transaction, quotaId, [{ ...down, upper: into, lower, amount: Number(lower.received) }]);
    }
  }
}
