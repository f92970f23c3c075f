import type { Timeline } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';

export const timeline: readonly Version<Timeline>[] = [
  {
    from: '2022-09-19',
    value: {
      phases: [],
      milestones: [
        {
          code: 'teams-founded',
          name: { vi: 'Hoàn thành thành lập Tổ công nghệ số cộng đồng', en: 'All teams founded' },
          due: { bound: 'by', day: '2022-10-31' },
          clause: 'Báo Bình Dương, đoạn 3',
        },
      ],
      themes: [],
    },
    basis: { document: 'plan4862', clause: 'Báo Bình Dương, đoạn 3', quote: 'thời gian hoàn thành trong tháng 10-2022' },
  },
];
