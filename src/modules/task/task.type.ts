import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../graphql/connection';
import { DateScalar } from '../../graphql/date.scalar';
import { NodeType } from '../../graphql/node.type';
import type { TaskSide, TaskStateName } from './task-states.rules';

export enum TaskStateEnum {
  OPEN = 'open',
  ACCEPTED = 'accepted',
  IN_PROGRESS = 'in-progress',
  DONE = 'done',
  CONFIRMED = 'confirmed',
  RETURNED = 'returned',
  CANCELLED = 'cancelled',
}
registerEnumType(TaskStateEnum, {
  name: 'TaskState',
  description: 'How far a task is. Whether it is overdue follows from the day and is no state.',
  valuesConfig: {
    OPEN: { description: 'Given, not accepted yet (mới giao).' },
    ACCEPTED: { description: 'Accepted by the team (đã nhận).' },
    IN_PROGRESS: { description: 'Being worked on (đang thực hiện).' },
    DONE: { description: 'Done, says the team (đã hoàn thành, chờ xác nhận).' },
    CONFIRMED: { description: 'Done, confirmed by the unit that gave it (đã xác nhận).' },
    RETURNED: { description: 'Given back to the team with a reason (bị trả lại).' },
    CANCELLED: { description: 'No longer asked for, with a reason (đã hủy).' },
  },
});

export enum TaskSideEnum {
  TEAM = 'team',
  AUTHORITY = 'authority',
}
registerEnumType(TaskSideEnum, {
  name: 'TaskSide',
  description: 'Who takes a step of a task.',
  valuesConfig: {
    TEAM: { description: 'The team that holds it, or who keeps its tasks.' },
    AUTHORITY: { description: 'The unit that gave it.' },
  },
});

@ObjectType('TaskNextStep', { description: 'A state that can follow, and who may bring it about.' })
export class TaskNextStepType {
  @Field(() => TaskStateEnum, { description: 'The state that follows.' })
  to: TaskStateName;

  @Field(() => TaskSideEnum, { description: 'Whose step it is.' })
  side: TaskSide;

  @Field(() => String, { description: 'The permission it needs: over a unit of the team, or over the unit that gave the task.' })
  permission: string;

  @Field(() => Boolean, { description: 'Whether a reason must be given.' })
  needsReason: boolean;

  @Field(() => Boolean, { description: 'Whether you hold the permission there.' })
  allowed: boolean;
}

@ObjectType('TaskEvidence', { description: 'What was done for a task on a day (minh chứng).' })
export class TaskEvidenceType {
  @Field(() => DateScalar, { description: 'The day.' })
  day: string;

  @Field(() => String, { nullable: true, description: 'Where.' })
  place: string | null;

  @Field(() => String, { description: 'What was done.' })
  text: string;

  @Field(() => Int, { nullable: true, description: 'People reached; null if not known.' })
  people: number | null;

  @Field(() => Int, { nullable: true, description: 'Households reached; null if not known.' })
  households: number | null;

  @Field(() => [String], { description: 'Web addresses of pictures, lists and the like.' })
  links: string[];
}

export const TaskEvidenceConnection = connectionOf('TaskEvidence', () => TaskEvidenceType);

@ObjectType('TaskStatePeriod', { description: 'A state a task was in, and since when.' })
export class TaskStatePeriodType {
  readonly teamUuid: string;
  readonly eventUuid: string;
  readonly on: string;

  @Field(() => TaskStateEnum, { description: 'The state.' })
  state: TaskStateName;

  @Field(() => DateScalar, { description: 'First day of the state.' })
  from: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day it was no longer in it: the same day, if it went on at once; null while it is in it.',
  })
  until: string | null;

  @Field(() => String, { nullable: true, description: 'Why, where a reason was given.' })
  reason: string | null;
}

@ObjectType('Task', { implements: NodeType, description: 'One directive for one team (nhiệm vụ của Tổ) as it stood on one day.' })
export class TaskType extends NodeType {
  readonly __typename = 'Task';
  readonly directiveUuid: string;
  readonly teamUuid: string;
  readonly givenToUuid: string;
  readonly dueDay: string;
  /** The first unit of the team, and the unit that gave it: by them it is decided who may take which step. */
  readonly teamUnitUuid: string;
  readonly authorityUnitUuid: string;

  @Field(() => DateScalar, { description: 'The day it is read on.' })
  on: string;

  @Field(() => TaskStateEnum, { description: 'How far it is on the day.' })
  state: TaskStateName;

  @Field(() => DateScalar, { description: 'First day of that state.' })
  since: string;

  @Field(() => String, { nullable: true, description: 'Why it is in that state, where a reason was given.' })
  reason: string | null;

  @Field(() => DateScalar, { description: 'Day it was given.' })
  given: string;

  @Field(() => DateScalar, { description: 'Last day on which it is done in time (hạn hoàn thành).' })
  due: string;

  @Field(() => String, { nullable: true, description: 'What the unit that gave it adds.' })
  detail: string | null;

  @Field(() => Int, { description: 'Grows by one with each change; an edit names the one it saw.' })
  version: number;
}

export const TaskConnection = connectionOf('Task', () => TaskType);
