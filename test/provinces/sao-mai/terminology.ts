import { levels, words } from '../../../plugins/national/vocabulary';
import type { Terminology } from '../../../src/tenancy/province';
import type { Version } from '../../../src/tenancy/rule';

const all = [levels.province, levels.district, levels.commune, levels.hamlet];

export const terminology: readonly Version<Terminology>[] = [
  {
    from: '2023-01-01',
    value: { ...words, levels: all, team: { vi: 'Tổ Sao Mai', en: 'Morning Star team' } },
    basis: { document: 'plan1', clause: '1', quote: 'Tổ Sao Mai' },
  },
  {
    from: '2024-07-01',
    value: { ...words, levels: all, team: { vi: 'Tổ Sao Hôm', en: 'Evening Star team' } },
    basis: { document: 'plan2', clause: '1', quote: 'nay đổi tên là Tổ Sao Hôm' },
  },
];
