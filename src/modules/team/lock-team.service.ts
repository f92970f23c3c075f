import { In, LessThanOrEqual, MoreThan } from 'typeorm';
import { requireReach } from '../../auth/scope';
import { Refusal } from '../../errors';
import type { Day } from '../../tenancy/day';
import { checkNotFar } from '../admin-unit';
import type { Writing } from '../event';
import { checkTeamLives, homesOf } from './home.service';
import { Team, TeamHost } from './team.entity';

export interface TeamChange {
  readonly teamId: string;
  /** The version the client saw; absent where the change cannot overwrite another's. */
  readonly expectedVersion?: number | null;
  /** First day of the change; absent where each part of it has its own, checked against the team's life by the caller. */
  readonly day?: Day;
  /** Where the day stands in the input. */
  readonly field: string;
}

/** A team that is taken, with the unit its events are recorded in. */
export type LockedTeam = Team & { readonly unitId: string };

/**
 * Takes a team for a change: changes of one team happen one after the other, and each raises its version.
 * @throws Refusal NOT_FOUND, FORBIDDEN, VERSION_CONFLICT, TEAM_NOT_THERE, DAY_TOO_LATE.
 */
export async function lockTeam(writing: Writing, { teamId, expectedVersion, day, field }: TeamChange): Promise<LockedTeam> {
  const [team] = (await lockTeams(writing, [teamId], { day, field, expectedVersion })) as [LockedTeam];
  return team;
}

/**
 * Takes several teams for one change, always in one order, so that two changes of the same teams wait for each other instead of both failing.
 * @returns them in the order of their ids
 * @throws Refusal as `lockTeam`
 */
export async function lockTeams(
  { manager, session }: Writing,
  teamIds: readonly string[],
  { day, field, expectedVersion }: Omit<TeamChange, 'teamId'>,
): Promise<LockedTeam[]> {
  if (day !== undefined) checkNotFar(session.today, day, field);
  const ids = [...new Set(teamIds)];
  const teams = await manager.find(Team, { where: { id: In(ids) }, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
  if (teams.length < ids.length) throw new Refusal('NOT_FOUND', { type: 'Team', field: ids.length > 1 ? 'teamIds' : 'teamId' });
  const homes = await homesOf(manager, ids);
  const locked = teams.map((team) => ({ ...team, unitId: homes.get(team.id) as string }));
  await Promise.all(locked.map(({ unitId }) => requireReach(session, 'team:write', unitId)));
  for (const team of teams) {
    if (expectedVersion != null && team.version !== expectedVersion)
      throw new Refusal('VERSION_CONFLICT', { expected: expectedVersion, actual: team.version });
    if (day !== undefined) checkTeamLives(team, day);
  }
  await manager.update(Team, { id: In(ids) }, { version: () => 'version + 1' });
  return locked;
}

/** The units teams cover on a day, in a fixed order. */
export function hostsOn({ manager }: Pick<Writing, 'manager'>, teamIds: readonly string[], day: Day): Promise<TeamHost[]> {
  return manager.find(TeamHost, {
    where: { teamId: In(teamIds), fromDay: LessThanOrEqual(day), untilDay: MoreThan(day) },
    order: { id: 'ASC' },
  });
}
