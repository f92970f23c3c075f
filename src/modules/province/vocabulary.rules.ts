import { Refusal } from '../../errors';
import type { Coded, Day, Province, TeamKind, Term, Terminology } from '../../tenancy/province';
import { isNoRule } from '../../tenancy/rule';
import { resolveRule } from '../../tenancy/tighten';

export type Words = 'levels' | 'posts' | 'constituencies' | 'skills' | 'authorities' | 'documentTypes';

/** The province's words on a day; where its terminology says nothing, those of the first day it speaks of. */
export function terminologyOn(province: Province, on: Day): Terminology {
  const subject = { codes: [province.code] };
  const { outcome } = resolveRule(province.rules, 'terminology', subject, on);
  if (outcome.kind === 'VALUE') return outcome.value;
  const first = Array.isArray(province.rules.terminology) ? province.rules.terminology[0] : undefined;
  return first.value as Terminology;
}

/** The team kinds a founding may name on a day, in the whole province or in any part of it. */
export function teamKindsOn(province: Province, codes: readonly string[], on: Day): readonly TeamKind[] {
  const { outcome } = resolveRule(province.rules, 'teamKinds', { codes }, on);
  return outcome.kind === 'VALUE' ? outcome.value.kinds : [];
}

/**
 * The word for a code, in any version of the vocabulary: a roster of 2023 keeps the words of 2023.
 * An unknown code names itself, so that data outlives vocabulary.
 */
export function word(province: Province, words: Words, code: string, on: Day): Coded {
  const known = terminologyOn(province, on)[words].find((each) => each.code === code) ?? everWord(province, words, code);
  return known ?? { code, name: { vi: code, en: code } };
}

function everWord(province: Province, words: Words, code: string): Coded | undefined {
  const rule = province.rules.terminology;
  if (!Array.isArray(rule)) return undefined;
  for (const version of rule) {
    const found = (version.value as Terminology)[words]?.find((each: Coded) => each.code === code);
    if (found) return found;
  }
  return undefined;
}

/** Every word of the vocabulary, as `word` gives it on a day. */
export function wordsOn(province: Province, words: Words, on: Day): Coded[] {
  const rule = province.rules.terminology;
  const codes = isNoRule(rule) ? [] : rule.flatMap(({ value }) => (isNoRule(value) ? [] : value[words].map(({ code }) => code)));
  return [...new Set(codes)].map((code) => word(province, words, code, on));
}

/** Every kind of team there ever was, as `teamKindWord` gives it. */
export function teamKindWords(province: Province): Coded[] {
  const rule = province.rules.teamKinds;
  const codes = isNoRule(rule) ? [] : rule.flatMap(({ value }) => (isNoRule(value) ? [] : value.kinds.map(({ code }) => code)));
  return [...new Set(codes)].map((code) => teamKindWord(province, code));
}

/** Whether any version of the vocabulary marks a post as one that tells something sensitive of who holds it. */
export function isSensitivePost(province: Province, code: string): boolean {
  return sensitivePosts(province).includes(code);
}

export function sensitivePosts({ rules: { terminology } }: Province): string[] {
  if (isNoRule(terminology)) return [];
  return terminology.flatMap(({ value }) =>
    isNoRule(value) ? [] : value.posts.filter(({ sensitive }) => sensitive).map(({ code }) => code),
  );
}

/** @throws Refusal UNKNOWN_CODE if a code is not in the vocabulary of the day. */
export function checkCodes(province: Province, words: Words, codes: readonly string[], on: Day, field: string): void {
  const allowed = terminologyOn(province, on)[words].map(({ code }) => code);
  for (const value of codes) if (!allowed.includes(value)) throw new Refusal('UNKNOWN_CODE', { field, value, day: on, allowed });
}

/** A code that somebody filters by, and the day asked about. */
interface Asked {
  readonly value: string | null | undefined;
  readonly on: Day;
  readonly field: string;
}

/**
 * Any version's level may be asked for. A mistyped one is no level: the list would be empty and look like an answer.
 * @throws Refusal UNKNOWN_CODE.
 */
export function checkLevel(province: Province, asked: Asked): void {
  const rule = province.rules.terminology;
  checkKnown(isNoRule(rule) ? [] : rule.flatMap(({ value }) => (value as Terminology).levels), asked);
}

/** The same for a kind of team. @throws Refusal UNKNOWN_CODE. */
export function checkKind(province: Province, asked: Asked): void {
  const rule = province.rules.teamKinds;
  checkKnown(isNoRule(rule) ? [] : rule.flatMap(({ value }) => (isNoRule(value) ? [] : value.kinds)), asked);
}

function checkKnown(known: readonly { readonly code: string }[], { value, on, field }: Asked): void {
  const allowed = [...new Set(known.map(({ code }) => code))];
  if (value != null && !allowed.includes(value)) throw new Refusal('UNKNOWN_CODE', { field, value, day: on, allowed });
}

/** "Tổ công nghệ số cộng đồng thôn A": what the terminology of the day calls a team of these units. */
export function teamName(team: Term, places: readonly string[]): string {
  return [team.vi, places.join(', ')].filter(Boolean).join(' ');
}

/** The word for a team kind, in any version of the rule; an unknown kind names itself. */
export function teamKindWord(province: Province, code: string): Coded {
  const rule = province.rules.teamKinds;
  for (const version of isNoRule(rule) ? [] : [...rule].reverse()) {
    if (isNoRule(version.value)) continue;
    const found = version.value.kinds.find((kind) => kind.code === code);
    if (found) return found;
  }
  return { code, name: { vi: code, en: code } };
}
