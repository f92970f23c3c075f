import type { Terminology } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';
import { levels, posts, words, wordsSince2025 } from '../national/vocabulary';

const team = { vi: 'Tổ công nghệ số cộng đồng', en: 'Community digital technology team' };
const hamlet = { ...levels.hamlet, name: { vi: 'Thôn, bản, xóm, tổ dân phố', en: 'Hamlet' } };
const local = Object.values({
  ...posts,
  hamletHead: { ...posts.hamletHead, name: { vi: 'Trưởng thôn, bản, xóm', en: 'Head of the hamlet' } },
});

export const terminology: readonly Version<Terminology>[] = [
  {
    from: '2022-03-05',
    value: { ...words, team, posts: local, levels: [levels.province, levels.district, levels.commune, hamlet] },
    basis: { document: 'guidance793', clause: 'tên gọi' },
  },
  {
    from: '2025-07-01',
    value: { ...wordsSince2025, team, posts: local, levels: [levels.province, levels.commune, hamlet] },
    basis: { document: 'resolution203', clause: 'kết thúc hoạt động của cấp huyện' },
  },
];
