import { Field, ID, InputType, Int } from 'type-graphql';
import { ArrayMaxSize, ArrayMinSize, IsOptional, ValidateNested } from 'class-validator';
import { Text } from '../../graphql/text';
import { DateScalar } from '../../graphql/date.scalar';
import { WriteInput } from '../../graphql/write.input';
import type { Seat } from '../../tenancy/province';
import { PersonReferenceInput } from '../person';
import { SeatEnum } from './team.type';

@InputType('NewMemberInput', { description: 'A person who joins a team.' })
export class NewMemberInput {
  @Field(() => PersonReferenceInput, { description: 'The person.' })
  @ValidateNested()
  person: PersonReferenceInput;

  @Field(() => SeatEnum, { description: 'The seat.' })
  seat: Seat;

  @Field(() => String, { nullable: true, description: "The post held outside the team, one of the vocabulary's `posts`." })
  @IsOptional()
  @Text(50)
  post?: string | null;

  @Field(() => [String], { nullable: true, description: "Groups the person comes from, of the vocabulary's `constituencies`." })
  @IsOptional()
  @ArrayMaxSize(20)
  constituencies?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Skills, of the vocabulary's `skills`." })
  @IsOptional()
  @ArrayMaxSize(20)
  skills?: string[] | null;

  @Field(() => DateScalar, { nullable: true, description: "First day in the team; the team's first day at its founding, today otherwise." })
  joined?: string | null;
}

@InputType('AddMembersInput', { description: 'People who join a team on record.' })
export class AddMembersInput extends WriteInput {
  @Field(() => ID, { description: 'The team.' })
  teamId: string;

  @Field(() => [NewMemberInput], { description: 'The people, at most 100.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  members: NewMemberInput[];
}

@InputType('ChangeMemberInput', { description: 'Another seat, post, constituencies or skills from a day on; what is not given stays.' })
export class ChangeMemberInput extends WriteInput {
  @Field(() => ID, { description: 'The membership.' })
  memberId: string;

  @Field(() => Int, { description: 'The version you read.' })
  expectedVersion: number;

  @Field(() => DateScalar, { description: 'First day of the change.' })
  from: string;

  @Field(() => SeatEnum, { description: 'The seat.' })
  seat: Seat;

  @Field(() => String, { nullable: true, description: 'The post; null takes it away.' })
  @IsOptional()
  @Text(50)
  post?: string | null;

  @Field(() => [String], { nullable: true, description: 'Groups the person comes from.' })
  @IsOptional()
  @ArrayMaxSize(20)
  constituencies?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Skills.' })
  @IsOptional()
  @ArrayMaxSize(20)
  skills?: string[] | null;
}

@InputType('RemoveMemberInput', { description: 'The end of a membership.' })
export class RemoveMemberInput extends WriteInput {
  @Field(() => ID, { description: 'The membership.' })
  memberId: string;

  @Field(() => Int, { description: 'The version you read.' })
  expectedVersion: number;

  @Field(() => DateScalar, { description: 'First day the person is no longer in the team.' })
  left: string;

  @Field(() => String, { nullable: true, description: 'Why.' })
  @IsOptional()
  @Text(2000)
  reason?: string | null;
}
