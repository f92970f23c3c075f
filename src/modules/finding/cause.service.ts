import sql from 'sql-template-tag';
import type { EntityManager } from 'typeorm';
import { groupBy, rows } from '../../database/session';
import type { Day } from '../../tenancy/day';
import type { RuleName } from '../../tenancy/province';

interface EventRow {
  id: string;
  teamId: string | null;
  unitId: string | null;
  day: Day;
  action: string;
  causeId: string | null;
}

const ROSTER = ['team.founded', 'team.merged', 'member.'];

/** The kinds of events that can open or close a finding of each rule. */
const RELEVANT: { readonly [N in RuleName]?: readonly string[] } = {
  teamKinds: ['team.founded', 'team.documented', 'team.merged'],
  teamSize: ROSTER,
  posts: ROSTER,
  constituencies: ROSTER,
  skills: ROSTER,
  coverage: ['admin-unit.', 'team.founded', 'team.dissolved', 'team.absorbed', 'team.merged'],
};

/** Which event brought a finding about; null where a law took effect or a deadline passed on a day without one. */
export type Causes = (rule: RuleName, subjectIds: readonly string[], since: Day) => string | null;

/** Reads the events of teams and units once. */
export async function loadCauses(manager: EntityManager, teamIds: readonly string[], unitIds: readonly string[]): Promise<Causes> {
  const found = await rows<EventRow>(
    manager,
    sql`SELECT id, team_id AS "teamId", unit_id AS "unitId", day, action, cause_id AS "causeId" FROM event
        WHERE team_id = ANY(${teamIds}) OR (unit_id = ANY(${unitIds}) AND action LIKE 'admin-unit.%')
        ORDER BY seq`,
  );
  const byId = new Map(found.map((event) => [event.id, event]));
  const bySubject = groupBy(
    found.flatMap((event) => [event.teamId, event.unitId].flatMap((subject) => (subject ? [{ subject, event }] : []))),
    ({ subject }) => subject,
  );
  return (rule, subjectIds, since) => {
    const candidates = subjectIds
      .flatMap((subject) => bySubject.get(subject) ?? [])
      .map(({ event }) => event)
      .filter(({ day, action }) => day === since && (RELEVANT[rule] ?? []).some((prefix) => action.startsWith(prefix)));
    let cause = candidates.at(-1);
    // A member who came with a merger is not the cause, the merger is.
    while (cause?.causeId && byId.has(cause.causeId)) cause = byId.get(cause.causeId);
    return cause?.id ?? null;
  };
}
