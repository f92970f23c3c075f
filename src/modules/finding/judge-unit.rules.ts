import { addDays, compareDays, covers } from '../../tenancy/day';
import type { Breach, CoverageRequirement, Day, Deadline, Province, UnitFacts } from '../../tenancy/province';
import type { RuleSubject } from '../../tenancy/rule';
import { applyRule } from './apply-rule.rules';
import type { Draft } from './apply-rule.rules';
import type { Judgement } from './judge-team.rules';

type UnitTeam = UnitFacts['teams'][number];

/** Judges whether a unit has the teams that the day's law asks for, and whether they were founded in time. */
export function judgeUnitByRule(province: Province, subject: RuleSubject, unit: UnitFacts, on: Day): Judgement {
  return applyRule(province, 'coverage', subject, on, (value) =>
    (value as { requirements: CoverageRequirement[] }).requirements
      .filter((requirement) => requirement.perUnitOf === subject.level && !requirement.except?.some((code) => subject.codes.includes(code)))
      .flatMap((requirement) => judgeCoverage(requirement, unit, on)),
  );
}

export function judgeUnit(province: Province, subject: RuleSubject, unit: UnitFacts, on: Day): Breach[] {
  return [...judgeUnitByRule(province, subject, unit, on).breaches];
}

/** The first day on which a deadline is missed. */
export function missedFrom({ bound, day }: Deadline): Day {
  return bound === 'before' ? day : addDays(day, 1);
}

function judgeCoverage(requirement: CoverageRequirement, unit: UnitFacts, on: Day): Draft[] {
  const { key, atLeast, deadline } = requirement;
  const missed = deadline && missedFrom(deadline);
  if (missed && compareDays(on, missed) < 0) return [];

  const counted = unit.teams.filter((team) => !requirement.kinds || requirement.kinds.includes(team.kind));
  const living = counted.filter((team) => covers(team, on));
  const count = tally(requirement, living);
  const drafts: Draft[] = [];
  if (count < atLeast)
    drafts.push({
      requirement: key,
      observed: { count },
      expected: { min: atLeast, deadline },
      fix: { action: 'FOUND_TEAMS', count: atLeast - count },
    });
  // A unit that came to be after the deadline could not meet it.
  if (deadline && missed && compareDays(unit.from, missed) < 0)
    for (const team of lateTeams(requirement, counted, missed))
      if (living.some(({ id }) => id === team.id))
        drafts.push({
          requirement: `${key}:late`,
          severity: 'WARNING',
          observed: { day: team.decided },
          expected: { deadline },
          fix: { action: 'EXPLAIN_OR_WAIVE' },
          team: team.id,
        });
  return drafts;
}

/** The teams that filled up what was missing when the deadline passed. Teams founded beyond what was asked for are not late. */
function lateTeams(requirement: CoverageRequirement, teams: readonly UnitTeam[], missed: Day): UnitTeam[] {
  const byDay = [...teams].sort((a, b) => compareDays(a.decided, b.decided) || (a.id < b.id ? -1 : 1));
  const inTime = byDay.filter((team) => compareDays(team.decided, missed) < 0);
  const late: UnitTeam[] = [];
  // One team can stand here more than once, for each time it covered the unit.
  for (const team of byDay.slice(inTime.length))
    if (!late.some(({ id }) => id === team.id) && tally(requirement, [...inTime, ...late]) < requirement.atLeast) late.push(team);
  return late;
}

function tally({ counting }: CoverageRequirement, teams: readonly UnitTeam[]): number {
  if (counting === 'teams') return new Set(teams.map(({ id }) => id)).size;
  return new Set(teams.flatMap((team) => team.hosts.filter((host) => host.level === counting.unitsOf).map((host) => host.unit))).size;
}
