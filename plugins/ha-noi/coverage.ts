import type { Coverage } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';
import { national } from '../national';

export const coverage: readonly Version<Coverage>[] = [
  ...national.coverage,
  {
    from: '2024-01-01',
    value: { requirements: [{ key: 'team-per-hamlet', atLeast: 1, counting: 'teams', perUnitOf: 'hamlet' }] },
    basis: {
      document: 'directive',
      clause: 'đoạn 3',
      quote: 'quyết định kiện toàn, đổi tên Tổ Chuyển đổi số cộng đồng đến từng thôn, tổ dân phố',
    },
  },
];
