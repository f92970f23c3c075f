import { Arg, Args, Ctx, FieldResolver, Float, ID, Info, Query, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import type { At } from '../../database/graph/declare';
import { factsOf } from '../../database/graph/made';
import { readConnection, readOne } from '../../database/graph/read';
import type { Page } from '../../database/page';
import { fieldsAt } from '../../database/select';
import { PageArgs } from '../../graphql/connection';
import type { Context } from '../../graphql/context';
import { Costs } from '../../graphql/cost';
import { globalId, localId, optionalId } from '../../graphql/global-id';
import { OnArgs } from '../../graphql/on.args';
import { BySql, Needs } from '../../graphql/permission';
import { AdminUnitType, loadUnit } from '../admin-unit';
import { DocumentType, loadDocument } from '../document';
import { describeIndicator, IndicatorType } from '../indicator';
import { CodedType, inLanguage, Language } from '../province';
import { loadTeam, TeamType } from '../team';
import { describeForm } from './report-form.rules';
import { levelOf } from './report-round.graph';
import type { FormFacts, LevelFacts } from './report-round.graph';
import { ReportRoundFilterInput, ReportSlotFilterInput } from './report-round.input';
import { ROUND, roundsMatching } from './report.graph';
import {
  CompletenessType,
  IndicatorTotalType,
  ReporterKind,
  ReportFormType,
  ReportRoundConnection,
  ReportRoundType,
  ReportSlotConnection,
  ReportSlotType,
} from './report-round.type';
import { loadReport } from './report.reads';
import { ReportType } from './report.type';
import { loadSlots } from './slot-pages.reads';
import { loadCompleteness, NONE } from './slots.reads';
import { totalsFrom } from './totals.graph';
import type { TotalFacts } from './totals.graph';
import { describeTotals } from './totals.resolver';
import { loadRoundTotals, withRatios } from './totals.reads';
import { percentsOf } from './totals.rules';

const NODE = ['edges', 'node'];

@Resolver(() => ReportRoundType)
export class ReportRoundResolver {
  @Query(() => ReportRoundType, { nullable: true, description: 'One round of reports; null if there is none.' })
  @Needs('round:read')
  @BySql()
  reportRound(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ReportRoundType | null> {
    const roundId = localId(id, 'ReportRound', 'id');
    const rows = () => ({ from: sql`report_round r`, where: sql`r.id = ${roundId}` });
    return readOne(ROUND, { session, info, day: session.today, rows });
  }

  @Query(() => ReportRoundConnection, { description: 'Rounds of reports, those of the latest period first.' })
  @Needs('round:read')
  @BySql()
  reportRounds(
    @Arg('filter', () => ReportRoundFilterInput, { nullable: true, description: 'Which ones; all if not given.' })
    filter: ReportRoundFilterInput | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<ReportRoundType>> {
    const unitId = optionalId(filter?.unit, 'AdminUnit', 'filter.unit');
    const withinId = optionalId(filter?.within, 'AdminUnit', 'filter.within');
    const rows = (at: At) => roundsMatching({ ...filter, unitId, withinId }, at);
    return readConnection(ROUND, { session, info, day: session.today, rows }, page);
  }

  @FieldResolver(() => ID, { description: 'Opaque, the same for ever.' })
  id(@Root() { id }: ReportRoundType): string {
    return globalId('ReportRound', id);
  }

  @FieldResolver(() => AdminUnitType, { nullable: true, description: 'The unit that asks, on the last day of the period.' })
  unit(
    @Root() { unitUuid, lastDay }: ReportRoundType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AdminUnitType | null> {
    return loadUnit(session, unitUuid, lastDay, fieldsAt(info));
  }

  @FieldResolver(() => DocumentType, { nullable: true, description: 'The document that asks, if one was cited.' })
  async document(
    @Root() { documentUuid }: ReportRoundType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<DocumentType | null> {
    return documentUuid === null ? null : loadDocument(session, documentUuid, fieldsAt(info));
  }

  @FieldResolver(() => ReportFormType, { description: 'What is reported, as the form stood when the round was opened.' })
  form(@Root() round: ReportRoundType, @Ctx() { session }: Context, @Info() info: GraphQLResolveInfo): ReportFormType {
    return describeForm(session.province, factsOf<FormFacts>(round, info) ?? round.formFacts);
  }

  @FieldResolver(() => ReporterKind, { description: 'Who reports.' })
  reporters(@Root() { reporterKey }: ReportRoundType): string {
    return reporterKey.split(':')[0] as string;
  }

  @FieldResolver(() => CodedType, {
    nullable: true,
    description: 'The level of the units that report; null for teams and for named units.',
  })
  level(@Root() round: ReportRoundType, @Ctx() { session }: Context, @Info() info: GraphQLResolveInfo): CodedType | null {
    return levelOf(session, factsOf<LevelFacts>(round, info) ?? [round.reporterKey, round.lastDay]);
  }

  @FieldResolver(() => ReportSlotConnection, {
    description: 'The reports that are expected and what became of them, in Vietnamese order of the names of teams or units.',
  })
  slots(
    @Root() { id }: ReportRoundType,
    @Arg('filter', () => ReportSlotFilterInput, { nullable: true, description: 'Which ones; all if not given.' })
    filter: ReportSlotFilterInput | null,
    @Args(() => OnArgs) { on }: OnArgs,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<ReportSlotType>> {
    const withinId = optionalId(filter?.within, 'AdminUnit', 'filter.within');
    const day = on ?? session.today;
    return loadSlots(session, id, { ...filter, withinId }, day, page, fieldsAt(info, NODE), fieldsAt(info).has('totalCount'));
  }

  @FieldResolver(() => CompletenessType, { description: 'How many reports are expected, on time, late and missing by a day.' })
  completeness(
    @Root() round: ReportRoundType,
    @Arg('within', () => ID, { nullable: true, description: 'Only of this unit, the units below it and their teams.' })
    within: string | null,
    @Args(() => OnArgs) { on }: OnArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CompletenessType> {
    const facts = factsOf<CompletenessType | null>(round, info);
    if (facts !== undefined) return Promise.resolve(facts ?? NONE);
    return loadCompleteness(session, round.id, optionalId(within, 'AdminUnit', 'within'), on ?? session.today);
  }

  @FieldResolver(() => [IndicatorTotalType], {
    description: "What the approved reports of a unit's teams or units come to, field by field in the order of the form, ratios last.",
  })
  @Costs(25)
  async totals(
    @Root() round: ReportRoundType,
    @Arg('unit', () => ID, { nullable: true, description: 'The unit; the one that asks if not given.' }) unit: string | null,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<IndicatorTotalType[]> {
    const { id, formFacts, unitUuid, lastDay } = round;
    const facts = factsOf<TotalFacts>(round, info);
    if (facts) {
      const { form, totals } = totalsFrom(facts);
      return describeTotals(form, totals, lastDay);
    }
    const unitId = optionalId(unit, 'AdminUnit', 'unit') ?? unitUuid;
    const stored = await loadRoundTotals(session, id, unitId, fieldsAt(info).has('missing'));
    return describeTotals(formFacts, await withRatios(session, formFacts, stored, unitId, lastDay), lastDay);
  }
}

const IN = { nullable: true, description: 'The language; that of the request if not given.' };

@Resolver(() => ReportFormType)
export class ReportFormResolver {
  @FieldResolver(() => String, { description: 'What it is called.' })
  name(@Root() { term }: ReportFormType, @Arg('in', () => Language, IN) language: Language | null, @Ctx() { session }: Context): string {
    return inLanguage(term, language, session.locale);
  }

  @FieldResolver(() => [IndicatorType], { description: 'Its indicators as they were defined then, in the order of the form.' })
  indicators(@Root() { definitions }: ReportFormType, @Ctx() { session }: Context): IndicatorType[] {
    return definitions.map((each) => describeIndicator(session.province, each));
  }
}

@Resolver(() => CompletenessType)
export class CompletenessResolver {
  @FieldResolver(() => Float, {
    nullable: true,
    description: 'How many came, in time or late, in percent of those that were expected and not excused. Null if there are none.',
  })
  receivedPercent(@Root() completeness: CompletenessType): number | null {
    return percentsOf(completeness).receivedPercent;
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'How many came in time, in percent of those that were expected and not excused. Null if there are none.',
  })
  onTimePercent(@Root() completeness: CompletenessType): number | null {
    return percentsOf(completeness).onTimePercent;
  }
}

@Resolver(() => ReportSlotType)
export class ReportSlotResolver {
  @FieldResolver(() => TeamType, { nullable: true, description: 'The team, on the last day of the period; null if a unit reports.' })
  async team(
    @Root() { teamUuid, lastDay }: ReportSlotType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TeamType | null> {
    return teamUuid === null ? null : loadTeam(session, teamUuid, lastDay, fieldsAt(info));
  }

  @FieldResolver(() => AdminUnitType, { nullable: true, description: 'The unit that reports, or the first that the team covers.' })
  unit(
    @Root() { unitUuid, placedOn }: ReportSlotType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AdminUnitType | null> {
    return loadUnit(session, unitUuid, placedOn, fieldsAt(info));
  }

  @FieldResolver(() => ReportType, { nullable: true, description: 'What was written so far; null if nothing was.' })
  async report(
    @Root() { reportUuid }: ReportSlotType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ReportType | null> {
    return reportUuid === null ? null : loadReport(session, reportUuid, fieldsAt(info));
  }
}
