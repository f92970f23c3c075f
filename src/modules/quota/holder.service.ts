import sql from 'sql-template-tag';
import { rows } from '../../database/session';
import { Refusal } from '../../errors';
import type { Day } from '../../tenancy/day';
import type { Writing } from '../event';
import { checkTeamLives, homesWithin, requireHolders, Team } from '../team';
import type { Holder } from '../team';
import { In } from 'typeorm';

/**
 * The unit each holder is, or lives in, on a day. All must lie below a unit; a team may also live in that very unit.
 * @throws Refusal NOT_FOUND, TEAM_NOT_THERE, OUTSIDE_SUBTREE.
 */
export async function homesBelow(
  writing: Writing,
  unitId: string,
  holders: readonly Holder[],
  day: Day,
  field: string,
): Promise<(holder: Holder) => string> {
  const { manager } = writing;
  await requireHolders(writing, holders, field);
  const units = holders.flatMap((holder) => holder.unitId ?? []);
  const teams = holders.flatMap((holder) => holder.teamId ?? []);
  const below = await rows<{ id: string }>(
    manager,
    sql`SELECT descendant_id AS id FROM admin_unit_closure
        WHERE ancestor_id = ${unitId} AND descendant_id = ANY(${units}) AND distance > 0 AND from_day <= ${day} AND until_day > ${day}`,
  );
  for (const team of await manager.findBy(Team, { id: In(teams) })) checkTeamLives(team, day);
  const homes = new Map([...below.map(({ id }) => [id, id] as const), ...(await homesWithin(manager, unitId, day, teams))]);
  const idOf = (holder: Holder) => holder.unitId ?? holder.teamId;
  const outside = holders.filter((holder) => !homes.has(idOf(holder))).length;
  if (outside > 0) throw new Refusal('OUTSIDE_SUBTREE', { count: outside, day });
  return (holder) => homes.get(idOf(holder)) as string;
}
