import { CORE_INDICATORS, CORE_SEGMENTS } from './core-indicators';
import { isDay } from './day';
import { CORE_DOCUMENT_TYPES, OUTREACH_NUMBERS, PILLARS } from './province';
import type { Cited, Coded, Deadline, Province, RuleName, RuleValue, SeatPosts, Terminology } from './province';
import { isNoRule } from './rule';
import type { Rule } from './rule';

/** Says one problem, with its remedy. The sentence is prefixed with the file. */
export type Say = (problem: string) => void;

interface Known {
  readonly vocabulary: Terminology | undefined;
  readonly kinds: ReadonlySet<string>;
  readonly province: Province;
  readonly unitCodes: ReadonlySet<string>;
}

type Check<N extends RuleName> = (value: RuleValue<N>, known: Known, say: Say) => void;

/** What each rule's value must satisfy in itself and with the province's own words. */
const CHECKS: { readonly [N in RuleName]: Check<N> } = {
  terminology(value, _known, say) {
    if (!value.team?.vi?.trim() || !value.team.en?.trim()) say('team has no Vietnamese or English name; give both.');
    if (!value.levels?.length) say('has no levels; list them from the top down.');
    for (const key of ['levels', 'posts', 'constituencies', 'skills', 'authorities', 'documentTypes'] as const)
      checkCoded(key, value[key], say);
    for (const type of CORE_DOCUMENT_TYPES)
      if (!value.documentTypes?.some(({ code }) => code === type))
        say(`documentTypes lack "${type}"; add it with its names, since the core records such documents.`);
  },
  teamKinds(value, { vocabulary }, say) {
    checkCoded('kinds', value.kinds, say);
    for (const kind of value.kinds) {
      if (kind.host.type === 'unit') checkCode(`host level of ${kind.code}`, kind.host.level, vocabulary?.levels, say);
      checkCodes(`foundedBy of ${kind.code}`, kind.foundedBy, vocabulary?.authorities, say);
      checkCodes(`requiredDocuments of ${kind.code}`, kind.requiredDocuments, vocabulary?.documentTypes, say);
    }
  },
  teamSize(value, _known, say) {
    checkBounds('team size', value, say);
    if (value.counts !== 'all' && value.counts !== 'ordinary')
      say(`counts "${String(value.counts)}" is not a counting basis; use all or ordinary.`);
    if (value.min === undefined && value.max === undefined) say("has neither min nor max; say noRule('why') instead.");
  },
  posts(value, { vocabulary }, say) {
    for (const seat of ['leader', 'deputy'] as const) {
      const posts: SeatPosts | undefined = value[seat];
      if (!posts) continue;
      checkBounds(seat, posts, say);
      checkCodes(`posts of the ${seat}`, posts.anyOf, vocabulary?.posts, say);
    }
  },
  constituencies(value, { vocabulary }, say) {
    checkKeys(value.requirements, say);
    for (const requirement of value.requirements)
      checkCodes(`constituencies of ${requirement.key}`, requirement.anyOf, vocabulary?.constituencies, say);
  },
  skills(value, { vocabulary }, say) {
    checkKeys(value.requirements, say);
    for (const { key, skill, atLeast } of value.requirements) {
      checkCode(`skill of ${key}`, skill, vocabulary?.skills, say);
      if (atLeast !== 'every' && !isCount(atLeast, 1))
        say(`${key} asks for ${String(atLeast)} people; give a whole number of at least 1, or 'every'.`);
    }
  },
  coverage(value, { vocabulary, kinds, unitCodes }, say) {
    checkKeys(value.requirements, say);
    for (const requirement of value.requirements) {
      if (!isCount(requirement.atLeast, 1))
        say(`${requirement.key} asks for ${String(requirement.atLeast)}; give a whole number of at least 1.`);
      checkCode(`level of ${requirement.key}`, requirement.perUnitOf, vocabulary?.levels, say);
      if (requirement.counting !== 'teams')
        checkCode(`counted level of ${requirement.key}`, requirement.counting.unitsOf, vocabulary?.levels, say);
      for (const kind of requirement.kinds ?? [])
        if (!kinds.has(kind)) say(`${requirement.key} counts team kind "${kind}", which is unknown; use one of ${[...kinds].join(', ')}.`);
      for (const code of requirement.except ?? [])
        if (!unitCodes.has(code)) say(`${requirement.key} excepts unit code "${code}", which does not exist; use an official code.`);
      if (requirement.deadline) checkDeadline(requirement.key, requirement.deadline, say);
    }
  },
  timeline(value, { province, vocabulary }, say) {
    for (const phase of value.phases)
      if (!isDay(phase.from) || !isDay(phase.until) || phase.from >= phase.until)
        say(`phase ${phase.code} does not run from a day to a later one; until is the first day after it.`);
    for (const { code, due, measure } of value.milestones) {
      checkDeadline(code, due, say);
      if (!measure) continue;
      if (measure.kind !== 'teams-founded')
        say(`milestone ${code} is measured by "${String(measure.kind)}"; use teams-founded, or leave it out.`);
      checkCode(`measured level of ${code}`, measure.perUnitOf, vocabulary?.levels, say);
    }
    const tasks = listed(province.rules.taskCatalogue, (catalogue) => catalogue.tasks);
    for (const theme of value.themes) {
      if (!isDay(`${theme.month}-01`)) say(`theme ${theme.code} is for "${theme.month}", which is not a month; write YYYY-MM.`);
      checkCodes(`tasks of ${theme.code}`, theme.tasks, tasks, say);
    }
    for (const key of ['phases', 'milestones', 'themes'] as const) {
      checkCoded(key, value[key], say);
      for (const item of value[key]) checkCited(item.code, item, province, say);
    }
  },
  taskCatalogue(value, { province }, say) {
    checkCoded('tasks', value.tasks, say);
    const indicators = knownIndicators(province);
    for (const task of value.tasks) {
      checkPillar(task, say);
      if (!task.counts) continue;
      checkCode(`indicator that ${task.code} counts to`, task.counts.indicator, indicators, say);
      if (!OUTREACH_NUMBERS.includes(task.counts.number))
        say(`${task.code} counts "${String(task.counts.number)}" of the outreach log; use one of ${OUTREACH_NUMBERS.join(', ')}.`);
      const { indicator, number } = task.counts;
      const other = value.tasks.find(({ counts }) => counts?.indicator === indicator && counts.number !== number);
      if (other && value.tasks.indexOf(other) < value.tasks.indexOf(task))
        say(`${other.code} and ${task.code} count different numbers to ${indicator}; let both count people, or both households.`);
    }
  },
  indicators(value, _known, say) {
    checkCoded('indicators', value.indicators, say);
    for (const indicator of value.indicators) {
      checkPillar(indicator, say);
      if (indicator.kind === 'ratio' && (!indicator.numerator || !indicator.denominator))
        say(`ratio ${indicator.code} lacks numerator or denominator; name both.`);
      if (!isCount(indicator.decimals, 0))
        say(`${indicator.code} has ${String(indicator.decimals)} decimals; give a whole number of at least 0.`);
      checkCodes(`segments of ${indicator.code}`, indicator.segments, [...CORE_SEGMENTS, ...(value.segments ?? [])], say);
    }
    checkCoded('segments', value.segments ?? [], say);
    checkKeys(value.checks ?? [], say);
    for (const { key, lesser, greater } of value.checks ?? [])
      checkCodes(`indicators of check ${key}`, [lesser, greater], [...CORE_INDICATORS, ...value.indicators], say);
  },
  targets(value, { province, vocabulary }, say) {
    checkKeys(value.targets, say);
    const indicators = knownIndicators(province);
    for (const target of value.targets) {
      checkCited(target.key, target, province, say);
      checkCode(`indicator of ${target.key}`, target.indicator, indicators, say);
      if (!Number.isFinite(target.value)) say(`target ${target.key} has value ${String(target.value)}; give a number.`);
      if (!isDay(target.until) || (target.from !== undefined && !(isDay(target.from) && target.from < target.until)))
        say(`target ${target.key} has no proper period; write from and until as days, until being the first day after it.`);
      if (target.holder !== 'scope') checkCode(`holder of ${target.key}`, target.holder.level, vocabulary?.levels, say);
    }
  },
  reporting(value, { province, vocabulary }, say) {
    checkCoded('forms', value.forms, say);
    checkKeys(value.duties, say);
    const indicators = knownIndicators(province);
    for (const form of value.forms) checkCodes(`indicators of form ${form.code}`, form.indicators, indicators, say);
    for (const duty of value.duties) {
      if (duty.reporter !== 'team') checkCode(`reporter of ${duty.key}`, duty.reporter.level, vocabulary?.levels, say);
      checkCode(`recipient of ${duty.key}`, duty.recipient, vocabulary?.authorities, say);
      if (duty.form !== undefined) checkCode(`form of ${duty.key}`, duty.form, value.forms, say);
      if (duty.dueDays !== undefined && !isCount(duty.dueDays, 0))
        say(`${duty.key} is due after ${duty.dueDays} days; give a whole number of at least 0.`);
    }
  },
};

/** Checks one version's value. A value of another shape than the contract's is one problem, not a crash. */
export function checkValue<N extends RuleName>(name: N, value: unknown, known: Known, say: Say): void {
  try {
    CHECKS[name](value as RuleValue<N>, known, say);
  } catch (error) {
    say(`value does not have the contract's shape (${(error as Error).message}); see its type in src/tenancy/province.ts.`);
  }
}

/** The province's own and those that every province has. */
function knownIndicators({ rules }: Province): Coded[] | undefined {
  const own = listed(rules.indicators, (list) => list.indicators);
  return own && [...own, ...CORE_INDICATORS];
}

function listed<V, T extends Coded>(rule: Rule<V>, pick: (value: V) => readonly T[]): T[] | undefined {
  if (rule === undefined) return undefined;
  if (isNoRule(rule)) return [];
  return rule.flatMap((version) => (isNoRule(version.value) ? [] : (pick(version.value) ?? [])));
}

function checkCoded(what: string, words: readonly Coded[], say: Say): void {
  const seen = new Set<string>();
  for (const word of words) {
    if (seen.has(word.code)) say(`${what} name "${word.code}" twice; keep one.`);
    seen.add(word.code);
    if (!word.name?.vi?.trim() || !word.name.en?.trim())
      say(`${what}: "${word.code}" lacks Vietnamese or English; give both as { vi, en }.`);
  }
}

function checkCited(what: string, { document, clause }: Cited, { documents }: Province, say: Say): void {
  if (document === undefined) return;
  if (!(document in documents)) say(`${what} cites document "${document}", which is unknown; add it to documents.ts.`);
  if (!clause?.trim()) say(`${what} cites document "${document}" without a clause; name the clause, section or paragraph.`);
}

function checkKeys(items: readonly { key: string }[], say: Say): void {
  const keys = items.map((item) => item.key);
  for (const key of new Set(keys)) if (keys.indexOf(key) !== keys.lastIndexOf(key)) say(`key "${key}" stands twice; give each its own.`);
}

function checkCodes(what: string, codes: readonly string[] | undefined, words: readonly Coded[] | undefined, say: Say): void {
  if (codes?.length === 0 && !what.startsWith('requiredDocuments') && !what.startsWith('indicators'))
    say(`${what} are an empty list; name at least one or leave it out.`);
  for (const code of codes ?? []) checkCode(what, code, words, say);
}

function checkCode(what: string, code: string, words: readonly Coded[] | undefined, say: Say): void {
  if (words && !words.some((word) => word.code === code))
    say(`${what}: "${code}" is not in the vocabulary; use one of ${words.map((word) => word.code).join(', ') || '(none stated)'}.`);
}

function checkPillar({ code, pillar }: { code: string; pillar: string }, say: Say): void {
  if (!(PILLARS as readonly string[]).includes(pillar)) say(`${code} has pillar "${pillar}"; use one of ${PILLARS.join(', ')}.`);
}

function checkBounds(what: string, { min, max }: { min?: number; max?: number }, say: Say): void {
  for (const bound of [min, max])
    if (bound !== undefined && !isCount(bound, 0)) say(`${what} has bound ${bound}; give a whole number of people.`);
  if (min !== undefined && max !== undefined && min > max) say(`${what} has min ${min} over max ${max}; swap them or correct one.`);
}

function checkDeadline(what: string, deadline: Deadline, say: Say): void {
  if (!isDay(deadline.day) || (deadline.bound !== 'before' && deadline.bound !== 'by'))
    say(`${what} has no proper deadline; write { bound: 'before' | 'by', day: 'YYYY-MM-DD' }.`);
}

function isCount(value: unknown, least: number): boolean {
  return Number.isInteger(value) && (value as number) >= least;
}
