import { Field, ID, InputType, Int } from 'type-graphql';
import { ArrayMaxSize, ArrayMinSize, IsInt, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { DateScalar } from '../../graphql/date.scalar';
import { WriteInput } from '../../graphql/write.input';
import { CitationInput } from '../document';
import { FigureKind } from './unit-figure.type';

@InputType('NewUnitFigure', { description: 'A figure of a unit.' })
export class NewUnitFigureInput {
  @Field(() => ID, { description: 'The unit.' })
  unitId: string;

  @Field(() => FigureKind, { description: 'What it counts.' })
  kind: string;

  @Field(() => Int, { description: 'How many, 0 to 2,000,000,000.' })
  @IsInt()
  @Min(0)
  @Max(2_000_000_000)
  value: number;

  @Field(() => DateScalar, { description: 'The day the figure is of.' })
  day: string;
}

@InputType('RecordUnitFiguresInput', { description: 'Figures of units: population, households, people of working age.' })
export class RecordUnitFiguresInput extends WriteInput {
  @Field(() => [NewUnitFigureInput], {
    description: 'The figures, at most 1,000. One on record for the same unit, kind and day is corrected.',
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @ValidateNested({ each: true })
  figures: NewUnitFigureInput[];

  @Field(() => CitationInput, { nullable: true, description: 'Where they are stated.' })
  @IsOptional()
  @ValidateNested()
  source?: CitationInput | null;
}
