import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Indicator, OutreachNumber } from '../../tenancy/province';

export enum OutreachNumberEnum {
  PEOPLE = 'people',
  HOUSEHOLDS = 'households',
}
registerEnumType(OutreachNumberEnum, {
  name: 'OutreachNumber',
  description: 'A number of an entry of the outreach log.',
  valuesConfig: {
    PEOPLE: { description: 'People reached (số người).' },
    HOUSEHOLDS: { description: 'Households reached (số hộ).' },
  },
});

@ObjectType('PrefilledValue', {
  description:
    'A value proposed for a report from the outreach log (số liệu gợi ý từ nhật ký). Nothing is stored; save it in the draft if it is right.',
})
export class PrefilledValueType {
  readonly definition: Indicator;
  readonly taskCodes: readonly string[];
  readonly entryIds: readonly string[];

  @Field(() => String, { description: "The indicator's code." })
  code: string;

  @Field(() => String, {
    nullable: true,
    description: 'The segment; null for the whole. The log knows no segments, so it is null.',
  })
  segment: string | null;

  @Field(() => Float, { description: 'The sum over the entries of which the number is known.' })
  value: number;

  @Field(() => OutreachNumberEnum, { description: 'Which number of the entries is summed.' })
  number: OutreachNumber;

  @Field(() => Int, { description: 'How many entries it is the sum of.' })
  entries: number;

  @Field(() => Int, { description: 'How many more entries belong to it without saying the number: with any, the value may be too small.' })
  unknown: number;
}
