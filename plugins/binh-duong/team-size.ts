import type { TeamSize } from '../../src/tenancy/province';
import { noRule } from '../../src/tenancy/rule';
import type { Version } from '../../src/tenancy/rule';
import { national } from '../national';

export const teamSize: readonly Version<TeamSize>[] = [
  ...national.teamSize,
  {
    from: '2022-09-19',
    scope: { kind: 'hamlet-team' },
    // Leader and deputy are named before the members, who alone are counted.
    value: { min: 3, max: 7, counts: 'ordinary' },
    basis: {
      document: 'plan4862',
      clause: 'Phạm Hồng, đoạn 2',
      quote: 'Trưởng khu ấp là Tổ trưởng, Bí thư Chi đoàn là Tổ phó, thành viên Tổ (từ 3 – 7 người tùy theo tình hình thực tế địa phương)',
    },
  },
  {
    from: '2022-09-19',
    scope: { kind: 'organisation-team' },
    value: noRule('The plan states a number of members for teams of hamlets only.'),
    basis: {
      document: 'plan4862',
      clause: 'Phạm Hồng, đoạn 2',
      quote: 'thành viên là công đoàn viên và người lao động tình nguyên tham gia',
    },
  },
];
