import { Field, Float, ID, InputType } from 'type-graphql';
import { ArrayMaxSize, ArrayMinSize, IsNumber, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { DateScalar } from '../../graphql/date.scalar';
import { Text } from '../../graphql/text';
import { WriteInput } from '../../graphql/write.input';
import { CitationInput } from '../document';
import { HolderInput } from '../team';

const MOST = 1_000_000_000;

@InputType('QuotaFilter', { description: 'Which quotas; all conditions together.' })
export class QuotaFilterInput {
  @Field(() => String, { nullable: true, description: 'Only of this indicator.' })
  @IsOptional()
  @Text(100)
  indicator?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those given to this unit or units below it.' })
  within?: string | null;
}

@InputType('GiveQuotaInput', {
  description: 'A quota given to a unit from outside the ledger: by the steering committee, or the unit above.',
})
export class GiveQuotaInput extends WriteInput {
  @Field(() => ID, { description: 'The unit.' })
  unitId: string;

  @Field(() => String, { description: "Code of the indicator, one of the unit's `indicators`." })
  @Text(100)
  indicator: string;

  @Field(() => String, {
    nullable: true,
    description: "The part of the population it is for, one of the indicator's `segments`; all if not given.",
  })
  @IsOptional()
  @Text(100)
  segment?: string | null;

  @Field(() => DateScalar, { description: 'First day of the period.' })
  from: string;

  @Field(() => DateScalar, { description: 'First day after the period.' })
  until: string;

  @Field(() => Float, { description: "How much is to be reached, in the indicator's unit; percent for ratios." })
  @IsNumber()
  @Max(MOST)
  target: number;

  @Field(() => DateScalar, { nullable: true, description: 'Day it was given; the day of the document if not said.' })
  day?: string | null;

  @Field(() => CitationInput, { description: 'The document that gives it (quyết định giao chỉ tiêu).' })
  @ValidateNested()
  document: CitationInput;

  @Field(() => String, { nullable: true, description: 'The clause of the document.' })
  @IsOptional()
  @Text(300)
  clause?: string | null;
}

@InputType('ChangeQuotaInput', { description: 'More or less of a quota, from outside the ledger.' })
export class ChangeQuotaInput extends WriteInput {
  @Field(() => ID, { description: 'The quota.' })
  quotaId: string;

  @Field(() => Float, { description: 'By how much: more than 0 adds, less than 0 lowers.' })
  @IsNumber()
  @Min(-MOST)
  @Max(MOST)
  by: number;

  @Field(() => DateScalar, { description: 'From which day.' })
  day: string;

  @Field(() => CitationInput, { description: 'The document that says so.' })
  @ValidateNested()
  document: CitationInput;

  @Field(() => String, { nullable: true, description: 'Why.' })
  @IsOptional()
  @Text(2000)
  reason?: string | null;
}

@InputType('QuotaShareInput', { description: 'A part of a quota and who gets it.' })
export class QuotaShareInput {
  @Field(() => HolderInput, { description: 'Who gets it: a unit or team below the one that hands out.' })
  holder: HolderInput;

  @Field(() => Float, { description: 'How much; added to what it has.' })
  @IsNumber()
  @Max(MOST)
  amount: number;
}

@InputType('AllocateQuotaInput', { description: 'Parts of what a unit holds, for units and teams below it; all or none.' })
export class AllocateQuotaInput extends WriteInput {
  @Field(() => ID, { description: 'The quota.' })
  quotaId: string;

  @Field(() => ID, { description: 'The unit that hands out.' })
  fromUnitId: string;

  @Field(() => [QuotaShareInput], { description: 'The parts, at most 500.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  shares: QuotaShareInput[];

  @Field(() => DateScalar, { description: 'From which day.' })
  day: string;

  @Field(() => CitationInput, { nullable: true, description: 'The document that says so.' })
  @IsOptional()
  @ValidateNested()
  document?: CitationInput | null;

  @Field(() => String, { nullable: true, description: 'Why.' })
  @IsOptional()
  @Text(2000)
  reason?: string | null;
}

@InputType('TakeBackQuotaInput', { description: 'A part that goes back from a holder to the one it came from.' })
export class TakeBackQuotaInput extends WriteInput {
  @Field(() => ID, { description: 'The quota.' })
  quotaId: string;

  @Field(() => HolderInput, { description: 'Who gives it back.' })
  holder: HolderInput;

  @Field(() => Float, { description: 'How much.' })
  @IsNumber()
  @Max(MOST)
  amount: number;

  @Field(() => DateScalar, { description: 'From which day.' })
  day: string;

  @Field(() => String, { description: 'Why.' })
  @Text(2000)
  reason: string;
}

@InputType('MoveQuotaInput', { description: 'A part that passes from one holder to another of the same giver.' })
export class MoveQuotaInput extends TakeBackQuotaInput {
  @Field(() => HolderInput, { description: 'Who gets it.' })
  to: HolderInput;
}
