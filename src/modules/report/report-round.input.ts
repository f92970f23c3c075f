import { Directive, Field, ID, InputType } from 'type-graphql';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsOptional, Matches, ValidateNested } from 'class-validator';
import { DateScalar } from '../../graphql/date.scalar';
import { Text } from '../../graphql/text';
import { WriteInput } from '../../graphql/write.input';
import { CitationInput } from '../document';
import { HolderInput } from '../team';
import { ReporterKind, SlotStatus } from './report-round.type';

@Directive('@oneOf')
@InputType('ReportersInput', { description: 'Who is to report.' })
export class ReportersInput {
  @Field(() => Boolean, { nullable: true, description: 'True for every team that lives in the unit on the last day of the period.' })
  teams?: boolean | null;

  @Field(() => String, { nullable: true, description: "Every unit of this level in it, one of the vocabulary's `levels`." })
  @IsOptional()
  @Text(50)
  level?: string | null;

  @Field(() => [ID], { nullable: true, description: 'These units, which lie in it; at most 500.' })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ArrayUnique()
  unitIds?: string[] | null;
}

@InputType('NewNarrativeInput', { description: 'A narrative field of a form.' })
export class NewNarrativeInput {
  @Field(() => String, { description: 'Its code: small letters, digits and hyphens.' })
  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'code must be small letters, digits and hyphens' })
  @Text(50)
  code: string;

  @Field(() => String, { description: 'What it is called, in Vietnamese.' })
  @Text(200)
  name: string;
}

@InputType('NewReportFormInput', { description: 'A form made for one request.' })
export class NewReportFormInput {
  @Field(() => String, { description: 'Its code: small letters, digits and hyphens.' })
  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'code must be small letters, digits and hyphens' })
  @Text(50)
  code: string;

  @Field(() => String, { description: 'What it is called, in Vietnamese.' })
  @Text(200)
  name: string;

  @Field(() => [String], { description: "Codes of the unit's `indicators` on the last day of the period." })
  @ArrayMaxSize(100)
  @ArrayUnique()
  indicators: string[];

  @Field(() => [NewNarrativeInput], { nullable: true, description: 'Narrative fields.' })
  @IsOptional()
  @ArrayMaxSize(20)
  @ArrayUnique(({ code }: NewNarrativeInput) => code)
  @ValidateNested({ each: true })
  narratives?: NewNarrativeInput[] | null;
}

@Directive('@oneOf')
@InputType('ReportFormInput', { description: 'What is to be reported.' })
export class ReportFormInput {
  @Field(() => String, {
    nullable: true,
    description: 'Code of a form of the reporting rule in force for the unit on the last day of the period.',
  })
  @IsOptional()
  @Text(50)
  code?: string | null;

  @Field(() => NewReportFormInput, { nullable: true, description: 'A form of its own.' })
  @IsOptional()
  @ValidateNested()
  new?: NewReportFormInput | null;
}

@InputType('OpenReportRoundInput', {
  description:
    'A call for reports. It rests on a duty of the reporting rule, which says who reports and on which form, or is an ad hoc request with a reason. Of duties whose cadence, form and due day are stated, rounds open by themselves when a period begins.',
})
export class OpenReportRoundInput extends WriteInput {
  @Field(() => ID, { description: 'The unit that asks; reporters lie in it.' })
  unitId: string;

  @Field(() => DateScalar, { description: 'First day of the period.' })
  from: string;

  @Field(() => DateScalar, { description: 'First day after the period.' })
  until: string;

  @Field(() => String, { nullable: true, description: "Key of a duty of the unit's reporting rule." })
  @IsOptional()
  @Text(100)
  duty?: string | null;

  @Field(() => String, { nullable: true, description: 'Why reports are asked for; required where no duty is named.' })
  @IsOptional()
  @Text(2000)
  reason?: string | null;

  @Field(() => ReportFormInput, { nullable: true, description: "The form; the duty's if not given." })
  @IsOptional()
  @ValidateNested()
  form?: ReportFormInput | null;

  @Field(() => ReportersInput, { nullable: true, description: "Who is to report; the duty's reporters if not given." })
  @IsOptional()
  @ValidateNested()
  reporters?: ReportersInput | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether units' values are computed from their teams' approved reports of the same form and period. If not given: where the reporting rule has teams report on this form.",
  })
  consolidated?: boolean | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last day on which a report is on time, not before the last day of the period; required where the duty does not say.',
  })
  dueDay?: string | null;

  @Field(() => CitationInput, { nullable: true, description: 'The document that asks.' })
  @IsOptional()
  @ValidateNested()
  document?: CitationInput | null;
}

@InputType('ExcuseReportInput', { description: 'A reason for which a report need not come, or not in time.' })
export class ExcuseReportInput extends WriteInput {
  @Field(() => ID, { description: 'The round.' })
  roundId: string;

  @Field(() => HolderInput, { description: 'Whose report.' })
  @ValidateNested()
  holder: HolderInput;

  @Field(() => String, { description: 'Why. Given again, the new reason takes the place of the old one.' })
  @Text(2000)
  reason: string;
}

@InputType('ReportPeriodFilter', { description: 'Which rounds of a unit; all conditions together.' })
export class ReportPeriodFilterInput {
  @Field(() => String, { nullable: true, description: 'Only on the form with this code.' })
  @IsOptional()
  @Text(50)
  form?: string | null;

  @Field(() => ReporterKind, { nullable: true, description: 'Only of these reporters.' })
  reporters?: ReporterKind | null;

  @Field(() => DateScalar, { nullable: true, description: 'Only those whose period reaches this day or goes beyond it.' })
  from?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Only those whose period begins before this day.' })
  until?: string | null;
}

@InputType('ReportRoundFilter', { description: 'Which rounds; all conditions together.' })
export class ReportRoundFilterInput extends ReportPeriodFilterInput {
  @Field(() => ID, { nullable: true, description: 'Only those this unit asked for.' })
  unit?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those asked for by this unit or units below it today.' })
  within?: string | null;
}

@InputType('ReportSlotFilter', { description: 'Which of the expected reports; all conditions together.' })
export class ReportSlotFilterInput {
  @Field(() => [SlotStatus], { nullable: true, description: 'Only those of which this became.' })
  @IsOptional()
  @ArrayMaxSize(6)
  status?: SlotStatus[] | null;

  @Field(() => ID, { nullable: true, description: 'Only of this unit, the units below it and their teams.' })
  within?: string | null;
}
