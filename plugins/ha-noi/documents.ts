import type { LegalDocument } from '../../src/tenancy/province';
import { national } from '../national';

export const documents = {
  ...national.documents,
  directive: {
    title: 'Văn bản chỉ đạo kiện toàn, đổi tên và triển khai hoạt động Tổ chuyển đổi số cộng đồng',
    issuer: 'UBND thành phố Hà Nội',
    // The portal reports the directive without number or date; its communes applied it in the first quarter of 2024.
    issued: [],
    force: 'binding',
    // Clauses are the article's paragraphs, headings and captions not counted.
    source: 'Cổng thông tin huyện Chương Mỹ, bài của Nguyễn Huế',
  },
} satisfies Record<string, LegalDocument>;
