import { Field, Int, ObjectType } from 'type-graphql';
import { DateScalar } from '../../graphql/date.scalar';

@ObjectType('ReturnReason', { description: 'Why tasks were returned, and how many of them.' })
export class ReturnReasonType {
  @Field(() => String, { description: 'The reason.' })
  reason: string;

  @Field(() => Int, { description: 'How many tasks were returned for it.' })
  count: number;
}

@ObjectType('NotReceived', { description: 'Who has not got a directive.' })
export class NotReceivedType {
  readonly unitUuids: readonly string[];
  readonly teamUuids: readonly string[];
  readonly on: string;

  @Field(() => Int, {
    description: 'Units directly below with teams further below, that have neither the directive nor a task of it in a team.',
  })
  unitCount: number;

  @Field(() => Int, { description: 'Teams that live in or below the unit and hold no task of it.' })
  teamCount: number;
}

@ObjectType('TaskProgress', { description: 'How far the tasks of the teams in and below a unit are on a day; each task once (tiến độ).' })
export class TaskProgressType {
  readonly unitUuid: string;
  readonly directiveUuid: string | null;
  readonly on: string;

  @Field(() => Int, { description: 'All that were given by the day, the cancelled ones included: the sum of the seven states.' })
  given: number;

  @Field(() => Int, { description: 'Given and not accepted yet.' })
  open: number;

  @Field(() => Int, { description: 'Accepted and not begun.' })
  accepted: number;

  @Field(() => Int, { description: 'Being worked on.' })
  inProgress: number;

  @Field(() => Int, { description: 'Done and not confirmed yet.' })
  done: number;

  @Field(() => Int, { description: 'Done and confirmed.' })
  confirmed: number;

  @Field(() => Int, { description: 'Returned and not taken up again.' })
  returned: number;

  @Field(() => Int, { description: 'Cancelled.' })
  cancelled: number;

  @Field(() => Int, { description: 'Past their due day and still to be worked on, in whichever state.' })
  overdue: number;
}

@ObjectType('Milestone', { description: 'A milestone of the timeline at a unit, with its progress by the day (mốc thời gian).' })
export class MilestoneType {
  readonly unitUuid: string;
  readonly on: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly legalDocumentKey: string;
  /** The level whose units are counted, if it is measured. */
  readonly perUnitOf: string | null;

  @Field(() => String, { description: 'Its code in the timeline.' })
  code: string;

  @Field(() => DateScalar, { description: 'Last day on which it is met: of "before 31/5" the 30th.' })
  due: string;

  @Field(() => Int, { description: "Number of the timeline's version that names it (`RuleVersion.number`)." })
  ruleVersion: number;

  @Field(() => String, { description: 'The clause.' })
  clause: string;
}
