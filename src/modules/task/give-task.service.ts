import sql, { empty } from 'sql-template-tag';
import { In } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { rows } from '../../database/session';
import { Refusal } from '../../errors';
import { covers, LAST_DAY } from '../../tenancy/day';
import { insertMany } from '../event';
import type { Writing } from '../event';
import { Team } from '../team';
import { sameThing } from './directive.reads';
import type { Passed, PassedOn } from './pass-on.service';
import { Task, TaskState } from './task.entity';
import { FIRST_STATE } from './task-states.rules';

/** Makes a task of a directive for teams that have none of the same thing. @throws Refusal NOT_FOUND, OUTSIDE_UNIT, TEAM_NOT_THERE, LATER_CHANGES. */
export async function giveToTeams(writing: Writing, passed: Passed, teamIds: readonly string[] | 'all'): Promise<PassedOn> {
  const { manager, session } = writing;
  const { directive, day, dueDay, detail } = passed;
  const hosts = await hostsBelow(writing, passed, teamIds);
  const teams = await livingTeams(writing, passed, teamIds === 'all' ? [...hosts.keys()] : teamIds, teamIds === 'all');
  for (const { id } of teams) if (!hosts.has(id)) throw new Refusal('OUTSIDE_UNIT', { field: 'to.teamIds', day });

  // Two units may give one team the same thing at once: the second waits here, and then finds it there.
  await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 3))', [`${session.province.slug}\n${directive.sourceCode}`]);
  const held = await rows<{ teamId: string }>(
    manager,
    sql`SELECT DISTINCT s.team_id AS "teamId" FROM task t JOIN task_state s ON s.task_id = t.id
        WHERE t.directive_id IN ${sameThing(sql`${directive.id}`)} AND s.team_id = ANY(${teams.map(({ id }) => id)})`,
  );
  const having = new Set(held.map(({ teamId }) => teamId));
  const tasks = teams
    .filter(({ id }) => !having.has(id))
    .map((team) => ({ id: uuid(), directiveId: directive.id, teamId: team.id, givenDay: day, dueDay, detail }));
  await insertMany(manager, Task, tasks);
  const states = tasks.map(({ id, teamId }) => ({
    id: uuid(),
    taskId: id,
    teamId,
    state: FIRST_STATE,
    fromDay: day,
    eventId: writing.record({
      action: 'task.given',
      subjectId: id,
      teamId,
      unitId: hosts.get(teamId),
      day,
      after: { directiveId: directive.id, due: dueDay },
    }),
  }));
  await insertMany(manager, TaskState, states);
  return { made: tasks.length, alreadyThere: having.size };
}

/** The teams that cover something in the directive's unit on the day, each with the first unit it covers. */
async function hostsBelow(
  { manager }: Writing,
  { directive, day }: Passed,
  teamIds: readonly string[] | 'all',
): Promise<Map<string, string>> {
  const found = await rows<{ teamId: string; unitId: string }>(
    manager,
    sql`SELECT DISTINCT ON (h.team_id) h.team_id AS "teamId", h.unit_id AS "unitId"
        FROM admin_unit_closure c JOIN team_host h ON h.unit_id = c.descendant_id AND h.from_day <= ${day} AND h.until_day > ${day}
        WHERE c.ancestor_id = ${directive.unitId} AND c.from_day <= ${day} AND c.until_day > ${day}
          ${teamIds === 'all' ? empty : sql`AND h.team_id = ANY(${teamIds})`}
        ORDER BY h.team_id, h.id`,
  );
  return new Map(found.map(({ teamId, unitId }) => [teamId, unitId]));
}

/** The teams, held so that none ends meanwhile. One whose end is on record is given nothing: asked for by name it is refused. */
async function livingTeams({ manager }: Writing, { day }: Passed, teamIds: readonly string[], lenient: boolean): Promise<Team[]> {
  const teams = await manager.find(Team, { where: { id: In(teamIds) }, order: { id: 'ASC' }, lock: { mode: 'pessimistic_read' } });
  if (teams.length < teamIds.length) throw new Refusal('NOT_FOUND', { type: 'Team', field: 'to.teamIds' });
  if (lenient) return teams.filter(({ untilDay }) => untilDay === LAST_DAY);
  for (const { fromDay, untilDay } of teams) {
    if (!covers({ from: fromDay, until: untilDay }, day))
      throw new Refusal('TEAM_NOT_THERE', { day, from: fromDay, until: untilDay === LAST_DAY ? null : untilDay });
    if (untilDay !== LAST_DAY) throw new Refusal('LATER_CHANGES', { field: 'day', from: untilDay });
  }
  return teams;
}
