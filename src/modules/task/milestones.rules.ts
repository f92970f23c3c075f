import type { Day, Milestone, Province, Timeline } from '../../tenancy/province';
import { basisOf } from '../../tenancy/rule';
import type { RuleSubject, Version } from '../../tenancy/rule';
import { resolveRule } from '../../tenancy/tighten';
import { lastGoodDay } from './expand-timeline.rules';

export interface StatedMilestone extends Milestone {
  readonly clause: string;
  /** Place of the timeline's version in its list, from 1. */
  readonly ruleVersion: number;
  /** A key of the province's documents. */
  readonly legalDocument: string;
}

/** The milestones of the timeline in force for a unit on a day, by their due days; none where law is silent or at odds with itself. */
export function milestonesOf(province: Province, subject: RuleSubject, on: Day): StatedMilestone[] {
  const { outcome, winners } = resolveRule(province.rules, 'timeline', subject, on);
  const [index] = winners;
  if (outcome.kind !== 'VALUE' || index === undefined) return [];
  const { basis } = (province.rules.timeline as readonly Version<Timeline>[])[index] as Version<Timeline>;
  return outcome.value.milestones
    .map((milestone) => {
      const { document, clause } = basisOf(milestone, basis);
      return { ...milestone, clause, ruleVersion: index + 1, legalDocument: document };
    })
    .sort((a, b) => (lastGoodDay(a.due) < lastGoodDay(b.due) ? -1 : 1));
}
