import sql from 'sql-template-tag';
import { rows } from '../../src/database/session';
import type { Session } from '../../src/database/session';
import { recordFigures } from '../../src/modules/indicator';
import { allocate, giveQuota, proposeSplit } from '../../src/modules/quota';
import { splitByWeight } from '../../src/modules/quota/split.rules';
import { homesWithin } from '../../src/modules/team';
import { change, findUnit, forEachOf, unitsBelow } from './support';
import type { Unit } from './support';

export interface DemoQuota {
  readonly indicator: string;
  readonly from: string;
  readonly until: string;
  readonly target: number;
  /** Day it is given and handed on. */
  readonly day: string;
  /** Number of the decision. */
  readonly number: string;
}

/** Figures of the communes of a district: invented, but different for each and the same every time. */
export async function recordPopulation(session: Session, district: string, day: string): Promise<void> {
  const unit = await findUnit(session, district);
  const communes = await unitsBelow(session, unit);
  const figures = communes.flatMap(({ id, code }) => {
    const population = 3000 + (Number(code) % 97) * 61;
    const counts = { population, households: Math.round(population / 3.7), 'working-age-population': Math.round(population * 0.61) };
    return Object.entries(counts).map(([kind, value]) => ({ unitId: id, kind, value, day }));
  });
  const source = { number: '1/SLTK-TN', issuedDay: day, authority: 'district-committee', issuer: `UBND ${unit.fullName}` };
  await change(session, (writing) => recordFigures(writing, figures, { new: source }));
}

/** Quotas of a district: given by the province, split over the communes by population, and by these over their teams in equal parts. */
export async function shareOut(session: Session, district: string, quotas: readonly DemoQuota[]): Promise<void> {
  const unit = await findUnit(session, district);
  const province = await findUnit(session, session.province.code);
  const issuer = `Ban Chỉ đạo chuyển đổi số ${province.fullName}`;
  for (const { indicator, from, until, target, day, number } of quotas) {
    const document = { new: { number, issuedDay: day, authority: 'steering-committee', issuer } };
    const quotaId = await change(session, (writing) =>
      giveQuota(writing, { unitId: unit.id, indicator, from, until, target, document, clause: 'Điều 1' }),
    );
    const [holding] = await rows<{ id: string }>(session.db, sql`SELECT id FROM quota_holding WHERE quota_id = ${quotaId}`);
    const parts = await proposeSplit(session, { holdingId: holding?.id as string, by: 'population', on: day });
    const shares = parts.map(({ unitId, amount }) => ({ holder: { unitId }, amount }));
    await change(session, (writing) => allocate(writing, { quotaId, fromUnitId: unit.id, shares, day }));
    await forEachOf(await unitsBelow(session, unit), async (commune) => {
      const part = parts.find(({ unitId }) => unitId === commune.id)?.amount ?? 0;
      await handToTeams(session, quotaId, commune, part, day);
    });
  }
}

async function handToTeams(session: Session, quotaId: string, commune: Unit, part: number, day: string): Promise<void> {
  const homes = await homesWithin(session.db, commune.id, day, 'all');
  const teams = await rows<{ id: string }>(
    session.db,
    sql`SELECT team_id AS id FROM team_name WHERE team_id = ANY(${[...homes.keys()]}) AND from_day <= ${day} AND until_day > ${day} ORDER BY name, team_id`,
  );
  // One in ten is kept back for whoever gets further.
  const handed = Math.floor(part * 0.9);
  const amounts = splitByWeight(
    handed,
    0,
    teams.map(() => 1),
  );
  const shares = teams.map(({ id }, index) => ({ holder: { teamId: id }, amount: amounts[index] as number }));
  await change(session, (writing) => allocate(writing, { quotaId, fromUnitId: commune.id, shares, day }));
}
