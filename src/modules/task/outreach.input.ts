import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { IsOptional, Length, Max, Min } from 'class-validator';
import { DateScalar } from '../../graphql/date.scalar';
import { Text } from '../../graphql/text';
import { WriteInput } from '../../graphql/write.input';
import type { Pillar } from '../../tenancy/province';
import { PillarEnum } from '../province';
import { MOST_PEOPLE } from './task.input';

const NUMBER = 'null if not known, which is not 0.';

@ArgsType()
export class PeriodArgs {
  @Field(() => DateScalar, { description: 'First day of the period.' })
  from: string;

  @Field(() => DateScalar, { description: 'First day after the period.' })
  until: string;
}

@InputType('OutreachFilter', { description: 'Which entries; all conditions together.' })
export class OutreachFilterInput {
  @Field(() => DateScalar, { nullable: true, description: 'Only from this day on.' })
  from?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Only before this day.' })
  until?: string | null;

  @Field(() => PillarEnum, { nullable: true, description: 'Only of this pillar.' })
  pillar?: Pillar | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those that were cancelled, or only those not.' })
  cancelled?: boolean | null;
}

@InputType('OutreachActInput', { description: 'What was done and among how many.' })
abstract class OutreachActInput extends WriteInput {
  @Field(() => ID, { nullable: true, description: 'The task of the team it was done for.' })
  taskId?: string | null;

  @Field(() => String, { nullable: true, description: 'Where.' })
  @IsOptional()
  @Text(300)
  place?: string | null;

  @Field(() => Int, { nullable: true, description: `People reached; ${NUMBER}` })
  @IsOptional()
  @Min(0)
  @Max(MOST_PEOPLE)
  people?: number | null;

  @Field(() => Int, { nullable: true, description: `Households reached; ${NUMBER}` })
  @IsOptional()
  @Min(0)
  @Max(MOST_PEOPLE)
  households?: number | null;

  @Field(() => String, { nullable: true, description: 'Whatever else there is to say; nothing about single persons.' })
  @IsOptional()
  @Text(2000)
  note?: string | null;
}

@InputType('LogOutreachInput', { description: 'What a team did among people on a day.' })
export class LogOutreachInput extends OutreachActInput {
  @Field(() => String, {
    description:
      'A name of this entry that the client makes once, e.g. a UUID, and keeps until it has an answer. Sent again with the same input nothing is logged twice.',
  })
  @Length(8, 200)
  override idempotencyKey: string;

  @Field(() => ID, { description: 'The team.' })
  teamId: string;

  @Field(() => DateScalar, { nullable: true, description: 'The day; today if not given, never a day to come.' })
  day?: string | null;

  @Field(() => PillarEnum, { description: 'The pillar of work.' })
  pillar: Pillar;
}

@InputType('CorrectOutreachInput', { description: 'A correction; what is not given stays, null takes away.' })
export class CorrectOutreachInput extends OutreachActInput {
  @Field(() => ID, { description: 'The entry.' })
  outreachId: string;

  @Field(() => Int, { description: 'The version you read.' })
  expectedVersion: number;

  @Field(() => DateScalar, { nullable: true, description: 'The day; null leaves it as it is.' })
  day?: string | null;

  @Field(() => PillarEnum, { nullable: true, description: 'The pillar of work; null leaves it as it is.' })
  pillar?: Pillar | null;
}

@InputType('CancelOutreachInput', { description: 'An entry that should not have been logged.' })
export class CancelOutreachInput extends WriteInput {
  @Field(() => ID, { description: 'The entry.' })
  outreachId: string;

  @Field(() => Int, { description: 'The version you read.' })
  expectedVersion: number;

  @Field(() => String, { description: 'Why.' })
  @Text(2000)
  reason: string;
}
