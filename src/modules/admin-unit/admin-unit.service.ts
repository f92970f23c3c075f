import { In, LessThanOrEqual, MoreThan } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { requireReach } from '../../auth/scope';
import { Refusal } from '../../errors';
import { refuseAfter } from '../../tenancy/refuse-day';
import { addDays, LAST_DAY } from '../../tenancy/day';
import type { Day } from '../../tenancy/day';
import { cite } from '../document';
import type { Citation } from '../document';
import type { Writing } from '../event';
import { terminologyOn } from '../province';
import { AdminUnit, AdminUnitState, AdminUnitSuccession } from './admin-unit.entity';
import { addState, endState, place } from './admin-unit-state.service';

/** How far ahead a change may be recorded: decisions take effect days or months later, not decades. */
const DAYS_AHEAD = 366;

/** @throws Refusal DAY_TOO_LATE for a day in the far future. */
export function checkNotFar(today: Day, day: Day, field: string): void {
  const bound = addDays(today, DAYS_AHEAD);
  refuseAfter({
    field,
    value: day,
    bound,
    reason: { en: 'changes are recorded at most a year ahead', vi: 'chỉ ghi nhận thay đổi trước tối đa một năm' },
  });
}

/** The unit's state on a day. @throws Refusal NOT_FOUND, UNIT_NOT_THERE. */
export async function stateOn({ manager }: Pick<Writing, 'manager'>, unitId: string, day: Day, field: string): Promise<AdminUnitState> {
  const state = await manager.findOneBy(AdminUnitState, { unitId, fromDay: LessThanOrEqual(day), untilDay: MoreThan(day) });
  if (state) return state;
  if (await manager.existsBy(AdminUnit, { id: unitId })) throw new Refusal('UNIT_NOT_THERE', { field, day });
  throw new Refusal('NOT_FOUND', { type: 'AdminUnit', field });
}

export interface NewUnit {
  readonly parentId: string;
  readonly localCode: string;
  readonly designation: string;
  readonly name: string;
  readonly from: Day;
  readonly decision?: Citation | null;
}

/** Adds a unit of the lowest level (a hamlet), which has a local code and no official one. Returns its id. */
export async function addUnit(writing: Writing, input: NewUnit): Promise<string> {
  const { session } = writing;
  checkNotFar(session.today, input.from, 'from');
  const parent = await stateOn(writing, input.parentId, input.from, 'parentId');
  await requireReach(session, 'unit:write', parent.unitId);
  const { levels } = terminologyOn(session.province, input.from);
  const level = levels[levels.findIndex(({ code }) => code === parent.level) + 1];
  if (!level || level !== levels.at(-1)) throw new Refusal('OFFICIAL_UNIT', { code: parent.code });
  const document = input.decision ? await cite(writing, input.decision, 'unit-decision', 'decision') : null;
  const id = uuid();
  await writing.manager.insert(AdminUnit, { id });
  const { localCode, designation, name, from } = input;
  const state = {
    unitId: id,
    level: level.code,
    localCode,
    designation,
    name,
    parentId: parent.unitId,
    fromDay: from,
    documentId: document?.id,
  };
  await addState(writing, state);
  await place(writing, state);
  writing.record({
    action: 'admin-unit.added',
    subjectId: id,
    unitId: id,
    day: from,
    after: { level: level.code, localCode, designation, name, parentId: parent.unitId },
  });
  return id;
}

export interface UnitRename {
  readonly unitId: string;
  readonly name: string;
  readonly designation?: string | null;
  readonly from: Day;
  readonly decision: Citation;
}

/** Gives a hamlet a new name from a day on; it stays the same unit. */
export async function renameUnit(writing: Writing, { unitId, name, designation, from, decision }: UnitRename): Promise<void> {
  checkNotFar(writing.session.today, from, 'from');
  await lockUnits(writing, [unitId]);
  const before = await localStateOn(writing, unitId, from, 'unitId');
  const document = await cite(writing, decision, 'unit-decision', 'decision');
  refuseLater(before, 'from');
  await endState(writing, before, from);
  const after = { ...plain(before), name, designation: designation ?? before.designation };
  await addState(writing, { ...after, fromDay: from, documentId: document.id });
  writing.record({
    action: 'admin-unit.renamed',
    subjectId: unitId,
    unitId,
    day: from,
    before: { designation: before.designation, name: before.name },
    after: { designation: after.designation, name, documentId: document.id },
  });
}

export interface UnitMerger {
  readonly unitIds: readonly string[];
  readonly name: string;
  readonly designation?: string | null;
  readonly localCode: string;
  readonly from: Day;
  readonly decision: Citation;
}

/** Ends hamlets side by side and joins them in a new one. Teams stay with the hamlets they were founded in until they are merged themselves. */
export async function mergeUnits(writing: Writing, input: UnitMerger): Promise<string> {
  const { from } = input;
  checkNotFar(writing.session.today, from, 'from');
  await lockUnits(writing, input.unitIds);
  const states: AdminUnitState[] = [];
  for (const unitId of input.unitIds) states.push(await localStateOn(writing, unitId, from, 'unitIds'));
  const [first] = states as [AdminUnitState];
  if (states.some((state) => state.parentId !== first.parentId || state.level !== first.level))
    throw new Refusal('UNITS_NOT_SIBLINGS', { day: from });
  const document = await cite(writing, input.decision, 'unit-decision', 'decision');
  const successorId = uuid();
  const eventId = writing.record({
    action: 'admin-unit.merged',
    subjectId: successorId,
    unitId: successorId,
    day: from,
    before: { unitIds: [...input.unitIds] },
    after: { name: input.name, documentId: document.id },
  });
  for (const state of states) {
    await refuseChildren(writing, state.unitId, from);
    refuseLater(state, 'from');
    await endState(writing, state, from);
    writing.record({
      action: 'admin-unit.ended',
      subjectId: state.unitId,
      unitId: state.unitId,
      day: from,
      before: { name: state.name },
      causeId: eventId,
    });
  }
  await writing.manager.insert(AdminUnit, { id: successorId });
  const state = {
    ...plain(first),
    unitId: successorId,
    localCode: input.localCode,
    name: input.name,
    designation: input.designation ?? first.designation,
    fromDay: from,
    documentId: document.id,
  };
  await addState(writing, state);
  await place(writing, state);
  await writing.manager.insert(
    AdminUnitSuccession,
    states.map(({ unitId }) => ({
      id: uuid(),
      predecessorId: unitId,
      successorId,
      kind: 'merge' as const,
      day: from,
      share: '1',
      status: 'confirmed' as const,
      documentId: document.id,
    })),
  );
  return successorId;
}

/** Takes units for a change, always in one order: changes of one unit happen one after the other, and each reads what the one before has left. */
export function lockUnits({ manager }: Writing, unitIds: readonly string[]): Promise<AdminUnit[]> {
  return manager.find(AdminUnit, { where: { id: In(unitIds) }, order: { id: 'ASC' }, lock: { mode: 'for_no_key_update' } });
}

/** The state on a day of a unit that may be changed here: one without an official code, within the actor's reach. */
async function localStateOn(writing: Writing, unitId: string, day: Day, field: string): Promise<AdminUnitState> {
  const state = await stateOn(writing, unitId, day, field);
  await requireReach(writing.session, 'unit:write', unitId);
  if (state.code !== null) throw new Refusal('OFFICIAL_UNIT', { code: state.code });
  return state;
}

function refuseLater(state: AdminUnitState, field: string): void {
  if (state.untilDay !== LAST_DAY) throw new Refusal('LATER_CHANGES', { field, from: state.untilDay });
}

async function refuseChildren({ manager }: Writing, parentId: string, day: Day): Promise<void> {
  const count = await manager.countBy(AdminUnitState, { parentId, untilDay: MoreThan(day) });
  if (count > 0) throw new Refusal('UNIT_HAS_CHILDREN', { count, day });
}

function plain({ unitId, level, code, localCode, designation, name, parentId }: AdminUnitState) {
  return { unitId, level, code, localCode, designation, name, parentId };
}
