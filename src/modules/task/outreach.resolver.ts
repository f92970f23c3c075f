import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { Page } from '../../database/page';
import { fieldsAt } from '../../database/select';
import { PageArgs } from '../../graphql/connection';
import type { Context } from '../../graphql/context';
import { globalId, localId, optionalId } from '../../graphql/global-id';
import { Needs } from '../../graphql/permission';
import { AdminUnitType } from '../admin-unit';
import { write } from '../event';
import { loadTeam, TeamType } from '../team';
import { checkPeriod } from '../../tenancy/refuse-day';
import { CancelOutreachInput, CorrectOutreachInput, LogOutreachInput, OutreachFilterInput, PeriodArgs } from './outreach.input';
import { loadOutreach, loadOutreachOf, loadTeamTotals, loadUnitTotals } from './outreach.reads';
import { cancelOutreach, correctOutreach, logOutreach } from './outreach.service';
import { OutreachConnection, OutreachTotalType, OutreachType } from './outreach.type';
import { loadTask } from './task.reads';
import { TaskType } from './task.type';

const INPUT = { description: 'What to record.' };
const TOTALS = 'by pillar; a pillar without an entry is not listed. Cancelled entries do not count.';

@Resolver(() => OutreachType)
export class OutreachResolver {
  @FieldResolver(() => ID, { description: 'Opaque, the same for ever.' })
  id(@Root() { id }: OutreachType): string {
    return globalId('Outreach', id);
  }

  @FieldResolver(() => TeamType, { nullable: true, description: 'The team.' })
  team(@Root() { teamUuid, on }: OutreachType, @Ctx() { session }: Context, @Info() info: GraphQLResolveInfo): Promise<TeamType | null> {
    return loadTeam(session, teamUuid, on, fieldsAt(info));
  }

  @FieldResolver(() => TaskType, { nullable: true, description: 'The task it was done for; null if for none.' })
  async task(
    @Root() { taskUuid, on }: OutreachType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TaskType | null> {
    return taskUuid === null ? null : loadTask(session, taskUuid, on, fieldsAt(info));
  }
}

@Resolver()
export class OutreachMutationResolver {
  @Mutation(() => OutreachType, {
    description: 'Logs what a team did among people on a day. Sent again after a lost connection it logs nothing twice.',
  })
  @Needs('task:work')
  async logOutreach(
    @Arg('input', () => LogOutreachInput, INPUT) input: LogOutreachInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<OutreachType> {
    const teamId = localId(input.teamId, 'Team', 'teamId');
    const taskId = optionalId(input.taskId, 'Task', 'taskId');
    const id = await write(session, { name: 'logOutreach', input, idempotencyKey: input.idempotencyKey }, (writing) =>
      logOutreach(writing, { ...input, teamId, taskId }),
    );
    return (await loadOutreach(session, id, session.today, fieldsAt(info))) as OutreachType;
  }

  @Mutation(() => OutreachType, { description: 'Corrects an entry of the log; the event keeps the numbers before.' })
  @Needs('task:work')
  async correctOutreach(
    @Arg('input', () => CorrectOutreachInput, INPUT) input: CorrectOutreachInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<OutreachType> {
    const outreachId = localId(input.outreachId, 'Outreach', 'outreachId');
    const taskId = input.taskId == null ? input.taskId : localId(input.taskId, 'Task', 'taskId');
    await write(session, { name: 'correctOutreach', input, idempotencyKey: input.idempotencyKey }, async (writing) => {
      await correctOutreach(writing, { ...input, outreachId, taskId });
      return outreachId;
    });
    return (await loadOutreach(session, outreachId, session.today, fieldsAt(info))) as OutreachType;
  }

  @Mutation(() => OutreachType, { description: 'Takes an entry out of every count; it stays on record, with the reason.' })
  @Needs('task:work')
  async cancelOutreach(
    @Arg('input', () => CancelOutreachInput, INPUT) input: CancelOutreachInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<OutreachType> {
    const outreachId = localId(input.outreachId, 'Outreach', 'outreachId');
    await write(session, { name: 'cancelOutreach', input, idempotencyKey: input.idempotencyKey }, async (writing) => {
      await cancelOutreach(writing, outreachId, input.expectedVersion, input.reason);
      return outreachId;
    });
    return (await loadOutreach(session, outreachId, session.today, fieldsAt(info))) as OutreachType;
  }
}

/** What outreach adds to a team. */
@Resolver(() => TeamType)
export class TeamOutreachResolver {
  @FieldResolver(() => OutreachConnection, { description: 'Its log, the latest day first (nhật ký hoạt động).' })
  @Needs('outreach:read')
  async outreach(
    @Root() { id, on }: TeamType,
    @Arg('filter', () => OutreachFilterInput, { nullable: true, description: 'Which entries; all if not given.' })
    filter: OutreachFilterInput | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<OutreachType>> {
    const fields = fieldsAt(info, ['edges', 'node']);
    return (await loadOutreachOf(session, id, filter ?? {}, on, page, fields, fieldsAt(info).has('totalCount'))) as Page<OutreachType>;
  }

  @FieldResolver(() => [OutreachTotalType], { description: `Its outreach in a period ${TOTALS}` })
  @Needs('progress:read')
  async outreachTotals(
    @Root() { id }: TeamType,
    @Args(() => PeriodArgs) { from, until }: PeriodArgs,
    @Ctx() { session }: Context,
  ): Promise<OutreachTotalType[]> {
    checkPeriod(from, until);
    return loadTeamTotals(session, id, from, until);
  }
}

/** What outreach adds to a unit. */
@Resolver(() => AdminUnitType)
export class AdminUnitOutreachResolver {
  @FieldResolver(() => [OutreachTotalType], {
    description: `The outreach in a period of the teams that were in it or below it on the day of each entry, ${TOTALS}`,
  })
  @Needs('progress:read')
  async outreachTotals(
    @Root() { id }: AdminUnitType,
    @Args(() => PeriodArgs) { from, until }: PeriodArgs,
    @Ctx() { session }: Context,
  ): Promise<OutreachTotalType[]> {
    checkPeriod(from, until);
    return loadUnitTotals(session, id, from, until);
  }
}
