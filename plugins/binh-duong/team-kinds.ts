import { FOUNDING_DECISION } from '../../src/tenancy/province';
import type { TeamKinds } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';
import { national } from '../national';

export const teamKinds: readonly Version<TeamKinds>[] = [
  ...national.teamKinds,
  {
    from: '2022-09-19',
    value: {
      kinds: [
        {
          code: 'hamlet-team',
          name: { vi: 'Tổ tại khu ấp', en: 'Hamlet team' },
          host: { type: 'unit', level: 'hamlet' },
          foundedBy: ['commune-chair'],
          requiredDocuments: [FOUNDING_DECISION],
        },
        {
          code: 'organisation-team',
          name: { vi: 'Tổ tại tổ chức, doanh nghiệp', en: 'Organisation team' },
          host: { type: 'organisation' },
          foundedBy: ['organisation-leader'],
          requiredDocuments: [FOUNDING_DECISION],
        },
      ],
    },
    basis: {
      document: 'plan4862',
      clause: 'Phạm Hồng, đoạn 2',
      quote: 'Tổ công nghệ số cộng đồng do Chủ tịch UBND xã, phường, thị trấn quyết định thành lập.',
    },
  },
];
