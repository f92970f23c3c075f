import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import { factsOf } from '../../database/graph/made';
import { readOne } from '../../database/graph/read';
import { fieldsAt } from '../../database/select';
import type { Context } from '../../graphql/context';
import { globalId, localId } from '../../graphql/global-id';
import { BySql, Needs } from '../../graphql/permission';
import { AdminUnitType, loadUnit } from '../admin-unit';
import { loadTeam, TeamType } from '../team';
import { answersOf, seesAll } from './report-content.graph';
import type { FieldFacts, QuestionFacts, ThreadFacts, VersionFacts } from './report-content.graph';
import { loadRound } from './report-round.reads';
import { IndicatorTotalType, ReportRoundType } from './report-round.type';
import { fieldsShown, fieldsUntil, questionsShown, versionsShown } from './report-shown.rules';
import { describeSteps } from './report-states.rules';
import { REPORT } from './report.graph';
import { FROM, loadAnswers, loadForm, loadThread, loadVersions } from './report.reads';
import { NextStepType, ReportFieldType, ReportQuestionType, ReportStepType, ReportType, ReportVersionType } from './report.type';
import { describeTotals } from './totals.resolver';
import { loadRoundTotals, withRatios } from './totals.reads';

@Resolver(() => ReportType)
export class ReportResolver {
  @Query(() => ReportType, { nullable: true, description: 'One report; null if there is none.' })
  @Needs('round:read')
  @BySql()
  report(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ReportType | null> {
    const reportId = localId(id, 'Report', 'id');
    return readOne(REPORT, { session, info, day: session.today, rows: () => ({ from: FROM, where: sql`p.id = ${reportId}` }) });
  }

  @FieldResolver(() => ID, { description: 'Opaque, the same for ever.' })
  id(@Root() { id }: ReportType): string {
    return globalId('Report', id);
  }

  @FieldResolver(() => ReportRoundType, { nullable: true, description: 'The round it belongs to.' })
  round(@Root() { roundUuid }: ReportType, @Ctx() { session }: Context, @Info() info: GraphQLResolveInfo): Promise<ReportRoundType | null> {
    return loadRound(session, roundUuid, fieldsAt(info));
  }

  @FieldResolver(() => TeamType, {
    nullable: true,
    description: 'The team that reports, on the last day of the period; null if a unit does.',
  })
  async team(
    @Root() { teamUuid, lastDay }: ReportType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TeamType | null> {
    return teamUuid === null ? null : loadTeam(session, teamUuid, lastDay, fieldsAt(info));
  }

  @FieldResolver(() => AdminUnitType, {
    nullable: true,
    description: 'The unit that reports, or the first that the team covers, on the last day of the period; null if it has ended by then.',
  })
  unit(
    @Root() { unitUuid, lastDay }: ReportType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AdminUnitType | null> {
    return loadUnit(session, unitUuid, lastDay, fieldsAt(info));
  }

  @FieldResolver(() => [NextStepType], { description: 'The steps that can be taken from where it stands, and who may.' })
  nextSteps(@Root() report: ReportType, @Info() info: GraphQLResolveInfo): NextStepType[] {
    return describeSteps(factsOf<ReportType['state']>(report, info) ?? report.state);
  }

  @FieldResolver(() => [ReportVersionType], {
    description: 'Its versions, the first one first; without `report:read` there only the one whose approval holds.',
  })
  async versions(@Root() report: ReportType, @Ctx() { session }: Context, @Info() info: GraphQLResolveInfo): Promise<ReportVersionType[]> {
    const facts = factsOf<VersionFacts>(report, info);
    const versions = facts?.versions ?? (await loadVersions(session, report));
    const answers = facts?.answers && answersOf(facts as FieldFacts);
    return versionsShown(report, versions, await seesAll(session, report)).map((version) => ({ ...version, report, answers }));
  }

  @FieldResolver(() => [ReportFieldType], {
    description:
      'What stands in each field that was answered, in the order of their codes: of the latest version, or without `report:read` there the values that are approved.',
  })
  async fields(@Root() report: ReportType, @Ctx() { session }: Context, @Info() info: GraphQLResolveInfo): Promise<ReportFieldType[]> {
    const facts = factsOf<FieldFacts>(report, info);
    const answers = facts ? answersOf(facts) : await loadAnswers(session, report.id);
    return fieldsShown(report, answers, await seesAll(session, report));
  }

  @FieldResolver(() => [ReportQuestionType], {
    description:
      'Values of the latest version that are worth asking about; they were taken as they are. Empty without `report:read` there.',
  })
  async questions(
    @Root() report: ReportType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ReportQuestionType[]> {
    if (!(await seesAll(session, report))) return [];
    const facts = factsOf<QuestionFacts>(report, info);
    const form = facts ? facts.form : (await loadForm(session, report.roundUuid))?.form;
    return form ? questionsShown(report, form, facts ? answersOf(facts) : await loadAnswers(session, report.id)) : [];
  }

  @FieldResolver(() => [ReportStepType], {
    description: 'Every step and comment, the first one first. Empty without `report:read` there.',
  })
  async thread(
    @Root() report: ReportType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<readonly ReportStepType[]> {
    if (!(await seesAll(session, report))) return [];
    return factsOf<ThreadFacts>(report, info)?.steps ?? loadThread(session, report.id);
  }
}

@Resolver(() => ReportVersionType)
export class ReportVersionResolver {
  @FieldResolver(() => [ReportFieldType], {
    description: 'What it says, in the order of the codes; without `report:read` there no narratives.',
  })
  async fields(@Root() { report, number, answers }: ReportVersionType, @Ctx() { session }: Context): Promise<ReportFieldType[]> {
    const said = answers ?? (await loadAnswers(session, report.id));
    return fieldsUntil(number, report.approvedNumber, said, await seesAll(session, report));
  }

  @FieldResolver(() => [IndicatorTotalType], {
    description:
      'Of a consolidated report: what it came to when it was handed in, with what was missing; before that, what it comes to now. Empty for others.',
  })
  async totals(
    @Root() { report, storedTotals }: ReportVersionType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<IndicatorTotalType[]> {
    const round = await loadForm(session, report.roundUuid);
    if (!round?.consolidated) return [];
    const stored = storedTotals ?? (await loadRoundTotals(session, report.roundUuid, report.unitUuid, fieldsAt(info).has('missing')));
    return describeTotals(round.form, await withRatios(session, round.form, stored, report.unitUuid, report.lastDay), report.lastDay);
  }
}
