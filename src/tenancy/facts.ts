import type { Day } from './day';
import type { CountingBasis, Deadline, Seat } from './rule-values';
import type { RuleName } from './province';

/** What law can ask of one member: never who it is. */
export interface MemberFacts {
  readonly seat: Seat;
  readonly post?: string;
  readonly constituencies: readonly string[];
  readonly skills: readonly string[];
}

/** A team as it stood on one day. */
export interface TeamFacts {
  readonly kind: string;
  /** Authority that issued the founding decision; absent if not recorded. */
  readonly foundedBy?: string;
  /** Types of the documents recorded by that day, the founding decision included. */
  readonly documents: readonly string[];
  readonly members: readonly MemberFacts[];
}

/** A unit as coverage sees it: every time a team ever covered something in its subtree. Times are half-open. */
export interface UnitFacts {
  /** First day of the unit. */
  readonly from: Day;
  readonly teams: readonly {
    readonly id: string;
    readonly kind: string;
    /** Day of the founding decision: deadlines are judged by it. */
    readonly decided: Day;
    readonly from: Day;
    readonly until: Day;
    /** Units it lives in, by level: with counts of "units of a level that have a team", each is counted once. */
    readonly hosts: readonly { readonly level: string; readonly unit: string }[];
  }[];
}

export type Severity = 'BREACH' | 'WARNING' | 'ADVICE';

export type FixAction =
  | 'ADD_MEMBERS'
  | 'REMOVE_MEMBERS_OR_FOUND_SECOND_TEAM'
  | 'APPOINT'
  | 'REPLACE_HOLDER'
  | 'REMOVE_FROM_SEAT'
  | 'TRAIN_MEMBERS'
  | 'RECORD_DOCUMENT'
  | 'FOUND_BY_AUTHORITY'
  | 'FOUND_TEAMS'
  | 'EXPLAIN_OR_WAIVE'
  | 'SETTLE_LAW';

/** Figures in people, teams or units as the rule counts them; codes of the province's vocabularies. */
export interface Measure {
  readonly count?: number;
  readonly codes?: readonly string[];
  readonly day?: Day;
}

export interface Expectation {
  readonly min?: number;
  readonly max?: number;
  readonly counts?: CountingBasis;
  readonly anyOf?: readonly string[];
  readonly seat?: Seat;
  readonly deadline?: Deadline;
}

export interface Fix {
  readonly action: FixAction;
  readonly count?: number;
  readonly codes?: readonly string[];
  readonly seat?: Seat;
}

/** One requirement of one rule that does not hold on a day. `requirement` is stable within the rule. */
export interface Breach {
  readonly rule: RuleName;
  readonly requirement: string;
  readonly severity: Severity;
  readonly observed: Measure;
  readonly expected: Expectation;
  readonly fix: Fix;
  /** The team it speaks of, where a unit is judged for one of its teams. */
  readonly team?: string;
}

/** A worked example from a document. `breaches` are all that must be found, no more; each as `rule/requirement`. */
export interface LawCase {
  /** A sentence. */
  readonly name: string;
  readonly document: string;
  readonly clause: string;
  /** The document's own words. */
  readonly quote: string;
  readonly on: Day;
  /** Official codes of the unit and those above it, nearest first, the province's last. A hamlet has no code of its own. */
  readonly codes: readonly string[];
  readonly level?: string;
  readonly team?: TeamFacts;
  readonly unit?: UnitFacts;
  readonly breaches: readonly string[];
}
