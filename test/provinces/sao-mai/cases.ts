import type { LawCase, MemberFacts, TeamFacts } from '../../../src/tenancy/province';

const plan1 = (clause: string, quote: string) => ({
  document: 'plan1',
  clause,
  quote,
  on: '2023-07-01',
  codes: ['01837', '058', '06'],
  level: 'hamlet',
});
const size = plan1('3', 'Tổ cấp xã có không quá chín người');
const heads = plan1('4', 'Tổ trưởng và hai Tổ phó');
const later = { ...heads, document: 'plan2', clause: '2', quote: 'từ nay công chức xã là Tổ trưởng', on: '2024-07-01' };
const groups = plan1('5', 'có hội viên phụ nữ hoặc cựu chiến binh, tình nguyện viên nếu có');
const commune = { ...plan1('6', 'mỗi xã có ít nhất ba Tổ trước ngày 1/6/2023, trừ một xã'), level: 'commune' };
const district = { ...size, document: 'advice3', clause: '1', quote: 'nên có thêm một thành viên', codes: ['01888', '061', '06'] };

const leader: MemberFacts = { seat: 'leader', post: 'hamlet-head', constituencies: ['veterans-association'], skills: [] };
const deputy: MemberFacts = { seat: 'deputy', post: 'teacher', constituencies: [], skills: [] };
const member: MemberFacts = { seat: 'member', constituencies: [], skills: [] };
const hamletTeam: TeamFacts = {
  kind: 'hamlet-team',
  foundedBy: 'commune-chair',
  documents: ['founding-decision'],
  members: [leader, deputy, deputy, member],
};
const communeTeam: TeamFacts = {
  kind: 'commune-team',
  foundedBy: 'provincial-committee',
  documents: ['founding-decision', 'working-regulation'],
  members: [leader, deputy, deputy],
};
const lead = (post: string): TeamFacts => ({ ...hamletTeam, members: [{ ...leader, post }, deputy, deputy, member] });
const founded = (...days: string[]) => ({
  from: '2000-01-01',
  teams: days.map((decided, index) => ({
    id: String(index),
    kind: 'hamlet-team',
    decided,
    from: decided,
    until: 'infinity',
    hosts: [{ level: 'hamlet', unit: String(index) }],
  })),
});

export const cases: readonly LawCase[] = [
  { ...size, name: 'a commune team of three heads alone has no minimum to meet', team: communeTeam, breaches: [] },
  {
    ...size,
    name: 'a commune team of ten is too large',
    team: { ...communeTeam, members: [...communeTeam.members, ...Array<MemberFacts>(7).fill(member)] },
    breaches: ['teamSize/size'],
  },
  { ...size, name: 'a hamlet team counts its ordinary members only', team: hamletTeam, breaches: [] },
  {
    ...size,
    name: 'a hamlet team of heads alone is too small',
    team: { ...hamletTeam, members: [leader, deputy, deputy] },
    breaches: ['teamSize/size'],
  },
  { ...district, name: 'one district adds a member to the minimum of the province', team: hamletTeam, breaches: ['teamSize/size'] },
  {
    ...district,
    name: 'and leaves the maximum of the province as it is',
    team: { ...hamletTeam, members: [leader, deputy, deputy, ...Array<MemberFacts>(6).fill(member)] },
    breaches: ['teamSize/size'],
  },
  {
    ...heads,
    name: 'one deputy is one too few',
    team: { ...hamletTeam, members: [leader, deputy, member] },
    breaches: ['posts/deputy-count'],
  },
  {
    ...heads,
    name: 'three deputies are one too many',
    team: { ...hamletTeam, members: [...hamletTeam.members, deputy] },
    breaches: ['posts/deputy-count'],
  },
  { ...heads, name: 'a Party cell secretary leads in 2023', team: lead('party-cell-secretary'), breaches: [] },
  { ...heads, name: 'an official does not yet lead in 2023', team: lead('commune-official'), breaches: ['posts/leader'] },
  { ...later, name: 'an official leads from July 2024', team: lead('commune-official'), breaches: [] },
  { ...later, name: 'a hamlet head no longer leads from July 2024', team: lead('hamlet-head'), breaches: ['posts/leader'] },
  {
    ...groups,
    name: 'a woman serves as well as a veteran',
    team: { ...hamletTeam, members: [{ ...leader, constituencies: ['women-union'] }, deputy, deputy, member] },
    breaches: [],
  },
  {
    ...groups,
    name: 'a team with neither lacks one of them',
    team: { ...hamletTeam, members: [{ ...leader, constituencies: ['volunteers'] }, deputy, deputy, member] },
    breaches: ['constituencies/women-or-veterans'],
  },
  { ...commune, name: 'three teams by 31 May are enough', unit: founded('2023-02-01', '2023-02-01', '2023-05-31'), breaches: [] },
  {
    ...commune,
    name: 'the third team of 1 June is late',
    unit: founded('2023-02-01', '2023-02-01', '2023-06-01'),
    breaches: ['coverage/three-per-commune:late'],
  },
  {
    ...commune,
    name: 'two teams are one too few',
    unit: founded('2023-02-01', '2023-02-01'),
    breaches: ['coverage/three-per-commune'],
  },
  { ...commune, name: 'the commune out of scope needs none', codes: ['01858', '060', '06'], unit: founded(), breaches: [] },
];
