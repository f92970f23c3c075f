import type { Posts } from '../../src/tenancy/province';
import { noRule } from '../../src/tenancy/rule';
import type { Version } from '../../src/tenancy/rule';
import { national } from '../national';
import { phuLuong } from './phu-luong';

export const posts: readonly Version<Posts>[] = [
  ...national.posts,
  {
    from: '2022-04-21',
    value: noRule('The plan is reported to name the core of a team, not who leads it.'),
    basis: { document: 'plan70', clause: 'đoạn 2', quote: 'nòng cốt là bí thư đoàn thanh niên, cán bộ hội phụ nữ' },
  },
  {
    from: '2022-05-16',
    scope: phuLuong,
    value: noRule('The plan names the core of a team, the leadership of the hamlet among it, not who leads.'),
    basis: { document: 'plan174', clause: 'II.1', quote: 'nòng cốt là: Lãnh đạo xóm, tổ dân phố' },
  },
];
