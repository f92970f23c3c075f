import { CORE_INDICATORS } from '../../tenancy/core-indicators';
import type { Indicator, Province } from '../../tenancy/province';
import { isNoRule } from '../../tenancy/rule';
import { coded, describeVersion } from '../province';
import { segmentWord } from './indicator.rules';
import type { Catalogue } from './indicator.rules';
import type { IndicatorType } from './indicator.type';

/** A catalogue as the API gives it. */
export function describeIndicators(province: Province, { indicators, versions }: Catalogue): IndicatorType[] {
  return indicators.map((indicator) => ({
    ...describeIndicator(province, indicator),
    versions: versions
      .filter((version) => names(province, version, indicator.code))
      .map((version) => describeVersion(province, 'indicators', version)),
  }));
}

/** An indicator as any version of the law has it. */
export function describeIndicator(province: Province, indicator: Indicator): IndicatorType {
  const { name, unit, segments, plausible: _, ...rest } = indicator;
  const rule = province.rules.indicators;
  const all = isNoRule(rule) ? [] : rule.map((_version, index) => index);
  return {
    ...rest,
    term: name,
    unitTerm: unit,
    segments: (segments ?? []).map((code) => coded(segmentWord(province, code))),
    isCore: CORE_INDICATORS.some(({ code }) => code === indicator.code),
    versions: all
      .filter((version) => names(province, version, indicator.code))
      .map((version) => describeVersion(province, 'indicators', version)),
  };
}

function names(province: Province, index: number, code: string): boolean {
  const rule = province.rules.indicators;
  const value = isNoRule(rule) ? undefined : rule[index]?.value;
  return value !== undefined && !isNoRule(value) && value.indicators.some((each) => each.code === code);
}
