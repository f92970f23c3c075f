export { Directive } from './directive.entity';
export { DirectiveMutationResolver } from './directive-mutation.resolver';
export { loadDirective } from './directive.reads';
export {
  AdminUnitDirectivesResolver,
  DirectiveResolver,
  ExpandTimelineResultResolver,
  PassOnResultResolver,
  TimelineItemResolver,
} from './directive.resolver';
export { DIRECTIVE_GRAPH } from './directive.graph';
export { DirectiveType } from './directive.type';
export { followTeams } from './follow-teams.service';
export { expandTimelineOf, giveDirective } from './give-directive.service';
export { MILESTONE_GRAPH } from './milestone.graph';
export { moveTask } from './move-task.service';
export { Outreach } from './outreach.entity';
export { OUTREACH_GRAPH } from './outreach.graph';
export { loadOutreach } from './outreach.reads';
export { loadOutreachTallies, NAMED_ENTRIES } from './outreach-tally.reads';
export { AdminUnitOutreachResolver, OutreachMutationResolver, OutreachResolver, TeamOutreachResolver } from './outreach.resolver';
export { logOutreach } from './outreach.service';
export { OutreachTotalType, OutreachType } from './outreach.type';
export { passOnDirective } from './pass-on.service';
export { AdminUnitProgressResolver, MilestoneResolver, NotReceivedResolver, TaskProgressResolver } from './progress.resolver';
export { TASK_PROGRESS_GRAPH } from './progress.graph';
export { Task, TaskAssignee, TaskEvidence, TaskState } from './task.entity';
export { TaskMutationResolver } from './task-mutation.resolver';
export { loadTask } from './task.reads';
export { TaskResolver, TaskStatePeriodResolver, TeamTasksResolver } from './task.resolver';
export { TASK_GRAPH } from './task.graph';
export { TaskType } from './task.type';
export { addTaskEvidence, assignTask } from './task-work.service';
