import type { Breach, Day, Province, RuleName, Severity } from '../../tenancy/province';
import { isNoRule } from '../../tenancy/rule';
import type { Resolution, RuleSubject, Version } from '../../tenancy/rule';
import { resolveRule } from '../../tenancy/tighten';

/** A breach before its rule and severity are known; a severity here overrides that of the document. */
export type Draft = Omit<Breach, 'rule' | 'severity'> & { readonly severity?: Severity };

/**
 * Resolves one rule for a subject and day and judges by its value. "No rule" judges nothing.
 * An outcome that is empty or contradictory is itself a finding: law that is silent or at odds is never settled by a silent pick.
 */
export function applyRule(
  province: Province,
  rule: RuleName,
  subject: RuleSubject,
  on: Day,
  judge: (value: unknown) => Draft[],
): { rule: RuleName; resolution: Resolution<unknown>; breaches: Breach[] } {
  const resolution = resolveRule(province.rules, rule, subject, on);
  const severity = severityOf(province, rule, resolution);
  const breaches = (drafts: readonly Draft[]) => drafts.map((draft) => ({ severity, ...draft, rule }));
  switch (resolution.outcome.kind) {
    case 'VALUE':
      return { rule, resolution, breaches: breaches(judge(resolution.outcome.value)) };
    case 'NO_RULE':
      return { rule, resolution, breaches: [] };
    case 'NONE':
      return { rule, resolution, breaches: breaches([unsettled('no-law')]) };
    case 'CONFLICT':
      return { rule, resolution, breaches: breaches([unsettled('conflict')]) };
  }
}

function unsettled(requirement: string): Draft {
  return { requirement, severity: 'WARNING', observed: {}, expected: {}, fix: { action: 'SETTLE_LAW' } };
}

/** A breach of binding law anywhere among the winners is a breach; of advice alone, advice. */
function severityOf(province: Province, rule: RuleName, { winners }: Resolution<unknown>): Severity {
  const versions = province.rules[rule];
  if (isNoRule(versions)) return 'ADVICE';
  const binding = winners.some((index) => province.documents[(versions[index] as Version<unknown>).basis.document]?.force === 'binding');
  return binding ? 'BREACH' : 'ADVICE';
}
