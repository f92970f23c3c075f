import { In } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { requireReach } from '../../auth/scope';
import { Refusal } from '../../errors';
import { checkPeriod, refuseBefore } from '../../tenancy/refuse-day';
import { addDays } from '../../tenancy/day';
import type { Day } from '../../tenancy/day';
import type { Pillar } from '../../tenancy/province';
import { checkNotFar, loadPlaces, lockUnits, stateOn } from '../admin-unit';
import { cite } from '../document';
import type { Citation } from '../document';
import { insertMany } from '../event';
import type { Writing } from '../event';
import { checkHappened } from './days.rules';
import { Directive } from './directive.entity';
import { expandTimeline } from './expand-timeline.rules';
import type { TimelineItem } from './expand-timeline.rules';

export interface PeriodOfUnit {
  readonly unitId: string;
  readonly from: Day;
  readonly until: Day;
  readonly day?: Day | null;
}

export interface Expanded {
  readonly made: number;
  readonly alreadyThere: number;
  /** Of all directives of the period, in the order they are due. */
  readonly ids: readonly string[];
}

/**
 * Makes what the timeline asks of a unit in a period and the unit has not yet.
 * @throws Refusal NOT_FOUND, UNIT_NOT_THERE, FORBIDDEN, INVALID_INPUT, DAY_TOO_LATE, LAW_IN_CONFLICT.
 */
export async function expandTimelineOf(writing: Writing, { unitId, from, until, ...input }: PeriodOfUnit): Promise<Expanded> {
  const { manager, session } = writing;
  const day = input.day ?? session.today;
  checkPeriod(from, until);
  checkHappened(session.today, day, 'day');
  await stateOn(writing, unitId, day, 'unitId');
  await requireReach(session, 'task:manage', unitId);
  const places = await loadPlaces(manager, [unitId]);
  const { items, conflict } = expandTimeline(session.province, (each) => places.on(unitId, each), from, until);
  if (conflict) throw new Refusal('LAW_IN_CONFLICT', { rule: 'timeline', day: conflict });
  await lockUnits(writing, [unitId]);
  const there = await manager.findBy(Directive, { unitId, sourceCode: In(items.map(({ sourceCode }) => sourceCode)) });
  const idOf = new Map(there.map(({ ruleVersion, sourceCode, id }) => [`${ruleVersion} ${sourceCode}`, id]));
  const missing = items.filter((item) => !idOf.has(keyOf(item)));
  for (const item of missing) idOf.set(keyOf(item), uuid());
  await insertMany(
    manager,
    Directive,
    missing.map(({ title, from: fromDay, until: untilDay, ...item }) => ({
      ...item,
      id: idOf.get(keyOf(item)) as string,
      unitId,
      titleVi: title.vi,
      titleEn: title.en,
      fromDay,
      untilDay,
      givenDay: day,
    })),
  );
  for (const item of missing)
    writing.record({
      action: 'directive.given',
      subjectId: idOf.get(keyOf(item)) as string,
      unitId,
      day,
      after: { sourceCode: item.sourceCode, ruleVersion: item.ruleVersion, due: item.dueDay },
    });
  return { made: missing.length, alreadyThere: items.length - missing.length, ids: items.map((item) => idOf.get(keyOf(item)) as string) };
}

function keyOf({ ruleVersion, sourceCode }: Pick<TimelineItem, 'ruleVersion' | 'sourceCode'>): string {
  return `${ruleVersion} ${sourceCode}`;
}

export interface NewDirective extends PeriodOfUnit {
  readonly title: string;
  readonly text?: string | null;
  readonly pillar?: Pillar | null;
  readonly due?: Day | null;
  readonly document?: Citation | null;
  readonly clause?: string | null;
}

/** A directive by hand. Returns its id. @throws Refusal NOT_FOUND, UNIT_NOT_THERE, FORBIDDEN, INVALID_INPUT, DAY_TOO_EARLY, DAY_TOO_LATE. */
export async function giveDirective(writing: Writing, { unitId, from, until, ...input }: NewDirective): Promise<string> {
  const { manager, session } = writing;
  const day = input.day ?? session.today;
  checkPeriod(from, until);
  checkHappened(session.today, day, 'day');
  await stateOn(writing, unitId, day, 'unitId');
  await requireReach(session, 'task:manage', unitId);
  const dueDay = input.due ?? addDays(until, -1);
  checkDue(dueDay, from);
  checkNotFar(session.today, from, 'from');
  const document = input.document ? await cite(writing, input.document, 'work-directive', 'document') : null;
  const id = uuid();
  await manager.insert(Directive, {
    id,
    unitId,
    source: 'manual',
    sourceCode: `manual:${id}`,
    titleVi: input.title,
    text: input.text ?? null,
    pillar: input.pillar ?? null,
    fromDay: from,
    untilDay: until,
    dueDay,
    givenDay: day,
    documentId: document?.id ?? null,
    clause: input.clause ?? document?.clause ?? null,
  });
  const after = { title: input.title, due: dueDay, documentId: document?.id ?? null };
  writing.record({ action: 'directive.given', subjectId: id, unitId, day, after });
  return id;
}

/** @throws Refusal DAY_TOO_EARLY for what would be due before it begins. */
export function checkDue(due: Day, from: Day): void {
  refuseBefore({
    field: 'due',
    value: due,
    bound: from,
    reason: { en: 'its period begins then', vi: 'thời kỳ thực hiện bắt đầu từ ngày đó' },
  });
}
