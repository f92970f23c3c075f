import { Directive, Field, ID, InputType, Int } from 'type-graphql';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsOptional, Matches, MaxLength, ValidateNested } from 'class-validator';
import { Text } from '../../graphql/text';
import { DateScalar } from '../../graphql/date.scalar';
import { WriteInput } from '../../graphql/write.input';
import { CitationInput } from '../document';
import { NewMemberInput } from './member.input';

/** An https address without a user in it, or a telephone number: short service numbers such as 1022 are as good as long ones. */
const CHANNEL = /^(https:\/\/[\w-]+(\.[\w-]+)+(:\d{1,5})?([/?#][\x21-\x7e]*)?|\+?\d([ .-]?\d){2,14})$/;

@InputType('TeamFilter', { description: 'Which teams to list; all conditions together.' })
export class TeamFilterInput {
  @Field(() => ID, { nullable: true, description: 'Only teams in this unit and below.' })
  within?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only teams with a word of the name of the day that starts like this; diacritics and capitals do not matter.',
  })
  @IsOptional()
  @Text(100)
  search?: string | null;

  @Field(() => String, { nullable: true, description: "Only one kind, one of the vocabulary's `teamKinds`." })
  @IsOptional()
  @Text(50)
  kind?: string | null;
}

@InputType('OrganisationInput', { description: 'An organisation with a team of its own.' })
export class OrganisationInput {
  @Field(() => String, { description: 'Its name.' })
  @Text(300)
  name: string;

  @Field(() => ID, { description: 'The unit it stands in.' })
  unitId: string;
}

@Directive('@oneOf')
@InputType('TeamHostInput', { description: 'Where a team lives.' })
export class TeamHostInput {
  @Field(() => [ID], { nullable: true, description: 'The units it covers, side by side; usually one hamlet.' })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  unitIds?: string[] | null;

  @Field(() => OrganisationInput, { nullable: true, description: 'The organisation it belongs to.' })
  @IsOptional()
  @ValidateNested()
  organisation?: OrganisationInput | null;
}

@InputType('FoundTeamInput', { description: 'A team and the decision that founds it.' })
export class FoundTeamInput extends WriteInput {
  @Field(() => String, { description: "Its kind, one of the vocabulary's `teamKinds`." })
  @Text(50)
  kind: string;

  @Field(() => TeamHostInput, { description: 'Where it lives.' })
  @ValidateNested()
  host: TeamHostInput;

  @Field(() => CitationInput, { description: 'The founding decision; one decision may found many teams.' })
  @ValidateNested()
  decision: CitationInput;

  @Field(() => DateScalar, { nullable: true, description: 'Its first day; the day of the decision if not given.' })
  from?: string | null;

  @Field(() => String, { nullable: true, description: 'Its name; what the terminology of the day calls it if not given.' })
  @IsOptional()
  @Text(300)
  name?: string | null;

  @Field(() => CitationInput, { nullable: true, description: 'Its working regulation (quy chế hoạt động).' })
  @IsOptional()
  @ValidateNested()
  regulation?: CitationInput | null;

  @Field(() => [NewMemberInput], { nullable: true, description: 'Its first members, at most 100.' })
  @IsOptional()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  members?: NewMemberInput[] | null;
}

@InputType('RenameTeamsInput', { description: 'A new name of one team, or the name of the day for many.' })
export class RenameTeamsInput extends WriteInput {
  @Field(() => [ID], { description: 'The teams, at most 200.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique()
  teamIds: string[];

  @Field(() => CitationInput, { description: 'The decision (quyết định kiện toàn, đổi tên).' })
  @ValidateNested()
  decision: CitationInput;

  @Field(() => DateScalar, { description: 'First day of the new name.' })
  from: string;

  @Field(() => String, {
    nullable: true,
    description: 'A name for a single team; what the terminology of the day calls each if not given.',
  })
  @IsOptional()
  @Text(300)
  name?: string | null;
}

@InputType('RecordTeamDocumentInput', { description: "A document that is the teams' own." })
export class RecordTeamDocumentInput extends WriteInput {
  @Field(() => [ID], { description: 'The teams, at most 200: a commune may issue one regulation for all of its teams.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique()
  teamIds: string[];

  @Field(() => String, { description: "What it is, one of the vocabulary's `documentTypes`." })
  @Text(50)
  type: string;

  @Field(() => CitationInput, { description: 'The document.' })
  @ValidateNested()
  document: CitationInput;
}

@InputType('TeamDecisionInput', { description: 'A decision on one team.' })
export class TeamDecisionInput extends WriteInput {
  @Field(() => ID, { description: 'The team.' })
  teamId: string;

  @Field(() => Int, { description: 'The version you read.' })
  expectedVersion: number;

  @Field(() => CitationInput, { description: 'The decision.' })
  @ValidateNested()
  decision: CitationInput;

  @Field(() => DateScalar, { description: 'First day it takes effect.' })
  from: string;

  @Field(() => String, { nullable: true, description: 'Why.' })
  @IsOptional()
  @Text(2000)
  reason?: string | null;
}

@InputType('SetTeamContactInput', { description: 'How anybody reaches a team.' })
export class SetTeamContactInput extends WriteInput {
  @Field(() => ID, { description: 'The team.' })
  teamId: string;

  @Field(() => Int, { description: 'The version you read.' })
  expectedVersion: number;

  @Field(() => String, {
    nullable: true,
    description:
      "An https address of a group or hotline, or the team's telephone, never a person's own: everybody sees it. Null removes it.",
  })
  @IsOptional()
  @MaxLength(300)
  @Matches(CHANNEL, {
    message: 'contactChannel must be an https address, e.g. https://zalo.me/g/abc, or a telephone number, e.g. 02043888888',
  })
  contactChannel: string | null;
}

@InputType('MergeTeamsInput', { description: 'Teams that become one (sáp nhập Tổ).' })
export class MergeTeamsInput extends WriteInput {
  @Field(() => ID, { description: 'The team that remains.' })
  intoTeamId: string;

  @Field(() => [ID], { description: 'The teams that end, at most 20.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  teamIds: string[];

  @Field(() => CitationInput, { description: 'The decision.' })
  @ValidateNested()
  decision: CitationInput;

  @Field(() => DateScalar, { description: 'First day of the joined team.' })
  from: string;

  @Field(() => [ID], { nullable: true, description: 'The units it covers afterwards; those of all the teams if not given.' })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  unitIds?: string[] | null;
}
