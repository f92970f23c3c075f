import { compareDays } from './day';
import type { Constituencies, Coverage, Deadline, RuleName, Rules, RuleValue, SeatPosts, Skills, TeamSize } from './province';
import { resolve } from './rule';
import type { Resolution, Rule, RuleSubject, Tighten } from './rule';
import type { Day } from './day';

/** The rules that a narrower statement can be added to. The others can only be replaced. */
const TIGHTEN: { readonly [N in RuleName]?: Tighten<RuleValue<N>> } = {
  teamSize(wider, narrower): TeamSize | null {
    if (wider.counts !== narrower.counts) return null;
    const min = largest(wider.min, narrower.min);
    const max = smallest(wider.max, narrower.max);
    return min !== undefined && max !== undefined && min > max ? null : { min, max, counts: wider.counts };
  },
  posts(wider, narrower) {
    const leader = tightenSeat(wider.leader, narrower.leader);
    const deputy = tightenSeat(wider.deputy, narrower.deputy);
    return leader === null || deputy === null ? null : { leader, deputy };
  },
  constituencies: (wider, narrower): Constituencies => ({ requirements: byKey(wider.requirements, narrower.requirements) }),
  skills: (wider, narrower): Skills => ({ requirements: byKey(wider.requirements, narrower.requirements) }),
  coverage: (wider, narrower): Coverage => ({
    requirements: byKey(wider.requirements, narrower.requirements, (a, b) => ({
      ...b,
      atLeast: Math.max(a.atLeast, b.atLeast),
      deadline: earliest(a.deadline, b.deadline),
    })),
  }),
};

export function canTighten(name: RuleName): boolean {
  return name in TIGHTEN;
}

/** Resolves one rule of a province, knowing how that rule is tightened. */
export function resolveRule<N extends RuleName>(rules: Rules, name: N, subject: RuleSubject, day: Day): Resolution<RuleValue<N>> {
  return resolve(rules[name] as Rule<RuleValue<N>>, subject, day, TIGHTEN[name] as Tighten<RuleValue<N>> | undefined);
}

function tightenSeat(wider?: SeatPosts, narrower?: SeatPosts): SeatPosts | null | undefined {
  if (!wider || !narrower) return wider ?? narrower;
  const anyOf =
    wider.anyOf && narrower.anyOf ? wider.anyOf.filter((post) => narrower.anyOf?.includes(post)) : (wider.anyOf ?? narrower.anyOf);
  const min = largest(wider.min, narrower.min);
  const max = smallest(wider.max, narrower.max);
  if (anyOf?.length === 0 || (min !== undefined && max !== undefined && min > max)) return null;
  return { anyOf, min, max };
}

function byKey<T extends { readonly key: string }>(
  wider: readonly T[],
  narrower: readonly T[],
  join: (a: T, b: T) => T = (_, b) => b,
): T[] {
  const all = new Map(wider.map((item) => [item.key, item]));
  for (const item of narrower) {
    const before = all.get(item.key);
    all.set(item.key, before ? join(before, item) : item);
  }
  return [...all.values()];
}

function earliest(a?: Deadline, b?: Deadline): Deadline | undefined {
  if (!a || !b) return a ?? b;
  const order = compareDays(a.day, b.day) || (a.bound === b.bound ? 0 : a.bound === 'before' ? -1 : 1);
  return order <= 0 ? a : b;
}

function largest(a?: number, b?: number): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.max(a, b);
}

function smallest(a?: number, b?: number): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.min(a, b);
}
