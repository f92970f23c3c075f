import { Field, ID, InputType, Int } from 'type-graphql';
import { ArrayMaxSize, ArrayUnique, IsOptional, IsUrl, Max, MaxLength, Min } from 'class-validator';
import { DateScalar } from '../../graphql/date.scalar';
import { Text } from '../../graphql/text';
import { WriteInput } from '../../graphql/write.input';
import type { TaskStateName } from './task-states.rules';
import { TaskStateEnum } from './task.type';

/** More than a province has people would be a slip of the hand long before. */
export const MOST_PEOPLE = 1_000_000;

const DAY = 'The day; today if not given, never a day to come.';

@InputType('TeamTaskFilter', { description: 'Which tasks of a team; all conditions together.' })
export class TeamTaskFilterInput {
  @Field(() => TaskStateEnum, { nullable: true, description: 'Only those in this state on the day.' })
  state?: TaskStateName | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those overdue on the day, or only those not.' })
  overdue?: boolean | null;
}

@InputType('TaskFilter', { description: 'Which tasks; all conditions together.' })
export class TaskFilterInput extends TeamTaskFilterInput {
  @Field(() => ID, { nullable: true, description: 'Only of teams in this unit and below.' })
  within?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those this team holds.' })
  team?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only of this directive, and of those of other units that ask for the same thing.' })
  directive?: string | null;
}

@InputType('MoveTaskInput', { description: 'A step of a task.' })
export class MoveTaskInput extends WriteInput {
  @Field(() => ID, { description: 'The task.' })
  taskId: string;

  @Field(() => Int, { description: 'The version you read.' })
  expectedVersion: number;

  @Field(() => TaskStateEnum, { description: 'The state that follows, one of the task’s `nextSteps`.' })
  to: TaskStateName;

  @Field(() => String, { nullable: true, description: 'Why; a task is returned or cancelled with a reason.' })
  @IsOptional()
  @Text(2000)
  reason?: string | null;

  @Field(() => DateScalar, { nullable: true, description: DAY })
  day?: string | null;
}

@InputType('AssignTaskInput', { description: 'The members that a task is given to.' })
export class AssignTaskInput extends WriteInput {
  @Field(() => ID, { description: 'The task.' })
  taskId: string;

  @Field(() => Int, { description: 'The version you read.' })
  expectedVersion: number;

  @Field(() => [ID], { description: 'All who work on it from the day on, at most 100; members of the team on that day.' })
  @ArrayMaxSize(100)
  @ArrayUnique()
  memberIds: string[];

  @Field(() => DateScalar, { nullable: true, description: DAY })
  day?: string | null;
}

@InputType('AddTaskEvidenceInput', { description: 'What was done for a task on a day.' })
export class AddTaskEvidenceInput extends WriteInput {
  @Field(() => ID, { description: 'The task.' })
  taskId: string;

  @Field(() => DateScalar, { nullable: true, description: DAY })
  day?: string | null;

  @Field(() => String, { nullable: true, description: 'Where.' })
  @IsOptional()
  @Text(300)
  place?: string | null;

  @Field(() => String, { description: 'What was done.' })
  @Text(5000)
  text: string;

  @Field(() => Int, { nullable: true, description: 'People reached; null if not known, which is not 0.' })
  @IsOptional()
  @Min(0)
  @Max(MOST_PEOPLE)
  people?: number | null;

  @Field(() => Int, { nullable: true, description: 'Households reached; null if not known, which is not 0.' })
  @IsOptional()
  @Min(0)
  @Max(MOST_PEOPLE)
  households?: number | null;

  @Field(() => [String], { nullable: true, description: 'Web addresses that begin with https, at most 10.' })
  @IsOptional()
  @ArrayMaxSize(10)
  @MaxLength(2000, { each: true })
  @IsUrl({ protocols: ['https'], require_protocol: true, require_valid_protocol: true }, { each: true })
  links?: string[] | null;
}
