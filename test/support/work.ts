import type { Client } from './client';

/** What tests of directives and tasks ask for. */
export const EXPAND = `mutation ($input: ExpandTimelineInput!) { expandTimeline(input: $input) { made alreadyThere directives {
  id source sourceCode ruleVersion title text pillar from until due given clause legalDocument { number } } } }`;
export const PASS_ON = 'mutation ($input: PassOnDirectiveInput!) { passOnDirective(input: $input) { made alreadyThere directive { id } } }';
export const GIVE = `mutation ($input: GiveDirectiveInput!) { giveDirective(input: $input) {
  id source sourceCode ruleVersion title text pillar from until due given clause document { number type { code } } legalDocument { number } unit { code } } }`;
export const MOVE = `mutation ($input: MoveTaskInput!) { moveTask(input: $input) { id state since reason version overdue nextSteps { to } } }`;
export const ASSIGN = 'mutation ($input: AssignTaskInput!) { assignTask(input: $input) { version assignees { id } } }';
export const EVIDENCE = `mutation ($input: AddTaskEvidenceInput!) { addTaskEvidence(input: $input) {
  evidence { totalCount edges { node { day place text people households links } } } } }`;

export interface Progress {
  readonly given: number;
  readonly [count: string]: unknown;
}

const PROGRESS = `query ($code: String!, $on: Date!, $directive: ID) { adminUnit(by: { code: $code }, on: $on) { taskProgress(directive: $directive) {
  given open accepted inProgress done confirmed returned cancelled overdue returnReasons { reason count }
  notReceived { unitCount units { code } teamCount teams { id } } } } }`;

/** The progress of a unit on a day, of one directive or of all. */
export async function progressOf(client: Client, code: string, on: string, directive?: string): Promise<Progress> {
  return (await client.ask(PROGRESS, { code, on, directive })).adminUnit.taskProgress;
}

export interface TaskRow {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly overdue: boolean;
  readonly team: { readonly id: string };
}

const TASKS = `query ($filter: TaskFilter, $on: Date) { tasks(filter: $filter, on: $on, first: 200) { totalCount edges { node {
  id state version overdue team { id } } } } }`;

export async function tasksOf(client: Client, filter: Record<string, unknown>, on?: string): Promise<TaskRow[]> {
  const { tasks } = await client.ask(TASKS, { filter, on });
  expect(tasks.totalCount).toBe(tasks.edges.length);
  return tasks.edges.map(({ node }: { node: TaskRow }) => node);
}

interface Step {
  readonly to: string;
  readonly day?: string;
  readonly reason?: string;
}

/** Takes a task some steps on; each with the version that the one before left. */
export async function take(client: Client, taskId: string, version: number, ...steps: readonly Step[]): Promise<number> {
  let expectedVersion = version;
  for (const step of steps) expectedVersion = (await client.ask(MOVE, { input: { taskId, expectedVersion, ...step } })).moveTask.version;
  return expectedVersion;
}
