import type { TeamSize } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';
import { national } from '../national';
import { phuLuong } from './phu-luong';

export const teamSize: readonly Version<TeamSize>[] = [
  ...national.teamSize,
  {
    from: '2022-04-21',
    value: { min: 2, max: 5, counts: 'all' },
    basis: { document: 'plan70', clause: 'đoạn 2', quote: 'sẽ có từ 2 - 5 thành viên' },
  },
  {
    from: '2022-05-16',
    scope: phuLuong,
    // Five is the one size that both allow: the district puts its own number in place of the province's.
    value: { min: 5, max: 7, counts: 'all' },
    basis: { document: 'plan174', clause: 'II.1', quote: 'mỗi tổ có từ 05-07 người' },
  },
];
