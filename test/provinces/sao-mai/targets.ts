import type { Targets } from '../../../src/tenancy/province';
import type { Version } from '../../../src/tenancy/rule';

export const targets: readonly Version<Targets>[] = [
  {
    from: '2023-01-01',
    value: {
      targets: [
        {
          key: 'lamps-2023',
          indicator: 'lamps-lit',
          bound: 'at-least',
          value: 100,
          from: '2023-01-01',
          until: '2024-01-01',
          holder: { level: 'commune' },
          text: 'mỗi xã thắp ít nhất 100 đèn trong năm 2023',
        },
      ],
    },
    basis: { document: 'plan1', clause: '9', quote: 'mỗi xã thắp ít nhất 100 đèn trong năm 2023' },
  },
];
