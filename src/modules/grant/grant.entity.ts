import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { DatedRow } from '../../database/dated-row';
import { AdminUnit } from '../admin-unit';
import { Team } from '../team';

/** What somebody is granted beside what a token says: a role in a unit and below, in a team, or in the province. It never changes, it is revoked. */
@Entity()
@ForeignKey(() => AdminUnit, ['tenant', 'unitId'], ['tenant', 'id'])
@ForeignKey(() => Team, ['tenant', 'teamId'], ['tenant', 'id'])
@Check('actor_grant_period', 'from_day < until_day')
@Check('actor_grant_one_place', 'num_nonnulls(unit_id, team_id) <= 1')
@Index(['tenant', 'actor', 'id'])
@Index(['tenant', 'unitId'])
@Index(['tenant', 'teamId'])
export class ActorGrant extends DatedRow {
  /** Subject of the tokens of whom it is granted to. */
  @Column({ type: 'text' })
  actor: string;

  @Column({ type: 'text' })
  role: string;

  @Column({ type: 'uuid', nullable: true })
  unitId: string | null;

  @Column({ type: 'uuid', nullable: true })
  teamId: string | null;

  @Column({ type: 'text' })
  grantedBy: string;

  @Column({ type: 'timestamptz', nullable: true })
  revokedAt: Date | null;
}
