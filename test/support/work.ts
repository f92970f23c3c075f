import type { TestApp } from './app';
import type { Client } from './client';
import { foundHamletTeam, villageRoster } from './found';
import type { FoundedTeam } from './found';

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

/** A district with its communes, and three teams that work there. */
export interface Worksite {
  readonly admin: Client;
  readonly district: Client;
  readonly unit: string;
  readonly communes: readonly { readonly id: string; readonly code: string }[];
  readonly teams: readonly FoundedTeam[];
  commune(n: number): { readonly id: string; readonly code: string };
  /** The id of a team. */
  team(n: number): string;
  /** A directive of the district for June 2022, given by somebody. */
  give(client: Client, input?: Record<string, unknown>): Promise<{ id: string; [field: string]: unknown }>;
}

export async function openWorksite(service: TestApp): Promise<Worksite> {
  const admin = service.as('thai-nguyen', { role: 'province-admin' });
  const district = service.as('thai-nguyen', { role: 'province-officer', unit: '168', subject: 'district' });
  const { adminUnit } = await admin.ask('{ adminUnit(by: { code: "168" }) { id children(first: 50) { edges { node { id code } } } } }');
  const communes = adminUnit.children.edges.map(({ node }: { node: { id: string; code: string } }) => node);
  const teams: FoundedTeam[] = [];
  for (let n = 0; n < 3; n++)
    teams.push(await foundHamletTeam(admin, { commune: communes[n].code, day: '2022-05-20', members: villageRoster(5) }));
  return {
    admin,
    district,
    unit: adminUnit.id,
    communes,
    teams,
    commune: (n) => communes[n],
    team: (n) => (teams[n] as FoundedTeam).id,
    async give(client, input = {}) {
      const period = { from: '2022-06-01', until: '2022-07-01', day: '2022-06-01' };
      const asked = { unitId: adminUnit.id, title: 'Giúp người dân làm căn cước', ...period, ...input };
      return (await client.ask(GIVE, { input: asked })).giveDirective;
    },
  };
}
