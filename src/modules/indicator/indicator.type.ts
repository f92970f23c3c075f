import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Term } from '../../tenancy/province';
import { CodedType, PillarEnum, RuleVersionType } from '../province';

export enum IndicatorKind {
  COUNT = 'count',
  RATIO = 'ratio',
  YES_NO = 'yes-no',
}
registerEnumType(IndicatorKind, {
  name: 'IndicatorKind',
  description: 'How an indicator is measured.',
  valuesConfig: {
    COUNT: { description: 'A number of something (số lượng).' },
    RATIO: { description: 'One number over another, in percent (tỷ lệ).' },
    YES_NO: { description: 'Done or not (có/không).' },
  },
});

export enum OverTime {
  SUM = 'sum',
  LAST = 'last',
}
registerEnumType(OverTime, {
  name: 'OverTime',
  description: 'How the values of several periods make one.',
  valuesConfig: {
    SUM: { description: 'They are added up (cộng dồn).' },
    LAST: { description: 'The last one counts (lấy giá trị cuối kỳ).' },
  },
});

@ObjectType('Indicator', { description: 'Something that is counted (chỉ tiêu đo).' })
export class IndicatorType {
  @Field(() => String, { description: 'Its code; never changes its meaning. The same in every province that counts the same.' })
  code: string;

  /** In both languages; resolvers choose. */
  readonly term: Term;
  readonly unitTerm: Term;

  @Field(() => PillarEnum, { description: 'The pillar it belongs to.' })
  pillar: string;

  @Field(() => IndicatorKind, { description: 'How it is measured.' })
  kind: string;

  @Field(() => Int, { description: 'Digits after the point that its values may have.' })
  decimals: number;

  @Field(() => OverTime, { description: 'How the values of several periods make one.' })
  overTime: string;

  @Field(() => String, { nullable: true, description: 'Of a ratio: code of the indicator that is divided.' })
  numerator?: string;

  @Field(() => String, {
    nullable: true,
    description: 'Of a ratio: code of the indicator, or of the figure of the unit, that it is divided by.',
  })
  denominator?: string;

  @Field(() => [CodedType], { description: 'Parts of the population its values may be given for; none if it has none.' })
  segments: CodedType[];

  @Field(() => Boolean, { description: 'Whether every province has it; otherwise `versions` say who asks for it.' })
  isCore: boolean;

  @Field(() => [RuleVersionType], { description: 'The statements of law that name it; none where no law does.' })
  versions: RuleVersionType[];
}
