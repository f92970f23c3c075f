import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { IsOptional, MaxLength } from 'class-validator';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { connectionOf } from '../../graphql/connection';

@ObjectType('PersonalRead', {
  description: 'One read of personal data (lượt truy cập dữ liệu cá nhân): written before the answer was sent.',
})
export class PersonalReadType {
  readonly subjectUuids: readonly string[];

  @Field(() => Int, { description: 'Its place in the chain of reads: 1, 2, 3 … without gaps.' })
  position: number;

  @Field(() => GraphQLDateTimeISO, { description: 'When.' })
  at: Date;

  @Field(() => String, { description: 'Who.' })
  actor: string;

  @Field(() => String, { nullable: true, description: 'What for, as the actor said.' })
  purpose: string | null;

  @Field(() => String, { description: 'The request, as the log names it.' })
  requestId: string;

  @Field(() => [String], { description: 'The fields of `Person` that were read.' })
  fields: string[];
}

export const PersonalReadConnection = connectionOf('PersonalRead', () => PersonalReadType);

@InputType('PersonalReadFilter', { description: 'Which reads to list; all conditions together.' })
export class PersonalReadFilterInput {
  @Field(() => ID, { nullable: true, description: 'Only those of one person.' })
  subject?: string | null;

  @Field(() => String, { nullable: true, description: 'Only those by one actor.' })
  @IsOptional()
  @MaxLength(200)
  actor?: string | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'From this instant on.' })
  from?: Date | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Before this instant.' })
  until?: Date | null;
}
