import sql from 'sql-template-tag';
import { rows } from '../../src/database/session';
import type { Session } from '../../src/database/session';
import { excuseReport, openRound } from '../../src/modules/report/open-round.service';
import { logOutreach } from '../../src/modules/task';
import type { Day } from '../../src/tenancy/day';
import type { DemoActor } from './actors';
import { changeOn, communeOfficer, districtOfficer, teamLeaders, teamsOf } from './actors';
import { approveAll, giveBack, handIn, mend } from './reports';
import type { DemoReport } from './reports';
import { findUnit, forEachOf, unitsBelow } from './support';
import type { Progress, Unit } from './support';
import { giveTasks, workOnTasks } from './thai-nguyen-tasks';

const PHU_LUONG = '168';
const MONTHS = ['2022-06', '2022-07', '2022-08', '2022-09', '2022-10', '2022-11'] as const;
const JULY = '2022-07';
/** Communes whose teams and officers follow the plan all the time; in July most of the others do as well. */
const STEADY = 2;
const JULY_COMMUNES = 11;
/** Of the communes after those, one is excused for July; the last three are silent. */
const EXCUSED = JULY_COMMUNES;

interface Month {
  readonly name: string;
  readonly from: Day;
  readonly until: Day;
  /** A day of the month after, in which the reports are written. */
  next(day: number): Day;
}

function monthOf(name: string): Month {
  const following = `2022-${String(Number(name.slice(5)) + 1).padStart(2, '0')}`;
  return { name, from: `${name}-01`, until: `${following}-01`, next: (day) => `${following}-${String(day).padStart(2, '0')}` };
}

/** Phú Lương from May to December 2022: the plan as tasks, the outreach of six months, and what teams and communes report of it. */
export async function workThaiNguyen(session: Session, progress: Progress): Promise<void> {
  const district = await findUnit(session, PHU_LUONG);
  const communes = await unitsBelow(session, district);
  const all = MONTHS.length + 1;
  await giveTasks(session, district, communes);
  await workOnTasks(session, communes.slice(0, STEADY));
  progress(1, all);
  const teams = await teamsOf(session, communes, '2022-06-30');
  for (const [index, name] of MONTHS.entries()) {
    await workMonth(session, district, communes, teams, monthOf(name));
    progress(index + 2, all);
  }
}

async function workMonth(
  session: Session,
  district: Unit,
  communes: readonly Unit[],
  teams: ReadonlyMap<string, readonly string[]>,
  month: Month,
): Promise<void> {
  const { next } = month;
  const isJuly = month.name === JULY;
  const reporting = communes.slice(0, isJuly ? JULY_COMMUNES : STEADY);
  const ofCommunes = await askCommunes(session, district, isJuly ? 'all' : reporting, month);
  const ofAllTeams = isJuly ? await askTeams(session, district, districtOfficer(district), month) : null;
  await forEachOf(reporting, async (commune, place) => {
    const ofTeams = ofAllTeams ?? (await askTeams(session, commune, communeOfficer(commune), month));
    // Beyond the steady communes three teams of each report; the others are what the total names as missing.
    const own = (teams.get(commune.id) ?? []).slice(0, place < STEADY ? undefined : 3);
    await logMonth(session, commune, own, month);
    await reportOfTeams(session, ofTeams, commune, own, month, place);
    await reportOfCommune(session, ofCommunes, district, commune, month, place);
  });
  if (isJuly)
    await changeOn(session, districtOfficer(district), next(9), (writing) =>
      excuseReport(writing, ofCommunes, { unitId: (communes[EXCUSED] as Unit).id }, 'Mưa lũ, mất điện và liên lạc từ ngày 30/7'),
    );
}

/** For July the district asks all teams and all communes, in the other months the steady communes, which ask their teams. */
function askTeams(session: Session, unit: Unit, by: DemoActor, { from, until, next }: Month): Promise<string> {
  return changeOn(session, by, from, (writing) =>
    openRound(writing, { unitId: unit.id, from, until, duty: 'team-results', dueDay: next(5) }),
  );
}

function askCommunes(session: Session, district: Unit, communes: readonly Unit[] | 'all', { from, until, next }: Month): Promise<string> {
  const reporters = communes === 'all' ? null : { unitIds: communes.map(({ id }) => id) };
  const asked = { unitId: district.id, from, until, duty: 'commune-periodic', reporters, dueDay: next(10) };
  return changeOn(session, districtOfficer(district), from, (writing) => openRound(writing, { ...asked, consolidated: true }));
}

/** People that a team reached in a month: different for each and the same every time. */
const peopleOf = (n: number, month: Month) => 12 + ((n * 7 + Number(month.name.slice(5)) * 5) % 31);

async function logMonth(session: Session, commune: Unit, teams: readonly string[], month: Month): Promise<void> {
  const code = month.name === '2022-06' ? 'install-c-thai-nguyen' : 'online-public-services';
  const tasks = await rows<{ id: string; team: string }>(
    session.db,
    sql`SELECT t.id, t.team_id AS team FROM task t JOIN directive d ON d.id = t.directive_id
        WHERE t.team_id = ANY(${teams}) AND split_part(d.source_code, ':', 3) = ${code}`,
  );
  await changeOn(session, teamLeaders(commune), `${month.name}-25`, async (writing) => {
    for (const [n, teamId] of teams.entries()) {
      const people = peopleOf(n, month);
      const taskId = tasks.find(({ team }) => team === teamId)?.id ?? null;
      const pillar = month.name === '2022-06' ? ('society' as const) : ('government' as const);
      await logOutreach(writing, { teamId, pillar, taskId, day: `${month.name}-${10 + n}`, people, households: Math.ceil(people / 3) });
    }
  });
}

/** What a team reports: what its log says, and in the first year little of the rest. */
function reportOf(teamId: string, n: number, month: Month): DemoReport {
  const people = peopleOf(n, month);
  const isJune = month.name === '2022-06';
  return {
    holder: { teamId },
    values: {
      'c-thai-nguyen-installs': isJune ? people : Math.floor(people / 2),
      'thai-nguyen-id-installs': Math.floor(people / 3),
      'people-guided-public-services': isJune ? 0 : people,
      'people-guided-essential-services': Math.floor(people / 2),
      'online-market-accounts': n % 3,
      'e-payment-accounts': 2 + (n % 4),
      'digital-stalls-opened': 0,
      'health-book-installs': Math.floor(people / 4),
    },
    narratives: n === 0 ? [{ code: 'difficulties', text: 'Nhiều hộ chưa có điện thoại thông minh' }] : [],
  };
}

async function reportOfTeams(
  session: Session,
  roundId: string,
  commune: Unit,
  teams: readonly string[],
  month: Month,
  place: number,
): Promise<void> {
  const [leaders, officer] = [teamLeaders(commune), communeOfficer(commune)];
  const { next, name } = month;
  const written = teams.map((id, n) => reportOf(id, n, month));
  const last = written.at(-1) as DemoReport;
  if (name === JULY && place === 0)
    written[1] = { ...(written[1] as DemoReport), values: { ...written[1]?.values, 'c-thai-nguyen-installs': null } };
  // In July the last team of the first communes is late; in November that of the first did not report at all.
  const late = name === JULY && place < 3 ? [last] : [];
  const timely = written.filter((each) => !late.includes(each)).slice(0, name === '2022-11' && place === 0 ? -1 : undefined);
  const ids = await handIn(session, leaders, next(3 + (place % 3)), roundId, timely);
  if (late.length > 0) ids.push(...(await handIn(session, leaders, next(7), roundId, late)));
  if (name === JULY && place === 1) {
    const [reportId, report] = [ids[0] as string, written[0] as DemoReport];
    await giveBack(session, officer, next(6), reportId, 'Số lượt cài đặt lớn hơn số hộ của xóm; kiểm tra lại');
    const values = { 'c-thai-nguyen-installs': 9 };
    await mend(session, leaders, next(7), { roundId, reportId, report: { holder: report.holder, values } });
  }
  await approveAll(session, officer, next(8), ids);
  if (name === JULY && place === 1) {
    const [reportId, holder] = [ids[2] as string, { teamId: teams[2] as string }];
    const report = { holder, values: { 'people-guided-public-services': peopleOf(2, month) + 6 } };
    await mend(session, leaders, next(20), { roundId, reportId, report, amendFor: 'Bổ sung 6 người được hướng dẫn ngày 31/7' });
    await approveAll(session, officer, next(22), [reportId]);
  }
}

async function reportOfCommune(
  session: Session,
  roundId: string,
  district: Unit,
  commune: Unit,
  month: Month,
  place: number,
): Promise<void> {
  const { next, name } = month;
  const officer = communeOfficer(commune);
  const report = {
    holder: { unitId: commune.id },
    narratives: [
      { code: 'results', text: 'Các Tổ đã hướng dẫn người dân tại nhà văn hóa và tại hộ' },
      { code: 'difficulties', text: 'Thiếu thiết bị; sóng di động yếu ở một số xóm' },
    ],
  };
  const isLate = (name === JULY && place === 2) || (name === '2022-09' && place === 1);
  const [id] = (await handIn(session, officer, next(isLate ? 14 : 9), roundId, [report])) as [string];
  if (name === JULY && place === 4) {
    await giveBack(session, districtOfficer(district), next(11), id, 'Nêu rõ các xóm chưa báo cáo và lý do');
    const narratives = [{ code: 'difficulties', text: 'Năm xóm chưa báo cáo vì Tổ trưởng dự tập huấn' }];
    await mend(session, officer, next(12), { roundId, reportId: id, report: { holder: report.holder, narratives } });
  }
  await approveAll(session, districtOfficer(district), next(15), [id]);
}
