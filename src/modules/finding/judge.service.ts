import sql from 'sql-template-tag';
import { In } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { v5 as uuidOf } from 'uuid';
import { rows } from '../../database/session';
import type { Transaction } from '../../database/session';
import { isNoRule } from '../../tenancy/rule';
import type { Coverage, Province } from '../../tenancy/province';
import { insertMany } from '../event';
import { loadCauses } from './cause.service';
import type { Causes } from './cause.service';
import { Finding } from './finding.entity';
import { judgeTeamByRule, TEAM_RULES } from './judge-team.rules';
import { judgeUnitByRule } from './judge-unit.rules';
import { changedDays, loadTeamHistories, teamOn } from './team-facts.service';
import { legalDays, timeline } from './timeline.rules';
import type { Segment } from './timeline.rules';
import { loadUnitHistories } from './unit-facts.service';

/** What a team can be judged by. Other modules record events of a team as well, which move no finding. */
const OF_TEAM = /^(team|member)\./;

/** The changes of a team that coverage can depend on. A roster never moves it. */
const LIFE_OF_TEAM = new Set(['team.founded', 'team.dissolved', 'team.absorbed', 'team.merged']);

/** Findings follow from every change of a team, its roster or its units, in the transaction that makes the change; never from its work. */
export async function judgeChanges({ session, manager, changes }: Transaction): Promise<void> {
  const teamIds = distinct(changes.map(({ action, teamId }) => (OF_TEAM.test(action) ? teamId : null)));
  const units = distinct(changes.map(({ action, unitId }) => (action.startsWith('admin-unit.') ? unitId : null)));
  const founded = distinct(changes.map(({ action, teamId }) => (LIFE_OF_TEAM.has(action) ? teamId : null)));
  await judgeTeams(manager, session.province, teamIds);
  if (founded.length + units.length > 0)
    await judgeUnits(manager, session.province, await unitsToJudge(manager, session.province, founded, units));
}

function distinct(ids: readonly (string | null | undefined)[]): string[] {
  return [...new Set(ids.filter((id) => id != null))];
}

/** Brings the findings of teams in step with facts and law, over their whole lives. */
export async function judgeTeams(manager: EntityManager, province: Province, teamIds: readonly string[]): Promise<void> {
  if (teamIds.length === 0) return;
  const law = legalDays(province, TEAM_RULES);
  const causes = await loadCauses(manager, teamIds, []);
  const findings: Finding[] = [];
  for (const history of await loadTeamHistories(manager, teamIds)) {
    const { team } = history;
    const segments = timeline([...law, ...changedDays(history)], team, (day) => {
      const { subject, facts, unitId } = teamOn(history, day);
      return { unitId, judgements: judgeTeamByRule(province, subject, facts, day) };
    });
    for (const segment of segments) findings.push(toFinding(segment, { judgedId: team.id, teamId: team.id, kind: team.kind }, causes));
  }
  await replace(manager, teamIds, findings);
}

/** Brings the findings of units in step, likewise. Changes that touch one unit at once wait for each other here, so that each sees the other. */
export async function judgeUnits(manager: EntityManager, province: Province, unitIds: readonly string[]): Promise<void> {
  if (unitIds.length === 0) return;
  await manager.query('SELECT pg_advisory_xact_lock(hashtextextended(id, 1)) FROM unnest($1::text[]) AS id ORDER BY id', [
    [...unitIds].sort(),
  ]);
  const law = legalDays(province, ['coverage']);
  const histories = await loadUnitHistories(manager, unitIds);
  const teams = new Map(histories.flatMap(({ facts }) => facts.teams.map((team) => [team.id, team] as const)));
  const causes = await loadCauses(manager, [...teams.keys()], unitIds);
  const findings: Finding[] = [];
  for (const { unit, facts, places } of histories) {
    const days = [...law, ...places.changedDays(unit.id), ...facts.teams.flatMap(({ from, until }) => [from, until])];
    const segments = timeline(days, unit, (day) => ({
      unitId: unit.id,
      judgements: [judgeUnitByRule(province, places.on(unit.id, day), facts, day)],
    }));
    for (const segment of segments) {
      const teamId = segment.breach.team ?? null;
      const kind = teamId === null ? null : (teams.get(teamId)?.kind ?? null);
      findings.push(
        toFinding(
          segment,
          { judgedId: unit.id, teamId, kind },
          causes,
          facts.teams.map(({ id }) => id),
        ),
      );
    }
  }
  await replace(manager, unitIds, findings);
}

/** The levels at which any version of the coverage rule asks for teams. */
export function coveredLevels(province: Province): string[] {
  const rule = province.rules.coverage;
  if (isNoRule(rule)) return [];
  return [
    ...new Set(rule.flatMap(({ value }) => (isNoRule(value) ? [] : (value as Coverage).requirements.map(({ perUnitOf }) => perUnitOf)))),
  ];
}

async function unitsToJudge(
  manager: EntityManager,
  province: Province,
  teamIds: readonly string[],
  unitIds: readonly string[],
): Promise<string[]> {
  const levels = coveredLevels(province);
  if (levels.length === 0) return [];
  const found = await rows<{ id: string }>(
    manager,
    sql`SELECT DISTINCT ancestor_id AS id FROM admin_unit_closure
        WHERE ancestor_level = ANY(${levels})
          AND descendant_id IN (SELECT unit_id FROM team_host WHERE team_id = ANY(${teamIds}) UNION SELECT unnest(${unitIds}::uuid[]))`,
  );
  return found.map(({ id }) => id);
}

/** Names findings by what they are about, so that the same breach keeps its id however often it is judged. */
const NAMESPACE = 'b2a4f9f0-6a39-4b0f-9a57-6f0f5e6a7c11';

function toFinding(
  { from, until, since, breach, chain, winners, unitId }: Segment,
  { judgedId, teamId, kind }: { judgedId: string; teamId: string | null; kind: string | null },
  causes: Causes,
  teamIds: readonly string[] = [],
): Finding {
  const { rule, requirement, severity, observed, expected, fix } = breach;
  const findingId = uuidOf(JSON.stringify([judgedId, teamId, rule, requirement, since]), NAMESPACE);
  const causeId = causes(rule, teamId ? [teamId] : [judgedId, ...teamIds], since);
  const content = { findingId, judgedId, unitId, teamId, kind, rule, requirement, severity, since, observed, expected, fix, causeId };
  const row = { ...content, chain: [...chain], winners: [...winners], fromDay: from, untilDay: until };
  return { ...row, id: uuidOf(JSON.stringify(row), NAMESPACE) } as Finding;
}

/** Writes what is new and removes what no longer follows. A row's id is made of its content, so equal ids are equal rows. */
async function replace(manager: EntityManager, judgedIds: readonly string[], findings: readonly Finding[]): Promise<void> {
  const before = await rows<{ id: string }>(manager, sql`SELECT id FROM finding WHERE judged_id = ANY(${judgedIds})`);
  const kept = new Set(before.map(({ id }) => id));
  const wanted = new Set(findings.map(({ id }) => id));
  const gone = before.filter(({ id }) => !wanted.has(id)).map(({ id }) => id);
  if (gone.length > 0) await manager.delete(Finding, { id: In(gone) });
  await insertMany(
    manager,
    Finding,
    findings.filter(({ id }) => !kept.has(id)),
  );
}
