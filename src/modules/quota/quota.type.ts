import { Field, Float, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../graphql/connection';
import { DateScalar } from '../../graphql/date.scalar';
import { NodeType } from '../../graphql/node.type';
import { NullWithout } from '../../graphql/permission';

export enum QuotaEntryKindEnum {
  GRANT = 'grant',
  ASSIGN = 'assign',
  TOP_UP = 'top-up',
  TAKE_BACK = 'take-back',
  MOVE = 'move',
  SUCCESSION = 'succession',
}
registerEnumType(QuotaEntryKindEnum, {
  name: 'QuotaEntryKind',
  description: 'Why an amount passed from one holder to another.',
  valuesConfig: {
    GRANT: { description: 'The quota was given, from outside the ledger (giao chỉ tiêu).' },
    ASSIGN: { description: 'A part was handed down for the first time (phân bổ).' },
    TOP_UP: { description: 'More was handed down (giao bổ sung).' },
    TAKE_BACK: { description: 'A part was taken back (thu hồi).' },
    MOVE: { description: 'A part passed from one holder to another of the same giver (điều chuyển).' },
    SUCCESSION: { description: 'The holder was merged into another (sáp nhập).' },
  },
});

export enum SplitBy {
  EQUAL = 'equal',
  POPULATION = 'population',
  HOUSEHOLDS = 'households',
  WORKING_AGE_POPULATION = 'working-age-population',
  LAST_RESULT = 'last-result',
}
registerEnumType(SplitBy, {
  name: 'SplitBy',
  description: 'What the parts of a quota are proportional to.',
  valuesConfig: {
    EQUAL: { description: 'Each the same (chia đều).' },
    POPULATION: { description: 'Population (dân số).' },
    HOUSEHOLDS: { description: 'Households (số hộ).' },
    LAST_RESULT: {
      description:
        "What the teams' approved reports came to in the same indicator and segment, in the period of the same length just before the quota's (kết quả kỳ trước).",
    },
    WORKING_AGE_POPULATION: { description: 'People of working age (dân số trong độ tuổi lao động).' },
  },
});

@ObjectType('Quota', {
  implements: NodeType,
  description: 'What a unit with all below it is to reach of an indicator in a period (chỉ tiêu được giao), read on one day.',
})
export class QuotaType extends NodeType {
  readonly __typename = 'Quota';
  readonly on: string;
  readonly unitUuid: string;
  readonly documentUuid: string;
  readonly indicatorCode: string;
  readonly segmentCode: string;
  readonly holdingUuid: string;

  @Field(() => DateScalar, { description: 'First day of its period.' })
  from: string;

  @Field(() => DateScalar, { description: 'First day after its period.' })
  until: string;

  @Field(() => Float, { description: "How much is to be reached, as of the day, in the indicator's unit; percent for ratios." })
  target: number;

  @Field(() => String, { nullable: true, description: 'The clause of the document that gives it.' })
  clause: string | null;
}

@ObjectType('QuotaHolding', {
  implements: NodeType,
  description: 'The part of a quota that a unit or team holds, as of one day. Received, less what it handed on, is what it keeps.',
})
export class QuotaHoldingType extends NodeType {
  readonly __typename = 'QuotaHolding';
  readonly on: string;
  readonly quotaUuid: string;
  readonly unitUuid: string | null;
  readonly teamUuid: string | null;
  readonly giverUuid: string | null;

  @Field(() => Float, { description: 'What it has received (được giao).' })
  received: number;

  @Field(() => Float, { description: 'What it has handed on to units and teams below (đã phân bổ).' })
  allocated: number;
}

@ObjectType('QuotaEntry', { description: 'One line of the ledger of a quota; never changed, never removed.' })
export class QuotaEntryType {
  readonly on: string;
  readonly upperUuid: string | null;
  readonly lowerUuid: string;
  readonly documentUuid: string | null;
  readonly eventUuid: string;

  @Field(() => QuotaEntryKindEnum, { description: 'Why.' })
  kind: string;

  @Field(() => Float, { description: 'How much the receiver has more by it; less than 0 where it was taken back.' })
  amount: number;

  @Field(() => DateScalar, { description: 'From which day.' })
  day: string;

  @Field(() => String, { nullable: true, description: 'The reason given; null without `evidence:read`.' })
  @NullWithout('evidence:read')
  reason: string | null;
}

@ObjectType('QuotaShare', { description: 'A proposed part. Nothing is recorded until it is allocated.' })
export class QuotaShareType {
  readonly on: string;
  readonly unitUuid: string;

  @Field(() => Float, { nullable: true, description: 'The figure it is proportional to; null where each gets the same.' })
  weight: number | null;

  @Field(() => Boolean, {
    description: 'Whether that figure holds all there is to it; false for a result of which some teams or days are missing.',
  })
  complete: boolean;

  @Field(() => Float, { description: 'The part.' })
  amount: number;
}

export const QuotaConnection = connectionOf('Quota', () => QuotaType);
export const QuotaHoldingConnection = connectionOf('QuotaHolding', () => QuotaHoldingType);
