import { FOUNDING_DECISION } from '../../../src/tenancy/province';
import type { TeamKinds } from '../../../src/tenancy/province';
import type { Version } from '../../../src/tenancy/rule';

export const teamKinds: readonly Version<TeamKinds>[] = [
  {
    from: '2023-01-01',
    value: {
      kinds: [
        {
          code: 'commune-team',
          name: { vi: 'Tổ cấp xã', en: 'Commune team' },
          host: { type: 'unit', level: 'commune' },
          foundedBy: ['district-committee', 'provincial-committee'],
          requiredDocuments: [FOUNDING_DECISION, 'working-regulation'],
        },
        {
          code: 'hamlet-team',
          name: { vi: 'Tổ cấp thôn', en: 'Hamlet team' },
          host: { type: 'unit', level: 'hamlet' },
          foundedBy: ['commune-chair'],
          requiredDocuments: [FOUNDING_DECISION],
        },
      ],
    },
    basis: { document: 'plan1', clause: '2', quote: 'Tổ cấp xã do huyện hoặc tỉnh thành lập; Tổ cấp thôn do Chủ tịch xã thành lập' },
  },
];
