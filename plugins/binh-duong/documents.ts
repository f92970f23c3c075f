import type { LegalDocument } from '../../src/tenancy/province';
import { national } from '../national';

export const documents = {
  ...national.documents,
  plan4862: {
    number: '4862/KH-UBND',
    title: 'Kế hoạch triển khai Tổ công nghệ số cộng đồng tỉnh Bình Dương',
    issuer: 'UBND tỉnh Bình Dương',
    issued: [{ day: '2022-09-19', source: 'Bài của Phạm Hồng về Kế hoạch 4862/KH-UBND' }],
    force: 'binding',
    // Both report the plan; neither gives its numbering, so clauses name the report and the paragraph.
    source: 'Bài của Phạm Hồng về Kế hoạch 4862/KH-UBND; Báo Bình Dương, 22/9/2022',
  },
} satisfies Record<string, LegalDocument>;
