import type { Coded, Indicator, Level, Terminology } from '../../src/tenancy/province';

/**
 * Words that mean the same in every province, so that one client works for all. A province keeps the code and may put its own name to it.
 * Words no rule asks for stand here too: a roster is recorded as it is.
 */

const word = (code: string, vi: string, en: string): Coded => ({ code, name: { vi, en } });

export const levels = {
  province: word('province', 'Tỉnh', 'Province'),
  district: word('district', 'Huyện', 'District'),
  commune: word('commune', 'Xã, phường, thị trấn', 'Commune'),
  hamlet: word('hamlet', 'Thôn, bản, tổ dân phố', 'Hamlet'),
} satisfies Record<string, Level>;

export const seats: Terminology['seats'] = {
  leader: { vi: 'Tổ trưởng', en: 'Leader' },
  deputy: { vi: 'Tổ phó', en: 'Deputy leader' },
  member: { vi: 'Thành viên', en: 'Member' },
};

export const posts = {
  hamletHead: word('hamlet-head', 'Trưởng thôn', 'Head of the hamlet'),
  residentialGroupHead: word('residential-group-head', 'Tổ trưởng tổ dân phố', 'Head of the residential group'),
  // Law 91/2025: that somebody is in the Party is sensitive personal data.
  partyCellSecretary: { ...word('party-cell-secretary', 'Bí thư chi bộ', 'Secretary of the Party cell'), sensitive: true },
  youthBranchSecretary: word('youth-branch-secretary', 'Bí thư chi đoàn', 'Secretary of the Youth Union branch'),
  organisationLeader: word('organisation-leader', 'Lãnh đạo tổ chức, doanh nghiệp', 'Leader of the organisation'),
  organisationRepresentative: word('organisation-representative', 'Đại diện tổ chức, doanh nghiệp', 'Representative of the organisation'),
  grassrootsUnionChair: word('grassroots-union-chair', 'Chủ tịch Công đoàn cơ sở', 'Chair of the grassroots trade union'),
  unionGroupHead: word('union-group-head', 'Tổ trưởng Công đoàn', 'Head of the trade union group'),
  communeOfficial: word('commune-official', 'Công chức cấp xã', 'Commune official'),
  teacher: word('teacher', 'Giáo viên', 'Teacher'),
} satisfies Record<string, Coded>;

export const constituencies = {
  hamletLeadership: word('hamlet-leadership', 'Lãnh đạo thôn, tổ dân phố', 'Leadership of the hamlet'),
  youthUnion: word('youth-union', 'Đoàn Thanh niên', 'Youth Union'),
  womenUnion: word('women-union', 'Hội Phụ nữ', "Women's Union"),
  womenBranchHead: word('women-branch-head', 'Chi hội trưởng Hội Phụ nữ', "Head of the Women's Union branch"),
  farmersUnion: word('farmers-union', 'Hội Nông dân', "Farmers' Union"),
  veteransAssociation: word('veterans-association', 'Hội Cựu chiến binh', "Veterans' Association"),
  veteransBranchHead: word('veterans-branch-head', 'Chi hội trưởng Hội Cựu chiến binh', "Head of the Veterans' Association branch"),
  tradeUnion: word('trade-union', 'Công đoàn viên', 'Trade union members'),
  police: word('police', 'Công an', 'Police'),
  areaPolice: word('area-police', 'Cảnh sát khu vực', 'Area police'),
  volunteers: word('volunteers', 'Tình nguyện viên', 'Volunteers'),
  studentVolunteers: word('student-volunteers', 'Sinh viên tình nguyện', 'Student volunteers'),
  volunteeringWorkers: word('volunteering-workers', 'Người lao động tình nguyện', 'Volunteering workers'),
  digitallySkilled: word('digitally-skilled', 'Người có hiểu biết về công nghệ số', 'People who know digital technology'),
  communeOfficials: word('commune-officials', 'Cán bộ, công chức cấp xã', 'Commune officials'),
} satisfies Record<string, Coded>;

export const skills = {
  basicIt: word('basic-it', 'Kiến thức cơ bản về công nghệ thông tin', 'Basic knowledge of information technology'),
  mobileApps: word('mobile-apps', 'Sử dụng thành thạo ứng dụng trên thiết bị di động', 'Skilled with apps on mobile devices'),
  digitalPlatforms: word('digital-platforms', 'Kỹ năng sử dụng nền tảng số, công nghệ số', 'Skilled with digital platforms and technology'),
  digitalTraining: word('digital-skills-training', 'Được đào tạo về kỹ năng số', 'Trained in digital skills'),
} satisfies Record<string, Coded>;

export const authorities = {
  communeChair: word('commune-chair', 'Chủ tịch UBND cấp xã', "Chair of the commune People's Committee"),
  communeCommittee: word('commune-committee', 'UBND cấp xã', "Commune People's Committee"),
  districtCommittee: word('district-committee', 'UBND cấp huyện', "District People's Committee"),
  provincialCommittee: word('provincial-committee', 'UBND cấp tỉnh', "Provincial People's Committee"),
  provincialCouncil: word('provincial-council', 'HĐND cấp tỉnh', "Provincial People's Council"),
  nationalAssembly: word('national-assembly', 'Quốc hội, Ủy ban Thường vụ Quốc hội', 'National Assembly and its Standing Committee'),
  provincialDepartment: word('provincial-department', 'Sở Thông tin và Truyền thông', 'Department of Information and Communications'),
  steeringCommittee: word(
    'steering-committee',
    'Ban Chỉ đạo chuyển đổi số cấp tỉnh',
    'Provincial steering committee for digital transformation',
  ),
  organisationLeader: word('organisation-leader', 'Lãnh đạo tổ chức, doanh nghiệp', 'Leader of the organisation'),
} satisfies Record<string, Coded>;

export const documentTypes = {
  foundingDecision: word('founding-decision', 'Quyết định thành lập', 'Founding decision'),
  reorganisationDecision: word('reorganisation-decision', 'Quyết định kiện toàn, đổi tên', 'Decision on reorganisation and renaming'),
  suspensionDecision: word('suspension-decision', 'Quyết định tạm dừng hoạt động', 'Decision on suspension'),
  dissolutionDecision: word('dissolution-decision', 'Quyết định giải thể', 'Decision on dissolution'),
  mergerDecision: word('merger-decision', 'Quyết định sáp nhập', 'Decision on merger'),
  unitDecision: word('unit-decision', 'Nghị quyết, quyết định sắp xếp đơn vị hành chính', 'Decision on administrative units'),
  waiverDecision: word('waiver-decision', 'Văn bản chấp thuận ngoại lệ', 'Waiver'),
  statistics: word('statistics', 'Số liệu thống kê', 'Statistics'),
  quotaDecision: word('quota-decision', 'Quyết định giao chỉ tiêu', 'Decision that assigns quotas'),
  workDirective: word('work-directive', 'Văn bản giao nhiệm vụ', 'Document that gives tasks'),
  reportRequest: word('report-request', 'Văn bản yêu cầu báo cáo', 'Request for reports'),
  workingRegulation: word('working-regulation', 'Quy chế hoạt động', 'Working regulation'),
  yearlyPlan: word('yearly-plan', 'Kế hoạch hoạt động hằng năm', 'Yearly plan'),
} satisfies Record<string, Coded>;

/** Everything of a terminology but the team's name and the levels, which each province names itself. */
export const words: Omit<Terminology, 'team' | 'levels'> = {
  seats,
  posts: Object.values(posts),
  constituencies: Object.values(constituencies),
  skills: Object.values(skills),
  authorities: Object.values(authorities),
  documentTypes: Object.values(documentTypes),
};

/** The department became part of the Department of Science and Technology earlier in 2025; it is named so from the day the district level ended. */
export const wordsSince2025: typeof words = {
  ...words,
  authorities: Object.values({
    ...authorities,
    provincialDepartment: word('provincial-department', 'Sở Khoa học và Công nghệ', 'Department of Science and Technology'),
  }),
};

const count = { kind: 'count', decimals: 0, overTime: 'sum' } as const;
const people = { vi: 'người', en: 'people' };
const accounts = { vi: 'tài khoản', en: 'accounts' };

/** Measures of work that every plan asks for. No plan defines a measure for it: each counts what the sentence says. */
export const measures = {
  guidedPublicServices: {
    ...word(
      'people-guided-public-services',
      'Số người được hướng dẫn sử dụng dịch vụ công trực tuyến',
      'People guided in online public services',
    ),
    ...count,
    pillar: 'government',
    unit: people,
  },
  marketAccounts: {
    ...word(
      'online-market-accounts',
      'Số tài khoản được hướng dẫn mở trên sàn thương mại điện tử',
      'Accounts opened on online markets with guidance',
    ),
    ...count,
    pillar: 'economy',
    unit: accounts,
  },
  paymentAccounts: {
    ...word('e-payment-accounts', 'Số tài khoản thanh toán điện tử được hướng dẫn mở', 'Electronic payment accounts opened with guidance'),
    ...count,
    pillar: 'economy',
    unit: accounts,
  },
  guidedEssentialServices: {
    ...word(
      'people-guided-essential-services',
      'Số người được hướng dẫn sử dụng dịch vụ số thiết yếu',
      'People guided in essential digital services',
    ),
    ...count,
    pillar: 'society',
    unit: people,
  },
} satisfies Record<string, Indicator>;
