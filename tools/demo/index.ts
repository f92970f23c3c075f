import { Team } from '../../src/modules/team';
import type { Session } from '../../src/database/session';
import { loadBinhDuong } from './binh-duong';
import { workBinhDuong } from './binh-duong-quarter';
import { loadHaNoi } from './ha-noi';
import { workHaNoi } from './ha-noi-quarter';
import type { Progress } from './support';
import { loadThaiNguyen } from './thai-nguyen';
import { workThaiNguyen } from './thai-nguyen-year';

type Load = (session: Session, progress: Progress) => Promise<void>;

/** Teams and what they are given. */
const DEMOS: Readonly<Record<string, Load>> = {
  'binh-duong': loadBinhDuong,
  'ha-noi': loadHaNoi,
  'thai-nguyen': loadThaiNguyen,
};

/** What these teams then do and report. */
const WORK: Readonly<Record<string, Load>> = {
  'binh-duong': workBinhDuong,
  'ha-noi': workHaNoi,
  'thai-nguyen': workThaiNguyen,
};

/**
 * Loads a province's demonstration data through the product's own services, if it has any and the province has no team yet.
 * Deterministic: real units, obviously invented people. @returns whether it did.
 */
export async function loadDemoOnce(session: Session, progress: Progress): Promise<boolean> {
  const demo = DEMOS[session.province.slug];
  if (!demo || (await session.db.manager.exists(Team))) return false;
  await demo(session, progress);
  return true;
}

/** Loads what the teams of the demonstration do and report: their tasks, their outreach, the rounds of reports. Once, after `loadDemoOnce` did. */
export async function loadDemoWork(session: Session, progress: Progress): Promise<void> {
  await WORK[session.province.slug]?.(session, progress);
}
