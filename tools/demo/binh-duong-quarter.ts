import type { Session } from '../../src/database/session';
import { openRound } from '../../src/modules/report/open-round.service';
import { logOutreach } from '../../src/modules/task';
import { changeOn, communeOfficer, districtOfficer, teamsOf } from './actors';
import type { DemoActor } from './actors';
import { approveAll, giveBack, handIn, mend } from './reports';
import type { DemoReport } from './reports';
import { findUnit, unitsBelow } from './support';
import type { Progress } from './support';

const DI_AN = '724';
const DEPARTMENT: DemoActor = { id: 'department', role: 'province-officer' };

/** The last quarter of 2022 in Dĩ An: its wards report to the department, one of them late, one after it was returned, one not at all. */
export async function workBinhDuong(session: Session, progress: Progress): Promise<void> {
  const district = await findUnit(session, DI_AN);
  const wards = await unitsBelow(session, district);
  const teams = await teamsOf(session, wards, '2022-12-31');
  const roundId = await changeOn(session, DEPARTMENT, '2022-11-01', (writing) =>
    openRound(writing, {
      unitId: district.id,
      from: '2022-10-01',
      until: '2023-01-01',
      duty: 'results-to-department',
      dueDay: '2023-01-10',
    }),
  );
  for (const [place, ward] of wards.slice(0, -1).entries()) {
    const people = 80 + place * 17;
    const teamId = teams.get(ward.id)?.[0] as string;
    await changeOn(session, communeOfficer(ward), '2022-12-20', (writing) =>
      logOutreach(writing, { teamId, pillar: 'government', day: '2022-12-18', place: 'Văn phòng khu phố', people, households: null }),
    );
    const report: DemoReport = {
      holder: { unitId: ward.id },
      values: {
        'people-guided-public-services': people,
        'online-market-accounts': 4 + place,
        // The wards do not ask the banks.
        'e-payment-accounts': place === 1 ? null : 20 + place,
        'people-guided-essential-services': 30 + place * 5,
      },
      narratives: [{ code: 'state', text: 'Các Tổ đi vào hoạt động từ tháng 11' }],
    };
    const isLate = place === wards.length - 2;
    const [id] = (await handIn(session, communeOfficer(ward), isLate ? '2023-01-16' : '2023-01-09', roundId, [report])) as [string];
    if (place === 2) {
      await giveBack(session, districtOfficer(district), '2023-01-11', id, 'Số tài khoản thanh toán thấp hơn số đã báo qua điện thoại');
      await mend(session, communeOfficer(ward), '2023-01-12', {
        roundId,
        reportId: id,
        report: { ...report, values: { 'e-payment-accounts': 35 } },
      });
    }
    await approveAll(session, districtOfficer(district), '2023-01-18', [id]);
    progress(place + 1, wards.length - 1);
  }
}
