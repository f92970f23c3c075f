import { Arg, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { factsOf } from '../../database/graph/made';
import { fieldsAt } from '../../database/select';
import type { Context } from '../../graphql/context';
import { Costs } from '../../graphql/cost';
import { DateScalar } from '../../graphql/date.scalar';
import type { Indicator } from '../../tenancy/province';
import type { RoundForm } from '../../tenancy/report-facts';
import { addDays } from '../../tenancy/day';
import { AdminUnitType, loadUnit } from '../admin-unit';
import { describeIndicator, IndicatorType } from '../indicator';
import { loadTeam, TeamType } from '../team';
import { IndicatorTotalType, MissingPartType } from './report-round.type';
import { totalsFrom } from './totals.graph';
import type { TotalFacts } from './totals.graph';
import { loadPeriodTotals, withRatios } from './totals.reads';
import type { Total } from './totals.rules';

/** Totals as the API gives them. @param lastDay of the period: what is missing is named as it was then. */
export function describeTotals(
  { indicators }: Pick<RoundForm, 'indicators'>,
  totals: readonly Total[],
  lastDay: string,
): IndicatorTotalType[] {
  return totals.map(({ segment, missing, ...total }) => ({
    ...total,
    segment: segment || null,
    definition: indicators.find(({ code }) => code === total.code) as Indicator,
    parts: missing,
    lastDay,
  }));
}

@Resolver(() => IndicatorTotalType)
export class IndicatorTotalResolver {
  @FieldResolver(() => IndicatorType, { description: 'The indicator as the form has it.' })
  indicator(@Root() { definition }: IndicatorTotalType, @Ctx() { session }: Context): IndicatorType {
    return describeIndicator(session.province, definition);
  }

  @FieldResolver(() => [MissingPartType], { description: 'Those who gave no number, at most 20 of them.' })
  missing(@Root() { parts, lastDay }: IndicatorTotalType): MissingPartType[] {
    return parts.map((part) => ({ part, why: part.why, lastDay }));
  }
}

@Resolver(() => MissingPartType)
export class MissingPartResolver {
  @FieldResolver(() => TeamType, { nullable: true, description: 'The team, on the last day of the period; null if it is a unit.' })
  async team(
    @Root() { part, lastDay }: MissingPartType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TeamType | null> {
    return part.isTeam ? loadTeam(session, part.holderId, lastDay, fieldsAt(info)) : null;
  }

  @FieldResolver(() => AdminUnitType, { nullable: true, description: 'The unit, on the last day of the period; null if it is a team.' })
  async unit(
    @Root() { part, lastDay }: MissingPartType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AdminUnitType | null> {
    return part.isTeam ? null : loadUnit(session, part.holderId, lastDay, fieldsAt(info));
  }
}

/** What reports add to a unit's figures. */
@Resolver(() => AdminUnitType)
export class AdminUnitTotalsResolver {
  @FieldResolver(() => [IndicatorTotalType], {
    description: 'What the approved reports of its teams come to for a form and a period, whoever asked for them; empty if nobody did.',
  })
  @Costs(25)
  async reportTotals(
    @Root() unit: AdminUnitType,
    @Arg('form', () => String, { description: "The form's code." }) form: string,
    @Arg('from', () => DateScalar, { description: 'First day of the period.' }) from: string,
    @Arg('until', () => DateScalar, { description: 'First day after the period.' }) until: string,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<IndicatorTotalType[]> {
    const { id } = unit;
    const facts = factsOf<TotalFacts>(unit, info);
    if (facts) {
      const { form: merged, totals } = totalsFrom(facts);
      return describeTotals(merged, totals, addDays(until, -1));
    }
    const found = await loadPeriodTotals(session, id, { form, from, until }, fieldsAt(info).has('missing'));
    if (!found) return [];
    const lastDay = addDays(until, -1);
    return describeTotals(found.form, await withRatios(session, found.form, found.totals, id, lastDay), lastDay);
  }
}
