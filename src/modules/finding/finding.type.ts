import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../graphql/connection';
import { DateScalar } from '../../graphql/date.scalar';
import { NodeType } from '../../graphql/node.type';
import type { Expectation, Fix, FixAction, Measure, RuleName, Severity } from '../../tenancy/province';
import type { Candidate } from '../../tenancy/rule';
import { RuleNameEnum } from '../province';
import { SeatEnum } from '../team';

export const SeverityEnum: Record<Severity, Severity> = { BREACH: 'BREACH', WARNING: 'WARNING', ADVICE: 'ADVICE' };
registerEnumType(SeverityEnum, {
  name: 'Severity',
  description: 'How much a finding weighs.',
  valuesConfig: {
    BREACH: { description: 'Binding law is not met.' },
    WARNING: { description: 'Something that cannot be mended any more, such as a missed deadline, or law that is silent or at odds.' },
    ADVICE: { description: 'Guidance that only advises is not followed.' },
  },
});

const FIX_ACTIONS: readonly FixAction[] = [
  'ADD_MEMBERS',
  'REMOVE_MEMBERS_OR_FOUND_SECOND_TEAM',
  'APPOINT',
  'REPLACE_HOLDER',
  'REMOVE_FROM_SEAT',
  'TRAIN_MEMBERS',
  'RECORD_DOCUMENT',
  'FOUND_BY_AUTHORITY',
  'FOUND_TEAMS',
  'EXPLAIN_OR_WAIVE',
  'SETTLE_LAW',
];
export const FixActionEnum = Object.fromEntries(FIX_ACTIONS.map((action) => [action, action]));
registerEnumType(FixActionEnum, {
  name: 'FixAction',
  description: 'What mends a finding.',
  valuesConfig: {
    ADD_MEMBERS: { description: 'Take in more members.' },
    REMOVE_MEMBERS_OR_FOUND_SECOND_TEAM: { description: 'Let members go, or found a second team.' },
    APPOINT: { description: 'Appoint somebody to the seat.' },
    REPLACE_HOLDER: { description: 'Put somebody with one of the posts into the seat.' },
    REMOVE_FROM_SEAT: { description: 'Leave fewer people in the seat.' },
    TRAIN_MEMBERS: { description: 'Train members, or take in some with the skill.' },
    RECORD_DOCUMENT: { description: 'Issue and record the document.' },
    FOUND_BY_AUTHORITY: { description: 'Have the founding decided by the authority the law names.' },
    FOUND_TEAMS: { description: 'Found more teams.' },
    EXPLAIN_OR_WAIVE: { description: 'It cannot be mended; explain it or waive it.' },
    SETTLE_LAW: { description: 'The law is silent or at odds; it has to be settled by those who make it.' },
  },
});

export const CountingBasisEnum = { ALL: 'all', ORDINARY: 'ordinary' };
registerEnumType(CountingBasisEnum, {
  name: 'CountingBasis',
  description: 'Who is counted in the size of a team.',
  valuesConfig: {
    ALL: { description: 'Everybody, heads included.' },
    ORDINARY: { description: 'Ordinary members only; heads come on top.' },
  },
});

export const DeadlineBoundEnum = { BEFORE: 'before', BY: 'by' };
registerEnumType(DeadlineBoundEnum, {
  name: 'DeadlineBound',
  description: 'Whether the named day is still in time.',
  valuesConfig: {
    BEFORE: { description: 'On the named day it is late (trước ngày).' },
    BY: { description: 'The named day is the last good one (đến hết ngày).' },
  },
});

@ObjectType('Deadline', { description: 'A day something is due.' })
export class DeadlineType {
  @Field(() => DeadlineBoundEnum, { description: 'Whether the day itself is in time.' })
  bound: string;

  @Field(() => DateScalar, { description: 'The day.' })
  day: string;
}

@ObjectType('Observed', { description: 'What was found.' })
export class ObservedType {
  @Field(() => Int, { nullable: true, description: 'How many, as the rule counts.' })
  count?: number;

  @Field(() => [String], { nullable: true, description: "Codes of the province's vocabulary." })
  codes?: readonly string[];

  @Field(() => DateScalar, { nullable: true, description: 'The day of what was done late.' })
  day?: string;

  @Field(() => String, { description: 'In words.' })
  text: string;
}

@ObjectType('Expected', { description: 'What the law asks for.' })
export class ExpectedType {
  @Field(() => Int, { nullable: true, description: 'At least.' })
  min?: number;

  @Field(() => Int, { nullable: true, description: 'At most.' })
  max?: number;

  @Field(() => CountingBasisEnum, { nullable: true, description: 'Who is counted.' })
  counts?: string;

  @Field(() => [String], { nullable: true, description: 'Any of these codes.' })
  anyOf?: readonly string[];

  @Field(() => SeatEnum, { nullable: true, description: 'In which seat.' })
  seat?: string;

  @Field(() => DeadlineType, { nullable: true, description: 'Until when.' })
  deadline?: DeadlineType;

  @Field(() => String, { description: 'In words.' })
  text: string;
}

@ObjectType('Fix', { description: 'The smallest change that mends a finding.' })
export class FixType {
  @Field(() => FixActionEnum, { description: 'What to do.' })
  action: FixAction;

  @Field(() => Int, { nullable: true, description: 'How many.' })
  count?: number;

  @Field(() => [String], { nullable: true, description: 'Any of these codes.' })
  codes?: readonly string[];

  @Field(() => SeatEnum, { nullable: true, description: 'In which seat.' })
  seat?: string;

  @Field(() => String, { description: 'In words.' })
  text: string;
}

@ObjectType('Waiver', { description: 'A decision not to pursue a finding for a time (miễn xử lý).' })
export class WaiverType {
  readonly documentUuid: string;

  @Field(() => DateScalar, { description: 'First day.' })
  from: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day it no longer holds.' })
  until: string | null;

  @Field(() => String, { description: 'Why.' })
  reason: string;
}

@ObjectType('Finding', {
  implements: NodeType,
  description:
    'A requirement of the law that did not hold on a day (phát hiện). It never blocks recording what is true; it is open until mended or waived.',
})
export class FindingType extends NodeType {
  readonly __typename = 'Finding';

  @Field(() => DateScalar, { description: 'The day it is read on.' })
  on: string;

  readonly unitUuid: string;
  readonly teamUuid: string | null;
  readonly causeUuid: string | null;
  readonly observedFacts: Measure;
  readonly expectedFacts: Expectation;
  readonly fixFacts: Fix;
  readonly chainFacts: readonly Candidate[];
  readonly winnerNumbers: readonly number[];

  @Field(() => RuleNameEnum, { description: 'The rule.' })
  rule: RuleName;

  @Field(() => String, { description: 'Which of its requirements.' })
  requirement: string;

  @Field(() => SeverityEnum, { description: 'How much it weighs.' })
  severity: Severity;

  @Field(() => DateScalar, { description: 'First day it did not hold, without a gap until now.' })
  since: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day on which what was observed changed or was mended; null while none is known.',
  })
  until: string | null;
}

export const FindingConnection = connectionOf('Finding', () => FindingType);

export enum FindingDimension {
  RULE = 'rule',
  SEVERITY = 'severity',
  KIND = 'kind',
  UNIT = 'unit',
}
registerEnumType(FindingDimension, {
  name: 'FindingDimension',
  description: 'What to count findings by.',
  valuesConfig: {
    RULE: { description: 'By rule.' },
    SEVERITY: { description: 'By severity.' },
    KIND: { description: 'By kind of team; null for findings of a unit.' },
    UNIT: { description: 'By unit of the level given.' },
  },
});

@ObjectType('FindingCount', { description: 'How many findings share these values.' })
export class FindingCountType {
  readonly unitUuid: string | null;
  readonly on: string;

  @Field(() => RuleNameEnum, { nullable: true, description: 'The rule, if counted by it.' })
  rule: RuleName | null;

  @Field(() => SeverityEnum, { nullable: true, description: 'The severity, if counted by it.' })
  severity: Severity | null;

  @Field(() => String, { nullable: true, description: 'The kind of team, if counted by it.' })
  kind: string | null;

  @Field(() => Int, { description: 'How many.' })
  count: number;
}
