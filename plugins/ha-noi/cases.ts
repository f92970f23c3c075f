import type { LawCase, MemberFacts, TeamFacts } from '../../src/tenancy/province';

const law = {
  document: 'directive',
  clause: 'đoạn 4',
  quote:
    'Tổ chuyển đổi số cộng đồng có từ 05 - 07 thành viên/01 tổ, gồm Tổ trưởng là Trưởng thôn, Tổ trưởng Tổ dân phố hoặc Bí thư Chi bộ. Tổ phó là Bí thư Chi đoàn thanh niên thôn, tổ dân phố. Các thành viên gồm: Chi Hội trưởng Hội Phụ nữ, chi Hội trưởng Hội Cựu chiến binh, cán bộ cảnh sát khu vực theo dõi địa bàn, người có hiểu biết về công nghệ số, năng nổ, nhiệt tình, được đào tạo về kỹ năng số',
  on: '2024-04-01',
  /** Thị trấn Chúc Sơn, huyện Chương Mỹ. */
  codes: ['10015', '277', '01'],
  level: 'hamlet',
};
const founding = {
  ...law,
  clause: 'đoạn 7',
  quote: 'UBND xã, thị trấn ban hành Quyết định kiện toàn, đổi tên; đồng thời ban hành quy chế hoạt động của Tổ chuyển đổi số cộng đồng.',
};
const year2023 = {
  ...law,
  clause: 'đoạn 2',
  quote:
    'Đến hết tháng 10/2023 trên địa bàn huyện đã có 32/32 xã, thị trấn thành lập Tổ công nghệ số cộng đồng đến từng thôn, tổ dân phố, với 208 tổ/1.456 thành viên.',
  on: '2023-10-31',
};
const merger = {
  ...law,
  clause: 'đoạn 3',
  quote: 'với 207 tổ với 1.456 thành viên, giảm 01 tổ so với năm 2023 do sáp nhập thôn',
};

const leader: MemberFacts = { seat: 'leader', post: 'hamlet-head', constituencies: [], skills: [] };
const deputy: MemberFacts = { seat: 'deputy', post: 'youth-branch-secretary', constituencies: [], skills: [] };
const member = (constituency: string, ...skills: string[]): MemberFacts => ({ seat: 'member', constituencies: [constituency], skills });
const members = [
  member('women-branch-head'),
  member('veterans-branch-head'),
  member('area-police'),
  member('digitally-skilled', 'digital-skills-training'),
];
const neighbour: MemberFacts = { seat: 'member', constituencies: [], skills: [] };

const team: TeamFacts = {
  kind: 'hamlet-team',
  foundedBy: 'commune-committee',
  documents: ['founding-decision', 'working-regulation'],
  members: [leader, deputy, ...members],
};
const ledBy = (post: string): TeamFacts => ({ ...team, members: [{ ...leader, post }, deputy, ...members] });
/** As the teams of 2023 were recorded: seven people, two of them heads, no regulation. */
const roster2023: TeamFacts = {
  ...team,
  documents: ['founding-decision'],
  members: [{ ...leader, post: 'teacher' }, deputy, ...Array<MemberFacts>(5).fill(neighbour)],
};

export const cases: readonly LawCase[] = [
  { ...law, name: 'the head of a thôn leads', team: ledBy('hamlet-head'), breaches: [] },
  { ...law, name: 'the head of a residential group leads', team: ledBy('residential-group-head'), breaches: [] },
  { ...law, name: 'the secretary of a Party cell leads', team: ledBy('party-cell-secretary'), breaches: [] },
  { ...law, name: 'a teacher does not lead', team: ledBy('teacher'), breaches: ['posts/leader'] },
  {
    ...law,
    name: 'a team without a leader has a seat to fill',
    team: { ...team, members: [deputy, ...members] },
    breaches: ['posts/leader-count'],
  },
  {
    ...law,
    name: 'only the secretary of the Youth Union branch is deputy',
    team: { ...team, members: [leader, { ...deputy, post: 'hamlet-head' }, ...members] },
    breaches: ['posts/deputy'],
  },
  {
    ...law,
    name: 'five people are enough if one of the heads knows digital technology and was trained',
    team: {
      ...team,
      members: [leader, { ...deputy, constituencies: ['digitally-skilled'], skills: ['digital-skills-training'] }, ...members.slice(0, 3)],
    },
    breaches: [],
  },
  { ...law, name: 'seven people are one team', team: { ...team, members: [...team.members, neighbour] }, breaches: [] },
  {
    ...law,
    name: 'eight people, the heads included, are too many',
    team: { ...team, members: [...team.members, neighbour, neighbour] },
    breaches: ['teamSize/size'],
  },
  {
    ...merger,
    name: 'the fourteen people of two merged thôn are too many for one team',
    team: { ...team, members: [...team.members, ...Array<MemberFacts>(8).fill(neighbour)] },
    breaches: ['teamSize/size'],
  },
  {
    ...law,
    name: 'a team without the area police officer lacks a member',
    team: { ...team, members: [leader, deputy, ...members.filter(({ constituencies }) => !constituencies.includes('area-police'))] },
    breaches: ['constituencies/area-police'],
  },
  {
    ...law,
    name: 'somebody in the team was trained in digital skills',
    team: { ...team, members: team.members.map((each) => ({ ...each, skills: [] })) },
    breaches: ['skills/digital-skills-training'],
  },
  {
    ...founding,
    name: 'a team without a working regulation lacks one',
    team: { ...team, documents: ['founding-decision'] },
    breaches: ['teamKinds/document:working-regulation'],
  },
  {
    ...founding,
    name: 'a team is founded by the committee of its commune',
    team: { ...team, foundedBy: 'district-committee' },
    breaches: ['teamKinds/founder'],
  },
  { ...year2023, name: 'a roster of 2023 is judged by what held in 2023', team: roster2023, breaches: [] },
  {
    ...law,
    name: 'the same roster, unchanged in 2024, is judged by the law of 2024',
    on: '2024-01-01',
    team: roster2023,
    breaches: [
      'constituencies/area-police',
      'constituencies/digitally-skilled',
      'constituencies/veterans-branch-head',
      'constituencies/women-branch-head',
      'posts/leader',
      'skills/digital-skills-training',
      'teamKinds/document:working-regulation',
    ],
  },
  {
    ...law,
    clause: 'đoạn 3',
    quote: 'quyết định kiện toàn, đổi tên Tổ Chuyển đổi số cộng đồng đến từng thôn, tổ dân phố',
    name: 'a thôn without a team lacks one',
    unit: { from: '2000-01-01', teams: [] },
    breaches: ['coverage/team-per-hamlet'],
  },
];
