import type { Indicator } from '../../tenancy/province';
import type { StoredTotal } from '../../tenancy/report-facts';
import { cellKey, cellsOf } from './report-form.rules';

export interface Total extends StoredTotal {
  readonly complete: boolean;
  /** How many gave no number. */
  readonly missingCount: number;
  /** Of a ratio: what was divided. */
  readonly numerator: number | null;
  readonly denominator: number | null;
}

export function toTotal(total: StoredTotal): Total {
  const missingCount = total.expected - total.reported;
  return { ...total, missingCount, complete: total.expected > 0 && missingCount === 0, numerator: null, denominator: null };
}

/** The totals of a form in its order, ratios last. @param figures of the unit that ratios are divided by. */
export function totalsOf(
  form: { readonly indicators: readonly Indicator[] },
  stored: readonly StoredTotal[],
  figures: ReadonlyMap<string, number>,
): Total[] {
  const found = new Map(stored.map((total) => [cellKey(total), total]));
  const sums = cellsOf(form).map((cell) =>
    toTotal(found.get(cellKey(cell)) ?? { ...cell, value: null, expected: 0, reported: 0, unknown: 0, missing: [] }),
  );
  return [...sums, ...ratiosOf(form.indicators, sums, figures)];
}

/** The indicators of several rounds' forms, each once. */
export function indicatorsOf(forms: readonly (readonly Indicator[])[]): Indicator[] {
  return [...new Map(forms.flatMap((indicators) => indicators.map((each) => [each.code, each]))).values()];
}

/**
 * The ratios of a form: sum over sum, in percent, rounded to the indicator's decimals and never clamped; null over zero or over what is not known.
 * @param totals of the form's counts.
 * @param figures of the unit, for denominators that are not reported.
 */
export function ratiosOf(indicators: readonly Indicator[], totals: readonly Total[], figures: ReadonlyMap<string, number>): Total[] {
  const byCell = new Map(totals.map((total) => [cellKey(total), total]));
  return indicators
    .filter(({ kind }) => kind === 'ratio')
    .flatMap(({ code, decimals, segments, numerator = '', denominator = '' }) =>
      ['', ...(segments ?? [])].map((segment) => {
        const above = byCell.get(cellKey({ code: numerator, segment }));
        const below = byCell.get(cellKey({ code: denominator, segment }));
        const figure = segment === '' ? figures.get(denominator) : undefined;
        const divisor = below ? below.value : (figure ?? null);
        const parts = [above, below].filter((part) => part !== undefined);
        const weakest = [...parts].sort((a, b) => b.missingCount - a.missingCount)[0];
        return {
          code,
          segment,
          value: percent(above?.value ?? null, divisor, decimals),
          numerator: above?.value ?? null,
          denominator: divisor,
          expected: weakest?.expected ?? 0,
          reported: weakest?.reported ?? 0,
          unknown: weakest?.unknown ?? 0,
          missing: weakest?.missing ?? [],
          missingCount: weakest?.missingCount ?? 0,
          complete: above !== undefined && divisor !== null && parts.every(({ complete }) => complete),
        };
      }),
    );
}

/** `part` of `whole` in percent. */
export function percent(part: number | null, whole: number | null, decimals: number): number | null {
  if (part === null || whole === null || whole === 0) return null;
  const factor = 10 ** decimals;
  return Math.round((part / whole) * 100 * factor) / factor;
}

/** How many reports came at all, and in time, in percent of those that were expected and not excused. Null if there are none. */
export function percentsOf({ expected, excused, onTime, late }: Readonly<Record<'expected' | 'excused' | 'onTime' | 'late', number>>): {
  receivedPercent: number | null;
  onTimePercent: number | null;
} {
  const due = expected - excused;
  return { receivedPercent: percent(onTime + late, due, 2), onTimePercent: percent(onTime, due, 2) };
}
