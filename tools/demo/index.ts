import { Team } from '../../src/modules/team';
import type { Session } from '../../src/database/session';
import { loadBinhDuong } from './binh-duong';
import { loadHaNoi } from './ha-noi';
import type { Progress } from './support';
import { loadThaiNguyen } from './thai-nguyen';

const DEMOS: Readonly<Record<string, (session: Session, progress: Progress) => Promise<void>>> = {
  'binh-duong': loadBinhDuong,
  'ha-noi': loadHaNoi,
  'thai-nguyen': loadThaiNguyen,
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
