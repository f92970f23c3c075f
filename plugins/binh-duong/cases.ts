import type { LawCase, MemberFacts, TeamFacts } from '../../src/tenancy/province';

const hamlet = {
  document: 'plan4862',
  clause: 'Phạm Hồng, đoạn 2',
  quote:
    'Trưởng khu ấp là Tổ trưởng, Bí thư Chi đoàn là Tổ phó, thành viên Tổ (từ 3 – 7 người tùy theo tình hình thực tế địa phương) là đoàn viên thanh niên, phụ nữ, công an và các cá nhân tình nguyện tham gia hoạt động cộng đồng, trong đó tối thiểu một nhân sự có kiến thức cơ bản về công nghệ thông tin',
  on: '2022-11-01',
  /** Phường Dĩ An, thành phố Dĩ An. */
  codes: ['25942', '724', '74'],
  level: 'hamlet',
};
const organisation = {
  ...hamlet,
  quote:
    'Tại các tổ chức, doanh nghiệp theo Quyết định thành lập Tổ công nghệ số cộng đồng do lãnh đạo tổ chức, doanh nghiệp ban hành, gồm: Lãnh đạo doanh nghiệp hoặc Chủ tịch Công đoàn cơ sở là Tổ trưởng, đại diện tổ chức, doanh nghiệp hoặc Bí thư Chi đoàn, Tổ trưởng Công đoàn là Tổ phó, thành viên là công đoàn viên và người lao động tình nguyên tham gia, trong đó tối thiểu có một nhân sự có kiến thức cơ bản về công nghệ thông tin',
  level: undefined,
};
const deadline = {
  ...hamlet,
  clause: 'Báo Bình Dương, đoạn 3',
  quote: 'bảo đảm cơ cấu và số lượng thành viên trong Tổ (thời gian hoàn thành trong tháng 10-2022)',
};

const leader: MemberFacts = { seat: 'leader', post: 'hamlet-head', constituencies: [], skills: [] };
const deputy: MemberFacts = { seat: 'deputy', post: 'youth-branch-secretary', constituencies: ['youth-union'], skills: ['basic-it'] };
const woman: MemberFacts = { seat: 'member', constituencies: ['women-union'], skills: [] };
const officer: MemberFacts = { seat: 'member', constituencies: ['police'], skills: [] };
const volunteer: MemberFacts = { seat: 'member', constituencies: ['volunteers'], skills: [] };
const worker: MemberFacts = { seat: 'member', constituencies: ['volunteering-workers'], skills: [] };

const team: TeamFacts = {
  kind: 'hamlet-team',
  foundedBy: 'commune-chair',
  documents: ['founding-decision'],
  members: [leader, deputy, woman, officer, volunteer],
};
const company: TeamFacts = {
  kind: 'organisation-team',
  foundedBy: 'organisation-leader',
  documents: ['founding-decision'],
  members: [
    { ...leader, post: 'grassroots-union-chair', constituencies: ['trade-union'], skills: ['basic-it'] },
    { ...deputy, post: 'union-group-head' },
    ...Array<MemberFacts>(28).fill(worker),
  ],
};
const founded = (decided: string) => ({
  from: '2000-01-01',
  teams: [{ id: 'a', kind: 'hamlet-team', decided, from: decided, until: 'infinity', hosts: [{ level: 'hamlet', unit: 'khu ấp' }] }],
});

export const cases: readonly LawCase[] = [
  { ...hamlet, name: 'a leader, a deputy and three members make a team of a khu ấp', team, breaches: [] },
  {
    ...hamlet,
    name: 'a leader, a deputy and seven members are still one team',
    team: { ...team, members: [...team.members, volunteer, volunteer, volunteer, volunteer] },
    breaches: [],
  },
  {
    ...hamlet,
    name: 'two ordinary members are too few, though four people are in the team',
    team: { ...team, members: [leader, deputy, woman, officer] },
    breaches: ['teamSize/size'],
  },
  {
    ...hamlet,
    name: 'eight ordinary members are too many',
    team: { ...team, members: [...team.members, volunteer, volunteer, volunteer, volunteer, volunteer] },
    breaches: ['teamSize/size'],
  },
  {
    ...hamlet,
    name: 'a team in which nobody has basic knowledge of information technology lacks one who has',
    team: { ...team, members: [leader, { ...deputy, skills: [] }, woman, officer, volunteer] },
    breaches: ['skills/basic-it'],
  },
  {
    ...hamlet,
    name: 'a company leader does not lead the team of a khu ấp',
    team: { ...team, members: [{ ...leader, post: 'organisation-leader' }, deputy, woman, officer, volunteer] },
    breaches: ['posts/leader'],
  },
  {
    ...hamlet,
    name: 'a team with members from none of the groups named lacks one from them',
    team: { ...team, members: [leader, { ...deputy, constituencies: [] }, worker, worker, worker] },
    breaches: ['constituencies/members'],
  },
  { ...organisation, name: 'an organisation may have a team of thirty', team: company, breaches: [] },
  {
    ...organisation,
    name: 'the leader of a company leads its team with a representative as deputy',
    team: {
      ...company,
      members: [
        { ...leader, post: 'organisation-leader', skills: ['basic-it'] },
        { ...deputy, post: 'organisation-representative' },
        { ...worker, constituencies: ['trade-union'] },
      ],
    },
    breaches: [],
  },
  {
    ...organisation,
    name: 'a khu ấp head does not lead the team of a company',
    team: { ...company, members: [leader, deputy, worker] },
    breaches: ['posts/leader'],
  },
  {
    ...organisation,
    name: "a team in which no worker knows information technology breaks the plan's one demand on its skills",
    team: { ...company, members: company.members.map((member) => ({ ...member, skills: [] })) },
    breaches: ['skills/basic-it'],
  },
  {
    ...organisation,
    name: 'the chair of a commune does not found the team of a company',
    team: { ...company, foundedBy: 'commune-chair' },
    breaches: ['teamKinds/founder'],
  },
  {
    ...hamlet,
    clause: 'Phạm Hồng, đoạn 2',
    quote: 'Tổ công nghệ số cộng đồng do Chủ tịch UBND xã, phường, thị trấn quyết định thành lập.',
    name: 'the leader of an organisation does not found the team of a khu ấp',
    team: { ...team, foundedBy: 'organisation-leader' },
    breaches: ['teamKinds/founder'],
  },
  {
    ...deadline,
    name: 'a khu ấp without a team is not late on 31 October 2022',
    on: '2022-10-31',
    unit: { from: '2000-01-01', teams: [] },
    breaches: [],
  },
  {
    ...deadline,
    name: 'a khu ấp without a team lacks one from 1 November 2022',
    unit: { from: '2000-01-01', teams: [] },
    breaches: ['coverage/team-per-hamlet'],
  },
  { ...deadline, name: 'a decision of the last day of October is in time', unit: founded('2022-10-31'), breaches: [] },
  {
    ...deadline,
    name: 'a decision of the first day of November is late',
    unit: founded('2022-11-01'),
    breaches: ['coverage/team-per-hamlet:late'],
  },
];
