import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { connectionOf } from '../../graphql/connection';
import { DateScalar } from '../../graphql/date.scalar';
import { NodeType } from '../../graphql/node.type';
import type { ReportState, StoredTotal } from '../../tenancy/report-facts';
import type { ReportAnswer } from './report-shown.rules';

export enum ReportStateEnum {
  DRAFT = 'draft',
  SUBMITTED = 'submitted',
  RETURNED = 'returned',
  APPROVED = 'approved',
  AMENDED = 'amended',
}
registerEnumType(ReportStateEnum, {
  name: 'ReportState',
  description: 'Where a report stands.',
  valuesConfig: {
    DRAFT: { description: 'It is being written (bản nháp).' },
    SUBMITTED: { description: 'It was handed in and waits for approval (đã nộp).' },
    RETURNED: { description: 'It was returned with a reason (bị trả lại).' },
    APPROVED: { description: 'It is approved (đã duyệt).' },
    AMENDED: { description: 'It is being changed after approval; what was approved holds until the new version is (đang sửa sau duyệt).' },
  },
});

export enum ReportStepEnum {
  SAVE = 'save',
  SUBMIT = 'submit',
  RETURN = 'return',
  APPROVE = 'approve',
  AMEND = 'amend',
  COMMENT = 'comment',
}
registerEnumType(ReportStepEnum, {
  name: 'ReportStepKind',
  description: 'What can be done with a report.',
  valuesConfig: {
    SAVE: { description: 'Write in the draft (lưu nháp).' },
    SUBMIT: { description: 'Hand it in (nộp).' },
    RETURN: { description: 'Give it back with a reason (trả lại).' },
    APPROVE: { description: 'Approve its content (duyệt).' },
    AMEND: { description: 'Begin a new version after approval (sửa sau duyệt).' },
    COMMENT: { description: 'Say something about it (góp ý).' },
  },
});

@ObjectType('ReportNextStep', { description: 'A step that can be taken from where the report stands.' })
export class NextStepType {
  @Field(() => ReportStepEnum, { description: 'The step.' })
  step: string;

  @Field(() => ReportStateEnum, { description: 'Where it leads.' })
  to: ReportState;

  @Field(() => String, {
    description: 'The permission it takes: `report:write` where the report is from, `report:approve` in the unit above it.',
  })
  permission: string;
}

@ObjectType('Report', {
  implements: NodeType,
  description:
    'What one team or unit reports in one round (báo cáo). Drafts, narratives and the thread are for those with `report:read` over its unit; others read what is approved.',
})
export class ReportType extends NodeType {
  readonly __typename = 'Report';
  readonly roundUuid: string;
  readonly teamUuid: string | null;
  readonly unitUuid: string;
  readonly lastDay: string;
  readonly latest: number;
  readonly approvedNumber: number | null;

  @Field(() => ReportStateEnum, { description: 'Where it stands.' })
  state: ReportState;

  @Field(() => Int, { description: 'Grows by one with each change; pass it as `expectedVersion`.' })
  version: number;

  @Field(() => DateScalar, { nullable: true, description: 'Day of the first submission in Asia/Ho_Chi_Minh.' })
  submittedDay: string | null;
}

export const ReportConnection = connectionOf('Report', () => ReportType);

@ObjectType('ReportVersion', { description: 'Content of a report (phiên bản); it does not change any more once it was handed in.' })
export class ReportVersionType {
  readonly id: string;
  readonly report: ReportType;
  /** What all versions say, if it was read with them. */
  readonly answers?: readonly ReportAnswer[];
  readonly storedTotals: readonly StoredTotal[] | null;

  @Field(() => Int, { description: 'Its number, 1 for the first.' })
  number: number;

  @Field(() => ReportStateEnum, { description: 'How far this version came.' })
  state: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was begun.' })
  at: Date;

  @Field(() => String, { nullable: true, description: 'Who began it; null without `report:read` there.' })
  author: string | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was handed in.' })
  submittedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Who handed it in; null without `report:read` there.' })
  submittedBy: string | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was approved.' })
  approvedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Who approved it; null without `report:read` there.' })
  approvedBy: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of its content, which approval binds; pass it as `expectedHash`. Null until it is handed in.',
  })
  hash: string | null;
}

@ObjectType('ReportField', {
  description: 'What stands in one field of a report, since when, and whether the approval that holds covers it.',
})
export class ReportFieldType {
  @Field(() => String, { description: 'Code of the indicator or narrative field.' })
  code: string;

  @Field(() => String, { nullable: true, description: 'The segment of a value; null for the whole, and for narratives.' })
  segment: string | null;

  @Field(() => Boolean, { description: 'Whether it is a narrative field.' })
  isNarrative: boolean;

  @Field(() => Float, { nullable: true, description: 'The value; null is "not known". A field that was not answered is not in the list.' })
  value: number | null;

  @Field(() => String, { nullable: true, description: 'The words of a narrative field.' })
  text: string | null;

  @Field(() => Boolean, { description: 'Whether the approved content says the same here.' })
  approved: boolean;

  @Field(() => String, { nullable: true, description: 'Who approved it; null if nobody did, or without `report:read` there.' })
  approvedBy: string | null;

  @Field(() => Int, { description: 'Number of the version in which it last changed.' })
  changedInVersion: number;
}

export enum QuestionKindEnum {
  BELOW_PLAUSIBLE = 'BELOW_PLAUSIBLE',
  ABOVE_PLAUSIBLE = 'ABOVE_PLAUSIBLE',
  CHECK = 'CHECK',
}
registerEnumType(QuestionKindEnum, {
  name: 'ReportQuestionKind',
  description: 'Why a value is questioned.',
  valuesConfig: {
    BELOW_PLAUSIBLE: { description: 'It is smaller than one team plausibly has (thấp bất thường).' },
    ABOVE_PLAUSIBLE: { description: 'It is larger than one team plausibly has (cao bất thường).' },
    CHECK: { description: 'It is larger than another value that it should not exceed (không khớp giữa các chỉ tiêu).' },
  },
});

@ObjectType('ReportQuestion', { description: 'A value worth asking about; it was taken as it is.' })
export class ReportQuestionType {
  @Field(() => String, { description: "The indicator's code." })
  code: string;

  @Field(() => String, { nullable: true, description: 'The segment; null for the whole.' })
  segment: string | null;

  @Field(() => QuestionKindEnum, { description: 'Why it is questioned.' })
  kind: string;

  @Field(() => Float, { description: 'The value.' })
  value: number;

  @Field(() => Float, { description: 'The bound it passes, or the value it should not exceed.' })
  limit: number;

  @Field(() => String, { nullable: true, description: 'Of a check: code of the other indicator.' })
  other: string | null;
}

@ObjectType('ReportStep', { description: "One step of a report's way, with what was said (trao đổi)." })
export class ReportStepType {
  @Field(() => ReportStepEnum, { description: 'What was done.' })
  step: string;

  @Field(() => Int, { description: 'Number of the version it was about.' })
  number: number;

  @Field(() => GraphQLDateTimeISO, { description: 'When.' })
  at: Date;

  @Field(() => String, { description: 'Who.' })
  actor: string;

  @Field(() => String, { nullable: true, description: 'What was said: the reason of a return, a comment.' })
  note: string | null;
}
