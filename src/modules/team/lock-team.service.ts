import { LessThanOrEqual, MoreThan } from 'typeorm';
import { requireReach } from '../../auth/scope';
import { Refusal } from '../../errors';
import { covers, LAST_DAY } from '../../tenancy/day';
import type { Day } from '../../tenancy/day';
import { checkNotFar } from '../admin-unit';
import type { Writing } from '../event';
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

/** A team that is taken, with the unit its events are recorded in: the first it covers, or last covered. */
export type LockedTeam = Team & { readonly unitId: string };

/**
 * Takes a team for a change: changes of one team happen one after the other, and each raises its version.
 * @throws Refusal NOT_FOUND, FORBIDDEN, VERSION_CONFLICT, TEAM_NOT_THERE, DAY_TOO_LATE.
 */
export async function lockTeam(writing: Writing, { teamId, expectedVersion, day, field }: TeamChange): Promise<LockedTeam> {
  const { manager, session } = writing;
  if (day !== undefined) checkNotFar(session.today, day, field);
  const team = await manager.findOne(Team, { where: { id: teamId }, lock: { mode: 'pessimistic_write' } });
  if (!team) throw new Refusal('NOT_FOUND', { type: 'Team', field: 'teamId' });
  const [host] = await manager.find(TeamHost, { where: { teamId }, order: { untilDay: 'DESC', id: 'ASC' }, take: 1 });
  const { unitId } = host as TeamHost;
  await requireReach(session, 'team:write', unitId);
  if (expectedVersion != null && team.version !== expectedVersion)
    throw new Refusal('VERSION_CONFLICT', { expected: expectedVersion, actual: team.version });
  if (day !== undefined && !covers({ from: team.fromDay, until: team.untilDay }, day))
    throw new Refusal('TEAM_NOT_THERE', { day, from: team.fromDay, until: team.untilDay === LAST_DAY ? null : team.untilDay });
  await manager.update(Team, { id: teamId }, { version: team.version + 1 });
  return { ...team, unitId };
}

/** The units a team covers on a day, in a fixed order. */
export function hostsOn({ manager }: Pick<Writing, 'manager'>, teamId: string, day: Day): Promise<TeamHost[]> {
  return manager.find(TeamHost, { where: { teamId, fromDay: LessThanOrEqual(day), untilDay: MoreThan(day) }, order: { id: 'ASC' } });
}
