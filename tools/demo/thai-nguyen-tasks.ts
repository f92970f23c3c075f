import sql from 'sql-template-tag';
import { In } from 'typeorm';
import { rows } from '../../src/database/session';
import type { Session } from '../../src/database/session';
import type { Writing } from '../../src/modules/event';
import { addTaskEvidence, Directive, expandTimelineOf, moveTask, passOnDirective, Task } from '../../src/modules/task';
import type { TaskStateName } from '../../src/modules/task/task-states.rules';
import type { Day } from '../../src/tenancy/day';
import { changeOn, communeOfficer, districtOfficer, teamLeaders } from './actors';
import { forEachOf } from './support';
import type { Unit } from './support';

/** The monthly tasks, on the days the district gives them; the Party handbook stays with the communes, which have no such task for teams. */
const MONTHS: readonly { readonly day: Day; readonly codes: readonly string[]; readonly toTeams: readonly string[] }[] = [
  {
    day: '2022-06-01',
    codes: ['install-c-thai-nguyen', 'install-thai-nguyen-id', 'install-party-handbook'],
    toTeams: ['install-c-thai-nguyen', 'install-thai-nguyen-id'],
  },
  { day: '2022-07-01', codes: ['portal-lookup', 'online-public-services'], toTeams: ['online-public-services'] },
];

const codeOf = ({ sourceCode }: Pick<Directive, 'sourceCode'>) => sourceCode.split(':').at(-1) as string;

/** The plan of the district from 5/2022 to 12/2022, expanded and handed down: to the communes, and as tasks to their teams. */
export async function giveTasks(session: Session, district: Unit, communes: readonly Unit[]): Promise<void> {
  const officer = districtOfficer(district);
  const period = { unitId: district.id, from: '2022-05-01', until: '2023-01-01' };
  const { ids } = await changeOn(session, officer, '2022-05-18', (writing) => expandTimelineOf(writing, period));
  for (const { day, codes, toTeams } of MONTHS) {
    await changeOn(session, officer, day, async (writing) => {
      const directives = await writing.manager.findBy(Directive, { id: In(ids) });
      for (const directive of directives.filter((each) => codes.includes(codeOf(each))))
        await passOnDirective(writing, { directiveId: directive.id, to: { unitIds: communes.map(({ id }) => id) } });
    });
    // One commune after the other: giving one thing to teams waits for whoever else gives it.
    for (const commune of communes)
      await changeOn(session, communeOfficer(commune), day, async (writing) => {
        const directives = await writing.manager.findBy(Directive, { unitId: commune.id });
        const wanted = toTeams.flatMap((code) => directives.find((each) => codeOf(each) === code) ?? []);
        for (const { id } of wanted) await passOnDirective(writing, { directiveId: id, to: { allTeams: true } });
      });
  }
}

interface Step {
  readonly day: Day;
  readonly to: TaskStateName;
  readonly reason?: string;
}

const WORKED: readonly Step[] = [
  { day: '2022-06-03', to: 'accepted' },
  { day: '2022-06-06', to: 'in-progress' },
  { day: '2022-06-28', to: 'done' },
];
const RETURNED: Step = { day: '2022-07-04', to: 'returned', reason: 'Thiếu danh sách hộ đã cài đặt; bổ sung minh chứng' };
const CONFIRMED: Step = { day: '2022-07-04', to: 'confirmed' };

/** How far the task of June came in each of the eight teams of a commune, in the order of their hamlets. */
const WAYS: readonly (readonly Step[])[] = [
  [...WORKED, CONFIRMED],
  [...WORKED, CONFIRMED],
  [
    ...WORKED,
    RETURNED,
    { day: '2022-07-11', to: 'in-progress' },
    { day: '2022-07-18', to: 'done' },
    { day: '2022-07-20', to: 'confirmed' },
  ],
  [...WORKED, RETURNED],
  WORKED,
  WORKED.slice(0, 2),
  [...WORKED.slice(0, 2), { day: '2022-07-04', to: 'cancelled', reason: 'Xóm chưa có sóng di động, không cài đặt được' }],
  [],
];

/** The task of June, worked on in some communes; in the others the teams have not accepted it and are overdue. */
export async function workOnTasks(session: Session, communes: readonly Unit[]): Promise<void> {
  await forEachOf(communes, async (commune) => {
    const tasks = await rows<{ id: string; team: string }>(
      session.db,
      sql`SELECT t.id, t.team_id AS team FROM task t JOIN directive d ON d.id = t.directive_id
          JOIN team_host h ON h.team_id = t.team_id JOIN admin_unit_state s ON s.unit_id = h.unit_id
          WHERE d.unit_id = ${commune.id} AND d.source_code LIKE 'theme:%:install-c-thai-nguyen' ORDER BY s.local_code`,
    );
    const steps = tasks.flatMap(({ id }, n) => (WAYS[n] ?? []).map((step) => ({ id, ...step })));
    const days = [...new Set(steps.map(({ day }) => day))].sort();
    for (const day of days)
      for (const side of ['team', 'authority'] as const) {
        const due = steps.filter(
          (step) => step.day === day && (['confirmed', 'returned', 'cancelled'].includes(step.to) ? 'authority' : 'team') === side,
        );
        const by = side === 'team' ? teamLeaders(commune) : communeOfficer(commune);
        if (due.length > 0) await changeOn(session, by, day, (writing) => takeSteps(writing, due));
      }
  });
}

async function takeSteps(writing: Writing, steps: readonly (Step & { readonly id: string })[]): Promise<void> {
  for (const { id, to, reason } of steps) {
    if (to === 'done')
      await addTaskEvidence(writing, {
        taskId: id,
        text: 'Đã hướng dẫn cài đặt tại từng hộ',
        place: 'Nhà văn hóa xóm',
        people: 24,
        households: 15,
      });
    const { version } = await writing.manager.findOneByOrFail(Task, { id });
    await moveTask(writing, { taskId: id, expectedVersion: version, to, reason });
  }
}
