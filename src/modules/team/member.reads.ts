import sql, { empty } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { columnsOf, endOf, fieldsOf } from '../../database/columns';
import { readPages } from '../../database/page';
import type { ListQuery, Page, PageRequest } from '../../database/page';
import { batchName, selectList } from '../../database/select';
import type { Columns } from '../../database/select';
import { groupBy, load, rows } from '../../database/session';
import type { Session } from '../../database/session';
import type { Seat } from '../../tenancy/province';
import { homeOfTeam } from './home.service';
import { TeamMember } from './member.entity';
import type { MemberType } from './team.type';

type Fields = ReadonlySet<string>;

const m = columnsOf(TeamMember, 'm');

export const COLUMNS: Columns = {
  ...fieldsOf(m, 'seat', 'version'),
  joined: { joined: m.fromDay },
  left: { left: endOf(m.untilDay) },
  post: { postCode: m.post, unitUuid: homeOfTeam(m.teamId) },
  constituencies: { constituencyCodes: m.constituencies },
  skills: { skillCodes: m.skills },
  team: { teamUuid: m.teamId },
  person: {
    teamUuid: m.teamId,
    personUuid: m.personId,
    unitUuid: homeOfTeam(m.teamId),
  },
};

export const LEADER_FIRST: ListQuery['order'] = [
  { by: sql`CASE m.seat WHEN 'leader' THEN '1' WHEN 'deputy' THEN '2' ELSE '3' END`, type: 'text' },
  { by: sql`m.from_day`, type: 'date' },
  { by: sql`m.id`, type: 'uuid' },
];

function selectMember(fields: Fields, on: string): Sql {
  return selectList(COLUMNS, fields, { id: m.id, __typename: sql`'Member'`, on: sql`${on}::date` });
}

export function loadMember(session: Session, id: string, on: string, fields: Fields): Promise<MemberType | null> {
  return load(session, batchName('member', fields, on), id, async (ids) => {
    const found = await rows<MemberType>(session.db, sql`SELECT ${selectMember(fields, on)} FROM team_member m WHERE m.id = ANY(${ids})`);
    return new Map(found.map((row) => [row.id, row]));
  });
}

/** The members of each of many teams on a day: leader, deputies, then the others as they joined. */
export function loadMembers(
  session: Session,
  teamId: string,
  on: string,
  seat: Seat | null,
  page: PageRequest,
  fields: Fields,
  withTotal: boolean,
): Promise<Page<MemberType> | null> {
  const query = {
    select: selectMember(fields, on),
    from: sql`team_member m`,
    where: sql`m.team_id = k.key AND m.from_day <= ${on} AND m.until_day > ${on} ${seat ? sql`AND m.seat = ${seat}` : empty}`,
    order: LEADER_FIRST,
  };
  return load(session, batchName('members', fields, [on, seat, page, withTotal]), teamId, (ids) =>
    readPages<MemberType>(session, ids, query, page, withTotal),
  );
}

/** Number of members of each of many teams on a day. */
export async function loadMemberCount(session: Session, teamId: string, on: string, seat: Seat | null): Promise<number> {
  const count = await load(session, `member-count:${on}:${seat}`, teamId, async (ids) => {
    const found = await rows<{ teamId: string; count: number }>(
      session.db,
      sql`SELECT team_id AS "teamId", count(*) AS count FROM team_member
          WHERE team_id = ANY(${ids}) AND from_day <= ${on} AND until_day > ${on} ${seat ? sql`AND seat = ${seat}` : empty} GROUP BY team_id`,
    );
    return new Map(found.map(({ teamId: id, count: each }) => [id, each]));
  });
  return count ?? 0;
}

/** The units of all teams the person is or was in: by them it is decided who may see the person. */
export async function unitsOfPerson(session: Session, personId: string): Promise<string[]> {
  const found = await load(session, 'units-of-person', personId, async (ids) => {
    const all = await rows<{ personId: string; unitId: string }>(
      session.db,
      sql`SELECT DISTINCT m.person_id AS "personId", h.unit_id AS "unitId" FROM team_member m JOIN team_host h ON h.team_id = m.team_id WHERE m.person_id = ANY(${ids})`,
    );
    return groupBy(all, (row) => row.personId);
  });
  return (found ?? []).map(({ unitId }) => unitId);
}
