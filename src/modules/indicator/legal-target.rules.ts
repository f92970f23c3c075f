import type { Day, Indicator, LegalDocument, LegalTarget, Province } from '../../tenancy/province';
import { basisOf, isNoRule } from '../../tenancy/rule';
import type { Version } from '../../tenancy/rule';
import { resolveRule } from '../../tenancy/tighten';
import { describeDocument, describeVersion } from '../province';
import type { LegalDocumentType, RuleVersionType } from '../province';
import { everIndicator } from './indicator.rules';

export interface TargetOfUnit extends Omit<LegalTarget, 'document'> {
  /** Where it is stated, which need not be where the version is: the document's key, and the clause. */
  readonly documentKey: string;
  readonly clause: string;
  /** Place of its version in the rule's list. */
  readonly version: number;
}

/**
 * The targets that law sets for a unit on a day: those for each unit of its level, and those for it as a whole.
 * @param codes official codes of the unit and those above it, nearest first
 */
export function targetsOf(
  province: Province,
  { codes, level, code }: { codes: readonly string[]; level: string; code: string | null },
  on: Day,
): TargetOfUnit[] {
  const { winners } = resolveRule(province.rules, 'targets', { codes }, on);
  const rule = province.rules.targets;
  if (isNoRule(rule)) return [];
  return winners.flatMap((index) => {
    const { value, scope, basis } = rule[index] as Version<{ targets: readonly LegalTarget[] }>;
    const whole = scope?.unit ?? province.code;
    const mine = ({ holder }: LegalTarget) => (holder === 'scope' ? code === whole : holder.level === level);
    return isNoRule(value)
      ? []
      : value.targets.filter(mine).map((target) => {
          const { document, clause } = basisOf(target, basis);
          return { ...target, documentKey: document, clause, version: index };
        });
  });
}

/** A target with what it measures and where it is stated. */
export interface DescribedTarget extends Omit<TargetOfUnit, 'indicator' | 'version' | 'documentKey'> {
  readonly measured: Indicator | null;
  readonly document: LegalDocumentType;
  readonly version: RuleVersionType;
}

/** The same as the API gives them. */
export function describeTargets(province: Province, place: Parameters<typeof targetsOf>[1], on: Day): DescribedTarget[] {
  return targetsOf(province, place, on).map(({ indicator, version, documentKey, ...target }) => ({
    ...target,
    measured: everIndicator(province, indicator) ?? null,
    document: describeDocument(documentKey, province.documents[documentKey] as LegalDocument),
    version: describeVersion(province, 'targets', version),
  }));
}
