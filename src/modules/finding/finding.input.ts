import { Field, ID, InputType } from 'type-graphql';
import { IsOptional, ValidateNested } from 'class-validator';
import { DateScalar } from '../../graphql/date.scalar';
import { Text } from '../../graphql/text';
import { WriteInput } from '../../graphql/write.input';
import type { RuleName, Severity } from '../../tenancy/province';
import { CitationInput } from '../document';
import { RuleNameEnum } from '../province';
import { SeverityEnum } from './finding.type';

@InputType('FindingFilter', { description: 'Which findings; all conditions together.' })
export class FindingFilterInput {
  @Field(() => ID, { nullable: true, description: 'Only of this unit, the units below it and their teams.' })
  within?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only of this team.' })
  team?: string | null;

  @Field(() => RuleNameEnum, { nullable: true, description: 'Only against this rule.' })
  rule?: RuleName | null;

  @Field(() => SeverityEnum, { nullable: true, description: 'Only of this severity.' })
  severity?: Severity | null;

  @Field(() => String, { nullable: true, description: 'Only of teams of this kind.' })
  @IsOptional()
  @Text(50)
  kind?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those waived on the day, or only those not.' })
  waived?: boolean | null;
}

@InputType('WaiveFindingInput', { description: 'A decision not to pursue a finding for a time.' })
export class WaiveFindingInput extends WriteInput {
  @Field(() => ID, { description: 'The finding.' })
  findingId: string;

  @Field(() => CitationInput, { description: 'The document that says so.' })
  @ValidateNested()
  document: CitationInput;

  @Field(() => String, { description: 'Why.' })
  @Text(2000)
  reason: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day; today if not given.' })
  from?: string | null;

  @Field(() => DateScalar, { description: 'Last day it holds.' })
  through: string;
}
