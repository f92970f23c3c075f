import sql, { empty } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import { reachedBySender } from '../../auth/scope';
import type { At, Known, Rows, Shape } from '../../database/graph/declare';
import type { Seat } from '../../tenancy/province';
import { wordsOn } from '../province';
import { homeOfTeam } from './home.service';
import { COLUMNS, LEADER_FIRST } from './member.reads';
import { personIn } from './person-access.service';

export const MEMBER: Shape = {
  type: 'Member',
  always: ({ on }) => ({ id: sql`m.id`, on }),
  columns: () => COLUMNS,
  words: {
    constituencies: {
      column: () => sql`m.constituencies`,
      list: true,
      dated: true,
      all: ({ province }, on) => wordsOn(province, 'constituencies', on),
    },
    skills: { column: () => sql`m.skills`, list: true, dated: true, all: ({ province }, on) => wordsOn(province, 'skills', on) },
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

const home = () => homeOfTeam(sql`m.team_id`);

/** What is withheld of them is said with its path, and what is read of persons is recorded: their resolvers answer, of what the statement brought. */
export const MEMBER_KNOWN: Readonly<Record<string, Known>> = {
  post: {
    by: ({ session }) => ({ code: sql`m.post`, keeps: reachedBySender(session, 'person:read', home()) }),
    facts: (k) => sql`json_build_object('code', ${k('code')}, 'keeps', ${k('keeps')})`,
  },
  person: {
    by: () => ({ id: sql`m.person_id`, team: sql`m.team_id`, unit: home() }),
    facts: (k, { session }, _args, asked) => personIn(session, k('id'), { unit: k('unit'), team: k('team') }, asked),
  },
};
