import { Column, Entity, Exclusion, ForeignKey, Index } from 'typeorm';
import { DatedRow, FOR_WRITES_ONLY } from '../../database/dated-row';
import type { Seat } from '../../tenancy/province';
import { Person } from '../person';
import { Team } from './team.entity';

/** A person's time in a team in one seat: joined on `fromDay`, left on `untilDay`. A change of seat or post ends one and begins another. */
@Entity()
@ForeignKey(() => Team, ['tenant', 'teamId'], ['tenant', 'id'])
@ForeignKey(() => Person, ['tenant', 'personId'], ['tenant', 'id'])
@Exclusion(
  'team_member_one_leader',
  `USING gist (tenant WITH =, team_id WITH =, daterange(from_day, until_day) WITH &&) WHERE (${FOR_WRITES_ONLY} AND seat = 'leader')`,
)
@Exclusion(
  'team_member_once',
  `USING gist (tenant WITH =, team_id WITH =, person_id WITH =, daterange(from_day, until_day) WITH &&) WHERE (${FOR_WRITES_ONLY})`,
)
@Index(['tenant', 'teamId', 'fromDay'])
@Index(['tenant', 'personId'])
export class TeamMember extends DatedRow {
  @Column({ type: 'uuid' })
  teamId: string;

  @Column({ type: 'uuid' })
  personId: string;

  @Column({ type: 'text' })
  seat: Seat;

  /** A code of the province's posts. */
  @Column({ type: 'text', nullable: true })
  post: string | null;

  /** Codes of the province's constituencies and skills. */
  @Column({ type: 'text', array: true })
  constituencies: string[];

  @Column({ type: 'text', array: true })
  skills: string[];

  @Column({ type: 'integer', default: 1 })
  version: number;
}
