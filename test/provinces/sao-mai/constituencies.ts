import type { Constituencies } from '../../../src/tenancy/province';
import type { Version } from '../../../src/tenancy/rule';

export const constituencies: readonly Version<Constituencies>[] = [
  {
    from: '2023-01-01',
    value: {
      requirements: [
        { key: 'women-or-veterans', anyOf: ['women-union', 'veterans-association'], required: true },
        { key: 'volunteers', anyOf: ['volunteers'], required: false },
      ],
    },
    basis: { document: 'plan1', clause: '5', quote: 'có hội viên phụ nữ hoặc cựu chiến binh, tình nguyện viên nếu có' },
  },
];
