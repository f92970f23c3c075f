import type { Session } from '../../src/database/session';
import { addUnit, mergeUnits } from '../../src/modules/admin-unit/admin-unit.service';
import { recordTeamDocument, renameTeams } from '../../src/modules/team/change-team.service';
import { mergeTeams } from '../../src/modules/team/end-team.service';
import { foundTeam } from '../../src/modules/team';
import type { NewMember } from '../../src/modules/team';
import { inventedPerson } from './people';
import { before, change, decide, findUnit, forEachOf, share, unitsBelow } from './support';
import { recordPopulation, shareOut } from './quotas';
import type { Progress, Unit } from './support';

const CHUONG_MY = '277';
const TEAMS = 208;
const PEOPLE_OF_A_TEAM = 7;
const FOUNDED = '2022-06-15';
const MERGED = '2024-02-01';

interface Place {
  readonly hamlet: string;
  readonly team: string;
}

/**
 * Chương Mỹ as its district reported: 32 communes with 208 teams of 1,456 members at the end of 10/2023; in Q1/2024 all renamed by decisions of
 * their communes, with regulations, and one team fewer because two hamlets merged.
 */
export async function loadHaNoi(session: Session, progress: Progress): Promise<void> {
  const communes = await unitsBelow(session, await findUnit(session, CHUONG_MY));
  let founded = 0;
  await forEachOf(communes, async (commune, index) => {
    const places = await found(session, commune, index, before(TEAMS, communes.length, index), share(TEAMS, communes.length, index));
    await reorganise(session, commune, index, places, index === communes.length - 1);
    progress((founded += places.length), TEAMS);
  });
  await recordPopulation(session, CHUONG_MY, '2023-12-31');
  await shareOut(session, CHUONG_MY, [
    {
      indicator: 'people-guided-public-services',
      from: '2024-04-01',
      until: '2024-07-01',
      target: 20_800,
      day: '2024-04-01',
      number: '31/QĐ-BCĐ',
    },
  ]);
}

function found(session: Session, commune: Unit, index: number, first: number, count: number): Promise<Place[]> {
  const isTown = commune.designation === 'Thị trấn';
  return change(session, async (writing) => {
    const decision = await decide(writing, commune, `${index + 10}/QĐ-UBND`, FOUNDED, 'founding-decision');
    const places: Place[] = [];
    for (let n = 1; n <= count; n++) {
      const designation = isTown ? 'Tổ dân phố' : 'Thôn';
      const hamlet = await addUnit(writing, {
        parentId: commune.id,
        localCode: `${commune.code}-${n}`,
        designation,
        name: String(n),
        from: '2020-01-01',
      });
      const head = isTown ? 'residential-group-head' : n % 3 === 0 ? 'party-cell-secretary' : 'hamlet-head';
      const members = roster((first + n - 1) * PEOPLE_OF_A_TEAM, head);
      places.push({ hamlet, team: await foundTeam(writing, { kind: 'hamlet-team', decision, host: { unitIds: [hamlet] }, members }) });
    }
    return places;
  });
}

/** Seven people as the city's rules of 2024 want them. */
function roster(first: number, head: string): NewMember[] {
  const positions: Omit<NewMember, 'person'>[] = [
    { seat: 'leader', post: head },
    { seat: 'deputy', post: 'youth-branch-secretary', constituencies: ['youth-union'] },
    { seat: 'member', constituencies: ['women-branch-head'] },
    { seat: 'member', constituencies: ['veterans-branch-head'] },
    { seat: 'member', constituencies: ['area-police'] },
    { seat: 'member', constituencies: ['digitally-skilled'], skills: ['digital-skills-training'] },
    { seat: 'member', constituencies: ['digitally-skilled'], skills: ['digital-skills-training'] },
  ];
  return positions.map((position, n) => ({ ...position, person: { new: inventedPerson(first + n) } }));
}

async function reorganise(session: Session, commune: Unit, index: number, places: readonly Place[], merging: boolean): Promise<void> {
  const day = merging ? '2024-03-05' : `2024-0${1 + (index % 3)}-${String(5 + (index % 20)).padStart(2, '0')}`;
  const [first, second] = places as [Place, Place];
  if (merging)
    await change(session, async (writing) => {
      const resolution = {
        number: '40/NQ-HĐND',
        issuedDay: '2024-01-20',
        authority: 'provincial-council',
        issuer: 'HĐND thành phố Hà Nội',
      };
      const hamlet = await mergeUnits(writing, {
        unitIds: [first.hamlet, second.hamlet],
        name: '1-2',
        localCode: `${commune.code}-1-2`,
        from: MERGED,
        decision: { new: resolution },
      });
      const decision = await decide(writing, commune, `${index + 70}/QĐ-UBND`, MERGED, 'merger-decision');
      await mergeTeams(writing, { intoTeamId: first.team, teamIds: [second.team], unitIds: [hamlet], from: MERGED, decision });
    });
  const teamIds = places.filter((place) => !(merging && place === second)).map(({ team }) => team);
  await change(session, async (writing) => {
    const decision = await decide(writing, commune, `${index + 100}/QĐ-UBND`, day, 'reorganisation-decision');
    await renameTeams(writing, { teamIds, from: day, decision });
    await recordTeamDocument(
      writing,
      teamIds,
      'working-regulation',
      await decide(writing, commune, `${index + 1}/QC-UBND`, day, 'working-regulation'),
    );
  });
}
