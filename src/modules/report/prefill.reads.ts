import type { Session } from '../../database/session';
import type { RoundForm } from '../../tenancy/report-facts';
import { addDays } from '../../tenancy/day';
import { resolveRule } from '../../tenancy/tighten';
import { placesOf } from '../admin-unit';
import { loadOutreachTallies, NAMED_ENTRIES } from '../task';
import { homesOf } from '../team';
import type { Holder } from '../team';
import { prefilled } from './prefill.rules';
import type { Prefilled } from './prefill.rules';

/** What the outreach log of a team, or of the teams in a unit, proposes for a form and the days [from, until). Nobody's log proposes nothing. */
export async function loadPrefill(session: Session, form: RoundForm, holder: Holder, from: string, until: string): Promise<Prefilled[]> {
  const holderId = holder.teamId ?? holder.unitId;
  const tallies = await loadOutreachTallies(session, holder.teamId ? 'team' : 'unit', holderId, from, until);
  if (tallies.length === 0) return [];
  const unitId = holder.unitId ?? ((await homesOf(session.db, [holderId])).get(holderId) as string);
  const lastDay = addDays(until, -1);
  const { codes } = (await placesOf(session, unitId)).on(unitId, lastDay);
  const { outcome } = resolveRule(session.province.rules, 'taskCatalogue', { codes }, lastDay);
  return prefilled(form, outcome.kind === 'VALUE' ? outcome.value.tasks : [], tallies, NAMED_ENTRIES);
}
