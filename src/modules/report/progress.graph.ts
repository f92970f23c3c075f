import sql from 'sql-template-tag';
import type { Made, PlainFields } from '../../database/graph/declare';
import { unitFacts } from './progress-facts.reads';
import type { UnitFacts } from './progress-facts.reads';
import { askOf, describeProgress, loadPunctuality, measureOf, progressFrom } from './progress.reads';
import type { AskedOf } from './progress.reads';
import { rememberedChoice } from './progress.rules';
import { percentsOf } from './totals.rules';

const plain = <N extends string>(names: readonly N[]) => Object.fromEntries(names.map((name) => [name, true])) as Record<N, true>;
const FIGURE = plain(['result', 'numerator', 'denominator', 'complete', 'expected', 'reported', 'unknown', 'missingCount']);

const PLAIN: PlainFields = {
  type: 'IndicatorProgress',
  fields: {
    ...FIGURE,
    ...plain(['segment', 'from', 'until', 'target', 'percent']),
    months: { type: 'IndicatorProgressMonth', fields: { ...FIGURE, month: true } },
    reports: {
      type: 'ReportCompleteness',
      fields: plain(['expected', 'onTime', 'late', 'missing', 'excused', 'open', 'approved', 'receivedPercent', 'onTimePercent']),
    },
  },
};

/** Which rounds are counted, and what they come to, is for the rules to say. */
export const UNIT_PROGRESS: Made = {
  by: () => ({ id: sql`s.unit_id` }),
  facts: (k, { session }, args, asked) => {
    const ask = askOf(args as unknown as AskedOf);
    return unitFacts(k('id'), session, measureOf(session, ask), ask, {
      target: asked.has('target') || asked.has('percent'),
      tally: asked.has('reports'),
    });
  },
  make: (session, args, facts, asked) => {
    const ask = askOf(args as unknown as AskedOf);
    const measure = measureOf(session, ask);
    const choice = rememberedChoice();
    return Promise.all(
      (facts as readonly UnitFacts[]).map(async (each) => {
        const progress = await progressFrom(session, ask, measure, each, choice);
        const reports = asked.has('reports') ? await loadPunctuality(session, progress) : undefined;
        return {
          ...describeProgress(progress),
          months: asked.has('months') ? progress.months() : undefined,
          reports: reports && { ...reports, ...percentsOf(reports) },
        };
      }),
    );
  },
  plain: PLAIN,
};
