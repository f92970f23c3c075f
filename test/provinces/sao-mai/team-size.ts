import type { TeamSize } from '../../../src/tenancy/province';
import type { Version } from '../../../src/tenancy/rule';

export const teamSize: readonly Version<TeamSize>[] = [
  {
    from: '2023-01-01',
    scope: { kind: 'commune-team' },
    value: { max: 9, counts: 'all' },
    basis: { document: 'plan1', clause: '3', quote: 'Tổ cấp xã có không quá chín người' },
  },
  {
    from: '2023-01-01',
    scope: { kind: 'hamlet-team' },
    value: { min: 1, max: 5, counts: 'ordinary' },
    basis: { document: 'plan1', clause: '3', quote: 'Tổ cấp thôn có từ một đến năm thành viên' },
  },
  {
    from: '2023-03-01',
    // Inside the district a team of a hamlet meets both: from two to five members.
    scope: { unit: '061', kind: 'hamlet-team' },
    mode: 'tighten',
    value: { min: 2, counts: 'ordinary' },
    basis: { document: 'advice3', clause: '1', quote: 'nên có thêm một thành viên' },
  },
];
