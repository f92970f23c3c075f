import type { Indicators } from '../../../src/tenancy/province';
import type { Version } from '../../../src/tenancy/rule';

const stars = { vi: 'ngôi sao', en: 'stars' };

export const indicators: readonly Version<Indicators>[] = [
  {
    from: '2023-01-01',
    value: {
      indicators: [
        {
          code: 'lamps-lit',
          name: { vi: 'Số đèn đã thắp', en: 'Lamps lit' },
          pillar: 'society',
          kind: 'count',
          unit: { vi: 'đèn', en: 'lamps' },
          decimals: 0,
          overTime: 'sum',
        },
        {
          code: 'stars-per-lamp',
          name: { vi: 'Số sao trên mỗi đèn', en: 'Stars for each lamp' },
          pillar: 'skills',
          kind: 'ratio',
          unit: stars,
          decimals: 2,
          numerator: 'stars-counted',
          denominator: 'lamps-lit',
          overTime: 'last',
        },
        {
          code: 'stars-counted',
          name: { vi: 'Số sao đã đếm', en: 'Stars counted' },
          pillar: 'skills',
          kind: 'count',
          unit: stars,
          decimals: 0,
          overTime: 'sum',
        },
      ],
    },
    basis: { document: 'plan1', clause: '7' },
  },
];
