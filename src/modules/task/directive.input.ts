import { Directive, Field, ID, InputType } from 'type-graphql';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsOptional, ValidateNested } from 'class-validator';
import { DateScalar } from '../../graphql/date.scalar';
import { Text } from '../../graphql/text';
import { WriteInput } from '../../graphql/write.input';
import type { Pillar } from '../../tenancy/province';
import { CitationInput } from '../document';
import { PillarEnum } from '../province';

const GIVEN = 'Day it was given; today if not said, never a day to come.';

@InputType('ExpandTimelineInput', { description: 'A unit and the period to make its directives for.' })
export class ExpandTimelineInput extends WriteInput {
  @Field(() => ID, { description: 'The unit.' })
  unitId: string;

  @Field(() => DateScalar, { description: 'First day of the period.' })
  from: string;

  @Field(() => DateScalar, { description: 'First day after the period.' })
  until: string;

  @Field(() => DateScalar, { nullable: true, description: GIVEN })
  day?: string | null;
}

@InputType('GiveDirectiveInput', { description: 'A directive given by hand.' })
export class GiveDirectiveInput extends WriteInput {
  @Field(() => ID, { description: 'The unit that gives it.' })
  unitId: string;

  @Field(() => String, { description: 'What is asked for, in a line.' })
  @Text(300)
  title: string;

  @Field(() => String, { nullable: true, description: 'The whole of it.' })
  @IsOptional()
  @Text(5000)
  text?: string | null;

  @Field(() => PillarEnum, { nullable: true, description: 'Its pillar.' })
  pillar?: Pillar | null;

  @Field(() => DateScalar, { description: 'First day of its period.' })
  from: string;

  @Field(() => DateScalar, { description: 'First day after its period.' })
  until: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last day on which it is done in time; the last day of the period if not given.',
  })
  due?: string | null;

  @Field(() => CitationInput, { nullable: true, description: 'The document it rests on.' })
  @IsOptional()
  @ValidateNested()
  document?: CitationInput | null;

  @Field(() => String, { nullable: true, description: 'The clause that asks for it.' })
  @IsOptional()
  @Text(300)
  clause?: string | null;

  @Field(() => DateScalar, { nullable: true, description: GIVEN })
  day?: string | null;
}

@Directive('@oneOf')
@InputType('DirectiveTargetInput', { description: 'Who receives a directive.' })
export class DirectiveTargetInput {
  @Field(() => [ID], { nullable: true, description: 'Units below the one that passes it on, however deep, at most 200.' })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique()
  unitIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Teams in or below the unit, at most 200: each is given a task.' })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique()
  teamIds?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True for all teams that live in or below the unit on the day: each is given a task.',
  })
  @IsOptional()
  allTeams?: boolean | null;
}

@InputType('PassOnDirectiveInput', { description: 'A directive to be passed on, to units below or to teams as tasks.' })
export class PassOnDirectiveInput extends WriteInput {
  @Field(() => ID, { description: 'The directive.' })
  directiveId: string;

  @Field(() => DirectiveTargetInput, { description: 'Who receives it; who has it already is left as is.' })
  @ValidateNested()
  to: DirectiveTargetInput;

  @Field(() => String, { nullable: true, description: 'What you add to it.' })
  @IsOptional()
  @Text(5000)
  detail?: string | null;

  @Field(() => DateScalar, { nullable: true, description: "Last day on which it is done in time; the directive's own if not given." })
  due?: string | null;

  @Field(() => DateScalar, { nullable: true, description: GIVEN })
  day?: string | null;
}
