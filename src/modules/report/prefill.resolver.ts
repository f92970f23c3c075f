import { Arg, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { fieldsAt } from '../../database/select';
import type { Context } from '../../graphql/context';
import { Needs } from '../../graphql/permission';
import type { Indicator } from '../../tenancy/province';
import { describeIndicator, IndicatorType } from '../indicator';
import { loadOutreach, NAMED_ENTRIES, OutreachType } from '../task';
import { HolderInput, toHolder } from '../team';
import { loadPrefill } from './prefill.reads';
import { PrefilledValueType } from './prefill.type';
import { ReportRoundType } from './report-round.type';

/** What the outreach log adds to a round. */
@Resolver(() => ReportRoundType)
export class ReportRoundPrefillResolver {
  @FieldResolver(() => [PrefilledValueType], {
    description:
      'Values that the outreach log of a team, or of the teams in a unit, proposes for its report, in the order of the form. A field of which the log knows nothing is not listed, which is not 0. Empty for a consolidated round, whose values are computed.',
  })
  @Needs('task:read')
  async prefill(
    @Root() { formFacts, consolidated, from, closesOn }: ReportRoundType,
    @Arg('holder', () => HolderInput, { description: 'Whose report.' }) holder: HolderInput,
    @Ctx() { session }: Context,
  ): Promise<PrefilledValueType[]> {
    if (consolidated) return [];
    const found = await loadPrefill(session, formFacts, toHolder(holder, 'holder'), from, closesOn);
    return found.map(({ segment, tasks, ...value }) => ({
      ...value,
      segment: segment || null,
      taskCodes: tasks,
      definition: formFacts.indicators.find(({ code }) => code === value.code) as Indicator,
    }));
  }
}

@Resolver(() => PrefilledValueType)
export class PrefilledValueResolver {
  @FieldResolver(() => IndicatorType, { description: 'The indicator as the form has it.' })
  indicator(@Root() { definition }: PrefilledValueType, @Ctx() { session }: Context): IndicatorType {
    return describeIndicator(session.province, definition);
  }

  @FieldResolver(() => [String], {
    description:
      'Codes of the tasks of the catalogue that say so: entries for these are summed. Empty if all entries are, whatever they were for.',
  })
  tasks(@Root() { taskCodes }: PrefilledValueType): readonly string[] {
    return taskCodes;
  }

  @FieldResolver(() => [OutreachType], {
    description: `Entries that it is the sum of, the latest of each task first, at most ${NAMED_ENTRIES}.`,
  })
  async outreach(
    @Root() { entryIds }: PrefilledValueType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<OutreachType[]> {
    const entries = await Promise.all(entryIds.map((id) => loadOutreach(session, id, session.today, fieldsAt(info))));
    return entries.filter((entry) => entry !== null);
  }
}
