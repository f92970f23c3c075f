import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../graphql/connection';
import { DateScalar } from '../../graphql/date.scalar';
import { NodeType } from '../../graphql/node.type';
import { NullWithout } from '../../graphql/permission';
import type { MissingPart, MissingReason, RoundForm } from '../../tenancy/report-facts';
import type { Indicator, Term } from '../../tenancy/province';
import { CodedType, RuleVersionType } from '../province';

export enum ReporterKind {
  TEAM = 'team',
  LEVEL = 'level',
  UNITS = 'units',
}
registerEnumType(ReporterKind, {
  name: 'ReporterKind',
  description: 'Who reports in a round.',
  valuesConfig: {
    TEAM: { description: 'Every team (mọi Tổ) that lives in the unit on the last day of the period.' },
    LEVEL: { description: 'Every unit of a level (mọi đơn vị cùng cấp) in the unit.' },
    UNITS: { description: 'The units named in an ad hoc request (đơn vị được nêu tên).' },
  },
});

export enum SlotStatus {
  NOT_EXPECTED = 'NOT_EXPECTED',
  OPEN = 'OPEN',
  MISSING = 'MISSING',
  ON_TIME = 'ON_TIME',
  LATE = 'LATE',
  EXCUSED = 'EXCUSED',
}
registerEnumType(SlotStatus, {
  name: 'ReportSlotStatus',
  description:
    'What became of a report by a day. On time is until the end of the due day in Asia/Ho_Chi_Minh; the first submission counts.',
  valuesConfig: {
    NOT_EXPECTED: { description: 'Something was written, but no report is expected (không thuộc diện báo cáo).' },
    OPEN: { description: 'Not handed in, and not due yet (chưa đến hạn).' },
    MISSING: { description: 'Not handed in, and overdue (chưa nộp).' },
    ON_TIME: { description: 'Handed in by the end of the due day (đúng hạn).' },
    LATE: { description: 'Handed in after the due day (nộp muộn).' },
    EXCUSED: { description: 'Late or missing with a reason that was accepted (được miễn).' },
  },
});

@ObjectType('ReportForm', { description: 'A form as it stood when its round was opened (biểu mẫu báo cáo).' })
export class ReportFormType {
  @Field(() => String, { description: 'Its code.' })
  code: string;

  readonly term: Term;
  readonly definitions: readonly Indicator[];

  @Field(() => [CodedType], { description: 'Its narrative fields, in the order of the form.' })
  narratives: CodedType[];

  @Field(() => [RuleVersionType], { description: 'The statement of law it came from; none for a form made for one request.' })
  versions: RuleVersionType[];
}

@ObjectType('ReportRound', {
  implements: NodeType,
  description: 'A call for reports of one form and period (đợt báo cáo), with the form as it stood.',
})
export class ReportRoundType extends NodeType {
  readonly __typename = 'ReportRound';
  readonly unitUuid: string;
  readonly documentUuid: string | null;
  readonly formFacts: RoundForm;
  readonly reporterKey: string;
  readonly lastDay: string;

  @Field(() => DateScalar, { description: 'First day of the period.' })
  from: string;

  @Field(() => DateScalar, {
    description: 'First day after the period: on it the period closes, and who had to report stands as of the day before.',
  })
  closesOn: string;

  @Field(() => DateScalar, { description: 'Last day on which a report is on time (hạn nộp).' })
  dueDay: string;

  @Field(() => Boolean, {
    description:
      "Whether values are computed from the teams' approved reports of the same form and period instead of typed (báo cáo tổng hợp).",
  })
  consolidated: boolean;

  @Field(() => String, { nullable: true, description: 'Key of the duty of the reporting rule it rests on; null for an ad hoc request.' })
  duty: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why reports are asked for, if no duty says so (báo cáo đột xuất); null without `evidence:read`.',
  })
  @NullWithout('evidence:read')
  reason: string | null;

  @Field(() => Boolean, { description: 'Whether the set of those expected was stored; it does not change any more.' })
  frozen: boolean;
}

export const ReportRoundConnection = connectionOf('ReportRound', () => ReportRoundType);

@ObjectType('ReportSlot', { description: 'One report that is expected in a round, and what became of it.' })
export class ReportSlotType {
  readonly holderId: string;
  readonly teamUuid: string | null;
  readonly unitUuid: string;
  readonly placedOn: string;
  readonly lastDay: string;
  readonly reportUuid: string | null;

  @Field(() => String, { description: "The team's or unit's name on the last day of the period." })
  name: string;

  @Field(() => SlotStatus, { description: 'What became of it by the day asked about.' })
  status: string;

  @Field(() => DateScalar, { nullable: true, description: 'Day of the first submission.' })
  submittedDay: string | null;

  @Field(() => String, { nullable: true, description: 'The reason for which it is excused; null without `evidence:read`.' })
  @NullWithout('evidence:read')
  excuse: string | null;
}

export const ReportSlotConnection = connectionOf('ReportSlot', () => ReportSlotType);

@ObjectType('ReportCompleteness', {
  description: 'How many reports were expected and what became of them by a day (tình hình nộp báo cáo).',
})
export class CompletenessType {
  @Field(() => Int, { description: 'How many are expected; the others but `approved` sum to it.' })
  expected: number;

  @Field(() => Int, { description: 'Handed in on time.' })
  onTime: number;

  @Field(() => Int, { description: 'Handed in late.' })
  late: number;

  @Field(() => Int, { description: 'Overdue.' })
  missing: number;

  @Field(() => Int, { description: 'Late or missing, and excused.' })
  excused: number;

  @Field(() => Int, { description: 'Not due yet.' })
  open: number;

  @Field(() => Int, { description: 'Of all these, approved by now.' })
  approved: number;
}

export enum MissingReasonEnum {
  NOT_APPROVED = 'NOT_APPROVED',
  NOT_ANSWERED = 'NOT_ANSWERED',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(MissingReasonEnum, {
  name: 'MissingReason',
  description: 'Why a part of a total is missing.',
  valuesConfig: {
    NOT_APPROVED: { description: 'There is no approved report.' },
    NOT_ANSWERED: { description: 'The field was left open.' },
    UNKNOWN: { description: 'It was said that the value is not known.' },
  },
});

@ObjectType('MissingPart', { description: 'A team or unit without which a total is partial.' })
export class MissingPartType {
  readonly part: MissingPart;

  @Field(() => DateScalar, { description: 'Last day of the period in which it is missing.' })
  lastDay: string;

  @Field(() => MissingReasonEnum, { description: 'Why it is missing.' })
  why: MissingReason;
}

@ObjectType('IndicatorTotal', {
  description:
    'What approved reports come to for one indicator and segment (số liệu tổng hợp). Missing is not zero: it is counted and named.',
})
export class IndicatorTotalType {
  readonly definition: Indicator;
  readonly parts: readonly MissingPart[];
  readonly lastDay: string;

  @Field(() => String, { description: "The indicator's code." })
  code: string;

  @Field(() => String, { nullable: true, description: 'The segment; null for the whole.' })
  segment: string | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'The sum of what was reported, of yes and no the number of yes; a ratio is sum over sum in percent, never clamped. Null if nothing was reported, or divided by nothing.',
  })
  value: number | null;

  @Field(() => Float, { nullable: true, description: 'Of a ratio: what was divided.' })
  numerator: number | null;

  @Field(() => Float, { nullable: true, description: 'Of a ratio: what it was divided by.' })
  denominator: number | null;

  @Field(() => Boolean, { description: 'False while any part is missing or not known: then the value is partial.' })
  complete: boolean;

  @Field(() => Int, { description: 'Of how many a report was expected.' })
  expected: number;

  @Field(() => Int, { description: 'How many of them gave a number that is approved.' })
  reported: number;

  @Field(() => Int, { description: 'How many said that it is not known.' })
  unknown: number;

  @Field(() => Int, { description: 'How many gave no number.' })
  missingCount: number;
}
