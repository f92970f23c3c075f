import type { Terminology } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';
import { levels, posts, words, wordsSince2025 } from '../national/vocabulary';

const technologyTeam = { vi: 'Tổ công nghệ số cộng đồng', en: 'Community digital technology team' };
const transformationTeam = { vi: 'Tổ chuyển đổi số cộng đồng', en: 'Community digital transformation team' };
const city = { ...levels.province, name: { vi: 'Thành phố', en: 'City' } };
const district = { ...levels.district, name: { vi: 'Quận, huyện, thị xã', en: 'District' } };
const hamlet = { ...levels.hamlet, name: { vi: 'Thôn, tổ dân phố', en: 'Hamlet' } };
const local = Object.values({
  ...posts,
  youthBranchSecretary: {
    ...posts.youthBranchSecretary,
    name: { vi: 'Bí thư Chi đoàn thanh niên', en: 'Secretary of the Youth Union branch' },
  },
});

export const terminology: readonly Version<Terminology>[] = [
  {
    from: '2022-03-05',
    value: { ...words, team: technologyTeam, posts: local, levels: [city, district, levels.commune, hamlet] },
    basis: { document: 'guidance793', clause: 'tên gọi' },
  },
  {
    from: '2024-01-01',
    value: { ...words, team: transformationTeam, posts: local, levels: [city, district, levels.commune, hamlet] },
    basis: {
      document: 'directive',
      clause: 'đoạn 3',
      quote: 'đã có 32/32 xã, thị trấn ban hành quyết định kiện toàn, đổi tên Tổ Chuyển đổi số cộng đồng đến từng thôn, tổ dân phố',
    },
  },
  {
    from: '2025-07-01',
    value: { ...wordsSince2025, team: transformationTeam, posts: local, levels: [city, levels.commune, hamlet] },
    basis: { document: 'resolution203', clause: 'kết thúc hoạt động của cấp huyện' },
  },
];
