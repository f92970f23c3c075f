import type { Day } from './day';

/** What each rule of the contract can say. Codes refer to the province's own terminology. */

/** One text in both languages of the API. Vietnamese is the law's own wording. */
export interface Term {
  readonly vi: string;
  readonly en: string;
}

/** A named code of a vocabulary. Codes are kebab-case English and never change their meaning. */
export interface Coded {
  readonly code: string;
  readonly name: Term;
  /** That somebody has it tells what the law calls sensitive, such as membership of the Party: not for everybody who sees teams. */
  readonly sensitive?: true;
}

/** Level codes are data of the province's terminology; the core knows none of them. */
export type LevelCode = string;

export interface Level extends Coded {
  readonly code: LevelCode;
}

/** `leader`, `deputy` and `member` are the core's seats: one leader at a time, everyone else as the rule says. */
export type Seat = 'leader' | 'deputy' | 'member';

/** Words of a province, and the vocabularies its other rules and its data draw their codes from. */
export interface Terminology {
  readonly team: Term;
  /** Top level first, one after the other down to the lowest. */
  readonly levels: readonly Level[];
  readonly seats: Readonly<Record<Seat, Term>>;
  /** Posts a member may hold outside the team, e.g. head of hamlet (trưởng thôn). */
  readonly posts: readonly Coded[];
  /** Groups a member may come from, e.g. the women's union (Hội Phụ nữ). */
  readonly constituencies: readonly Coded[];
  readonly skills: readonly Coded[];
  /** Who may issue a decision, e.g. the commune People's Committee (UBND xã). */
  readonly authorities: readonly Coded[];
  /** Kinds of documents a team may have, e.g. founding decision, working regulation (quy chế). */
  readonly documentTypes: readonly Coded[];
}

/** The document type that every founding is recorded with. */
export const FOUNDING_DECISION = 'founding-decision';

/** Document types that the core's own changes are recorded with; each province gives them its words. */
export const CORE_DOCUMENT_TYPES = [
  FOUNDING_DECISION,
  'reorganisation-decision',
  'suspension-decision',
  'dissolution-decision',
  'merger-decision',
  'unit-decision',
  'waiver-decision',
  'statistics',
  'quota-decision',
  'work-directive',
  'report-request',
] as const;
export type CoreDocumentType = (typeof CORE_DOCUMENT_TYPES)[number];

/** Where a kind of team lives: in units of one level, or in an organisation. */
export type TeamHost = { readonly type: 'unit'; readonly level: LevelCode } | { readonly type: 'organisation' };

export interface TeamKind extends Coded {
  readonly host: TeamHost;
  /** Any of these authorities may found it; absent where no document says who. */
  readonly foundedBy?: readonly string[];
  /** Codes of the documents each team must have. */
  readonly requiredDocuments: readonly string[];
}

export interface TeamKinds {
  readonly kinds: readonly TeamKind[];
}

/** `all`: everybody in the team. `ordinary`: members only, leader and deputies come on top. */
export type CountingBasis = 'all' | 'ordinary';

/** Numbers of people. A missing bound means the document states none. */
export interface TeamSize {
  readonly min?: number;
  readonly max?: number;
  readonly counts: CountingBasis;
}

export interface SeatPosts {
  /** The holder of the seat must hold one of these posts; absent if any post will do. */
  readonly anyOf?: readonly string[];
  /** Least number of people in the seat; absent means 1, since a document that names the holder expects one. */
  readonly min?: number;
  /** Largest number of people in the seat; absent means no bound. */
  readonly max?: number;
}

/** Who may lead. A seat that is absent is one the document does not speak of. */
export interface Posts {
  readonly leader?: SeatPosts;
  readonly deputy?: SeatPosts;
}

export interface ConstituencyRequirement {
  /** Stable name of this requirement within the rule. */
  readonly key: string;
  /** At least one member from any of these. */
  readonly anyOf: readonly string[];
  /** False where the document says "if any" or lists by way of example: never a finding, shown to readers. */
  readonly required: boolean;
}

export interface Constituencies {
  readonly requirements: readonly ConstituencyRequirement[];
}

export interface SkillRequirement {
  readonly key: string;
  readonly skill: string;
  /** How many people of the team must have it: a number, or every one of them. */
  readonly atLeast: number | 'every';
}

export interface Skills {
  readonly requirements: readonly SkillRequirement[];
}

/** `before`: on the named day it is already late ("trước ngày"). `by`: the named day is the last good one ("trong", "đến hết"). */
export interface Deadline {
  readonly bound: 'before' | 'by';
  readonly day: Day;
}

export interface CoverageRequirement {
  readonly key: string;
  readonly atLeast: number;
  /** What is counted inside each unit of `perUnitOf`: teams, or units of a lower level that have a team. */
  readonly counting: 'teams' | { readonly unitsOf: LevelCode };
  readonly perUnitOf: LevelCode;
  /** Only teams of these kinds count; absent means all. */
  readonly kinds?: readonly string[];
  /** Judged from the deadline on, by the day of the founding decision; absent means at once, from the version's first day. */
  readonly deadline?: Deadline;
  /** Official codes of units out of scope. */
  readonly except?: readonly string[];
}

export interface Coverage {
  readonly requirements: readonly CoverageRequirement[];
}
