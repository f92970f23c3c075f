import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import { reaches } from '../../auth/scope';
import type { At } from '../../database/graph/declare';
import { readConnection, readOne } from '../../database/graph/read';
import type { Page } from '../../database/page';
import { fieldsAt } from '../../database/select';
import { PageArgs } from '../../graphql/connection';
import type { Context } from '../../graphql/context';
import { globalId, localId, optionalId } from '../../graphql/global-id';
import { OnArgs } from '../../graphql/on.args';
import { BySql, Needs } from '../../graphql/permission';
import { EventType, loadEvent } from '../event';
import { loadMember, loadTeam, MemberType, TeamType } from '../team';
import { loadDirective } from './directive.reads';
import { DirectiveType } from './directive.type';
import { isOverdue, PERMISSION_OF, transitionsFrom } from './task-states.rules';
import { TaskFilterInput, TeamTaskFilterInput } from './task.input';
import { TASK, tasksOfProvince, tasksOn } from './task.graph';
import { loadAssigneeIds, loadEvidence, loadTaskHistory, loadTasksOf } from './task.reads';
import { TaskConnection, TaskEvidenceConnection, TaskEvidenceType, TaskNextStepType, TaskStatePeriodType, TaskType } from './task.type';

const FILTER = { nullable: true, description: 'Which ones; all if not given.' };
const NODE = ['edges', 'node'];

@Resolver(() => TaskType)
export class TaskResolver {
  @Query(() => TaskType, { nullable: true, description: 'One task as it stood on a day; null if there is none, or none yet.' })
  @Needs('task:read')
  @BySql()
  task(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Args(() => OnArgs) { on }: OnArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TaskType | null> {
    const taskId = localId(id, 'Task', 'id');
    return readOne(TASK, { session, info, day: on ?? session.today, rows: (at) => tasksOn(sql`t.id = ${taskId}`, at) });
  }

  @Query(() => TaskConnection, { description: 'Tasks as they stand on a day, in the order they are due.' })
  @Needs('task:read')
  @BySql()
  tasks(
    @Arg('filter', () => TaskFilterInput, FILTER) filter: TaskFilterInput | null,
    @Args(() => OnArgs) { on }: OnArgs,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<TaskType>> {
    const { within, team, directive, state, overdue } = filter ?? {};
    const wanted = {
      withinId: optionalId(within, 'AdminUnit', 'filter.within'),
      teamId: optionalId(team, 'Team', 'filter.team'),
      directiveId: optionalId(directive, 'Directive', 'filter.directive'),
      state,
      overdue,
    };
    const rows = (at: At) => tasksOfProvince(wanted, at);
    return readConnection(TASK, { session, info, day: on ?? session.today, rows }, page);
  }

  @FieldResolver(() => ID, { description: 'Opaque, the same for ever.' })
  id(@Root() { id }: TaskType): string {
    return globalId('Task', id);
  }

  @FieldResolver(() => Boolean, { description: 'Whether it is late on the day: past its due day and still to be worked on (quá hạn).' })
  overdue(@Root() { state, dueDay, on }: TaskType): boolean {
    return isOverdue(state, dueDay, on);
  }

  @FieldResolver(() => DirectiveType, { nullable: true, description: 'What it comes from.' })
  directive(
    @Root() { directiveUuid, on }: TaskType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<DirectiveType | null> {
    return loadDirective(session, directiveUuid, on, fieldsAt(info));
  }

  @FieldResolver(() => TeamType, { nullable: true, description: 'The team that holds it on the day.' })
  team(@Root() { teamUuid, on }: TaskType, @Ctx() { session }: Context, @Info() info: GraphQLResolveInfo): Promise<TeamType | null> {
    return loadTeam(session, teamUuid, on, fieldsAt(info));
  }

  @FieldResolver(() => TeamType, {
    nullable: true,
    description: 'The team it was given to; another one holds it if that one was absorbed.',
  })
  givenTo(@Root() { givenToUuid, on }: TaskType, @Ctx() { session }: Context, @Info() info: GraphQLResolveInfo): Promise<TeamType | null> {
    return loadTeam(session, givenToUuid, on, fieldsAt(info));
  }

  @FieldResolver(() => [TaskNextStepType], { description: 'What can follow, and whether you may bring it about; nothing if it is closed.' })
  nextSteps(
    @Root() { state, teamUuid, teamUnitUuid, authorityUnitUuid }: TaskType,
    @Ctx() { session }: Context,
  ): Promise<TaskNextStepType[]> {
    return Promise.all(
      transitionsFrom(state).map(async ({ to, side, needsReason }) => {
        const permission = PERMISSION_OF[side];
        const allowed =
          side === 'team'
            ? await reaches(session, permission, teamUnitUuid, teamUuid)
            : await reaches(session, permission, authorityUnitUuid);
        return { to, side, permission, needsReason, allowed };
      }),
    );
  }

  @FieldResolver(() => [MemberType], { description: 'The members who work on it on the day (người được phân công).' })
  async assignees(@Root() { id, on }: TaskType, @Ctx() { session }: Context, @Info() info: GraphQLResolveInfo): Promise<MemberType[]> {
    const ids = await loadAssigneeIds(session, id, on);
    const members = await Promise.all(ids.map((memberId) => loadMember(session, memberId, on, fieldsAt(info))));
    return members.filter((member) => member !== null);
  }

  @FieldResolver(() => TaskEvidenceConnection, { description: 'What was done for it by the day, the latest first (minh chứng).' })
  async evidence(
    @Root() { id, on }: TaskType,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<TaskEvidenceType>> {
    return (await loadEvidence(session, id, on, page, fieldsAt(info).has('totalCount'))) as Page<TaskEvidenceType>;
  }

  @FieldResolver(() => [TaskStatePeriodType], { description: 'Every state it has been in by the day, the first one first.' })
  history(@Root() { id, on }: TaskType, @Ctx() { session }: Context): Promise<TaskStatePeriodType[]> {
    return loadTaskHistory(session, id, on);
  }
}

@Resolver(() => TaskStatePeriodType)
export class TaskStatePeriodResolver {
  @FieldResolver(() => TeamType, { nullable: true, description: 'The team that held the task.' })
  team(
    @Root() { teamUuid, on }: TaskStatePeriodType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TeamType | null> {
    return loadTeam(session, teamUuid, on, fieldsAt(info));
  }

  @FieldResolver(() => EventType, {
    nullable: true,
    description: 'The event that tells of it, with its actor and, after a merger, its cause.',
  })
  event(
    @Root() { eventUuid }: TaskStatePeriodType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<EventType | null> {
    return loadEvent(session, eventUuid, fieldsAt(info));
  }
}

/** What tasks add to a team. */
@Resolver(() => TeamType)
export class TeamTasksResolver {
  @FieldResolver(() => TaskConnection, { description: 'The tasks it holds on the day, in the order they are due.' })
  @Needs('task:read')
  async tasks(
    @Root() { id, on }: TeamType,
    @Arg('filter', () => TeamTaskFilterInput, FILTER) filter: TeamTaskFilterInput | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<TaskType>> {
    const fields = fieldsAt(info, NODE);
    return (await loadTasksOf(session, id, filter ?? {}, on, page, fields, fieldsAt(info).has('totalCount'))) as Page<TaskType>;
  }
}
