import type { MonthlyTheme, Timeline } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';
import { phuLuong } from './phu-luong';

/** The department's roadmap is for all teams of the province, so the district's own timeline carries it as well. */
const roadmap: readonly MonthlyTheme[] = [
  {
    code: 'platforms-of-the-province',
    name: { vi: 'Cài đặt và sử dụng các nền tảng số của tỉnh', en: "Installing and using the province's platforms" },
    month: '2022-06',
    tasks: ['install-c-thai-nguyen', 'install-thai-nguyen-id', 'install-party-handbook'],
    document: 'roadmap',
    clause: 'đoạn 11',
  },
  {
    code: 'portals-and-public-services',
    name: { vi: 'Cổng thông tin điện tử và dịch vụ công trực tuyến', en: 'Portals and online public services' },
    month: '2022-07',
    tasks: ['portal-lookup', 'online-public-services'],
    document: 'roadmap',
    clause: 'đoạn 12',
  },
];

export const timeline: readonly Version<Timeline>[] = [
  {
    from: '2022-04-21',
    value: {
      phases: [
        {
          code: 'recruitment',
          name: { vi: 'Tuyển chọn thành viên', en: 'Choosing members' },
          from: '2022-04-01',
          until: '2022-06-01',
        },
        {
          code: 'operation',
          name: { vi: 'Hỗ trợ trực tiếp người dân', en: 'Direct help to people' },
          from: '2022-06-01',
          until: '2022-12-01',
        },
      ],
      milestones: [],
      themes: roadmap,
    },
    basis: {
      document: 'plan70',
      clause: 'đoạn 6',
      quote:
        'Trong tháng 4 và tháng 5, các địa phương bắt đầu tuyển chọn thành viên tham tổ công nghệ số cộng đồng, bắt đầu từ tháng 6 đến tháng 11 chính thức triển khai hoạt động hỗ trợ trực tiếp',
    },
  },
  {
    from: '2022-05-16',
    scope: phuLuong,
    value: {
      phases: [
        {
          code: 'founding',
          name: { vi: 'Thành lập các Tổ công nghệ số cộng đồng', en: 'Founding of the teams' },
          from: '2022-05-01',
          until: '2022-06-01',
          clause: 'II.5',
        },
        {
          code: 'operation',
          name: { vi: 'Tuyên truyền, hướng dẫn các nền tảng số đến người dân', en: 'Guiding people in digital platforms' },
          from: '2022-06-01',
          until: '2022-12-01',
          clause: 'II.5',
        },
        {
          code: 'evaluation',
          name: { vi: 'Đánh giá kết quả, hoàn thiện kế hoạch giai đoạn tiếp theo', en: 'Evaluation and the plan for the next stage' },
          from: '2022-12-01',
          until: '2023-01-01',
          clause: 'II.5',
        },
      ],
      milestones: [
        {
          code: 'founding-decisions-sent',
          name: { vi: 'Gửi Quyết định thành lập về UBND huyện', en: 'Founding decisions sent to the district' },
          due: { bound: 'before', day: '2022-05-31' },
          measure: { kind: 'teams-founded', perUnitOf: 'commune' },
          clause: 'III.5',
        },
      ],
      themes: roadmap,
    },
    basis: { document: 'plan174', clause: 'II.5, III.5', quote: 'Trong tháng 5/2022: Thành lập các Tổ công nghệ số cộng đồng.' },
  },
];
