import { checkValue } from './check-value';
import type { Say } from './check-value';
import { compareDays, isDay } from './day';
import { CONTRACT_VERSION, RULE_NAMES } from './province';
import type { LegalDocument, Province, RuleName, Terminology } from './province';
import { isNoRule, sameScope } from './rule';
import type { Rule, Version } from './rule';
import { canTighten } from './tighten';

const SLUG = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** The file in which a province states a rule: `plugins/<slug>/<rule>.ts`. */
export function ruleFile(root: string, slug: string, name: RuleName): string {
  return `${root}/${slug}/${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;
}

/**
 * Every problem of a plugin, each a sentence that begins with its file and ends with the remedy; empty if it may serve.
 * Takes any value, since a plugin may have been compiled against another contract.
 * `unitCodes` are the official codes of the units in the province, its own included.
 */
export function checkProvince(candidate: unknown, unitCodes: ReadonlySet<string>, root = 'plugins'): string[] {
  const problems: string[] = [];
  const province = (candidate ?? {}) as Partial<Province>;
  const slug = String(province.slug ?? '?');
  const index = `${root}/${slug}/index.ts`;
  const say = (problem: string) => problems.push(`${index}: ${problem}`);

  if (province.contract !== CONTRACT_VERSION) {
    say(
      `written for contract ${String(province.contract)}, this service speaks ${CONTRACT_VERSION}; follow plugins/README.md and set contract: ${CONTRACT_VERSION}.`,
    );
    return problems;
  }
  if (!SLUG.test(slug)) say(`slug "${slug}" is not a lower-case name with single hyphens; write it like "two-words".`);
  if (!province.name?.vi?.trim() || !province.name.en?.trim()) say('name lacks Vietnamese or English; give both as { vi, en }.');
  if (typeof province.code !== 'string' || !unitCodes.has(province.code))
    say(`unit code "${String(province.code)}" does not exist; give the official code of the province.`);
  checkDocuments(province, (problem) => problems.push(`${root}/${slug}/documents.ts: ${problem}`));
  if (!province.rules) {
    say(`has no rules; write all of ${RULE_NAMES.join(', ')}.`);
    return problems;
  }

  for (const name of Object.keys(province.rules))
    if (!(RULE_NAMES as readonly string[]).includes(name))
      say(`rule "${name}" is not in the contract; use one of ${RULE_NAMES.join(', ')}.`);
  const order = RULE_NAMES.filter((name) => name in (province.rules as object));
  if (
    order.join() !==
    Object.keys(province.rules)
      .filter((name) => (order as string[]).includes(name))
      .join()
  )
    say(`rules stand in another order than the contract's; sort them as ${RULE_NAMES.join(', ')}.`);

  for (const name of RULE_NAMES) {
    const rule = province.rules[name] as Rule<unknown> | undefined;
    const sayRule = (problem: string) => problems.push(`${ruleFile(root, slug, name)}: ${problem}`);
    if (rule === undefined) sayRule(`rule ${name} is missing; write it, point at national.${name}, or say noRule('why').`);
    else if (isNoRule(rule)) {
      if (!rule.reason?.trim()) sayRule("noRule has no reason; say why the documents state none: noRule('why').");
    } else if (!Array.isArray(rule)) sayRule("is neither a list of versions nor noRule('why'); write [{ from, value, basis }].");
    else checkVersions(province as Province, name, rule, unitCodes, sayRule);
  }
  return problems;
}

/** Problems of the list of provinces itself. */
export function checkList(provinces: readonly Province[], root = 'plugins'): string[] {
  const slugs = provinces.map((province) => province.slug);
  const problems: string[] = [];
  if (slugs.join() !== [...slugs].sort().join())
    problems.push(`${root}/index.ts: provinces are not sorted; order them as ${[...slugs].sort().join(', ')}.`);
  for (const key of ['slug', 'code'] as const) {
    const seen = new Set<string>();
    for (const province of provinces) {
      if (seen.has(province[key])) problems.push(`${root}/index.ts: two provinces have the ${key} "${province[key]}"; give each its own.`);
      seen.add(province[key]);
    }
  }
  return problems;
}

function checkDocuments(province: Partial<Province>, say: Say): void {
  for (const [key, candidate] of Object.entries(province.documents ?? {})) {
    const document = (candidate ?? {}) as LegalDocument;
    for (const field of ['title', 'issuer', 'source'] as const)
      if (!document[field]?.trim()) say(`document "${key}" has no ${field}; state it.`);
    if (document.force !== 'binding' && document.force !== 'advisory')
      say(`document "${key}" has force "${String(document.force)}"; use binding or advisory.`);
    for (const statement of document.issued ?? [])
      if (!isDay(statement.day)) say(`document "${key}" is issued on "${statement.day}", which is not a day; write YYYY-MM-DD.`);
  }
}

function checkVersions(
  province: Province,
  name: RuleName,
  rule: readonly Version<unknown>[],
  unitCodes: ReadonlySet<string>,
  say: Say,
): void {
  if (rule.length === 0) say("has no version; state one, or say noRule('why').");
  const vocabulary = vocabularyOf(province);
  const kinds = teamKindCodes(province);
  rule.forEach((candidate, index) => {
    const sayHere: Say = (problem) => say(`version ${index + 1}: ${problem}`);
    const version = (candidate ?? {}) as Version<unknown>;
    if (!isDay(version.from)) sayHere(`from "${version.from}" is not a day; write YYYY-MM-DD.`);
    if (version.until !== undefined && !isDay(version.until)) sayHere(`until "${version.until}" is not a day; write YYYY-MM-DD.`);
    else if (version.until !== undefined && compareDays(version.until, version.from) <= 0)
      sayHere(`until ${version.until} is not after from ${version.from}; until is the first day it no longer holds.`);
    if (!version.basis || !(version.basis.document in (province.documents ?? {})))
      sayHere(
        `document "${String(version.basis?.document)}" is unknown; add it to documents.ts or cite one of ${Object.keys(province.documents ?? {}).join(', ')}.`,
      );
    if (!version.basis?.clause?.trim()) sayHere('cites no clause; name the clause, section or paragraph.');
    checkScope(version, unitCodes, vocabulary, kinds, sayHere);
    if (version.mode === 'tighten' && !canTighten(name)) sayHere(`mode tighten has no meaning for ${name}; use replace.`);
    if (version.mode === 'tighten' && !version.scope)
      sayHere('mode tighten without a scope has nothing wider to tighten; give a scope or use replace.');
    if (isNoRule(version.value)) {
      if (!version.value.reason?.trim()) sayHere("noRule has no reason; say why: noRule('why').");
    } else checkValue(name, version.value, { vocabulary, kinds, province, unitCodes }, sayHere);
  });
  checkOrderAndOverlap(rule.filter(Boolean), say);
}

function checkScope(
  { scope }: Version<unknown>,
  unitCodes: ReadonlySet<string>,
  vocabulary: Terminology | undefined,
  kinds: ReadonlySet<string>,
  say: Say,
): void {
  if (scope?.unit !== undefined && !unitCodes.has(scope.unit))
    say(`unit code "${scope.unit}" does not exist in the province; use an official code.`);
  if (scope?.level !== undefined && vocabulary && !vocabulary.levels.some((level) => level.code === scope.level))
    say(`level "${scope.level}" is not in the terminology; use one of ${vocabulary.levels.map((level) => level.code).join(', ')}.`);
  if (scope?.kind !== undefined && !kinds.has(scope.kind))
    say(`team kind "${scope.kind}" is unknown; use one of ${[...kinds].join(', ')}.`);
}

function checkOrderAndOverlap(rule: readonly Version<unknown>[], say: Say): void {
  rule.forEach((a, i) => {
    const next = rule.findIndex((b, j) => j > i && sameScope(a.scope, b.scope));
    if (next > i && compareDays((rule[next] as Version<unknown>).from, a.from) < 0)
      say(`version ${next + 1} starts before version ${i + 1} of the same scope; order versions by from.`);
    rule.slice(i + 1).forEach((b, offset) => {
      if (!sameScope(a.scope, b.scope)) return;
      const overlap = a.from === b.from || (a.until !== undefined && compareDays(b.from, a.until) < 0);
      if (overlap)
        say(
          `versions ${i + 1} and ${i + 1 + offset + 1} overlap in the same scope; end the first no later than ${b.from}, or give one a scope.`,
        );
    });
  });
}

/** What a rule says, without versions of no shape at all: those are problems of their own rule's file. */
function values<V>(rule: Rule<V> | undefined): V[] {
  if (!Array.isArray(rule)) return [];
  return (rule as Version<V>[])
    .map((version) => version?.value)
    .filter((value): value is V => typeof value === 'object' && value !== null && !isNoRule(value));
}

/** All words of all versions of the terminology taken together. */
export function vocabularyOf(province: Province): Terminology | undefined {
  const all = values(province.rules.terminology);
  const last = all.at(-1);
  if (!last) return undefined;
  const merged = (key: 'posts' | 'constituencies' | 'skills' | 'authorities' | 'documentTypes' | 'levels') => [
    ...new Map(all.flatMap((terminology) => terminology[key] ?? []).map((word) => [word.code, word])).values(),
  ];
  return {
    ...last,
    levels: merged('levels'),
    posts: merged('posts'),
    constituencies: merged('constituencies'),
    skills: merged('skills'),
    authorities: merged('authorities'),
    documentTypes: merged('documentTypes'),
  };
}

function teamKindCodes(province: Province): Set<string> {
  return new Set(values(province.rules.teamKinds).flatMap((value) => (value.kinds ?? []).map((kind) => kind.code)));
}
