import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateScalar } from '../../graphql/date.scalar';

export enum FigureKind {
  POPULATION = 'population',
  HOUSEHOLDS = 'households',
  WORKING_AGE_POPULATION = 'working-age-population',
}
registerEnumType(FigureKind, {
  name: 'FigureKind',
  description: 'What a figure of a unit counts.',
  valuesConfig: {
    POPULATION: { description: 'People (dân số).' },
    HOUSEHOLDS: { description: 'Households (số hộ).' },
    WORKING_AGE_POPULATION: { description: 'People of working age (dân số trong độ tuổi lao động).' },
  },
});

@ObjectType('UnitFigure', { description: 'A figure of a unit, as its source stated it for a day.' })
export class UnitFigureType {
  readonly documentUuid: string | null;

  @Field(() => FigureKind, { description: 'What it counts.' })
  kind: string;

  @Field(() => Int, { description: 'How many.' })
  value: number;

  @Field(() => DateScalar, { description: 'The day it was stated for; it holds until a later one.' })
  day: string;
}
