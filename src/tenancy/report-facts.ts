import type { Coded } from './rule-values';
import type { Indicator, IndicatorCheck, OutreachNumber } from './work-values';

/** What tables of reports keep as one value. */

/** A form as it stood when its round was opened. */
export interface RoundForm extends Coded {
  readonly indicators: readonly Indicator[];
  readonly narratives: readonly Coded[];
  readonly checks: readonly IndicatorCheck[];
  /** Places, in the reporting rule's list, of the versions it came from; none for a form made for one request. */
  readonly versions: readonly number[];
}

/** draft: being written. amended: being written again after an approval, which holds until the new version is approved. */
export const REPORT_STATES = ['draft', 'submitted', 'returned', 'approved', 'amended'] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/** One place of a form that takes a value: an indicator, as a whole (segment '') or for a segment. */
export interface Cell {
  readonly code: string;
  readonly segment: string;
}

/** Why a part of a total is missing: no approved report, the field left open in it, or said to be not known. */
export type MissingReason = 'NOT_APPROVED' | 'NOT_ANSWERED' | 'UNKNOWN';

export interface MissingPart {
  /** The team's id, or the unit's. */
  readonly holderId: string;
  readonly isTeam: boolean;
  readonly why: MissingReason;
}

/** What the parts of a unit came to in one cell of a form. */
export interface StoredTotal extends Cell {
  /** Sum of what was reported; null if nothing was. */
  readonly value: number | null;
  /** Of how many a report was expected. */
  readonly expected: number;
  /** How many of them gave a number. */
  readonly reported: number;
  /** How many said that it is not known. */
  readonly unknown: number;
  /** The first of those without a number. */
  readonly missing: readonly MissingPart[];
}

/** What one number of a group of entries of the outreach log comes to. */
export interface TallyNumber {
  /** Sum of those known; null if none is. */
  readonly sum: number | null;
  /** Of how many entries it is known, and of how many not. */
  readonly known: number;
  readonly unknown: number;
  /** Ids of entries of which it is known, the latest day first; not of all if there are many. Null if there is none. */
  readonly entries: readonly string[] | null;
}

/** What the outreach log says of one task of the catalogue, or of no such task (null). */
export interface OutreachTally extends Readonly<Record<OutreachNumber, TallyNumber>> {
  readonly task: string | null;
}
