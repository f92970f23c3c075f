import sql, { join, raw } from 'sql-template-tag';
import { columnsOf } from '../../database/columns';
import { plainFields } from '../../database/graph/declare';
import type { Args, Made } from '../../database/graph/declare';
import type { Session } from '../../database/session';
import { optionalId } from '../../graphql/global-id';
import type { RoundForm } from '../../tenancy/report-facts';
import { INDICATOR, shownIndicator } from '../indicator';
import { CODE, coded, namedIn, RULE_VERSION, word } from '../province';
import type { CodedType } from '../province';
import { ReportRound } from './report-round.entity';
import { describeForm } from './report-form.rules';
import type { CompletenessType } from './report-round.type';
import { completenessIn, NONE } from './slots.reads';
import { percentsOf } from './totals.rules';

const r = columnsOf(ReportRound, 'r');

/** Parts of a form, as many as were asked for. */
export type FormFacts = Partial<RoundForm>;

const FORM_PARTS = ['code', 'name', 'narratives', 'indicators', 'versions'] as const;

const FORM: Made = {
  by: () => ({ form: r.form }),
  facts: (k, _at, _args, asked) => {
    const parts = FORM_PARTS.filter((part) => asked.has(part)).map((part) => sql`${raw(`'${part}'`)}, ${k('form')} -> ${raw(`'${part}'`)}`);
    return parts.length > 0 ? sql`json_build_object(${join(parts, ', ')})` : sql`'{}'::json`;
  },
  make: async (session, _args, forms) =>
    (forms as readonly FormFacts[]).map((form) => {
      const { term, definitions, narratives, ...rest } = describeForm(session.province, form);
      return {
        ...rest,
        name: term?.[session.locale],
        narratives: narratives.map((each) => namedIn(session, each)),
        indicators: definitions.map((each) => shownIndicator(session, each)),
      };
    }),
  plain: plainFields('ReportForm', ['code', 'name'], { narratives: CODE, indicators: INDICATOR, versions: RULE_VERSION }),
};

/** Who reports in a round, and the last day of its period. */
export type LevelFacts = readonly [reporters: string, lastDay: string];

/** The level of the units that report, in the words of that day. */
export function levelOf({ province }: Session, [reporters, lastDay]: LevelFacts): CodedType | null {
  const [, level] = reporters.split(':');
  return level ? coded(word(province, 'levels', level, lastDay)) : null;
}

const LEVEL: Made = {
  by: () => ({ reporters: r.reporters, day: sql`r.until_day - 1` }),
  facts: (k) => sql`json_build_array(${k('reporters')}, ${k('day')})`,
  make: async (session, _args, facts) =>
    (facts as readonly LevelFacts[]).map((each) => {
      const level = levelOf(session, each);
      return level && namedIn(session, level);
    }),
  plain: CODE,
};

interface CompletenessAsked {
  readonly within?: string | null;
  readonly on?: string | null;
}

const COMPLETENESS: Made = {
  costly: true,
  by: () => ({ id: r.id }),
  facts: (k, { session: { today } }, args: Args) => {
    const { within, on } = args as CompletenessAsked;
    return completenessIn(k('id'), optionalId(within, 'AdminUnit', 'within'), on ?? today, today);
  },
  make: async (_session, _args, facts) =>
    (facts as readonly (CompletenessType | null)[]).map((each) => ({ ...(each ?? NONE), ...percentsOf(each ?? NONE) })),
  plain: plainFields('ReportCompleteness', [
    ...['expected', 'onTime', 'late', 'missing', 'excused', 'open', 'approved'],
    ...['receivedPercent', 'onTimePercent'],
  ]),
};

export const ROUND_MADE: Readonly<Record<string, Made>> = { form: FORM, level: LEVEL, completeness: COMPLETENESS };
