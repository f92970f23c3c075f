import type { LegalDocument } from '../../src/tenancy/province';
import { national } from '../national';

const article = 'Bài của Thu Hoài về Tổ công nghệ số cộng đồng tỉnh Thái Nguyên';

export const documents = {
  ...national.documents,
  plan70: {
    number: '70/KH-UBND',
    title:
      'Kế hoạch triển khai thử nghiệm mô hình Tổ công nghệ số cộng đồng hỗ trợ người dân tham gia chuyển đổi số trên địa bàn tỉnh Thái Nguyên',
    issuer: 'UBND tỉnh Thái Nguyên',
    // The district cites the plan as a legal basis; the press dates it two days later.
    issued: [
      { day: '2022-04-21', source: 'Kế hoạch 174/KH-UBND, huyện Phú Lương, phần căn cứ' },
      { day: '2022-04-23', source: article },
    ],
    force: 'binding',
    // The plan itself was not at hand: clauses are the article's paragraphs, headings not counted.
    source: article,
  },
  onlineDossiers: {
    title: 'Quyết định giao chỉ tiêu hồ sơ giải quyết trực tuyến mức độ 4',
    issuer: 'UBND tỉnh Thái Nguyên',
    issued: [{ day: '2022-04-15', source: article }],
    force: 'binding',
    source: article,
  },
  // The department "đã vạch rõ" (has laid out) what all teams do month by month; the paper itself is not named.
  roadmap: {
    title: 'Lộ trình triển khai các hoạt động của các Tổ công nghệ số cộng đồng năm 2022',
    issuer: 'Sở Thông tin và Truyền thông tỉnh Thái Nguyên',
    issued: [],
    force: 'advisory',
    source: article,
  },
  plan174: {
    number: '174/KH-UBND',
    title: 'Kế hoạch triển khai mô hình Tổ công nghệ số cộng đồng hỗ trợ người dân tham gia chuyển đổi số trên địa bàn huyện Phú Lương',
    issuer: 'UBND huyện Phú Lương',
    issued: [{ day: '2022-05-16', source: 'Kế hoạch 174/KH-UBND, huyện Phú Lương' }],
    force: 'binding',
    source: 'Kế hoạch 174/KH-UBND, huyện Phú Lương',
  },
} satisfies Record<string, LegalDocument>;
