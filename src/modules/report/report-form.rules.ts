import type { Day, Province, ReportForm, Reporting, Term } from '../../tenancy/province';
import type { Cell, RoundForm } from '../../tenancy/report-facts';
import { resolveRule } from '../../tenancy/tighten';
import { catalogueOn, everIndicator } from '../indicator';
import { coded, describeVersion } from '../province';
import type { ReportFormType } from './report-round.type';

/** The reporting rule in force; null where there is none. @param codes of the unit and those above it, nearest first. */
export function reportingOn(
  province: Province,
  codes: readonly string[],
  on: Day,
): { value: Reporting; versions: readonly number[] } | null {
  const { outcome, winners } = resolveRule(province.rules, 'reporting', { codes }, on);
  return outcome.kind === 'VALUE' ? { value: outcome.value, versions: winners } : null;
}

/** A form with the indicators as the unit's catalogue of the day has them. Unknown codes are left out; the caller has refused them. */
export function formOn(
  province: Province,
  codes: readonly string[],
  on: Day,
  { code, name, indicators, narratives }: ReportForm,
  versions: readonly number[],
): RoundForm {
  const catalogue = catalogueOn(province, codes, on);
  const wanted = new Set(indicators);
  return {
    code,
    name,
    indicators: indicators.flatMap((each) => catalogue.indicators.find((one) => one.code === each) ?? everIndicator(province, each) ?? []),
    narratives,
    checks: catalogue.checks.filter(({ lesser, greater }) => wanted.has(lesser) && wanted.has(greater)),
    versions,
  };
}

/** The cells of a form, in its order; ratios have none, as they are computed. */
export function cellsOf({ indicators }: Pick<RoundForm, 'indicators'>): Cell[] {
  return indicators
    .filter(({ kind }) => kind !== 'ratio')
    .flatMap(({ code, segments }) => ['', ...(segments ?? [])].map((segment) => ({ code, segment })));
}

export function cellKey({ code, segment }: Cell): string {
  return `${code}/${segment}`;
}

/** A form as the API gives it. */
export function describeForm(province: Province, { code, name, indicators, narratives, versions }: Partial<RoundForm>): ReportFormType {
  return {
    code: code as string,
    term: name as Term,
    definitions: indicators ?? [],
    narratives: (narratives ?? []).map(coded),
    versions: (versions ?? []).map((index) => describeVersion(province, 'reporting', index)),
  };
}
