import sql from 'sql-template-tag';
import { In } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { rows } from '../../database/session';
import { Refusal } from '../../errors';
import { LAST_DAY } from '../../tenancy/day';
import { insertMany } from '../event';
import type { Writing } from '../event';
import { checkTeamLives, homesWithin, Team } from '../team';
import { sameThing } from './directive.reads';
import type { Passed, PassedOn } from './pass-on.service';
import { Task, TaskState } from './task.entity';
import { FIRST_STATE } from './task-states.rules';

/** Makes a task of a directive for teams that have none of the same thing. @throws Refusal NOT_FOUND, OUTSIDE_UNIT, TEAM_NOT_THERE, LATER_CHANGES. */
export async function giveToTeams(writing: Writing, passed: Passed, teamIds: readonly string[] | 'all'): Promise<PassedOn> {
  const { manager, session } = writing;
  const { directive, day, dueDay, detail } = passed;
  const hosts = await homesWithin(manager, directive.unitId, day, teamIds);
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

/** The teams, held so that none ends meanwhile. One whose end is on record is given nothing: asked for by name it is refused. */
async function livingTeams({ manager }: Writing, { day }: Passed, teamIds: readonly string[], lenient: boolean): Promise<Team[]> {
  const teams = await manager.find(Team, { where: { id: In(teamIds) }, order: { id: 'ASC' }, lock: { mode: 'pessimistic_read' } });
  if (teams.length < teamIds.length) throw new Refusal('NOT_FOUND', { type: 'Team', field: 'to.teamIds' });
  if (lenient) return teams.filter(({ untilDay }) => untilDay === LAST_DAY);
  for (const team of teams) {
    checkTeamLives(team, day);
    if (team.untilDay !== LAST_DAY) throw new Refusal('LATER_CHANGES', { field: 'day', from: team.untilDay });
  }
  return teams;
}
