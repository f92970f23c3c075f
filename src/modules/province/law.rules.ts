import type { Day, LegalDocument, Province, RuleName } from '../../tenancy/province';
import { isNoRule } from '../../tenancy/rule';
import type { Candidate, RuleSubject, Version } from '../../tenancy/rule';
import { resolveRule } from '../../tenancy/tighten';
import type { LegalDocumentType, RuleCandidateType, RuleResolutionType, RuleVersionType } from './province.type';

/** A rule's outcome for a subject and day, with the chain of its versions. */
export function explainRule(province: Province, rule: RuleName, subject: RuleSubject, on: Day): RuleResolutionType {
  const { outcome, chain } = resolveRule(province.rules, rule, subject, on);
  return {
    rule,
    outcome: outcome.kind,
    value: outcome.kind === 'VALUE' ? outcome.value : undefined,
    reason: outcome.kind === 'NO_RULE' ? outcome.reason : undefined,
    chain: explainChain(province, rule, chain),
  };
}

export function explainChain(province: Province, rule: RuleName, chain: readonly Candidate[]): RuleCandidateType[] {
  return chain.map(({ version, verdict, reason, by }) => ({
    version: describeVersion(province, rule, version),
    verdict,
    reason,
    by: by === undefined ? undefined : by + 1,
  }));
}

/** @param index place in the rule's list, from 0. */
export function describeVersion(province: Province, rule: RuleName, index: number): RuleVersionType {
  const versions = province.rules[rule] as readonly Version<unknown>[];
  const { from, until, scope, mode, value, basis } = versions[index] as Version<unknown>;
  return {
    number: index + 1,
    from,
    until,
    unitCode: scope?.unit,
    level: scope?.level,
    kind: scope?.kind,
    tightens: mode === 'tighten',
    value: isNoRule(value) ? null : value,
    document: describeDocument(basis.document, province.documents[basis.document] as LegalDocument),
    clause: basis.clause,
    quote: basis.quote,
  };
}

export function describeDocument(key: string, { force, ...document }: LegalDocument): LegalDocumentType {
  return { key, ...document, binding: force === 'binding' };
}
