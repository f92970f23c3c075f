import type { TeamSize } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';
import { national } from '../national';

export const teamSize: readonly Version<TeamSize>[] = [
  ...national.teamSize,
  {
    from: '2024-01-01',
    value: { min: 5, max: 7, counts: 'all' },
    basis: {
      document: 'directive',
      clause: 'đoạn 4',
      quote: 'Tổ chuyển đổi số cộng đồng có từ 05 - 07 thành viên/01 tổ, gồm Tổ trưởng',
    },
  },
];
