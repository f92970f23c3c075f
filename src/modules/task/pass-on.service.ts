import sql from 'sql-template-tag';
import { In, IsNull } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { requireReach } from '../../auth/scope';
import { rows } from '../../database/session';
import { invalidField, Refusal } from '../../errors';
import { refuseBefore } from '../../tenancy/refuse-day';
import type { Day } from '../../tenancy/day';
import { AdminUnit, lockUnits } from '../admin-unit';
import { insertMany } from '../event';
import type { Writing } from '../event';
import { checkHappened } from './days.rules';
import { Directive } from './directive.entity';
import { checkDue } from './give-directive.service';
import { giveToTeams } from './give-task.service';

export interface PassingOn {
  readonly directiveId: string;
  readonly to: {
    readonly unitIds?: readonly string[] | null;
    readonly teamIds?: readonly string[] | null;
    readonly allTeams?: boolean | null;
  };
  readonly detail?: string | null;
  readonly due?: Day | null;
  readonly day?: Day | null;
}

/** A directive on its way down, with what is said on passing it on. */
export interface Passed {
  readonly directive: Directive;
  readonly day: Day;
  readonly dueDay: Day;
  readonly detail: string | null;
}

export interface PassedOn {
  readonly made: number;
  readonly alreadyThere: number;
}

/**
 * Passes a directive on, to units below or to teams as tasks. Who has the same thing already, from whomever, is left as is.
 * @throws Refusal NOT_FOUND, FORBIDDEN, INVALID_INPUT, DAY_TOO_EARLY, DAY_TOO_LATE, OUTSIDE_UNIT, TEAM_NOT_THERE, LATER_CHANGES.
 */
export async function passOnDirective(writing: Writing, { directiveId, to, ...input }: PassingOn): Promise<PassedOn> {
  const { manager, session } = writing;
  const directive = await manager.findOneBy(Directive, { id: directiveId });
  if (!directive) throw new Refusal('NOT_FOUND', { type: 'Directive', field: 'directiveId' });
  await requireReach(session, 'task:manage', directive.unitId);
  const day = input.day ?? session.today;
  checkHappened(session.today, day, 'day');
  refuseBefore({
    field: 'day',
    value: day,
    bound: directive.givenDay,
    reason: { en: 'the unit has the directive from then on', vi: 'đơn vị nhận chỉ đạo từ ngày đó' },
  });
  const dueDay = input.due ?? directive.dueDay;
  checkDue(dueDay, directive.fromDay);
  const passed = { directive, day, dueDay, detail: input.detail ?? null };
  if (to.unitIds) return giveToUnits(writing, passed, to.unitIds);
  if (to.teamIds) return giveToTeams(writing, passed, to.teamIds);
  if (to.allTeams) return giveToTeams(writing, passed, 'all');
  throw invalidField('to.allTeams', 'allTeams is true or left out');
}

async function giveToUnits(writing: Writing, { directive, day, dueDay, detail }: Passed, unitIds: readonly string[]): Promise<PassedOn> {
  const { manager } = writing;
  const known = await manager.countBy(AdminUnit, { id: In(unitIds) });
  if (known < unitIds.length) throw new Refusal('NOT_FOUND', { type: 'AdminUnit', field: 'to.unitIds' });
  const below = await rows<{ id: string }>(
    manager,
    sql`SELECT descendant_id AS id FROM admin_unit_closure
        WHERE ancestor_id = ${directive.unitId} AND descendant_id = ANY(${unitIds}) AND distance > 0 AND from_day <= ${day} AND until_day > ${day}`,
  );
  if (below.length < unitIds.length) throw new Refusal('OUTSIDE_UNIT', { field: 'to.unitIds', day });
  await lockUnits(writing, unitIds);
  const { sourceCode, ruleVersion } = directive;
  const there = await manager.findBy(Directive, { unitId: In(unitIds), sourceCode, ruleVersion: ruleVersion ?? IsNull() });
  const missing = unitIds.filter((unitId) => !there.some((each) => each.unitId === unitId));
  const made = missing.map((unitId) => ({ ...directive, id: uuid(), unitId, parentId: directive.id, givenDay: day, dueDay, detail }));
  await insertMany(manager, Directive, made);
  // Made from the timeline by the unit itself, it is now what the unit above asks for as well.
  const adopted = there.filter(({ parentId }) => parentId === null);
  await manager.update(Directive, { id: In(adopted.map(({ id }) => id)) }, { parentId: directive.id });
  for (const { id, unitId } of [...made, ...adopted])
    writing.record({ action: 'directive.received', subjectId: id, unitId, day, after: { parentDirectiveId: directive.id, sourceCode } });
  return { made: made.length, alreadyThere: there.length };
}
