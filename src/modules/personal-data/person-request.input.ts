import { Field, ID, InputType, Int } from 'type-graphql';
import { IsIn, IsOptional } from 'class-validator';
import { DateScalar } from '../../graphql/date.scalar';
import { Text } from '../../graphql/text';
import { WriteInput } from '../../graphql/write.input';
import { RequestKindEnum, RequestStatusEnum } from './person-request.type';

@InputType('RecordPersonRequestInput', { description: 'A request that a person has made about their data.' })
export class RecordPersonRequestInput extends WriteInput {
  @Field(() => ID, { description: 'The person.' })
  personId: string;

  @Field(() => RequestKindEnum, { description: 'What is asked for.' })
  kind: RequestKindEnum;

  @Field(() => DateScalar, { nullable: true, description: 'The day it came; today if not given.' })
  receivedDay?: string | null;

  @Field(() => String, { nullable: true, description: 'What should be remembered of it.' })
  @IsOptional()
  @Text(2000)
  note?: string | null;
}

@InputType('ClosePersonRequestInput', { description: 'The answer to a request.' })
export class ClosePersonRequestInput extends WriteInput {
  @Field(() => ID, { description: 'The request.' })
  requestId: string;

  @Field(() => RequestStatusEnum, { description: 'DONE or REFUSED.' })
  @IsIn([RequestStatusEnum.DONE, RequestStatusEnum.REFUSED], { message: 'status must be DONE or REFUSED' })
  status: RequestStatusEnum;

  @Field(() => String, { nullable: true, description: 'How it was answered; why, if it is refused.' })
  @IsOptional()
  @Text(2000)
  reason?: string | null;
}

@InputType('ErasePersonInput', { description: "The erasure of a person's data." })
export class ErasePersonInput extends WriteInput {
  @Field(() => ID, { description: 'The person.' })
  personId: string;

  @Field(() => Int, { description: 'The version you read.' })
  expectedVersion: number;

  @Field(() => String, { description: 'Why; it stands in the event and must itself hold no personal data.' })
  @Text(500)
  reason: string;
}

@InputType('PersonRequestFilter', { description: 'Which requests; all conditions together.' })
export class PersonRequestFilterInput {
  @Field(() => RequestStatusEnum, { nullable: true, description: 'Only those that stand so.' })
  status?: RequestStatusEnum | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those overdue, or only those not.' })
  overdue?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Only those of one person.' })
  person?: string | null;
}
