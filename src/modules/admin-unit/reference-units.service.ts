import { v7 as uuid } from 'uuid';
import { wordStarts } from '../../database/fold';
import { FIRST_DAY, LAST_DAY } from '../../tenancy/day';
import { insertMany } from '../event';
import type { Writing } from '../event';
import { AdminUnit, AdminUnitClosure, AdminUnitState, AdminUnitTerm } from './admin-unit.entity';

/** A unit of the national list, with an official code. */
export interface ReferenceUnit {
  readonly code: string;
  readonly parentCode: string | null;
  /** Level code of the province's terminology. */
  readonly level: string;
  readonly designation: string;
  readonly name: string;
}

/** Records the units of the national list in one go, as having been there since before any record. Parents come before their children. */
export async function loadReferenceUnits(writing: Writing, units: readonly ReferenceUnit[]): Promise<void> {
  const { manager, session } = writing;
  const placed = new Map<string, { id: string; level: string; above: readonly string[] }>();
  for (const { code, parentCode, level } of units) {
    const parent = parentCode === null ? undefined : placed.get(parentCode);
    placed.set(code, { id: uuid(), level, above: parent ? [parentCode as string, ...parent.above] : [] });
  }
  const at = (code: string) => placed.get(code) as { id: string; level: string; above: readonly string[] };
  const dated = { fromDay: FIRST_DAY, untilDay: LAST_DAY };
  const states = units.map(({ code, parentCode, level, designation, name }) => ({
    ...dated,
    id: uuid(),
    unitId: at(code).id,
    parentId: parentCode === null ? null : at(parentCode).id,
    code,
    level,
    designation,
    name,
  }));
  await insertMany(
    manager,
    AdminUnit,
    [...placed.values()].map(({ id }) => ({ id })),
  );
  await insertMany(manager, AdminUnitState, states);
  await insertMany(
    manager,
    AdminUnitTerm,
    states.flatMap(({ id, designation, name }) => wordStarts(`${designation} ${name}`).map((term) => ({ id, term }))),
  );
  await insertMany(
    manager,
    AdminUnitClosure,
    [...placed].flatMap(([code, unit]) =>
      [code, ...unit.above].map((ancestor, distance) => ({
        ...dated,
        ancestorId: at(ancestor).id,
        descendantId: unit.id,
        ancestorLevel: at(ancestor).level,
        descendantLevel: unit.level,
        distance,
      })),
    ),
  );
  for (const { unitId, code, name } of states)
    writing.record({ action: 'admin-unit.loaded', subjectId: unitId, unitId, day: session.today, after: { code, name } });
}
