import { isDeepStrictEqual } from 'node:util';
import { compareDays, covers } from './day';
import type { Day } from './day';

/** Where a version came from: a key of the province's `documents`, and the clause as the document numbers it. */
export interface Basis {
  readonly document: string;
  readonly clause: string;
  /** The clause's own words. */
  readonly quote?: string;
}

/** Where an item of a version's value is stated: as it says itself, else as the version does. */
export function basisOf(item: { readonly document?: string; readonly clause?: string }, version: Basis): Basis {
  return { document: item.document ?? version.document, clause: item.clause ?? version.clause };
}

/** A part of the province that a version is limited to. Absent dimensions are not limited. */
export interface Scope {
  /** Official code of a unit; the version holds in its whole subtree. */
  readonly unit?: string;
  readonly level?: string;
  /** Team kind. */
  readonly kind?: string;
}

/** Said where a document leaves a matter open: a value like any other, which wins and loses by the same order. */
export interface NoRule {
  readonly noRule: true;
  readonly reason: string;
}

/**
 * One dated statement of law. Versions are appended and never rewritten: with the same scope, the later `from` takes over.
 * `replace` (the default) puts a narrower scope's value in place of the wider one; `tighten` adds it to the wider one.
 */
export interface Version<V> {
  readonly from: Day;
  /** First day on which it no longer holds. */
  readonly until?: Day;
  readonly scope?: Scope;
  readonly mode?: 'replace' | 'tighten';
  readonly value: V | NoRule;
  readonly basis: Basis;
}

export type Rule<V> = readonly Version<V>[] | NoRule;

/** An explicit "the documents state none". */
export function noRule(reason: string): NoRule {
  return { noRule: true, reason };
}

export function isNoRule(value: unknown): value is NoRule {
  return typeof value === 'object' && value !== null && (value as NoRule).noRule === true;
}

/** What a rule is asked for: the official codes of a unit and of all above it, the unit's level, the team's kind. */
export interface RuleSubject {
  readonly codes: readonly string[];
  readonly level?: string;
  readonly kind?: string;
}

export type Verdict = 'WON' | 'TIGHTENED' | 'LOST';
export type VerdictReason =
  | 'IN_FORCE'
  | 'NOT_YET_IN_FORCE'
  | 'NO_LONGER_IN_FORCE'
  | 'OTHER_UNIT'
  | 'OTHER_LEVEL'
  | 'OTHER_KIND'
  | 'LATER_VERSION'
  | 'NARROWER_SCOPE'
  | 'TIGHTENS_WIDER'
  | 'CONFLICTING_SCOPE';

/** How one version fared. `version` is its place in the rule's list; `by` that of the version which beat or joined it. */
export interface Candidate {
  readonly version: number;
  readonly verdict: Verdict;
  readonly reason: VerdictReason;
  readonly by?: number;
}

/** `NONE`: nothing was ever said for this subject and day. `NO_RULE`: a document leaves it open. `CONFLICT`: two statements can't both hold. */
export type Outcome<V> =
  | { readonly kind: 'VALUE'; readonly value: V }
  | { readonly kind: 'NO_RULE'; readonly reason: string }
  | { readonly kind: 'NONE' }
  | { readonly kind: 'CONFLICT' };

export interface Resolution<V> {
  readonly outcome: Outcome<V>;
  /** Places of the versions that make up the outcome, widest first; in a conflict all that take part in it. */
  readonly winners: readonly number[];
  /** Every version of the rule, in the order of its list. */
  readonly chain: readonly Candidate[];
}

/** Joins a narrower statement to a wider one; `null` where no value can satisfy both. */
export type Tighten<V> = (wider: V, narrower: V) => V | null;

/**
 * The value in force for a subject on a day, and how every version of the rule fared.
 * Of the versions in force whose scope covers the subject, one with the same scope and a later `from` takes over, then a scope inside another
 * wins. Two scopes of which neither lies inside the other are a conflict unless their values are the same: never a silent pick.
 */
export function resolve<V>(rule: Rule<V>, subject: RuleSubject, day: Day, tighten?: Tighten<V>): Resolution<V> {
  if (isNoRule(rule)) return { outcome: { kind: 'NO_RULE', reason: rule.reason }, winners: [], chain: [] };

  const chain: Candidate[] = rule.map((version, index) => ({ version: index, ...applies(version, subject, day) }));
  const live = new Set(chain.filter((candidate) => candidate.reason === 'IN_FORCE').map((candidate) => candidate.version));
  const lose = (version: number, reason: VerdictReason, by: number) => {
    chain[version] = { version, verdict: 'LOST', reason, by };
    live.delete(version);
  };
  const at = (index: number) => rule[index] as Version<V>;

  for (const a of [...live])
    for (const b of live)
      if (a !== b && sameScope(at(a).scope, at(b).scope) && compareDays(at(a).from, at(b).from) < 0) {
        lose(a, 'LATER_VERSION', b);
        break;
      }

  // A narrower "replace" silences everything wider than itself, also what a "tighten" between the two would have joined.
  for (const narrow of [...live])
    for (const wide of [...live])
      if (at(narrow).mode !== 'tighten' && inside(at(narrow).scope, at(wide).scope, subject)) lose(wide, 'NARROWER_SCOPE', narrow);

  const winners = [...live].sort((a, b) => breadth(at(b).scope, subject) - breadth(at(a).scope, subject) || a - b);
  const first = winners[0];
  if (first === undefined) return { outcome: { kind: 'NONE' }, winners, chain };

  let outcome: Outcome<V> = toOutcome(at(first).value);
  for (let i = 1; i < winners.length; i++) {
    const index = winners[i] as number;
    const crossing = winners.slice(0, i).filter((other) => !inside(at(index).scope, at(other).scope, subject));
    const rival = crossing.find((other) => !same(at(index).value, at(other).value));
    // What one that crosses it has already said alike adds nothing.
    const joined = crossing.length > 0 ? outcome : join(outcome, toOutcome(at(index).value), tighten);
    if (rival !== undefined || joined === null) {
      for (const side of winners)
        chain[side] = { version: side, verdict: 'LOST', reason: 'CONFLICTING_SCOPE', by: side === index ? (rival ?? first) : index };
      return { outcome: { kind: 'CONFLICT' }, winners, chain };
    }
    outcome = joined;
    if (at(index).mode === 'tighten') chain[index] = { version: index, verdict: 'TIGHTENED', reason: 'TIGHTENS_WIDER', by: winners[i - 1] };
  }
  return { outcome, winners, chain };
}

function toOutcome<V>(value: V | NoRule): Outcome<V> {
  return isNoRule(value) ? { kind: 'NO_RULE', reason: value.reason } : { kind: 'VALUE', value };
}

function same<V>(a: V | NoRule, b: V | NoRule): boolean {
  return (isNoRule(a) && isNoRule(b)) || isDeepStrictEqual(a, b);
}

/** Adds a narrower statement to what the wider ones come to; `null` where both can't hold. */
function join<V>(wider: Outcome<V>, narrower: Outcome<V>, tighten?: Tighten<V>): Outcome<V> | null {
  if (wider.kind !== 'VALUE') return narrower;
  if (narrower.kind !== 'VALUE') return wider;
  const value = tighten?.(wider.value, narrower.value);
  return value == null ? null : { kind: 'VALUE', value };
}

function applies<V>(version: Version<V>, subject: RuleSubject, day: Day): Omit<Candidate, 'version'> {
  const lost = (reason: VerdictReason) => ({ verdict: 'LOST' as const, reason });
  if (compareDays(day, version.from) < 0) return lost('NOT_YET_IN_FORCE');
  if (!covers(version, day)) return lost('NO_LONGER_IN_FORCE');
  const { unit, level, kind } = version.scope ?? {};
  if (unit !== undefined && !subject.codes.includes(unit)) return lost('OTHER_UNIT');
  if (level !== undefined && level !== subject.level) return lost('OTHER_LEVEL');
  if (kind !== undefined && kind !== subject.kind) return lost('OTHER_KIND');
  return { verdict: 'WON', reason: 'IN_FORCE' };
}

export function sameScope(a: Scope = {}, b: Scope = {}): boolean {
  return a.unit === b.unit && a.level === b.level && a.kind === b.kind;
}

/** Whether scope `a` lies inside scope `b` and is not the same; both are known to cover the subject. */
function inside(a: Scope = {}, b: Scope = {}, subject: RuleSubject): boolean {
  if (sameScope(a, b)) return false;
  const unitInside = b.unit === undefined || (a.unit !== undefined && subject.codes.indexOf(a.unit) <= subject.codes.indexOf(b.unit));
  return unitInside && (b.level === undefined || a.level === b.level) && (b.kind === undefined || a.kind === b.kind);
}

function breadth(scope: Scope = {}, subject: RuleSubject): number {
  const unit = scope.unit === undefined ? subject.codes.length : subject.codes.indexOf(scope.unit);
  return unit * 4 + (scope.level === undefined ? 1 : 0) + (scope.kind === undefined ? 1 : 0);
}
