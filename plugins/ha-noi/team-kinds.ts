import { FOUNDING_DECISION } from '../../src/tenancy/province';
import type { TeamKinds } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';
import { national } from '../national';

export const teamKinds: readonly Version<TeamKinds>[] = [
  ...national.teamKinds,
  {
    from: '2024-01-01',
    value: {
      kinds: [
        {
          code: 'hamlet-team',
          name: { vi: 'Tổ tại thôn, tổ dân phố', en: 'Hamlet team' },
          host: { type: 'unit', level: 'hamlet' },
          foundedBy: ['commune-committee'],
          requiredDocuments: [FOUNDING_DECISION, 'working-regulation'],
        },
      ],
    },
    basis: {
      document: 'directive',
      clause: 'đoạn 7',
      quote:
        'UBND xã, thị trấn ban hành Quyết định kiện toàn, đổi tên; đồng thời ban hành quy chế hoạt động của Tổ chuyển đổi số cộng đồng.',
    },
  },
];
