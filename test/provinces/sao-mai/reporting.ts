import type { Reporting } from '../../../src/tenancy/province';
import type { Version } from '../../../src/tenancy/rule';

export const reporting: readonly Version<Reporting>[] = [
  {
    from: '2023-01-01',
    value: {
      forms: [
        {
          code: 'monthly',
          name: { vi: 'Báo cáo tháng', en: 'Monthly report' },
          indicators: ['lamps-lit', 'stars-counted'],
          narratives: [{ code: 'difficulties', name: { vi: 'Khó khăn', en: 'Difficulties' } }],
        },
      ],
      duties: [
        {
          key: 'team-monthly',
          reporter: 'team',
          recipient: 'commune-committee',
          cadence: 'monthly',
          dueDays: 5,
          form: 'monthly',
          text: 'mỗi Tổ báo cáo hằng tháng, chậm nhất năm ngày sau khi hết tháng',
        },
      ],
    },
    basis: { document: 'plan1', clause: '10' },
  },
];
