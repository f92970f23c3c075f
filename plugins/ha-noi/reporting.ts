import type { Reporting } from '../../src/tenancy/province';
import { noRule } from '../../src/tenancy/rule';
import type { Version } from '../../src/tenancy/rule';

export const reporting: readonly Version<Reporting>[] = [
  {
    from: '2024-01-01',
    value: noRule('It is stated who manages, coordinates and guides the teams; no report is asked for.'),
    basis: {
      document: 'directive',
      clause: 'đoạn 7',
      quote:
        'hoạt động dưới sự chỉ đạo, quản lý trực tiếp của UBND xã, thị trấn, điều phối của UBND huyện và hướng dẫn của Sở Thông tin và Truyền thông, Công an Thành phố',
    },
  },
];
