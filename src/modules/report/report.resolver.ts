import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { reaches } from '../../auth/scope';
import sql from 'sql-template-tag';
import { readOne } from '../../database/graph/read';
import { fieldsAt } from '../../database/select';
import type { Session } from '../../database/session';
import type { Context } from '../../graphql/context';
import { globalId, localId } from '../../graphql/global-id';
import { BySql, Needs } from '../../graphql/permission';
import { AdminUnitType, loadUnit } from '../admin-unit';
import { loadTeam, TeamType } from '../team';
import { fieldHistory } from './report-content.rules';
import type { FieldOfReport } from './report-content.rules';
import { loadRound } from './report-round.reads';
import { IndicatorTotalType, ReportRoundType } from './report-round.type';
import { nextSteps } from './report-states.rules';
import { questionsOf } from './report-values.rules';
import { REPORT } from './report.graph';
import { FROM, loadAnswers, loadForm, loadThread, loadVersions } from './report.reads';
import { NextStepType, ReportFieldType, ReportQuestionType, ReportStepType, ReportType, ReportVersionType } from './report.type';
import { describeTotals } from './totals.resolver';
import { loadRoundTotals, withRatios } from './totals.reads';

/** Whether drafts, narratives and the thread are shown. */
function seesAll(session: Session, { unitUuid, teamUuid }: ReportType): Promise<boolean> {
  return reaches(session, 'report:read', unitUuid, teamUuid);
}

function describeFields(fields: readonly FieldOfReport[], approvedBy: string | null): ReportFieldType[] {
  const key = ({ code, segment }: FieldOfReport) => `${code}\n${segment ?? ''}`;
  return [...fields]
    .sort((a, b) => (key(a) < key(b) ? -1 : 1))
    .map(({ code, segment, value, text, approved, changedInVersion }) => ({
      code,
      segment: segment || null,
      isNarrative: segment === null,
      value,
      text,
      approved,
      approvedBy: approved ? approvedBy : null,
      changedInVersion,
    }));
}

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
  nextSteps(@Root() { state }: ReportType): NextStepType[] {
    return nextSteps(state).map(({ step, to, by }) => ({ step, to, permission: by }));
  }

  @FieldResolver(() => [ReportVersionType], {
    description: 'Its versions, the first one first; without `report:read` there only the one whose approval holds.',
  })
  async versions(@Root() report: ReportType, @Ctx() { session }: Context): Promise<ReportVersionType[]> {
    const all = await loadVersions(session, report);
    if (await seesAll(session, report)) return all.map((version) => ({ ...version, report }));
    return all
      .filter(({ number }) => number === report.approvedNumber)
      .map((version) => ({ ...version, report, author: null, submittedBy: null, approvedBy: null }));
  }

  @FieldResolver(() => [ReportFieldType], {
    description:
      'What stands in each field that was answered, in the order of their codes: of the latest version, or without `report:read` there the values that are approved.',
  })
  async fields(@Root() report: ReportType, @Ctx() { session }: Context): Promise<ReportFieldType[]> {
    const all = await seesAll(session, report);
    const until = all ? report.latest : report.approvedNumber;
    if (until === null) return [];
    const answers = await loadAnswers(session, report.id);
    const shown = all ? answers : answers.filter(({ number, segment }) => segment !== null && number <= until);
    const approvedBy = all ? (answers[0]?.approvedBy ?? null) : null;
    return describeFields(fieldHistory(shown, until, report.approvedNumber), approvedBy);
  }

  @FieldResolver(() => [ReportQuestionType], {
    description:
      'Values of the latest version that are worth asking about; they were taken as they are. Empty without `report:read` there.',
  })
  async questions(@Root() report: ReportType, @Ctx() { session }: Context): Promise<ReportQuestionType[]> {
    const form = (await loadForm(session, report.roundUuid))?.form;
    if (!form || !(await seesAll(session, report))) return [];
    const values = (await loadAnswers(session, report.id)).flatMap(({ number, code, segment, value }) =>
      number === report.latest && segment !== null ? [{ code, segment, value }] : [],
    );
    const questions = questionsOf(form, values, report.teamUuid !== null);
    return questions.map(({ segment, ...question }) => ({ ...question, segment: segment || null }));
  }

  @FieldResolver(() => [ReportStepType], {
    description: 'Every step and comment, the first one first. Empty without `report:read` there.',
  })
  async thread(@Root() report: ReportType, @Ctx() { session }: Context): Promise<ReportStepType[]> {
    return (await seesAll(session, report)) ? loadThread(session, report.id) : [];
  }
}

@Resolver(() => ReportVersionType)
export class ReportVersionResolver {
  @FieldResolver(() => [ReportFieldType], {
    description: 'What it says, in the order of the codes; without `report:read` there no narratives.',
  })
  async fields(@Root() { report, number }: ReportVersionType, @Ctx() { session }: Context): Promise<ReportFieldType[]> {
    const all = await seesAll(session, report);
    const answers = (await loadAnswers(session, report.id)).filter((each) => each.number <= number && (all || each.segment !== null));
    return describeFields(fieldHistory(answers, number, report.approvedNumber), all ? (answers[0]?.approvedBy ?? null) : null);
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
