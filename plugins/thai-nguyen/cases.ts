import type { LawCase, MemberFacts, TeamFacts } from '../../src/tenancy/province';

const district = {
  document: 'plan174',
  clause: 'II.1',
  quote:
    'mỗi tổ có từ 05-07 người, nòng cốt là: Lãnh đạo xóm, tổ dân phố; Chi đoàn thanh niên; Chi hội phụ nữ và các tình nguyện viên tại các khu dân cư ở địa phương (nếu có)',
  on: '2022-06-15',
  /** Thị trấn Đu, huyện Phú Lương. */
  codes: ['05611', '168', '19'],
  level: 'hamlet',
};
const province = {
  document: 'plan70',
  clause: 'đoạn 2',
  quote:
    'sẽ có từ 2 - 5 thành viên với nòng cốt là bí thư đoàn thanh niên, cán bộ hội phụ nữ, cán bộ hội nông dân hoặc tình nguyện viên là sinh viên các trường đại học',
  on: '2022-06-15',
  /** Thành phố Sông Công. */
  codes: ['165', '19'],
  level: 'hamlet',
};
const deadline = { ...district, clause: 'III.5', quote: 'trước ngày 31/5/2022' };

const skills = ['digital-platforms', 'mobile-apps'];
const leader: MemberFacts = { seat: 'leader', post: 'hamlet-head', constituencies: ['hamlet-leadership'], skills };
const youth: MemberFacts = { seat: 'deputy', post: 'youth-branch-secretary', constituencies: ['youth-union'], skills };
const woman: MemberFacts = { seat: 'member', constituencies: ['women-union'], skills };
const neighbour: MemberFacts = { seat: 'member', constituencies: [], skills };

const four: TeamFacts = {
  kind: 'hamlet-team',
  foundedBy: 'commune-committee',
  documents: ['founding-decision'],
  members: [leader, youth, woman, neighbour],
};
const six: TeamFacts = { ...four, members: [...four.members, neighbour, neighbour] };

const founded = (decided: string) => ({
  from: '2000-01-01',
  teams: [{ id: 'a', kind: 'hamlet-team', decided, from: decided, until: 'infinity', hosts: [{ level: 'hamlet', unit: 'xóm' }] }],
});
const none = { from: '2000-01-01', teams: [] };

export const cases: readonly LawCase[] = [
  { ...district, name: 'a team of six in Phú Lương is as the district wants it, without volunteers too', team: six, breaches: [] },
  { ...district, name: 'a team of four in Phú Lương is too small for the district', team: four, breaches: ['teamSize/size'] },
  { ...province, name: 'a team of four elsewhere is as the province wants it', team: four, breaches: [] },
  { ...province, name: 'a team of six elsewhere is too large for the province', team: six, breaches: ['teamSize/size'] },
  {
    ...province,
    name: 'a team of four in Phú Lương is judged by the province before the district has its plan',
    on: '2022-05-01',
    codes: district.codes,
    team: four,
    breaches: [],
  },
  {
    ...province,
    name: 'one of the core, here a student, is enough for the province',
    team: { ...four, members: [{ ...neighbour, constituencies: ['student-volunteers'] }, neighbour] },
    breaches: [],
  },
  {
    ...province,
    name: 'a team without any of the core lacks it',
    team: { ...four, members: [leader, neighbour] },
    breaches: ['constituencies/core'],
  },
  {
    ...district,
    name: "a team in Phú Lương without the women's branch lacks a part of its core",
    team: { ...six, members: [leader, youth, neighbour, neighbour, neighbour] },
    breaches: ['constituencies/women-union'],
  },
  {
    ...province,
    quote: 'am hiểu và sử dụng thành thạo các ứng dụng công nghệ thông tin trên các thiết bị di động',
    name: 'every member is skilled with apps on mobile devices',
    team: { ...four, members: [leader, youth, woman, { ...neighbour, skills: [] }] },
    breaches: ['skills/mobile-apps'],
  },
  {
    ...district,
    clause: 'III.5',
    quote: 'ban hành Quyết định thành lập các Tổ công nghệ số cộng đồng tại từng xóm, tổ dân phố',
    name: 'a team in Phú Lương needs a founding decision of its commune',
    team: { ...six, foundedBy: 'district-committee', documents: [] },
    breaches: ['teamKinds/document:founding-decision', 'teamKinds/founder'],
  },
  { ...deadline, name: 'a decision of 30 May 2022 is in time', on: '2022-05-31', unit: founded('2022-05-30'), breaches: [] },
  {
    ...deadline,
    name: 'a decision of 31 May 2022 is late, since it was due before that day',
    on: '2022-05-31',
    unit: founded('2022-05-31'),
    breaches: ['coverage/team-per-hamlet:late'],
  },
  { ...deadline, name: 'a hamlet without a team is not yet at fault on 30 May 2022', on: '2022-05-30', unit: none, breaches: [] },
  {
    ...deadline,
    name: 'a hamlet without a team lacks one on 31 May 2022',
    on: '2022-05-31',
    unit: none,
    breaches: ['coverage/team-per-hamlet'],
  },
  {
    ...deadline,
    clause: 'I.2',
    quote: 'mỗi xóm, tổ dân phố có ít nhất 01 Tổ công nghệ số cộng đồng',
    name: 'a hamlet may have a second team, founded later',
    unit: { ...none, teams: [...founded('2022-05-20').teams, ...founded('2022-06-10').teams.map((team) => ({ ...team, id: 'b' }))] },
    breaches: [],
  },
];
