import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { fieldsAt } from '../../database/select';
import type { Context } from '../../graphql/context';
import { localId } from '../../graphql/global-id';
import { Needs } from '../../graphql/permission';
import { write } from '../event';
import { moveTask } from './move-task.service';
import { AddTaskEvidenceInput, AssignTaskInput, MoveTaskInput } from './task.input';
import { loadTask } from './task.reads';
import { TaskType } from './task.type';
import { addTaskEvidence, assignTask } from './task-work.service';

const INPUT = { description: 'What to record.' };

@Resolver()
export class TaskMutationResolver {
  @Mutation(() => TaskType, {
    description:
      'Takes a task to a state that can follow: a step of the team needs `task:work` over a unit of the team, a step of the authority `task:manage` over the unit that gave the task.',
  })
  @Needs('task:read')
  async moveTask(
    @Arg('input', () => MoveTaskInput, INPUT) input: MoveTaskInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TaskType> {
    const taskId = localId(input.taskId, 'Task', 'taskId');
    await write(session, { name: 'moveTask', input, idempotencyKey: input.idempotencyKey }, async (writing) => {
      await moveTask(writing, { ...input, taskId });
      return taskId;
    });
    return (await loadTask(session, taskId, input.day ?? session.today, fieldsAt(info))) as TaskType;
  }

  @Mutation(() => TaskType, { description: 'Gives a task to members of its team, to exactly these from a day on.' })
  @Needs('task:assign')
  async assignTask(
    @Arg('input', () => AssignTaskInput, INPUT) input: AssignTaskInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TaskType> {
    const taskId = localId(input.taskId, 'Task', 'taskId');
    const memberIds = input.memberIds.map((id) => localId(id, 'Member', 'memberIds'));
    await write(session, { name: 'assignTask', input, idempotencyKey: input.idempotencyKey }, async (writing) => {
      await assignTask(writing, { ...input, taskId, memberIds });
      return taskId;
    });
    return (await loadTask(session, taskId, input.day ?? session.today, fieldsAt(info))) as TaskType;
  }

  @Mutation(() => TaskType, { description: 'Adds what was done for a task on a day; a closed task takes nothing more.' })
  @Needs('task:work')
  async addTaskEvidence(
    @Arg('input', () => AddTaskEvidenceInput, INPUT) input: AddTaskEvidenceInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TaskType> {
    const taskId = localId(input.taskId, 'Task', 'taskId');
    await write(session, { name: 'addTaskEvidence', input, idempotencyKey: input.idempotencyKey }, async (writing) => {
      await addTaskEvidence(writing, { ...input, taskId });
      return taskId;
    });
    return (await loadTask(session, taskId, session.today, fieldsAt(info))) as TaskType;
  }
}
