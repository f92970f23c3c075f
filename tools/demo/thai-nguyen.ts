import type { Session } from '../../src/database/session';
import { addUnit } from '../../src/modules/admin-unit/admin-unit.service';
import { foundTeam } from '../../src/modules/team';
import type { NewMember } from '../../src/modules/team';
import { inventedPerson } from './people';
import { change, decide, findUnit, forEachOf, unitsBelow } from './support';
import { recordPopulation, shareOut } from './quotas';
import type { DemoQuota } from './quotas';
import type { Progress } from './support';

const PHU_LUONG = '168';
const HAMLETS_OF_A_COMMUNE = 8;

/** The last commune decides on the named day itself, which "before 31/5/2022" no longer allows. */
const LATE = '2022-05-31';

/**
 * Phú Lương: one team in each hamlet, founded in 5/2022. Most teams have six people, as the district asks; every seventh has four, as only the
 * province would allow. One commune decides late.
 */
export async function loadThaiNguyen(session: Session, progress: Progress): Promise<void> {
  const communes = await unitsBelow(session, await findUnit(session, PHU_LUONG));
  let founded = 0;
  await forEachOf(communes, async (commune, index) => {
    const isTown = commune.designation === 'Thị trấn';
    const day = index === communes.length - 1 ? LATE : `2022-05-${String(18 + (index % 13)).padStart(2, '0')}`;
    await change(session, async (writing) => {
      const decision = await decide(writing, commune, `${index + 30}/QĐ-UBND`, day, 'founding-decision');
      for (let n = 1; n <= HAMLETS_OF_A_COMMUNE; n++) {
        const designation = isTown ? 'Tổ dân phố' : 'Xóm';
        const hamlet = await addUnit(writing, {
          parentId: commune.id,
          localCode: `${commune.code}-${n}`,
          designation,
          name: String(n),
          from: '2020-01-01',
        });
        const team = index * HAMLETS_OF_A_COMMUNE + n - 1;
        const members = roster(team * 10, isTown ? 'residential-group-head' : 'hamlet-head', team % 7 === 6 ? 4 : 6);
        await foundTeam(writing, { kind: 'hamlet-team', decision, host: { unitIds: [hamlet] }, members });
      }
    });
    progress((founded += HAMLETS_OF_A_COMMUNE), communes.length * HAMLETS_OF_A_COMMUNE);
  });
  await recordPopulation(session, PHU_LUONG, '2021-12-31');
  await shareOut(session, PHU_LUONG, THEMES);
}

/** The department's roadmap: installing the province's platforms in June, online public services in July. */
export const THEMES: readonly DemoQuota[] = [
  { indicator: 'c-thai-nguyen-installs', from: '2022-06-01', until: '2022-07-01', target: 10_000, day: '2022-06-01', number: '11/QĐ-BCĐ' },
  {
    indicator: 'people-guided-public-services',
    from: '2022-07-01',
    until: '2022-08-01',
    target: 6000,
    day: '2022-07-01',
    number: '12/QĐ-BCĐ',
  },
];

function roster(first: number, head: string, size: number): NewMember[] {
  const positions: Omit<NewMember, 'person'>[] = [
    { seat: 'leader', post: head, constituencies: ['hamlet-leadership'] },
    { seat: 'deputy', post: 'youth-branch-secretary', constituencies: ['youth-union'] },
    { seat: 'member', constituencies: ['women-union'] },
    { seat: 'member', constituencies: ['farmers-union'] },
    { seat: 'member', constituencies: ['volunteers'] },
    { seat: 'member', constituencies: ['student-volunteers'] },
  ];
  const skills = ['mobile-apps', 'digital-platforms'];
  return positions.slice(0, size).map((position, n) => ({ ...position, skills, person: { new: inventedPerson(first + n) } }));
}
