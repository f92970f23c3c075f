import type { Day } from '../../tenancy/day';

export const TASK_STATES = ['open', 'accepted', 'in-progress', 'done', 'confirmed', 'returned', 'cancelled'] as const;
export type TaskStateName = (typeof TASK_STATES)[number];

/** Who takes a step: the team that holds the task, or the unit that gave it. */
export type TaskSide = 'team' | 'authority';

export interface Transition {
  readonly from: readonly TaskStateName[];
  readonly to: TaskStateName;
  readonly side: TaskSide;
  readonly needsReason: boolean;
}

/** The one table of how a task moves. A state that no row leaves is final. */
export const TRANSITIONS: readonly Transition[] = [
  { from: ['open'], to: 'accepted', side: 'team', needsReason: false },
  { from: ['accepted', 'returned'], to: 'in-progress', side: 'team', needsReason: false },
  { from: ['in-progress'], to: 'done', side: 'team', needsReason: false },
  { from: ['done'], to: 'confirmed', side: 'authority', needsReason: false },
  { from: ['done'], to: 'returned', side: 'authority', needsReason: true },
  { from: ['open', 'accepted', 'in-progress', 'done', 'returned'], to: 'cancelled', side: 'authority', needsReason: true },
];

export const FIRST_STATE: TaskStateName = 'open';

/** Still to be worked on: what can be overdue, and what follows when its team ends. */
export const UNFINISHED: readonly TaskStateName[] = ['open', 'accepted', 'in-progress', 'returned'];

/** The permission each side needs, over the team's unit or over the unit that gave the task. */
export const PERMISSION_OF = { team: 'task:work', authority: 'task:manage' } as const satisfies Record<TaskSide, string>;

export function transitionsFrom(state: TaskStateName): readonly Transition[] {
  return TRANSITIONS.filter(({ from }) => from.includes(state));
}

/** The step from one state to another; undefined where the table has none. */
export function transition(from: TaskStateName, to: TaskStateName): Transition | undefined {
  return transitionsFrom(from).find((each) => each.to === to);
}

export function isFinal(state: TaskStateName): boolean {
  return transitionsFrom(state).length === 0;
}

export function isUnfinished(state: TaskStateName): boolean {
  return UNFINISHED.includes(state);
}

/** Whether a task is late on a day: the day after the due day is the first late one. */
export function isOverdue(state: TaskStateName, dueDay: Day, on: Day): boolean {
  return isUnfinished(state) && on > dueDay;
}
