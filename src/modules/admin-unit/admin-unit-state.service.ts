import { v7 as uuid } from 'uuid';
import { wordStarts } from '../../database/fold';
import { Refusal } from '../../errors';
import { LAST_DAY } from '../../tenancy/day';
import type { Day } from '../../tenancy/day';
import { insertMany, violatedConstraint } from '../event';
import type { Writing } from '../event';
import { AdminUnitClosure, AdminUnitState, AdminUnitTerm } from './admin-unit.entity';

export type NewState = Pick<AdminUnitState, 'unitId' | 'level' | 'designation' | 'name' | 'fromDay'> &
  Partial<Pick<AdminUnitState, 'code' | 'localCode' | 'parentId' | 'documentId'>>;

/**
 * Opens a state, with its search terms. The state before it must have ended.
 * @throws Refusal DUPLICATE_CODE.
 */
export async function addState({ manager }: Pick<Writing, 'manager'>, state: NewState): Promise<void> {
  const id = uuid();
  try {
    await manager.insert(AdminUnitState, { id, ...state });
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'admin_unit_state_code_once') throw new Refusal('DUPLICATE_CODE', { field: 'code', value: state.code });
    if (constraint === 'admin_unit_state_local_code_once')
      throw new Refusal('DUPLICATE_CODE', { field: 'localCode', value: state.localCode });
    throw error;
  }
  await insertMany(
    manager,
    AdminUnitTerm,
    wordStarts(`${state.designation} ${state.name}`).map((term) => ({ id, term })),
  );
}

/** Puts a new unit into the tree, inside itself and inside all that its parent lies in. */
export async function place({ manager }: Pick<Writing, 'manager'>, { unitId, level, fromDay, parentId }: NewState): Promise<void> {
  await manager.insert(AdminUnitClosure, {
    ancestorId: unitId,
    descendantId: unitId,
    fromDay,
    untilDay: LAST_DAY,
    ancestorLevel: level,
    descendantLevel: level,
    distance: 0,
  });
  if (parentId)
    await manager.query(
      `INSERT INTO admin_unit_closure (ancestor_id, descendant_id, from_day, until_day, ancestor_level, descendant_level, distance)
       SELECT ancestor_id, $1, greatest(from_day, $2::date), until_day, ancestor_level, $3, distance + 1
       FROM admin_unit_closure WHERE descendant_id = $4 AND until_day > $2::date`,
      [unitId, fromDay, level, parentId],
    );
}

/**
 * Ends a state on a day. The unit's place in the tree outlives it: teams lag behind mergers of their hamlets, and until they follow they still
 * belong to the commune.
 */
export async function endState({ manager }: Pick<Writing, 'manager'>, state: AdminUnitState, day: Day): Promise<void> {
  if (state.fromDay === day) throw new Refusal('LATER_CHANGES', { field: 'from', from: day });
  await manager.update(AdminUnitState, { id: state.id }, { untilDay: day });
}
