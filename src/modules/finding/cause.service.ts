import sql from 'sql-template-tag';
import type { EntityManager } from 'typeorm';
import { groupBy, rows } from '../../database/session';
import type { Day } from '../../tenancy/day';
import type { RuleName } from '../../tenancy/province';

interface EventRow {
  id: string;
  subjectId: string;
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

/** `subjectId` is the unit or the team whose event it is; `seq` the order of recording. */
const COLUMNS = sql`e.id, CASE WHEN e.action LIKE 'admin-unit.%' THEN e.unit_id ELSE e.team_id END AS "subjectId",
  e.day, e.action, e.cause_id AS "causeId", e.seq`;

/** Which event brought a finding about; null where a law took effect or a deadline passed on a day without one. */
export type Causes = (rule: RuleName, subjectIds: readonly string[], since: Day) => string | null;

/** Reads the events of teams and units once, with those that they follow from, whomever these are of. */
export async function loadCauses(manager: EntityManager, teamIds: readonly string[], unitIds: readonly string[]): Promise<Causes> {
  const found = await rows<EventRow>(
    manager,
    sql`WITH RECURSIVE found AS (
          SELECT ${COLUMNS} FROM event e WHERE e.team_id = ANY(${teamIds}) OR (e.unit_id = ANY(${unitIds}) AND e.action LIKE 'admin-unit.%')
          UNION SELECT ${COLUMNS} FROM event e JOIN found ON e.id = found."causeId")
        SELECT * FROM found ORDER BY seq`,
  );
  const byId = new Map(found.map((event, index) => [event.id, { ...event, index }]));
  const bySubject = groupBy([...byId.values()], ({ subjectId }) => subjectId);
  return (rule, subjectIds, since) => {
    // Of several events of the day the last one left things as they are, whichever subject it is of.
    let [cause] = subjectIds
      .flatMap((subject) => bySubject.get(subject) ?? [])
      .filter(({ day, action }) => day === since && (RELEVANT[rule] ?? []).some((prefix) => action.startsWith(prefix)))
      .sort((a, b) => b.index - a.index);
    // A member who came with a merger is not the cause, the merger is.
    while (cause?.causeId) cause = byId.get(cause.causeId);
    return cause?.id ?? null;
  };
}
