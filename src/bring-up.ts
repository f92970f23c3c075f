import { createHash } from 'node:crypto';
import sql from 'sql-template-tag';
import type { DataSource } from 'typeorm';
import { PREPARATIONS, PROJECTIONS } from './app';
import { Disclosure } from './database/disclosure';
import { rows } from './database/session';
import type { Session } from './database/session';
import { AdminUnit, loadReferenceUnits, nationalUnits } from './modules/admin-unit';
import { write } from './modules/event';
import { coveredLevels, judgeTeams, judgeUnits } from './modules/finding';
import { ProvinceState, terminologyOn } from './modules/province';
import { freezeClosed, openDueRounds, roundsToFreeze, seedUnseeded } from './modules/report';
import { dayOf } from './tenancy/day';
import type { Province } from './tenancy/province';

/** The service itself as an actor: brings reference data in and judges again when law changes. */
export function systemSession(province: Province, db: DataSource, now: Date): Session {
  const actor = { id: 'system', grants: [{ role: 'province-admin' as const }] };
  const disclosure = new Disclosure('the service itself', 'system');
  const following = { preparations: PREPARATIONS, projections: PROJECTIONS };
  return { province, actor, db, now, today: dayOf(now), locale: 'vi', disclosure, reads: 'plain', loaders: new Map(), ...following };
}

/** Levels of the national list, top down: the list is of the time of three levels. */
const LISTED_LEVELS = 3;

/** Loads the province's units if it has none. @returns how many. */
export async function loadUnitsOnce(session: Session): Promise<number> {
  if (await session.db.manager.exists(AdminUnit)) return 0;
  const firstLevels = terminologyOn(session.province, '2022-03-05').levels.map(({ code }) => code);
  const units = nationalUnits(session.province.code, firstLevels.slice(0, LISTED_LEVELS));
  // Projections follow facts that people record; a list of units founds no team, and what it lacks is judged below in one go.
  await write({ ...session, projections: [] }, { name: 'loadReferenceUnits', input: null }, (writing) =>
    loadReferenceUnits(writing, units),
  );
  return units.length;
}

const AT_ONCE = 200;

/** Judges everything again if the province's rules are not those the stored findings were judged by. @returns how many teams and units. */
export async function judgeOnce(session: Session, progress: (done: number, all: number) => void = () => undefined): Promise<number> {
  const { province, db } = session;
  const rulesDigest = createHash('sha256')
    .update(JSON.stringify([province.rules, province.documents]))
    .digest('base64url');
  const state = await db.manager.findOneBy(ProvinceState, {});
  if (state?.rulesDigest === rulesDigest) return 0;
  const teams = (await rows<{ id: string }>(db, sql`SELECT id FROM team ORDER BY id`)).map(({ id }) => id);
  const levels = coveredLevels(province);
  const units = (
    await rows<{ id: string }>(db, sql`SELECT DISTINCT unit_id AS id FROM admin_unit_state WHERE level = ANY(${levels}) ORDER BY 1`)
  ).map(({ id }) => id);
  const all = teams.length + units.length;
  for (let i = 0; i < teams.length; i += AT_ONCE) {
    await db.transaction((manager) => judgeTeams(manager, province, teams.slice(i, i + AT_ONCE)));
    progress(Math.min(i + AT_ONCE, teams.length), all);
  }
  for (let i = 0; i < units.length; i += AT_ONCE) {
    await db.transaction((manager) => judgeUnits(manager, province, units.slice(i, i + AT_ONCE)));
    progress(teams.length + Math.min(i + AT_ONCE, units.length), all);
  }
  await db.manager.upsert(ProvinceState, { tenant: province.slug, rulesDigest, judgedAt: session.now }, ['tenant']);
  return all;
}

/**
 * Stores who was expected in rounds of reports that have closed, each by itself: after a long stand there may be many, and what can not be done in
 * one go would else keep every change waiting. Rounds that closed before sums were kept get theirs. @returns how many rounds.
 */
export async function freezeClosedRounds(session: Session): Promise<number> {
  await seedUnseeded(session);
  const alone = { ...session, preparations: [] };
  const closed = await roundsToFreeze(session);
  for (const roundId of closed)
    await write(alone, { name: 'freezeClosedRound', input: { roundId } }, (writing) => freezeClosed(writing, roundId));
  return closed.length;
}

/** What a new day brings: periods of reports that have closed, and those that begin. May be done again at any time. */
export async function turnDay(session: Session): Promise<void> {
  await freezeClosedRounds(session);
  await openDueRounds(session);
}
