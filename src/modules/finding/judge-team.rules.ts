import type { Breach, Day, MemberFacts, Province, RuleName, RuleValue, Seat, TeamFacts } from '../../tenancy/province';
import type { Resolution, RuleSubject } from '../../tenancy/rule';
import { applyRule } from './apply-rule.rules';
import type { Draft } from './apply-rule.rules';

type Judge<N extends RuleName> = (value: RuleValue<N>, team: TeamFacts) => Draft[];

const JUDGES: { readonly [N in RuleName]?: Judge<N> } = {
  teamKinds: judgeFounding,
  teamSize: judgeSize,
  posts: (value, team) => [...judgeSeat('leader', value.leader, team), ...judgeSeat('deputy', value.deputy, team)],
  constituencies: (value, team) =>
    value.requirements
      .filter(({ required, anyOf }) => required && !team.members.some((member) => shares(member.constituencies, anyOf)))
      .map(({ key, anyOf }) => ({
        requirement: key,
        observed: { count: 0 },
        expected: { min: 1, anyOf },
        fix: { action: 'ADD_MEMBERS', count: 1, codes: anyOf },
      })),
  skills: (value, team) =>
    value.requirements.flatMap(({ key, skill, atLeast }) => {
      const count = team.members.filter((member) => member.skills.includes(skill)).length;
      const min = atLeast === 'every' ? team.members.length : atLeast;
      if (count >= min) return [];
      return [
        {
          requirement: key,
          observed: { count },
          expected: { min, anyOf: [skill] },
          fix: { action: 'TRAIN_MEMBERS', count: min - count, codes: [skill] },
        },
      ];
    }),
};

/** The rules that are asked of each team. */
export const TEAM_RULES = Object.keys(JUDGES) as RuleName[];

/** One rule's judgement of a team: how it was resolved, and what does not hold. */
export interface Judgement {
  readonly rule: RuleName;
  readonly resolution: Resolution<unknown>;
  readonly breaches: readonly Breach[];
}

/** Judges a team as it stood on a day by the law of that day, rule by rule. */
export function judgeTeamByRule(province: Province, subject: RuleSubject, team: TeamFacts, on: Day): Judgement[] {
  return TEAM_RULES.map((rule) =>
    applyRule(province, rule, subject, on, (value) => (JUDGES[rule] as Judge<typeof rule>)(value as never, team)),
  );
}

/** Every requirement of the day's law that the team does not meet. */
export function judgeTeam(province: Province, subject: RuleSubject, team: TeamFacts, on: Day): Breach[] {
  return judgeTeamByRule(province, subject, team, on).flatMap((judgement) => judgement.breaches);
}

function judgeFounding(value: RuleValue<'teamKinds'>, team: TeamFacts): Draft[] {
  const kind = value.kinds.find(({ code }) => code === team.kind);
  if (!kind)
    return [
      {
        requirement: 'kind',
        observed: { codes: [team.kind] },
        expected: { anyOf: value.kinds.map(({ code }) => code) },
        fix: { action: 'SETTLE_LAW' },
      },
    ];
  const drafts: Draft[] = [];
  const { foundedBy } = kind;
  if (foundedBy && !(team.foundedBy && foundedBy.includes(team.foundedBy)))
    drafts.push({
      requirement: 'founder',
      observed: { codes: team.foundedBy ? [team.foundedBy] : [] },
      expected: { anyOf: foundedBy },
      fix: { action: 'FOUND_BY_AUTHORITY', codes: foundedBy },
    });
  for (const document of kind.requiredDocuments)
    if (!team.documents.includes(document))
      drafts.push({
        requirement: `document:${document}`,
        observed: { codes: team.documents },
        expected: { anyOf: [document] },
        fix: { action: 'RECORD_DOCUMENT', codes: [document] },
      });
  return drafts;
}

function judgeSize({ min, max, counts }: RuleValue<'teamSize'>, team: TeamFacts): Draft[] {
  const count = counts === 'all' ? team.members.length : team.members.filter((member) => member.seat === 'member').length;
  const expected = { min, max, counts };
  if (min !== undefined && count < min)
    return [
      { requirement: 'size', observed: { count }, expected, fix: { action: 'ADD_MEMBERS', count: min - count, ...ordinary(counts) } },
    ];
  if (max !== undefined && count > max)
    return [
      {
        requirement: 'size',
        observed: { count },
        expected,
        fix: { action: 'REMOVE_MEMBERS_OR_FOUND_SECOND_TEAM', count: count - max, ...ordinary(counts) },
      },
    ];
  return [];
}

function ordinary(counts: 'all' | 'ordinary'): { seat?: Seat } {
  return counts === 'ordinary' ? { seat: 'member' } : {};
}

function judgeSeat(seat: 'leader' | 'deputy', posts: RuleValue<'posts'>['leader'], team: TeamFacts): Draft[] {
  if (!posts) return [];
  const { anyOf, min = 1, max } = posts;
  const holders = team.members.filter((member) => member.seat === seat);
  const drafts: Draft[] = [];
  const wrong = anyOf ? holders.filter((holder) => !holdsAny(holder, anyOf)) : [];
  if (wrong.length > 0)
    drafts.push({
      requirement: seat,
      observed: { count: wrong.length, codes: wrong.flatMap(({ post }) => post ?? []) },
      expected: { anyOf, seat },
      fix: { action: 'REPLACE_HOLDER', count: wrong.length, codes: anyOf, seat },
    });
  const requirement = `${seat}-count`;
  const expected = { min, max, anyOf, seat };
  const observed = { count: holders.length };
  if (holders.length < min)
    drafts.push({ requirement, observed, expected, fix: { action: 'APPOINT', count: min - holders.length, codes: anyOf, seat } });
  else if (max !== undefined && holders.length > max)
    drafts.push({ requirement, observed, expected, fix: { action: 'REMOVE_FROM_SEAT', count: holders.length - max, seat } });
  return drafts;
}

function holdsAny(member: MemberFacts, posts: readonly string[]): boolean {
  return member.post !== undefined && posts.includes(member.post);
}

function shares(a: readonly string[], b: readonly string[]): boolean {
  return a.some((code) => b.includes(code));
}
