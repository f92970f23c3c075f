import type { Coverage } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';
import { national } from '../national';

export const coverage: readonly Version<Coverage>[] = [
  ...national.coverage,
  {
    from: '2022-09-19',
    value: {
      requirements: [
        {
          key: 'team-per-hamlet',
          atLeast: 1,
          counting: 'teams',
          perUnitOf: 'hamlet',
          kinds: ['hamlet-team'],
          deadline: { bound: 'by', day: '2022-10-31' },
        },
      ],
    },
    basis: {
      document: 'plan4862',
      clause: 'Báo Bình Dương, đoạn 3',
      quote:
        'chỉ đạo tổ chức thành lập Tổ công nghệ số cộng đồng tại địa phương, bảo đảm cơ cấu và số lượng thành viên trong Tổ (thời gian hoàn thành trong tháng 10-2022)',
    },
  },
];
