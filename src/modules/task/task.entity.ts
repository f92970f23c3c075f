import { Column, Entity, Exclusion, ForeignKey, Index } from 'typeorm';
import { DatedRow, FOR_WRITES_ONLY } from '../../database/dated-row';
import { TenantRow } from '../../database/tenant-row';
import type { Day } from '../../tenancy/day';
import { Team, TeamMember } from '../team';
import { Directive } from './directive.entity';

/** One directive for one team. Who holds it and how far it is are dated states. */
@Entity()
@ForeignKey(() => Directive, ['tenant', 'directiveId'], ['tenant', 'id'])
@ForeignKey(() => Team, ['tenant', 'teamId'], ['tenant', 'id'])
@Index(['tenant', 'directiveId', 'teamId'], { unique: true })
@Index(['tenant', 'teamId'])
@Index(['tenant', 'dueDay', 'id'])
export class Task extends TenantRow {
  @Column({ type: 'uuid' })
  directiveId: string;

  /** The team it was given to; after a merger another one holds it. */
  @Column({ type: 'uuid' })
  teamId: string;

  @Column({ type: 'date' })
  givenDay: Day;

  /** Last day on which it is done in time. */
  @Column({ type: 'date' })
  dueDay: Day;

  @Column({ type: 'text', nullable: true })
  detail: string | null;

  /** Grows by one with each change; an edit names the one it saw. */
  @Column({ type: 'integer', default: 1 })
  version: number;
}

/** How far a task is and which team holds it, on the days [fromDay, untilDay); a state left on the day it began holds on none and is history. */
@Entity()
@ForeignKey(() => Task, ['tenant', 'taskId'], ['tenant', 'id'])
@ForeignKey(() => Team, ['tenant', 'teamId'], ['tenant', 'id'])
@Exclusion(
  'task_state_one_a_day',
  `USING gist (tenant WITH =, task_id WITH =, daterange(from_day, until_day) WITH &&) WHERE (${FOR_WRITES_ONLY})`,
)
@Index(['tenant', 'taskId', 'fromDay'])
@Index(['tenant', 'teamId', 'state', 'fromDay'])
export class TaskState extends DatedRow {
  @Column({ type: 'uuid' })
  taskId: string;

  @Column({ type: 'uuid' })
  teamId: string;

  @Column({ type: 'text' })
  state: 'open' | 'accepted' | 'in-progress' | 'done' | 'confirmed' | 'returned' | 'cancelled';

  @Column({ type: 'text', nullable: true })
  reason: string | null;

  /** The event that tells of it. No foreign key: events are written after what they tell of. */
  @Column({ type: 'uuid' })
  eventId: string;

  /** Whether it followed from the end of a team and nobody decided it. */
  @Column({ type: 'boolean', default: false })
  automatic: boolean;
}

/** A membership that a task is given to. It counts for the person, also after a change of seat or a merger of teams. */
@Entity()
@ForeignKey(() => Task, ['tenant', 'taskId'], ['tenant', 'id'])
@ForeignKey(() => TeamMember, ['tenant', 'memberId'], ['tenant', 'id'])
@Index(['tenant', 'taskId', 'memberId', 'fromDay'], { unique: true })
@Index(['tenant', 'memberId'])
export class TaskAssignee extends DatedRow {
  @Column({ type: 'uuid' })
  taskId: string;

  @Column({ type: 'uuid' })
  memberId: string;
}

/** What was done for a task on a day. Numbers that are not known are null. */
@Entity()
@ForeignKey(() => Task, ['tenant', 'taskId'], ['tenant', 'id'])
@Index(['tenant', 'taskId', 'day', 'id'])
export class TaskEvidence extends TenantRow {
  @Column({ type: 'uuid' })
  taskId: string;

  @Column({ type: 'date' })
  day: Day;

  @Column({ type: 'text', nullable: true })
  place: string | null;

  @Column({ type: 'text' })
  text: string;

  @Column({ type: 'integer', nullable: true })
  people: number | null;

  @Column({ type: 'integer', nullable: true })
  households: number | null;

  /** Web addresses. */
  @Column({ type: 'text', array: true })
  links: string[];
}
