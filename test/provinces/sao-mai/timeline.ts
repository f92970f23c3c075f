import type { Timeline } from '../../../src/tenancy/province';
import type { Version } from '../../../src/tenancy/rule';

export const timeline: readonly Version<Timeline>[] = [
  {
    from: '2023-01-01',
    value: {
      phases: [{ code: 'trial', name: { vi: 'Thử nghiệm', en: 'Trial' }, from: '2023-01-01', until: '2023-07-01' }],
      milestones: [{ code: 'teams-founded', name: { vi: 'Đủ ba Tổ', en: 'Three teams' }, due: { bound: 'before', day: '2023-06-01' } }],
      themes: [{ code: 'lamps', name: { vi: 'Tháng đèn', en: 'Month of lamps' }, month: '2023-02', tasks: ['light-lamps'] }],
    },
    basis: { document: 'plan1', clause: '8' },
  },
];
