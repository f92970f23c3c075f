import sql from 'sql-template-tag';
import type { RoleName } from '../../src/auth/permissions';
import { rows } from '../../src/database/session';
import type { Session } from '../../src/database/session';
import type { Writing } from '../../src/modules/event';
import type { Day } from '../../src/tenancy/day';
import { change } from './support';
import type { Unit } from './support';

/** Who acts in the demonstration. Nobody approves what is their own: leaders of teams report, an officer of the commune approves and reports on, the district approves. */
export interface DemoActor {
  readonly id: string;
  readonly role: RoleName;
  /** Official code of the unit whose subtree it acts in; the whole province if not said. */
  readonly unit?: string;
}

export const teamLeaders = ({ code }: Unit): DemoActor => ({ id: `team-leaders-${code}`, role: 'commune-officer', unit: code });
export const communeOfficer = ({ code }: Unit): DemoActor => ({ id: `commune-officer-${code}`, role: 'commune-officer', unit: code });
export const districtOfficer = ({ code }: Unit): DemoActor => ({ id: `district-officer-${code}`, role: 'province-officer', unit: code });

/** One transaction of somebody on a day, in the morning of Asia/Ho_Chi_Minh: what is recorded then has the day as its own. */
export function changeOn<T>(session: Session, { id, role, unit }: DemoActor, day: Day, work: (writing: Writing) => Promise<T>): Promise<T> {
  const actor = { id, grants: [unit ? { role, unit } : { role }] };
  return change({ ...session, actor, now: new Date(`${day}T09:00:00+07:00`), today: day, loaders: new Map() }, work);
}

/** The teams of each of some communes on a day, in the order of their hamlets. */
export async function teamsOf(session: Session, communes: readonly Unit[], on: Day): Promise<Map<string, string[]>> {
  const found = await rows<{ commune: string; id: string }>(
    session.db,
    sql`SELECT c.ancestor_id AS commune, h.team_id AS id FROM admin_unit_closure c JOIN team_host h ON h.unit_id = c.descendant_id
        JOIN admin_unit_state s ON s.unit_id = h.unit_id AND s.from_day <= ${on} AND s.until_day > ${on}
        WHERE c.ancestor_id = ANY(${communes.map(({ id }) => id)}) AND c.from_day <= ${on} AND c.until_day > ${on}
          AND h.from_day <= ${on} AND h.until_day > ${on} ORDER BY s.local_code, h.team_id`,
  );
  return new Map(communes.map(({ id }) => [id, found.filter(({ commune }) => commune === id).map((row) => row.id)]));
}
