import type { TaskCatalogue } from '../../../src/tenancy/province';
import type { Version } from '../../../src/tenancy/rule';

export const taskCatalogue: readonly Version<TaskCatalogue>[] = [
  {
    from: '2023-01-01',
    value: {
      tasks: [
        {
          code: 'light-lamps',
          name: { vi: 'Thắp đèn', en: 'Light the lamps' },
          pillar: 'society',
          text: 'thắp đèn ở mỗi ngõ',
        },
        {
          code: 'count-stars',
          name: { vi: 'Đếm sao', en: 'Count the stars' },
          pillar: 'skills',
          text: 'đếm sao cùng người dân',
        },
      ],
    },
    basis: { document: 'plan1', clause: '7' },
  },
];
