import sql, { empty } from 'sql-template-tag';
import type { Sql } from 'sql-template-tag';
import type { At, Rows, Shape } from '../../database/graph/declare';
import type { Seat } from '../../tenancy/province';
import { wordsOn } from '../province';
import { COLUMNS, LEADER_FIRST } from './member.reads';

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
