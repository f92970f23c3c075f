import type { Constituencies } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';

export const constituencies: readonly Version<Constituencies>[] = [
  {
    from: '2022-03-05',
    value: {
      requirements: [
        { key: 'hamlet-leadership', anyOf: ['hamlet-leadership'], required: false },
        { key: 'youth-union', anyOf: ['youth-union'], required: false },
      ],
    },
    basis: { document: 'guidance793', clause: 'thành lập Tổ' },
  },
];
