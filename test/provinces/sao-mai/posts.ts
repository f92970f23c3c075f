import type { Posts } from '../../../src/tenancy/province';
import type { Version } from '../../../src/tenancy/rule';

export const posts: readonly Version<Posts>[] = [
  {
    from: '2023-01-01',
    value: {
      leader: { anyOf: ['hamlet-head', 'residential-group-head', 'party-cell-secretary'] },
      deputy: { anyOf: ['youth-branch-secretary', 'teacher'], min: 2, max: 2 },
    },
    basis: { document: 'plan1', clause: '4', quote: 'Tổ trưởng và hai Tổ phó' },
  },
  {
    from: '2024-07-01',
    value: { leader: { anyOf: ['commune-official'] }, deputy: { anyOf: ['youth-branch-secretary', 'teacher'], min: 2, max: 2 } },
    basis: { document: 'plan2', clause: '2', quote: 'từ nay công chức xã là Tổ trưởng' },
  },
];
