import type { Session } from '../../src/database/session';
import { addUnit } from '../../src/modules/admin-unit/admin-unit.service';
import { foundTeam } from '../../src/modules/team';
import type { NewMember } from '../../src/modules/team';
import { inventedPerson } from './people';
import { change, decide, findUnit, share, unitsBelow } from './support';
import { recordPopulation, shareOut } from './quotas';
import type { Progress, Unit } from './support';

const DI_AN = '724';
const QUARTERS = 43;
const ENTERPRISES = [
  { name: 'Công ty Mẫu Một', people: 8, authority: 'organisation-leader' },
  { name: 'Công ty Mẫu Hai', people: 30, authority: 'organisation-leader' },
  // Decided by the ward's chair, which the plan leaves to the enterprise's own leader.
  { name: 'Công ty Mẫu Ba', people: 12, authority: 'commune-chair' },
];

/** Dĩ An: 43 teams in 43 quarters (khu phố) of 7 wards, and three in enterprises. */
export async function loadBinhDuong(session: Session, progress: Progress): Promise<void> {
  const wards = await unitsBelow(session, await findUnit(session, DI_AN));
  let count = 0;
  for (const [index, ward] of wards.entries()) {
    await change(session, async (writing) => {
      const decision = await decide(writing, ward, `${index + 50}/QĐ-UBND`, `2022-10-${10 + index}`, 'founding-decision', 'commune-chair');
      for (let n = 1; n <= share(QUARTERS, wards.length, index); n++) {
        const quarter = await addUnit(writing, {
          parentId: ward.id,
          localCode: `${ward.code}-${n}`,
          designation: 'Khu phố',
          name: String(n),
          from: '2020-01-01',
        });
        await foundTeam(writing, { kind: 'hamlet-team', decision, host: { unitIds: [quarter] }, members: quarterRoster(count * 8) });
        count++;
      }
    });
    progress(count, QUARTERS + ENTERPRISES.length);
  }
  await foundInEnterprises(session, wards[0] as Unit, count * 8);
  await recordPopulation(session, DI_AN, '2021-12-31');
  await shareOut(session, DI_AN, [
    {
      indicator: 'people-guided-public-services',
      from: '2022-11-01',
      until: '2023-02-01',
      target: 4300,
      day: '2022-11-01',
      number: '21/QĐ-BCĐ',
    },
  ]);
  progress(QUARTERS + ENTERPRISES.length, QUARTERS + ENTERPRISES.length);
}

/** Heads, and five ordinary members. */
function quarterRoster(first: number): NewMember[] {
  const positions: Omit<NewMember, 'person'>[] = [
    { seat: 'leader', post: 'hamlet-head' },
    { seat: 'deputy', post: 'youth-branch-secretary', constituencies: ['youth-union'] },
    { seat: 'member', constituencies: ['youth-union'], skills: ['basic-it'] },
    { seat: 'member', constituencies: ['women-union'] },
    { seat: 'member', constituencies: ['police'] },
    { seat: 'member', constituencies: ['volunteers'] },
    { seat: 'member', constituencies: ['volunteers'] },
  ];
  return positions.map((position, n) => ({ ...position, person: { new: inventedPerson(first + n) } }));
}

async function foundInEnterprises(session: Session, ward: Unit, firstPerson: number): Promise<void> {
  let person = firstPerson;
  for (const [index, { name, people, authority }] of ENTERPRISES.entries()) {
    const members = Array.from({ length: people }, (_, n): NewMember => {
      const seat = n === 0 ? 'leader' : n === 1 ? 'deputy' : 'member';
      const post = n === 0 ? (index === 0 ? 'grassroots-union-chair' : 'organisation-leader') : n === 1 ? 'union-group-head' : null;
      const constituencies = [n % 2 === 0 ? 'trade-union' : 'volunteering-workers'];
      return { seat, post, constituencies, skills: n === 2 ? ['basic-it'] : [], person: { new: inventedPerson(person++) } };
    });
    const issuer = authority === 'commune-chair' ? `Chủ tịch UBND ${ward.fullName}` : name;
    await change(session, (writing) =>
      foundTeam(writing, {
        kind: 'organisation-team',
        decision: { new: { number: `${index + 1}/QĐ`, issuedDay: '2022-10-20', authority, issuer } },
        host: { organisation: { name, unitId: ward.id } },
        members,
      }),
    );
  }
}
