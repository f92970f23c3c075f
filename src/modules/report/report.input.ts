import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { ArrayMaxSize, IsOptional, Length, MaxLength, Min, ValidateNested } from 'class-validator';
import { Text } from '../../graphql/text';
import { WriteInput } from '../../graphql/write.input';
import { HolderInput } from '../team';

@InputType('ReportValueInput', { description: 'A value of one indicator.' })
export class ReportValueInput {
  @Field(() => String, { description: 'Code of an indicator of the form that is not a ratio.' })
  @Text(100)
  indicator: string;

  @Field(() => String, { nullable: true, description: "One of the indicator's segments; the whole if not given." })
  @IsOptional()
  @Text(100)
  segment?: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The value; null says that it is not known, which is never zero. Of yes and no: 1 or 0.',
  })
  value: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True takes back what stands there, as if it had never been answered; `value` is left out then.',
  })
  unanswered?: boolean | null;
}

@InputType('ReportNarrativeInput', { description: 'The words of one narrative field.' })
export class ReportNarrativeInput {
  @Field(() => String, { description: "One of the form's `narratives`." })
  @Text(50)
  code: string;

  @Field(() => String, { nullable: true, description: 'At most 20,000 characters; null takes back what was written.' })
  @IsOptional()
  @MaxLength(20_000)
  text: string | null;
}

@InputType('SaveReportDraftInput', {
  description: 'Some fields of a draft; the others stay as they are. The first save begins the report.',
})
export class SaveReportDraftInput extends WriteInput {
  @Field(() => ID, { description: 'The round.' })
  roundId: string;

  @Field(() => HolderInput, { description: 'Whose report.' })
  @ValidateNested()
  holder: HolderInput;

  @Field(() => Int, { description: 'The `version` of the report you read; 0 if there was none.' })
  @Min(0)
  expectedVersion: number;

  @Field(() => [ReportValueInput], { nullable: true, description: 'Values to write.' })
  @IsOptional()
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  values?: ReportValueInput[] | null;

  @Field(() => [ReportNarrativeInput], { nullable: true, description: 'Narrative fields to write.' })
  @IsOptional()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  narratives?: ReportNarrativeInput[] | null;
}

@InputType('SubmitReportInput', { description: 'A draft to hand in.' })
export class SubmitReportInput extends WriteInput {
  @Field(() => ID, { description: 'The report.' })
  reportId: string;

  @Field(() => Int, { description: 'The `version` you read.' })
  @Min(0)
  expectedVersion: number;
}

@InputType('ReturnReportInput', { description: 'A report to give back.' })
export class ReturnReportInput extends WriteInput {
  @Field(() => ID, { description: 'The report.' })
  reportId: string;

  @Field(() => String, { description: 'Why, for those who are to mend it.' })
  @Text(2000)
  reason: string;
}

@InputType('ApproveReportInput', { description: 'A content to approve.' })
export class ApproveReportInput extends WriteInput {
  @Field(() => ID, { description: 'The report.' })
  reportId: string;

  @Field(() => String, { description: 'The `hash` of the version you read: that content is approved, or nothing.' })
  @Length(64, 64)
  expectedHash: string;
}

@InputType('AmendReportInput', { description: 'An approved report to change.' })
export class AmendReportInput extends WriteInput {
  @Field(() => ID, { description: 'The report.' })
  reportId: string;

  @Field(() => String, { description: 'Why.' })
  @Text(2000)
  reason: string;
}

@InputType('CommentReportInput', { description: 'Something to say about a report.' })
export class CommentReportInput extends WriteInput {
  @Field(() => ID, { description: 'The report.' })
  reportId: string;

  @Field(() => String, { description: 'What is said.' })
  @Text(2000)
  text: string;
}
