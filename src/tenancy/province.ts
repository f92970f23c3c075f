/**
 * THE CONTRACT between the core and a province. A province is a value that can be printed: dated, sourced data, no behaviour.
 * Import only this file and `rule` from a plugin. Every interval is half-open: `until` is the first day a thing no longer holds.
 */
import type { Day } from './day';
import type { Rule } from './rule';
import type * as Value from './rule-values';
import type { Term } from './rule-values';
import type * as Work from './work-values';

export type { Day } from './day';
export type * from './facts';
export type * from './rule-values';
export type * from './work-values';
export { CORE_DOCUMENT_TYPES, FOUNDING_DECISION } from './rule-values';
export { OUTREACH_NUMBERS, PILLARS } from './work-values';

/** Raised when a change of the contract breaks plugins written against it. */
export const CONTRACT_VERSION = 1;

/** What a source says of the day a document was issued. Sources may differ: all statements are kept, the first is the one used. */
export interface IssueStatement {
  readonly day: Day;
  /** Where this day is stated. */
  readonly source: string;
}

/** `binding`: not following it is a breach. `advisory`: not following it is worth a remark. */
export type DocumentForce = 'binding' | 'advisory';

export interface LegalDocument {
  /** Number and sign as printed, e.g. "4862/KH-UBND"; absent if no source states it. */
  readonly number?: string;
  readonly title: string;
  readonly issuer: string;
  /** Empty if no source states a day. */
  readonly issued: readonly IssueStatement[];
  readonly force: DocumentForce;
  /** Where the text was read. */
  readonly source: string;
}

/** The rules of a province, in this order. All must be present: the province's own, `national.x`, or an explicit `noRule(...)`. */
export interface Rules {
  readonly terminology: Rule<Value.Terminology>;
  readonly teamKinds: Rule<Value.TeamKinds>;
  readonly teamSize: Rule<Value.TeamSize>;
  readonly posts: Rule<Value.Posts>;
  readonly constituencies: Rule<Value.Constituencies>;
  readonly skills: Rule<Value.Skills>;
  readonly coverage: Rule<Value.Coverage>;
  readonly timeline: Rule<Work.Timeline>;
  readonly taskCatalogue: Rule<Work.TaskCatalogue>;
  readonly indicators: Rule<Work.Indicators>;
  readonly targets: Rule<Work.Targets>;
  readonly reporting: Rule<Work.Reporting>;
}

export const RULE_NAMES = [
  'terminology',
  'teamKinds',
  'teamSize',
  'posts',
  'constituencies',
  'skills',
  'coverage',
  'timeline',
  'taskCatalogue',
  'indicators',
  'targets',
  'reporting',
] as const satisfies readonly (keyof Rules)[];
export type RuleName = (typeof RULE_NAMES)[number];

export type RuleValue<N extends RuleName> = Rules[N] extends Rule<infer V> ? V : never;

export interface Province {
  readonly contract: typeof CONTRACT_VERSION;
  /** Its place in the API's path and its name in the database, e.g. `ha-noi`. */
  readonly slug: string;
  /** Official code of the province's own unit, e.g. "01". */
  readonly code: string;
  readonly name: Term;
  /** Every document it cites, named once. */
  readonly documents: Readonly<Record<string, LegalDocument>>;
  readonly rules: Rules;
}

/** Says that a plugin follows the contract; returns the same value, deeply frozen. */
export function defineProvince(province: Province): Province {
  return freeze(province);
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}
