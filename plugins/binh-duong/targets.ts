import type { Targets } from '../../src/tenancy/province';
import { noRule } from '../../src/tenancy/rule';
import type { Version } from '../../src/tenancy/rule';

export const targets: readonly Version<Targets>[] = [
  {
    from: '2022-09-19',
    value: noRule('The steering committee assigns quotas to localities; the plan states no figure.'),
    basis: {
      document: 'plan4862',
      clause: 'Phạm Hồng, đoạn 4',
      quote: 'tham mưu Ban Chỉ đạo chuyển đổi số tỉnh giao chỉ tiêu chuyển đổi số cộng đồng cho các địa phương triển khai thực hiện',
    },
  },
];
