import type { Timeline } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';

export const timeline: readonly Version<Timeline>[] = [
  {
    from: '2024-01-01',
    value: {
      phases: [
        {
          code: 'reorganisation',
          name: { vi: 'Kiện toàn, đổi tên', en: 'Reorganisation and renaming' },
          from: '2024-01-01',
          until: '2024-04-01',
        },
      ],
      milestones: [],
      themes: [],
    },
    basis: {
      document: 'directive',
      clause: 'đoạn 3',
      quote: 'Trong quý I năm 2024, đã có 32/32 xã, thị trấn ban hành quyết định kiện toàn, đổi tên',
    },
  },
];
