import type { Session } from '../../src/database/session';
import { openRound } from '../../src/modules/report/open-round.service';
import { logOutreach } from '../../src/modules/task';
import { changeOn, communeOfficer, districtOfficer, teamsOf } from './actors';
import { approveAll, handIn } from './reports';
import { findUnit, unitsBelow } from './support';
import type { Progress } from './support';

const CHUONG_MY = '277';
const ASKED = 8;

/** The first quarter of 2024 in Chương Mỹ. The city's law asks for no report, so the district asks eight communes, and says why; one answers late, one not. */
export async function workHaNoi(session: Session, progress: Progress): Promise<void> {
  const district = await findUnit(session, CHUONG_MY);
  const communes = (await unitsBelow(session, district)).slice(0, ASKED);
  const teams = await teamsOf(session, communes, '2024-03-31');
  const form = {
    code: 'quarter',
    name: 'Kết quả quý I/2024',
    indicators: ['people-reached', 'people-guided-public-services'],
    narratives: [{ code: 'good-practice', name: 'Cách làm hay' }],
  };
  const roundId = await changeOn(session, districtOfficer(district), '2024-03-25', (writing) =>
    openRound(writing, {
      unitId: district.id,
      from: '2024-01-01',
      until: '2024-04-01',
      reason: 'Chuẩn bị hội nghị sơ kết quý I của Ban Chỉ đạo huyện',
      form: { new: form },
      reporters: { unitIds: communes.map(({ id }) => id) },
      dueDay: '2024-04-10',
    }),
  );
  for (const [place, commune] of communes.slice(0, -1).entries()) {
    const people = 60 + place * 11;
    const teamId = teams.get(commune.id)?.[0] as string;
    await changeOn(session, communeOfficer(commune), '2024-03-28', (writing) =>
      logOutreach(writing, { teamId, pillar: 'government', day: '2024-03-27', place: 'Nhà văn hóa', people, households: 20 }),
    );
    const isLate = place === ASKED - 2;
    const ids = await handIn(session, communeOfficer(commune), isLate ? '2024-04-12' : '2024-04-08', roundId, [
      {
        holder: { unitId: commune.id },
        values: { 'people-reached': people, 'people-guided-public-services': place === 3 ? null : people - 9 },
        narratives: [{ code: 'good-practice', text: 'Mỗi tối thứ sáu hướng dẫn tại nhà văn hóa' }],
      },
    ]);
    await approveAll(session, districtOfficer(district), '2024-04-15', ids);
    progress(place + 1, ASKED - 1);
  }
}
