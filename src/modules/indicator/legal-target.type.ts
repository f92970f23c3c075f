import { Field, Float, ObjectType, registerEnumType } from 'type-graphql';
import { DateScalar } from '../../graphql/date.scalar';
import { LegalDocumentType, RuleVersionType } from '../province';
import { IndicatorType } from './indicator.type';

export enum BoundEnum {
  AT_LEAST = 'at-least',
  AT_MOST = 'at-most',
}
registerEnumType(BoundEnum, {
  name: 'TargetBound',
  description: 'On which side of its value a target is met.',
  valuesConfig: {
    AT_LEAST: { description: 'At the value or above (từ … trở lên).' },
    AT_MOST: { description: 'At the value or below (không quá …).' },
  },
});

@ObjectType('LegalTarget', {
  description: 'A target that a document sets for units of a level, or for a whole (chỉ tiêu do văn bản đặt ra).',
})
export class LegalTargetType {
  @Field(() => String, { description: 'Its name within the rule.' })
  key: string;

  @Field(() => IndicatorType, { nullable: true, description: 'What is measured.' })
  indicator: IndicatorType | null;

  @Field(() => BoundEnum, { description: 'On which side of the value it is met.' })
  bound: string;

  @Field(() => Float, { description: "In the indicator's unit; percent for ratios." })
  value: number;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day of the period it must be met in; null where it must be met by the end.',
  })
  from?: string;

  @Field(() => DateScalar, { description: 'First day after the period.' })
  until: string;

  @Field(() => String, { description: "The document's own words." })
  text: string;

  @Field(() => LegalDocumentType, { description: 'The document that sets it.' })
  document: LegalDocumentType;

  @Field(() => String, { description: 'The clause of the document.' })
  clause: string;

  @Field(() => RuleVersionType, { description: "The version of the rule that is in force and carries it, which may be a later plan's." })
  version: RuleVersionType;
}
