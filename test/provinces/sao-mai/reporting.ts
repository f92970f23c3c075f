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
  {
    from: '2024-07-01',
    value: {
      forms: [
        {
          code: 'monthly',
          name: { vi: 'Báo cáo tháng', en: 'Monthly report' },
          indicators: ['lamps-lit', 'people-reached'],
          narratives: [],
        },
        { code: 'quarter', name: { vi: 'Báo cáo quý', en: 'Quarterly report' }, indicators: ['people-trained'], narratives: [] },
        { code: 'week', name: { vi: 'Báo cáo tuần', en: 'Weekly report' }, indicators: ['people-reached'], narratives: [] },
      ],
      duties: [
        {
          key: 'team-monthly',
          reporter: 'team',
          recipient: 'commune-committee',
          cadence: 'monthly',
          dueDays: 3,
          form: 'monthly',
          text: 'mỗi Tổ báo cáo hằng tháng, chậm nhất ba ngày sau khi hết tháng',
        },
        {
          key: 'commune-monthly',
          reporter: { level: 'commune' },
          recipient: 'district-committee',
          cadence: 'monthly',
          dueDays: 8,
          form: 'monthly',
          text: 'mỗi xã tổng hợp báo cáo hằng tháng của các Tổ',
        },
        {
          key: 'commune-quarterly',
          reporter: { level: 'commune' },
          recipient: 'district-committee',
          cadence: 'quarterly',
          dueDays: 10,
          form: 'quarter',
          text: 'mỗi xã báo cáo hằng quý',
        },
        {
          key: 'district-weekly',
          reporter: { level: 'district' },
          recipient: 'provincial-committee',
          cadence: 'weekly',
          dueDays: 1,
          form: 'week',
          text: 'mỗi huyện báo cáo hằng tuần vào thứ hai',
        },
        {
          key: 'commune-now-and-then',
          reporter: { level: 'commune' },
          recipient: 'district-committee',
          cadence: 'unstated',
          form: 'quarter',
          text: 'các xã báo cáo định kỳ',
        },
        {
          key: 'commune-undated',
          reporter: { level: 'commune' },
          recipient: 'district-committee',
          cadence: 'monthly',
          form: 'quarter',
          text: 'các xã báo cáo hằng tháng, không nói hạn',
        },
      ],
    },
    basis: { document: 'plan2', clause: '4', quote: 'báo cáo hằng tuần, hằng tháng, hằng quý' },
  },
];
