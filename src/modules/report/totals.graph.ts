import sql from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { plainFields } from '../../database/graph/declare';
import type { Args, Made, RowsBelow, Shape, WrittenRows } from '../../database/graph/declare';
import { optionalId } from '../../graphql/global-id';
import { addDays } from '../../tenancy/day';
import type { Indicator } from '../../tenancy/province';
import type { MissingPart, StoredTotal } from '../../tenancy/report-facts';
import { figureValues, INDICATOR, shownIndicator } from '../indicator';
import { foldedSums } from './rollup.reads';
import { liveSums, overlapOf } from './totals.reads';
import { indicatorsOf, totalsOf } from './totals.rules';
import type { Total } from './totals.rules';

/** Someone `y` without whom a total is partial. */
export const MISSING_PART: Shape = {
  type: 'MissingPart',
  always: () => ({}),
  columns: () => ({ why: { why: sql`y.why` }, lastDay: { lastDay: sql`y.last_day` } }),
};

/** What reports came to, before the rules make totals of it. */
export interface TotalFacts {
  /** Of each round, in its order. */
  readonly indicators: readonly (readonly Indicator[])[];
  readonly figures: Readonly<Record<string, number>> | null;
  readonly totals: readonly (StoredTotal & { readonly shown: WrittenRows | null })[];
}

/** The totals that the facts come to; empty if nobody asked for reports. */
export function totalsFrom({ indicators, figures, totals }: TotalFacts): { form: { indicators: Indicator[] }; totals: Total[] } {
  const form = { indicators: indicatorsOf(indicators) };
  return { form, totals: totalsOf(form, totals, new Map(Object.entries(figures ?? {}))) };
}

interface AskedTotals {
  /** `unit_id, round_id, frozen`: rounds that make one sum, and where they are counted. */
  readonly rounds: Sql;
  /** Forms `form` of rounds in an order. */
  readonly forms: Sql;
  readonly unit: Sql;
  /** Last day of the period. */
  readonly lastDay: Sql;
}

function totalFacts({ rounds, forms, unit, lastDay }: AskedTotals, named: boolean, below: RowsBelow): Sql {
  const sources = (where: Sql) => sql`SELECT ''::text AS key, a.unit_id, a.round_id FROM asked a WHERE ${where}`;
  const folded = foldedSums(sources(sql`NOT (SELECT live FROM counted)`), sql`r.id IN (SELECT s.round_id FROM source s)`);
  const sums = named
    ? liveSums(sources(sql`true`))
    : sql`SELECT * FROM (${folded}) f UNION ALL SELECT * FROM (${liveSums(sources(sql`(SELECT live FROM counted)`))}) l`;
  const shown = below('missing', MISSING_PART, sql`y.last_day`, {
    from: sql`(SELECT (e.part ->> 'holderId')::uuid AS holder_id, (e.part ->> 'isTeam')::boolean AS is_team, e.part ->> 'why' AS why, e.place, ${lastDay} AS last_day
      FROM jsonb_array_elements(c.missing) WITH ORDINALITY AS e(part, place)) y`,
    where: sql`true`,
    order: [{ by: sql`y.place`, type: 'bigint' }],
  });
  return sql`(
    WITH asked AS MATERIALIZED (${rounds}),
      counted AS MATERIALIZED (
        SELECT NOT coalesce(bool_and(a.frozen), true) OR (count(*) > 1 AND (${overlapOf((id) => sql`${id} IN (SELECT o.round_id FROM asked o)`)})) AS live FROM asked a)
    SELECT json_build_object(
      'indicators', (SELECT coalesce(json_agg(f.form -> 'indicators' ORDER BY f.place), '[]') FROM (${forms}) f),
      'figures', ${figureValues(unit, lastDay)},
      'totals', (SELECT coalesce(json_agg(json_build_object('code', c.code, 'segment', c.segment, 'value', c.value, 'expected', c.expected, 'reported', c.reported,
        'unknown', c.unknown, 'missing', ${shown ? sql`'[]'::json` : sql`c.missing`}, 'shown', ${shown ?? sql`NULL::json`})), '[]') FROM (${sums}) c)))`;
}

const NOBODY: WrittenRows = ['[]', 0];

/** What makes totals of facts: sums are added up by SQL, ratios by the rules. */
const OF_FACTS: Pick<Made, 'make' | 'plain' | 'costly'> = {
  costly: true,
  make: async (session, _args, facts, asked) =>
    (facts as readonly TotalFacts[]).map((each) => {
      const { form, totals } = totalsFrom(each);
      // A ratio is missing what the weaker of its parts is missing: the same list.
      const written = new Map<readonly MissingPart[], WrittenRows | null>(each.totals.map(({ missing, shown }) => [missing, shown]));
      const definitions = new Map(
        asked.has('indicator') ? form.indicators.map((indicator) => [indicator.code, shownIndicator(session, indicator)]) : [],
      );
      return totals.map(({ segment, missing, ...total }) => ({
        ...total,
        segment: segment || null,
        indicator: definitions.get(total.code),
        missing: written.get(missing) ?? NOBODY,
      }));
    }),
  plain: plainFields(
    'IndicatorTotal',
    ['code', 'segment', 'value', 'numerator', 'denominator', 'complete', 'expected', 'reported', 'unknown', 'missingCount'],
    { indicator: INDICATOR, missing: 'rows' },
  ),
};

/** Totals of a round; of a consolidated one, those of the teams in the rounds of the same form and period. */
export const ROUND_TOTALS: Made = {
  by: () => ({ id: sql`r.id`, unit: sql`r.unit_id`, day: sql`r.until_day - 1` }),
  facts: (k, _at, args: Args, asked, below) => {
    const given = optionalId((args as { unit?: string | null }).unit, 'AdminUnit', 'unit');
    const unit = given ? sql`${given}::uuid` : k('unit');
    return totalFacts(
      {
        rounds: sql`SELECT ${unit} AS unit_id, coalesce(t.id, r.id) AS round_id,
            coalesce(t.frozen_at, CASE WHEN t.id IS NULL THEN r.frozen_at END) IS NOT NULL AS frozen
          FROM report_round r LEFT JOIN report_round t ON r.consolidated AND t.reporters = 'team' AND t.form_code = r.form_code
            AND t.from_day = r.from_day AND t.until_day = r.until_day
          WHERE r.id = ${k('id')} AND (NOT r.consolidated OR t.id IS NOT NULL)`,
        forms: sql`SELECT r.form, r.id AS place FROM report_round r WHERE r.id = ${k('id')}`,
        unit,
        lastDay: k('day'),
      },
      asked.has('missing'),
      below,
    );
  },
  ...OF_FACTS,
};

/** Totals of a unit for a form and a period, whoever asked for its teams' reports. */
export const UNIT_TOTALS: Made = {
  by: () => ({ id: sql`s.unit_id` }),
  facts: (k, _at, args: Args, asked, below) => {
    const { form, from, until } = args as unknown as Readonly<Record<'form' | 'from' | 'until', string>>;
    const rounds = sql`FROM report_round r WHERE r.form_code = ${form} AND r.from_day = ${from} AND r.until_day = ${until} AND r.reporters = 'team'`;
    return totalFacts(
      {
        rounds: sql`SELECT ${k('id')} AS unit_id, r.id AS round_id, r.frozen_at IS NOT NULL AS frozen ${rounds}`,
        forms: sql`SELECT r.form, r.id AS place ${rounds}`,
        unit: k('id'),
        lastDay: sql`${addDays(until, -1)}::date`,
      },
      asked.has('missing'),
      below,
    );
  },
  ...OF_FACTS,
};
