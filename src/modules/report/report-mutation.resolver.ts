import sql from 'sql-template-tag';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { readOne } from '../../database/graph/read';
import { fieldsAt } from '../../database/select';
import type { Statement } from '../../database/render';
import type { Session } from '../../database/session';
import type { Context } from '../../graphql/context';
import { localId } from '../../graphql/global-id';
import { Needs } from '../../graphql/permission';
import { WriteInput } from '../../graphql/write.input';
import { toCitation } from '../document';
import { write, writeAndRead } from '../event';
import { toHolder } from '../team';
import type { Writing } from '../event';
import { excuseReport, openRound } from './open-round.service';
import { saveDraft } from './report-draft.service';
import { ExcuseReportInput, OpenReportRoundInput } from './report-round.input';
import { loadRound } from './report-round.reads';
import { ReportRoundType } from './report-round.type';
import { approveReport, takingForApproval } from './approve-report.service';
import { amendReport, commentReport, returnReport, submitReport } from './report-step.service';
import {
  AmendReportInput,
  ApproveReportInput,
  CommentReportInput,
  ReturnReportInput,
  SaveReportDraftInput,
  SubmitReportInput,
} from './report.input';
import { REPORT } from './report.graph';
import { FROM, loadReport } from './report.reads';
import { ReportType } from './report.type';

const INPUT = { description: 'What to record.' };

@Resolver()
export class ReportMutationResolver {
  @Mutation(() => ReportRoundType, {
    description: 'Asks for reports of a period, by a duty of the reporting rule or for a reason of its own.',
  })
  @Needs('report:manage')
  async openReportRound(
    @Arg('input', () => OpenReportRoundInput, INPUT) input: OpenReportRoundInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ReportRoundType> {
    const { idempotencyKey, ...asked } = input;
    const id = await write(session, { name: 'openReportRound', input, idempotencyKey }, (writing) =>
      openRound(writing, {
        ...asked,
        unitId: localId(input.unitId, 'AdminUnit', 'unitId'),
        reporters: input.reporters && {
          ...input.reporters,
          unitIds: input.reporters.unitIds?.map((each) => localId(each, 'AdminUnit', 'reporters.unitIds')),
        },
        document: input.document && toCitation(input.document, 'document'),
      }),
    );
    return (await loadRound(session, id, fieldsAt(info))) as ReportRoundType;
  }

  @Mutation(() => ReportRoundType, { description: 'Excuses a report that is late or does not come.' })
  @Needs('report:manage')
  async excuseReport(
    @Arg('input', () => ExcuseReportInput, INPUT) input: ExcuseReportInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ReportRoundType> {
    const roundId = localId(input.roundId, 'ReportRound', 'roundId');
    await write(session, { name: 'excuseReport', input, idempotencyKey: input.idempotencyKey }, async (writing) => {
      await excuseReport(writing, roundId, toHolder(input.holder, 'holder'), input.reason);
      return roundId;
    });
    return (await loadRound(session, roundId, fieldsAt(info))) as ReportRoundType;
  }

  @Mutation(() => ReportType, {
    description:
      'Writes some fields of a draft, from the first day of the period on. If somebody wrote since you read it, nothing is overwritten and you are given both values.',
  })
  @Needs('report:write')
  async saveReportDraft(
    @Arg('input', () => SaveReportDraftInput, INPUT) input: SaveReportDraftInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ReportType> {
    const id = await write(session, { name: 'saveReportDraft', input, idempotencyKey: input.idempotencyKey }, (writing) =>
      saveDraft(writing, {
        roundId: localId(input.roundId, 'ReportRound', 'roundId'),
        holder: toHolder(input.holder, 'holder'),
        expectedVersion: input.expectedVersion,
        values: (input.values ?? []).map(({ indicator, segment, value, unanswered }) => ({
          code: indicator,
          segment: segment ?? '',
          value: unanswered ? null : (value ?? null),
          unanswered: unanswered ?? false,
        })),
        narratives: (input.narratives ?? []).map(({ code, text }) => ({ code, text: text?.trim().normalize('NFC') || null })),
      }),
    );
    return (await loadReport(session, id, fieldsAt(info))) as ReportType;
  }

  @Mutation(() => ReportType, {
    description: 'Hands a draft in, from the last day of the period on; sent twice under one key it is one submission.',
  })
  @Needs('report:write')
  submitReport(
    @Arg('input', () => SubmitReportInput, INPUT) input: SubmitReportInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ReportType> {
    return step(session, 'submitReport', input, info, (writing, id) => submitReport(writing, id, input.expectedVersion));
  }

  @Mutation(() => ReportType, { description: 'Gives a report back with a reason. Taken in the unit above the one that reports.' })
  @Needs('report:approve')
  returnReport(
    @Arg('input', () => ReturnReportInput, INPUT) input: ReturnReportInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ReportType> {
    return step(session, 'returnReport', input, info, (writing, id) => returnReport(writing, id, input.reason));
  }

  @Mutation(() => ReportType, {
    description:
      'Approves the content you read, named by its hash. Taken in the unit above the one that reports, by another person than handed it in.',
  })
  @Needs('report:approve')
  approveReport(
    @Arg('input', () => ApproveReportInput, INPUT) input: ApproveReportInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ReportType> {
    return step(session, 'approveReport', input, info, (writing, id) => approveReport(writing, id, input.expectedHash), takingForApproval);
  }

  @Mutation(() => ReportType, {
    description: 'Begins a new version of an approved report. What was approved holds until the new version is.',
  })
  @Needs('report:write')
  amendReport(
    @Arg('input', () => AmendReportInput, INPUT) input: AmendReportInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ReportType> {
    return step(session, 'amendReport', input, info, (writing, id) => amendReport(writing, id, input.reason));
  }

  @Mutation(() => ReportType, { description: 'Says something about a report, in its thread.' })
  @Needs('report:read')
  commentReport(
    @Arg('input', () => CommentReportInput, INPUT) input: CommentReportInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ReportType> {
    return step(session, 'commentReport', input, info, (writing, id) => commentReport(writing, id, input.text));
  }
}

async function step(
  session: Session,
  name: string,
  input: WriteInput & { readonly reportId: string },
  info: GraphQLResolveInfo,
  take: (writing: Writing, reportId: string) => Promise<void>,
  opening?: (session: Session, reportId: string) => Statement,
): Promise<ReportType> {
  const reportId = localId(input.reportId, 'Report', 'reportId');
  const request = { name, input, idempotencyKey: input.idempotencyKey, opening: opening?.(session, reportId) };
  const work = async (writing: Writing) => {
    await take(writing, reportId);
    return reportId;
  };
  const answer = await writeAndRead(session, request, work, (reading) =>
    readOne<ReportType>(REPORT, {
      session: reading,
      info,
      day: session.today,
      rows: () => ({ from: FROM, where: sql`p.id = ${reportId}` }),
    }),
  );
  return answer as ReportType;
}
