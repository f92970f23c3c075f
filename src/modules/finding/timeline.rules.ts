import { compareDays, LAST_DAY } from '../../tenancy/day';
import type { Day } from '../../tenancy/day';
import { RULE_NAMES } from '../../tenancy/province';
import type { Breach, Province, RuleName } from '../../tenancy/province';
import { isNoRule } from '../../tenancy/rule';
import type { Candidate } from '../../tenancy/rule';
import type { Judgement } from './judge-team.rules';
import { missedFrom } from './judge-unit.rules';

/** A breach on the days [from, until) on which nothing about it changed; open without a gap since `since`. */
export interface Segment {
  readonly from: Day;
  readonly until: Day;
  readonly since: Day;
  readonly breach: Breach;
  readonly chain: readonly Candidate[];
  readonly winners: readonly number[];
  /** The unit it is counted in. */
  readonly unitId: string;
}

export interface DayJudgement {
  readonly judgements: readonly Judgement[];
  readonly unitId: string;
}

/**
 * Judges on every day on which something can change and joins equal days.
 * @param days first days of changed facts or law, in any order.
 * @param life half-open; nothing is judged outside it.
 */
export function timeline(days: Iterable<Day>, life: { from: Day; until: Day }, judgeOn: (day: Day) => DayJudgement): Segment[] {
  const inside = [...new Set([life.from, ...days])]
    .filter((day) => compareDays(day, life.from) >= 0 && compareDays(day, life.until) < 0 && day !== LAST_DAY)
    .sort(compareDays);
  const closed: Segment[] = [];
  let open = new Map<string, Segment>();
  for (const day of inside) {
    const { judgements, unitId } = judgeOn(day);
    const next = new Map<string, Segment>();
    for (const { resolution, breaches } of judgements)
      for (const breach of breaches) {
        const key = `${breach.rule}/${breach.requirement}/${breach.team ?? ''}`;
        const before = open.get(key);
        const now: Segment = {
          from: day,
          until: life.until,
          since: before?.since ?? day,
          breach,
          chain: resolution.chain,
          winners: resolution.winners,
          unitId,
        };
        next.set(key, before && sameContent(before, now) ? before : now);
      }
    for (const [key, segment] of open) if (next.get(key) !== segment) closed.push({ ...segment, until: day });
    open = next;
  }
  return [...closed, ...open.values()];
}

function sameContent(a: Segment, b: Segment): boolean {
  return a.unitId === b.unitId && JSON.stringify([a.breach, a.winners, a.chain]) === JSON.stringify([b.breach, b.winners, b.chain]);
}

/** Every day on which a rule of the list begins, ends or falls due. */
export function legalDays(province: Province, names: readonly RuleName[] = RULE_NAMES): Day[] {
  const days: Day[] = [];
  for (const name of names) {
    const rule = province.rules[name];
    if (isNoRule(rule)) continue;
    for (const { from, until, value } of rule) {
      days.push(from, ...(until ? [until] : []));
      if (name === 'coverage' && !isNoRule(value))
        for (const { deadline } of (value as { requirements: { deadline?: Parameters<typeof missedFrom>[0] }[] }).requirements)
          if (deadline) days.push(missedFrom(deadline));
    }
  }
  return days;
}
