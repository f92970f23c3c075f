import type { Constituencies } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';
import { national } from '../national';

export const constituencies: readonly Version<Constituencies>[] = [
  ...national.constituencies,
  {
    from: '2024-01-01',
    // "Các thành viên gồm" (the members are) lists who sits in the team, without "hoặc" (or) or "nếu có" (if any).
    value: {
      requirements: [
        { key: 'women-branch-head', anyOf: ['women-branch-head'], required: true },
        { key: 'veterans-branch-head', anyOf: ['veterans-branch-head'], required: true },
        { key: 'area-police', anyOf: ['area-police'], required: true },
        { key: 'digitally-skilled', anyOf: ['digitally-skilled'], required: true },
      ],
    },
    basis: {
      document: 'directive',
      clause: 'đoạn 4',
      quote:
        'Các thành viên gồm: Chi Hội trưởng Hội Phụ nữ, chi Hội trưởng Hội Cựu chiến binh, cán bộ cảnh sát khu vực theo dõi địa bàn, người có hiểu biết về công nghệ số',
    },
  },
];
