import type { Day } from './day';
import type { Coded, Deadline, LevelCode, Term } from './rule-values';

/** What the rules of the working year can say: timeline, tasks, indicators, targets, reports. */

/**
 * Where one item of a list is stated, if not where the version as a whole is: a district's plan may carry the province's targets on. A document is
 * always named with its clause.
 */
export interface Cited {
  /** A key of the province's documents. */
  readonly document?: string;
  readonly clause?: string;
}

export interface Phase extends Coded, Cited {
  readonly from: Day;
  readonly until: Day;
}

/**
 * What a milestone's progress is counted from. `teams-founded`: each unit of a level counts once every unit directly or further below it that
 * existed on the last good day, or the unit itself if it had none, has a team whose founding decision is in time.
 */
export interface MilestoneMeasure {
  readonly kind: 'teams-founded';
  readonly perUnitOf: LevelCode;
}

export interface Milestone extends Coded, Cited {
  readonly due: Deadline;
  /** Absent where the core has no data that tells whether it is reached. */
  readonly measure?: MilestoneMeasure;
}

export interface MonthlyTheme extends Coded, Cited {
  /** YYYY-MM. */
  readonly month: string;
  /** Codes of the task catalogue. */
  readonly tasks: readonly string[];
}

export interface Timeline {
  readonly phases: readonly Phase[];
  readonly milestones: readonly Milestone[];
  readonly themes: readonly MonthlyTheme[];
}

/** Pillars of work that recur in every plan: awareness, digital government, digital economy, digital society, skills, organisation. */
export const PILLARS = ['awareness', 'government', 'economy', 'society', 'skills', 'organisation'] as const;
export type Pillar = (typeof PILLARS)[number];

/** What a number in the outreach log speaks of. */
export const OUTREACH_NUMBERS = ['people', 'households'] as const;
export type OutreachNumber = (typeof OUTREACH_NUMBERS)[number];

export interface CatalogueTask extends Coded {
  readonly pillar: Pillar;
  /** The document's own words. */
  readonly text: string;
  /**
   * The indicator that the people or households reached for this task count to. Reports are prefilled by it, never filled: absent where one person
   * reached need not be one thing counted.
   */
  readonly counts?: { readonly indicator: string; readonly number: OutreachNumber };
}

export interface TaskCatalogue {
  readonly tasks: readonly CatalogueTask[];
}

export interface Indicator extends Coded {
  readonly pillar: Pillar;
  readonly kind: 'count' | 'ratio' | 'yes-no';
  /** Unit of measure, e.g. { vi: 'hồ sơ', en: 'dossiers' }. */
  readonly unit: Term;
  readonly decimals: number;
  /** For ratios: codes of indicators, or of a dated figure of the unit such as `working-age-population`. */
  readonly numerator?: string;
  readonly denominator?: string;
  /** How values of several periods make one: their sum, or the last of them. */
  readonly overTime: 'sum' | 'last';
  /** Codes of the segments its values may be given for; absent if it has none. */
  readonly segments?: readonly string[];
  /** A value of one team and month outside these bounds is questioned, never refused; in the indicator's unit. */
  readonly plausible?: { readonly min?: number; readonly max?: number };
}

/** Of two indicators in one report the first should not be larger: accounts opened, people reached. Else it is questioned. */
export interface IndicatorCheck {
  readonly key: string;
  readonly lesser: string;
  readonly greater: string;
}

export interface Indicators {
  readonly indicators: readonly Indicator[];
  /** Parts of the population that values may be given for, e.g. women. */
  readonly segments?: readonly Coded[];
  readonly checks?: readonly IndicatorCheck[];
}

export interface LegalTarget extends Cited {
  readonly key: string;
  readonly indicator: string;
  readonly bound: 'at-least' | 'at-most';
  /** In the indicator's unit; percent for ratios. */
  readonly value: number;
  /** The target must be met in this period, or by its last day: half-open. */
  readonly from?: Day;
  readonly until: Day;
  /** Who each must meet it: units of a level, or the scope as a whole. */
  readonly holder: { readonly level: LevelCode } | 'scope';
  readonly text: string;
}

export interface Targets {
  readonly targets: readonly LegalTarget[];
}

/** Rounds of a duty open by themselves for the calendar periods of a stated cadence, if form and due day are stated as well; else an officer opens them. */
export type Cadence =
  | 'daily'
  | 'weekly'
  | 'monthly'
  | 'quarterly'
  | 'half-yearly'
  | 'yearly'
  | 'ad-hoc'
  | /** said to be periodic, the period not stated */ 'unstated';

export interface ReportForm extends Coded {
  readonly indicators: readonly string[];
  /** Narrative fields. */
  readonly narratives: readonly Coded[];
}

export interface ReportingDuty {
  readonly key: string;
  /** Who reports: every team, or every unit of a level. */
  readonly reporter: 'team' | { readonly level: LevelCode };
  /** Who receives, as an authority code. */
  readonly recipient: string;
  readonly cadence: Cadence;
  /** Days after the period closes until the report is due; absent if not stated. */
  readonly dueDays?: number;
  readonly form?: string;
  readonly text: string;
}

export interface Reporting {
  readonly forms: readonly ReportForm[];
  readonly duties: readonly ReportingDuty[];
}
