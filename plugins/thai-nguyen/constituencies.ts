import type { Constituencies } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';
import { national } from '../national';
import { phuLuong } from './phu-luong';

export const constituencies: readonly Version<Constituencies>[] = [
  ...national.constituencies,
  {
    from: '2022-04-21',
    // Joined by "hoặc" (or): one of them is enough.
    value: {
      requirements: [{ key: 'core', anyOf: ['youth-union', 'women-union', 'farmers-union', 'student-volunteers'], required: true }],
    },
    basis: {
      document: 'plan70',
      clause: 'đoạn 2',
      quote:
        'nòng cốt là bí thư đoàn thanh niên, cán bộ hội phụ nữ, cán bộ hội nông dân hoặc tình nguyện viên là sinh viên các trường đại học',
    },
  },
  {
    from: '2022-05-16',
    scope: phuLuong,
    // Joined by "và" (and); only the volunteers stand under "nếu có" (if any).
    value: {
      requirements: [
        { key: 'hamlet-leadership', anyOf: ['hamlet-leadership'], required: true },
        { key: 'youth-union', anyOf: ['youth-union'], required: true },
        { key: 'women-union', anyOf: ['women-union'], required: true },
        { key: 'volunteers', anyOf: ['volunteers', 'student-volunteers'], required: false },
      ],
    },
    basis: {
      document: 'plan174',
      clause: 'II.1',
      quote:
        'nòng cốt là: Lãnh đạo xóm, tổ dân phố; Chi đoàn thanh niên; Chi hội phụ nữ và các tình nguyện viên tại các khu dân cư ở địa phương (nếu có)',
    },
  },
];
