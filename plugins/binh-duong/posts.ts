import type { Posts } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';
import { national } from '../national';

export const posts: readonly Version<Posts>[] = [
  ...national.posts,
  {
    from: '2022-09-19',
    scope: { kind: 'hamlet-team' },
    value: { leader: { anyOf: ['hamlet-head'] }, deputy: { anyOf: ['youth-branch-secretary'] } },
    basis: {
      document: 'plan4862',
      clause: 'Phạm Hồng, đoạn 2',
      quote: 'Trưởng khu ấp là Tổ trưởng, Bí thư Chi đoàn là Tổ phó',
    },
  },
  {
    from: '2022-09-19',
    scope: { kind: 'organisation-team' },
    value: {
      leader: { anyOf: ['organisation-leader', 'grassroots-union-chair'] },
      deputy: { anyOf: ['organisation-representative', 'youth-branch-secretary', 'union-group-head'] },
    },
    basis: {
      document: 'plan4862',
      clause: 'Phạm Hồng, đoạn 2',
      quote:
        'Lãnh đạo doanh nghiệp hoặc Chủ tịch Công đoàn cơ sở là Tổ trưởng, đại diện tổ chức, doanh nghiệp hoặc Bí thư Chi đoàn, Tổ trưởng Công đoàn là Tổ phó',
    },
  },
];
