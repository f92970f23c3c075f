import type { Constituencies } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';
import { national } from '../national';

/**
 * The plan says where members come from. It lists four groups and allows three members, so it cannot ask for one of each:
 * at least one from any of them is what surely follows.
 */
export const constituencies: readonly Version<Constituencies>[] = [
  ...national.constituencies,
  {
    from: '2022-09-19',
    scope: { kind: 'hamlet-team' },
    value: {
      requirements: [{ key: 'members', anyOf: ['youth-union', 'women-union', 'police', 'volunteers'], required: true }],
    },
    basis: {
      document: 'plan4862',
      clause: 'Phạm Hồng, đoạn 2',
      quote: 'là đoàn viên thanh niên, phụ nữ, công an và các cá nhân tình nguyện tham gia hoạt động cộng đồng',
    },
  },
  {
    from: '2022-09-19',
    scope: { kind: 'organisation-team' },
    value: { requirements: [{ key: 'members', anyOf: ['trade-union', 'volunteering-workers'], required: true }] },
    basis: {
      document: 'plan4862',
      clause: 'Phạm Hồng, đoạn 2',
      quote: 'thành viên là công đoàn viên và người lao động tình nguyên tham gia',
    },
  },
];
