import { Args, ArgsType, Ctx, Field, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../../graphql/context';
import { DateScalar } from '../../graphql/date.scalar';
import { factsOf } from '../../database/graph/made';
import { fieldsAt } from '../../database/select';
import { addDays } from '../../tenancy/day';
import { AdminUnitType } from '../admin-unit';
import { describeIndicator, IndicatorType } from '../indicator';
import { loadQuota, QuotaHoldingType } from '../quota';
import { TeamType } from '../team';
import type { UnitFacts } from './progress-facts.reads';
import { askOf, describeProgress, loadMissing, loadProgress, loadPunctuality, measureOf, progressFrom, withTarget } from './progress.reads';
import { placeAmong } from './progress.rules';
import { CountedPeriodType, IndicatorProgressType, ProgressMonthType, ProgressRankType } from './progress.type';
import { loadRound } from './report-round.reads';
import { CompletenessType, MissingPartType, ReportRoundType } from './report-round.type';
import { loadSiblings } from './siblings.reads';

@ArgsType()
class ProgressArgs {
  @Field(() => String, { description: "The indicator's code." })
  indicator: string;

  @Field(() => String, { nullable: true, description: 'Only this segment, by its code; the whole if not given.' })
  segment?: string | null;

  @Field(() => DateScalar, { description: 'First day of the period.' })
  from: string;

  @Field(() => DateScalar, { description: 'First day after the period.' })
  until: string;
}

const UNIT_OR_TEAM = 'How far it is with an indicator in a period, as of now, with all below it.';

/** What progress adds to a unit. */
@Resolver(() => AdminUnitType)
export class AdminUnitIndicatorProgressResolver {
  @FieldResolver(() => IndicatorProgressType, { description: UNIT_OR_TEAM })
  async progress(
    @Root() unit: AdminUnitType,
    @Args(() => ProgressArgs) args: ProgressArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<IndicatorProgressType> {
    const ask = askOf(args);
    const facts = factsOf<UnitFacts>(unit, info);
    return describeProgress(
      facts ? await progressFrom(session, ask, measureOf(session, ask), facts) : await loadProgress(session, 'unit', unit.id, ask),
    );
  }
}

/** What progress adds to a team. */
@Resolver(() => TeamType)
export class TeamIndicatorProgressResolver {
  @FieldResolver(() => IndicatorProgressType, { description: 'How far it is with an indicator in a period, as of now.' })
  async progress(
    @Root() { id }: TeamType,
    @Args(() => ProgressArgs) args: ProgressArgs,
    @Ctx() { session }: Context,
  ): Promise<IndicatorProgressType> {
    return describeProgress(await loadProgress(session, 'team', id, askOf(args)));
  }
}

/** What progress adds to a part of a quota. */
@Resolver(() => QuotaHoldingType)
export class QuotaHoldingProgressResolver {
  @FieldResolver(() => IndicatorProgressType, {
    description: 'How far its holder is with what it received of this quota, in the period of the quota: the result is as of now.',
  })
  async progress(@Root() holding: QuotaHoldingType, @Ctx() { session }: Context): Promise<IndicatorProgressType> {
    const { quotaUuid, unitUuid, teamUuid, received, on } = holding;
    const quota = await loadQuota(session, quotaUuid, on, new Set(['from', 'until', 'indicator', 'segment']));
    const { indicatorCode: indicator, segmentCode: segment, from, until } = quota as NonNullable<typeof quota>;
    const ask = { indicator, segment, from, until };
    const progress = await loadProgress(session, teamUuid ? 'team' : 'unit', (teamUuid ?? unitUuid) as string, ask);
    return describeProgress(withTarget(progress, received));
  }
}

@Resolver(() => IndicatorProgressType)
export class IndicatorProgressResolver {
  @FieldResolver(() => IndicatorType, { description: 'The indicator.' })
  indicator(@Root() { progress }: IndicatorProgressType, @Ctx() { session }: Context): IndicatorType {
    return describeIndicator(session.province, progress.measure.indicator);
  }

  @FieldResolver(() => [ProgressMonthType], {
    description:
      'The same by month, the first one first: a period belongs to the month of its last day. Months without a period are left out.',
  })
  months(@Root() { progress }: IndicatorProgressType): readonly ProgressMonthType[] {
    return progress.months();
  }

  @FieldResolver(() => [CountedPeriodType], { description: 'The rounds that were counted, by form and period, the earliest first.' })
  counted(@Root() { progress }: IndicatorProgressType): CountedPeriodType[] {
    return progress.periods.map(({ form, from, until, reporters, above, rounds }) => ({
      form,
      from,
      until,
      reporters: reporters.split(':')[0] as string,
      whole: above,
      roundCount: rounds.length,
      roundUuids: rounds.map(({ id }) => id),
    }));
  }

  @FieldResolver(() => [MissingPartType], {
    description:
      'Those who gave no number, at most 20 of them, those of the latest period first. One that is missing in several periods stands here for each.',
  })
  async missing(@Root() { progress }: IndicatorProgressType, @Ctx() { session }: Context): Promise<MissingPartType[]> {
    return (await loadMissing(session, progress)).map((part) => ({ part, why: part.why, lastDay: part.lastDay }));
  }

  @FieldResolver(() => CompletenessType, { description: 'How many reports of the counted rounds came, and when.' })
  reports(@Root() { progress }: IndicatorProgressType, @Ctx() { session }: Context): Promise<CompletenessType> {
    return loadPunctuality(session, progress);
  }

  @FieldResolver(() => ProgressRankType, {
    nullable: true,
    description:
      'Its place among the units that have the same parent on the last day of the period; of a team, among the teams that live in units with the same parent. Null for one that is not there on that day, and for the province.',
  })
  async rank(@Root() { progress }: IndicatorProgressType, @Ctx() { session }: Context): Promise<ProgressRankType | null> {
    const { of, id, ask } = progress;
    const ids = await loadSiblings(session, of, id, addDays(ask.until, -1));
    if (ids.length === 0) return null;
    const all = await Promise.all(ids.map((each) => loadProgress(session, of, each, ask)));
    return placeAmong(all, id);
  }
}

@Resolver(() => CountedPeriodType)
export class CountedPeriodResolver {
  @FieldResolver(() => ReportRoundType, { nullable: true, description: 'The round, if it is one.' })
  async round(
    @Root() { roundUuids }: CountedPeriodType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ReportRoundType | null> {
    const [only, more] = roundUuids;
    return only === undefined || more !== undefined ? null : loadRound(session, only, fieldsAt(info));
  }
}
