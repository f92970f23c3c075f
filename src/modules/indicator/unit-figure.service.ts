import { In } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { requireReach } from '../../auth/scope';
import { Refusal, invalidField } from '../../errors';
import type { Day } from '../../tenancy/day';
import { checkNotFar, lockUnits } from '../admin-unit';
import { cite } from '../document';
import type { Citation } from '../document';
import { insertMany } from '../event';
import type { Writing } from '../event';
import { UnitFigure } from './unit-figure.entity';

export interface NewFigure {
  readonly unitId: string;
  readonly kind: string;
  readonly value: number;
  readonly day: Day;
}

/**
 * Records figures of units; one that stands for the same unit, kind and day is corrected.
 * @throws Refusal NOT_FOUND, FORBIDDEN, DAY_TOO_LATE, INVALID_INPUT for a figure given twice.
 */
export async function recordFigures(writing: Writing, figures: readonly NewFigure[], source?: Citation | null): Promise<void> {
  const { manager, session } = writing;
  const ids = [...new Set(figures.map(({ unitId }) => unitId))];
  const units = await lockUnits(writing, ids);
  if (units.length < ids.length) throw new Refusal('NOT_FOUND', { type: 'AdminUnit', field: 'figures.unitId' });
  await Promise.all(ids.map((id) => requireReach(session, 'unit:write', id)));
  const given = new Map(figures.map((figure) => [keyOf(figure), figure]));
  if (given.size < figures.length) {
    throw invalidField('figures', 'figures name the same unit, kind and day twice; give each once');
  }
  for (const { day } of figures) checkNotFar(session.today, day, 'figures.day');
  const document = source ? await cite(writing, source, 'statistics', 'source') : null;
  const stored = new Map((await manager.findBy(UnitFigure, { unitId: In(ids) })).map((figure) => [keyOf(figure), figure]));
  const changed = figures.filter((figure) => Number(stored.get(keyOf(figure))?.value ?? -1) !== figure.value);
  await manager.delete(UnitFigure, { id: In(changed.flatMap((figure) => stored.get(keyOf(figure))?.id ?? [])) });
  await insertMany(
    manager,
    UnitFigure,
    changed.map((figure) => ({ ...figure, id: uuid(), value: String(figure.value), documentId: document?.id ?? null })),
  );
  for (const figure of changed) {
    const { unitId, kind, day, value } = figure;
    const before = stored.get(keyOf(figure));
    writing.record({
      action: 'admin-unit.figure-recorded',
      subjectId: unitId,
      unitId,
      day,
      before: before && { kind, value: Number(before.value) },
      after: { kind, value, documentId: document?.id ?? null },
    });
  }
}

function keyOf({ unitId, kind, day }: Pick<NewFigure, 'unitId' | 'kind' | 'day'>): string {
  return `${unitId} ${kind} ${day}`;
}
