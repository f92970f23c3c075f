import { v7 as uuid } from 'uuid';
import { requireReach } from '../../auth/scope';
import { Refusal, invalidField } from '../../errors';
import type { Day } from '../../tenancy/day';
import type { Pillar } from '../../tenancy/province';
import type { Writing } from '../event';
import { checkTeamLives, homesOf, Team } from '../team';
import { checkHappened } from './days.rules';
import { checkVersion } from './move-task.service';
import { Outreach } from './outreach.entity';
import { Task, TaskState } from './task.entity';

interface Act {
  readonly day: Day;
  readonly pillar: Pillar;
  readonly taskId: string | null;
  readonly place: string | null;
  readonly people: number | null;
  readonly households: number | null;
  readonly note: string | null;
}

export interface NewOutreach extends Partial<Omit<Act, 'day' | 'pillar'>> {
  readonly pillar: Pillar;
  readonly day?: Day | null;
  readonly teamId: string;
}

/** Logs what a team did among people on a day. Returns its id. @throws Refusal NOT_FOUND, FORBIDDEN, DAY_TOO_LATE, TEAM_NOT_THERE, INVALID_INPUT. */
export async function logOutreach(writing: Writing, { teamId, ...input }: NewOutreach): Promise<string> {
  const { manager, session } = writing;
  const unitId = await checkTeam(writing, teamId);
  const { pillar, taskId = null, place = null, people = null, households = null, note = null } = input;
  const act = { day: input.day ?? session.today, pillar, taskId, place, people, households, note };
  await checkAct(writing, teamId, act);
  const id = uuid();
  await manager.insert(Outreach, { id, teamId, ...act });
  writing.record({ action: 'outreach.logged', subjectId: id, teamId, unitId, day: act.day, after: told(act) });
  return id;
}

export interface OutreachCorrection extends Partial<Omit<Act, 'day' | 'pillar'>> {
  readonly pillar?: Pillar | null;
  readonly day?: Day | null;
  readonly outreachId: string;
  readonly expectedVersion: number;
}

/** What null takes away. */
const OPTIONAL = new Set(['taskId', 'place', 'people', 'households', 'note']);

/** Corrects an entry; what is not given stays, null takes away. @throws Refusal as `logOutreach`; VERSION_CONFLICT, OUTREACH_CANCELLED. */
export async function correctOutreach(writing: Writing, { outreachId, expectedVersion, ...input }: OutreachCorrection): Promise<void> {
  const { entry, unitId } = await takeEntry(writing, outreachId, expectedVersion);
  const given = Object.fromEntries(Object.entries(input).filter(([key, value]) => value !== undefined && OPTIONAL.has(key)));
  const { taskId, place, people, households, note } = { ...entry, ...given };
  const act: Act = { day: input.day ?? entry.day, pillar: input.pillar ?? entry.pillar, taskId, place, people, households, note };
  await checkAct(writing, entry.teamId, act);
  await writing.manager.update(Outreach, { id: outreachId }, { ...act, version: entry.version + 1 });
  const reworded = (['place', 'note'] as const).filter((key) => act[key] !== entry[key]);
  const change = { teamId: entry.teamId, unitId, day: act.day, before: told(entry), after: { ...told(act), reworded } };
  writing.record({ action: 'outreach.corrected', subjectId: outreachId, ...change });
}

/** Takes an entry out of every count; it stays on record. @throws Refusal as `correctOutreach`. */
export async function cancelOutreach(writing: Writing, outreachId: string, expectedVersion: number, reason: string): Promise<void> {
  const { entry, unitId } = await takeEntry(writing, outreachId, expectedVersion);
  await writing.manager.update(Outreach, { id: outreachId }, { cancelled: true, cancelReason: reason, version: entry.version + 1 });
  const change = { teamId: entry.teamId, unitId, day: entry.day, before: told(entry), after: { reason } };
  writing.record({ action: 'outreach.cancelled', subjectId: outreachId, ...change });
}

/** What an event tells: never words, which could be about people. */
function told({ pillar, taskId, people, households }: Act): Record<string, unknown> {
  return { pillar, taskId, people, households };
}

async function takeEntry(writing: Writing, id: string, expectedVersion: number): Promise<{ entry: Outreach; unitId: string }> {
  const entry = await writing.manager.findOne(Outreach, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!entry) throw new Refusal('NOT_FOUND', { type: 'Outreach', field: 'outreachId' });
  const unitId = await checkTeam(writing, entry.teamId);
  checkVersion(expectedVersion, entry.version);
  if (entry.cancelled) throw new Refusal('OUTREACH_CANCELLED', { reason: entry.cancelReason });
  return { entry, unitId };
}

/** The unit by which it is decided who may write for the team. */
async function checkTeam({ manager, session }: Writing, teamId: string): Promise<string> {
  const unitId = (await homesOf(manager, [teamId])).get(teamId);
  if (!unitId) throw new Refusal('NOT_FOUND', { type: 'Team', field: 'teamId' });
  await requireReach(session, 'task:work', unitId, teamId);
  return unitId;
}

async function checkAct({ manager, session }: Writing, teamId: string, { day, taskId }: Act): Promise<void> {
  checkHappened(session.today, day, 'day');
  // Held, so that its end does not pass this entry by.
  checkTeamLives(await manager.findOneOrFail(Team, { where: { id: teamId }, lock: { mode: 'pessimistic_read' } }), day);
  if (taskId === null) return;
  if (!(await manager.existsBy(Task, { id: taskId }))) throw new Refusal('NOT_FOUND', { type: 'Task', field: 'taskId' });
  if (await manager.existsBy(TaskState, { taskId, teamId })) return;
  throw invalidField('taskId', 'taskId names a task that this team never held');
}
