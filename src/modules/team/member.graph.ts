import sql, { empty } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { reachedBySender } from '../../auth/scope';
import { columnsOf } from '../../database/columns';
import type { At, Known, Rows, Shape } from '../../database/graph/declare';
import type { Seat } from '../../tenancy/province';
import { wordsOn } from '../province';
import { homeOfTeam } from './home.service';
import { TeamMember } from './member.entity';
import { COLUMNS, LEADER_FIRST } from './member.reads';
import { personIn } from './person-access.service';

const m = columnsOf(TeamMember, 'm');

export const MEMBER: Shape = {
  type: 'Member',
  always: ({ on }) => ({ id: m.id, on }),
  columns: () => COLUMNS,
  words: {
    constituencies: {
      column: () => m.constituencies,
      list: true,
      dated: true,
      all: ({ province }, on) => wordsOn(province, 'constituencies', on),
    },
    skills: { column: () => m.skills, list: true, dated: true, all: ({ province }, on) => wordsOn(province, 'skills', on) },
  },
};

/** The members of a team on a day: leader, deputies, then the others as they joined. */
export function membersOf(team: Sql, { on }: At, seat: Seat | null): Rows {
  return {
    from: sql`team_member m`,
    where: sql`m.team_id = ${team} AND m.from_day <= ${on} AND m.until_day > ${on} ${seat ? sql`AND m.seat = ${seat}` : empty}`,
    order: LEADER_FIRST,
  };
}

/** A post, and whether the actor keeps the person's data. */
export interface PostRead {
  readonly code: string | null;
  readonly keeps: boolean;
}

const home = () => homeOfTeam(m.teamId);

/** What is withheld of them is said with its path, and what is read of persons is recorded: their resolvers answer, of what the statement brought. */
export const MEMBER_KNOWN: Readonly<Record<string, Known>> = {
  post: {
    by: ({ session }) => ({ code: m.post, keeps: reachedBySender(session, 'person:read', home()) }),
    facts: (k) => sql`json_build_object('code', ${k('code')}, 'keeps', ${k('keeps')})`,
  },
  person: {
    by: () => ({ id: m.personId, team: m.teamId, unit: home() }),
    facts: (k, { session }, _args, asked) => personIn(session, k('id'), { unit: k('unit'), team: k('team') }, asked),
  },
};
