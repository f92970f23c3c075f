import type { Posts } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';
import { national } from '../national';

export const posts: readonly Version<Posts>[] = [
  ...national.posts,
  {
    from: '2024-01-01',
    value: {
      leader: { anyOf: ['hamlet-head', 'residential-group-head', 'party-cell-secretary'] },
      deputy: { anyOf: ['youth-branch-secretary'] },
    },
    basis: {
      document: 'directive',
      clause: 'đoạn 4',
      quote: 'Tổ trưởng là Trưởng thôn, Tổ trưởng Tổ dân phố hoặc Bí thư Chi bộ. Tổ phó là Bí thư Chi đoàn thanh niên thôn, tổ dân phố.',
    },
  },
];
