import { In } from 'typeorm';
import { Refusal } from '../../errors';
import { AdminUnit } from '../admin-unit';
import type { Writing } from '../event';
import { Team } from './team.entity';

/** Who holds a part of something, or owes a report: a unit or a team. */
export type Holder = { readonly unitId: string; readonly teamId?: undefined } | { readonly teamId: string; readonly unitId?: undefined };

/** @throws Refusal NOT_FOUND for a unit or team that is not there at all. */
export async function requireHolders({ manager }: Writing, holders: readonly Holder[], field: string): Promise<void> {
  const units = new Set(holders.flatMap(({ unitId }) => unitId ?? []));
  const teams = new Set(holders.flatMap(({ teamId }) => teamId ?? []));
  if (units.size > 0 && (await manager.countBy(AdminUnit, { id: In([...units]) })) < units.size)
    throw new Refusal('NOT_FOUND', { type: 'AdminUnit', field: `${field}.unitId` });
  if (teams.size > 0 && (await manager.countBy(Team, { id: In([...teams]) })) < teams.size)
    throw new Refusal('NOT_FOUND', { type: 'Team', field: `${field}.teamId` });
}
