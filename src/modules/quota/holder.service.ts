import { In } from 'typeorm';
import sql from 'sql-template-tag';
import { rows } from '../../database/session';
import { Refusal } from '../../errors';
import type { Day } from '../../tenancy/day';
import { AdminUnit } from '../admin-unit';
import type { Writing } from '../event';
import { Team } from '../team';
import type { Holder } from './ledger.service';
import type { QuotaHolding } from './quota.entity';

/** @throws Refusal NOT_FOUND for a unit or team that is not there at all. */
export async function requireHolders({ manager }: Writing, holders: readonly Holder[], field: string): Promise<void> {
  const units = new Set(holders.flatMap(({ unitId }) => unitId ?? []));
  const teams = new Set(holders.flatMap(({ teamId }) => teamId ?? []));
  if (units.size > 0 && (await manager.countBy(AdminUnit, { id: In([...units]) })) < units.size)
    throw new Refusal('NOT_FOUND', { type: 'AdminUnit', field });
  if (teams.size > 0 && (await manager.countBy(Team, { id: In([...teams]) })) < teams.size)
    throw new Refusal('NOT_FOUND', { type: 'Team', field });
}

/** The unit that a holder of a part is, or lives in, on a day. @throws Refusal OUTSIDE_SUBTREE. */
export async function homeOf(writing: Writing, holder: Holder, upper: QuotaHolding, day: Day): Promise<string> {
  const homes = await homesWithin(writing, upper.unitId as string, [{ holder }], day);
  return homes.get(holder.unitId ?? holder.teamId) as string;
}

/**
 * The unit each holder is, or lives in, on a day. All must lie below a unit; a team may also live in that very unit.
 * @throws Refusal OUTSIDE_SUBTREE.
 */
export async function homesWithin(
  { manager }: Writing,
  unitId: string,
  shares: readonly { readonly holder: Holder }[],
  day: Day,
): Promise<Map<string, string>> {
  const units = shares.flatMap(({ holder }) => holder.unitId ?? []);
  const teams = shares.flatMap(({ holder }) => holder.teamId ?? []);
  const found = await rows<{ holder: string; unitId: string }>(
    manager,
    sql`SELECT c.descendant_id AS holder, c.descendant_id AS "unitId" FROM admin_unit_closure c
          JOIN admin_unit_state s ON s.unit_id = c.descendant_id AND s.from_day <= ${day} AND s.until_day > ${day}
          WHERE c.ancestor_id = ${unitId} AND c.descendant_id = ANY(${units}) AND c.distance > 0 AND c.from_day <= ${day} AND c.until_day > ${day}
        UNION ALL SELECT h.team_id, min(h.unit_id::text)::uuid FROM team_host h JOIN team t ON t.id = h.team_id AND t.from_day <= ${day} AND t.until_day > ${day}
          JOIN admin_unit_closure c ON c.descendant_id = h.unit_id AND c.ancestor_id = ${unitId} AND c.from_day <= ${day} AND c.until_day > ${day}
          WHERE h.team_id = ANY(${teams}) AND h.from_day <= ${day} AND h.until_day > ${day} GROUP BY h.team_id`,
  );
  const homes = new Map(found.map((row) => [row.holder, row.unitId]));
  const outside = shares.filter(({ holder }) => !homes.has(holder.unitId ?? holder.teamId)).length;
  if (outside > 0) throw new Refusal('OUTSIDE_SUBTREE', { count: outside, day });
  return homes;
}
