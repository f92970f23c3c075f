import type { Terminology } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';
import { levels, words, wordsSince2025 } from './vocabulary';

const team = { vi: 'Tổ công nghệ số cộng đồng', en: 'Community digital technology team' };

export const terminology: readonly Version<Terminology>[] = [
  {
    from: '2022-03-05',
    value: { ...words, team, levels: [levels.province, levels.district, levels.commune, levels.hamlet] },
    basis: { document: 'guidance793', clause: 'tên gọi' },
  },
  {
    from: '2025-07-01',
    value: { ...wordsSince2025, team, levels: [levels.province, levels.commune, levels.hamlet] },
    basis: { document: 'resolution203', clause: 'kết thúc hoạt động của cấp huyện' },
  },
];
