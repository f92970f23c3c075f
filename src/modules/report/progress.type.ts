import { Field, Float, Int, ObjectType } from 'type-graphql';
import { DateScalar } from '../../graphql/date.scalar';
import type { Progress } from './progress.reads';
import { ReporterKind } from './report-round.type';

const RESULT =
  'The sum of the approved values, of yes and no the number of yes, of a ratio sum over sum in percent; where the last value counts (`overTime`), that of the last period that closed. Null if nothing was reported: missing is not zero.';

/** What periods came to. */
@ObjectType({ description: 'What periods came to.' })
abstract class FigureType {
  @Field(() => Float, { nullable: true, description: RESULT })
  result: number | null;

  @Field(() => Float, { nullable: true, description: 'Of a ratio: what was divided.' })
  numerator: number | null;

  @Field(() => Float, { nullable: true, description: 'Of a ratio: what it was divided by.' })
  denominator: number | null;

  @Field(() => Boolean, {
    description: 'False while any part is missing, not known, or was not asked at all (`counted.whole`): then the result is partial.',
  })
  complete: boolean;

  @Field(() => Int, { description: 'How many reports were expected.' })
  expected: number;

  @Field(() => Int, { description: 'How many of them gave a number that is approved.' })
  reported: number;

  @Field(() => Int, { description: 'How many said that it is not known.' })
  unknown: number;

  @Field(() => Int, { description: 'How many gave no number.' })
  missingCount: number;
}

@ObjectType('IndicatorProgressMonth', { description: 'What the periods that end in a month came to (kết quả theo tháng).' })
export class ProgressMonthType extends FigureType {
  @Field(() => DateScalar, { description: 'First day of the month.' })
  month: string;
}

@ObjectType('CountedPeriod', { description: 'Rounds of one form and period that were counted.' })
export class CountedPeriodType {
  readonly roundUuids: readonly string[];

  @Field(() => String, { description: "The form's code." })
  form: string;

  @Field(() => DateScalar, { description: 'First day of the period.' })
  from: string;

  @Field(() => DateScalar, { description: 'First day after the period.' })
  until: string;

  @Field(() => ReporterKind, { description: 'Who reported.' })
  reporters: string;

  @Field(() => Boolean, {
    description:
      'Whether all of the unit was asked, by itself or a unit above it; else units below asked, each for its part, or only some were named.',
  })
  whole: boolean;

  @Field(() => Int, { description: 'How many rounds.' })
  roundCount: number;
}

@ObjectType('ProgressRank', { description: 'Which place among its siblings (xếp hạng), the largest first; equals share a place.' })
export class ProgressRankType {
  @Field(() => Int, { nullable: true, description: 'The place, 1 for the first; null without a result.' })
  place: number | null;

  @Field(() => Int, { description: 'Among how many, those without a result included.' })
  of: number;

  @Field(() => Boolean, { description: 'Whether by percent of the target: where all of them have one; else by result.' })
  byPercent: boolean;
}

@ObjectType('IndicatorProgress', {
  description:
    'How far a unit with all below it, or a team, is with an indicator in a period (tiến độ thực hiện chỉ tiêu), as of now. Counted are rounds of typed reports whose period lies within it. Of rounds whose periods overlap one kind is counted: that which the unit or one above it asked for; then that of teams; then that of a duty; then the shorter period; then the first form by code.',
})
export class IndicatorProgressType extends FigureType {
  /** What it was read as, for what is asked below it. */
  readonly progress: Progress;

  @Field(() => String, { nullable: true, description: 'The segment; null for the whole.' })
  segment: string | null;

  @Field(() => DateScalar, { description: 'First day of the period.' })
  from: string;

  @Field(() => DateScalar, { description: 'First day after the period.' })
  until: string;

  @Field(() => Float, {
    nullable: true,
    description:
      'What it holds of a quota with exactly this indicator, segment and period, the largest if there are several; in percent for ratios. Null if there is none.',
  })
  target: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The result in percent of the target, with two decimals, never clamped. Null without either.',
  })
  percent: number | null;
}
