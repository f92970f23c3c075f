import type { Coverage } from '../../../src/tenancy/province';
import type { Version } from '../../../src/tenancy/rule';

export const coverage: readonly Version<Coverage>[] = [
  {
    from: '2023-01-01',
    value: {
      requirements: [
        {
          key: 'three-per-commune',
          atLeast: 3,
          counting: 'teams',
          perUnitOf: 'commune',
          deadline: { bound: 'before', day: '2023-06-01' },
          except: ['01858'],
        },
      ],
    },
    basis: { document: 'plan1', clause: '6', quote: 'mỗi xã có ít nhất ba Tổ trước ngày 1/6/2023, trừ một xã' },
  },
];
