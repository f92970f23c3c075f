import { CORE_CHECKS, CORE_INDICATORS, CORE_SEGMENTS } from '../../tenancy/core-indicators';
import type { Coded, Day, Indicator, IndicatorCheck, Province } from '../../tenancy/province';
import { isNoRule } from '../../tenancy/rule';
import { resolveRule } from '../../tenancy/tighten';

/** What can be counted in a unit on a day. */
export interface Catalogue {
  readonly indicators: readonly Indicator[];
  readonly segments: readonly Coded[];
  readonly checks: readonly IndicatorCheck[];
  /** Places, in the rule's list, of the versions in force; none where the province names no indicators of its own. */
  readonly versions: readonly number[];
}

/**
 * The province's own indicators of a day and those that every province has; the province's words come first.
 * @param codes official codes of the unit and those above it, nearest first.
 */
export function catalogueOn(province: Province, codes: readonly string[], on: Day): Catalogue {
  const { outcome, winners } = resolveRule(province.rules, 'indicators', { codes }, on);
  const own = outcome.kind === 'VALUE' ? outcome.value : { indicators: [] };
  return {
    indicators: byCode(own.indicators, CORE_INDICATORS),
    segments: byCode(own.segments ?? [], CORE_SEGMENTS),
    checks: [...(own.checks ?? []), ...CORE_CHECKS],
    versions: outcome.kind === 'VALUE' ? winners : [],
  };
}

/** An indicator by its code, as any version of the catalogue has it, the latest first: figures outlive the words for them. */
export function everIndicator(province: Province, code: string): Indicator | undefined {
  const rule = province.rules.indicators;
  const own = isNoRule(rule) ? [] : [...rule].reverse().flatMap(({ value }) => (isNoRule(value) ? [] : value.indicators));
  return [...own, ...CORE_INDICATORS].find((each) => each.code === code);
}

/** The word for a segment, in any version of the catalogue; an unknown one names itself. */
export function segmentWord(province: Province, code: string): Coded {
  const rule = province.rules.indicators;
  const own = isNoRule(rule) ? [] : rule.flatMap(({ value }) => (isNoRule(value) ? [] : (value.segments ?? [])));
  return [...own, ...CORE_SEGMENTS].find((each) => each.code === code) ?? { code, name: { vi: code, en: code } };
}

function byCode<T extends Coded>(own: readonly T[], core: readonly T[]): T[] {
  return [...own, ...core.filter(({ code }) => !own.some((each) => each.code === code))];
}
