import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { TenantRow } from '../../database/tenant-row';
import type { Day } from '../../tenancy/day';
import type { Pillar } from '../../tenancy/province';
import { Team } from '../team';
import { Task } from './task.entity';

/** One act of a team among people. Numbers that are not known are null; a cancelled entry stays and counts nowhere. */
@Entity()
@ForeignKey(() => Team, ['tenant', 'teamId'], ['tenant', 'id'])
@ForeignKey(() => Task, ['tenant', 'taskId'], ['tenant', 'id'])
@Index(['tenant', 'teamId', 'day', 'id'])
@Index(['tenant', 'taskId'])
export class Outreach extends TenantRow {
  @Column({ type: 'uuid' })
  teamId: string;

  @Column({ type: 'date' })
  day: Day;

  @Column({ type: 'text' })
  pillar: Pillar;

  @Column({ type: 'uuid', nullable: true })
  taskId: string | null;

  @Column({ type: 'text', nullable: true })
  place: string | null;

  @Column({ type: 'integer', nullable: true })
  people: number | null;

  @Column({ type: 'integer', nullable: true })
  households: number | null;

  @Column({ type: 'text', nullable: true })
  note: string | null;

  @Column({ type: 'boolean', default: false })
  cancelled: boolean;

  @Column({ type: 'text', nullable: true })
  cancelReason: string | null;

  @Column({ type: 'integer', default: 1 })
  version: number;
}
