import type { LegalDocument } from '../../src/tenancy/province';

export const documents = {
  guidance793: {
    number: '793/BTTTT-THH',
    title: 'Hướng dẫn thí điểm triển khai Tổ công nghệ số cộng đồng tại các địa phương',
    issuer: 'Bộ Thông tin và Truyền thông',
    issued: [{ day: '2022-03-05', source: 'Báo Lao động Thủ đô' }],
    force: 'advisory',
    source: 'Báo Lao động Thủ đô; MyLaw, mục Chính sách mới',
  },
  resolution203: {
    number: '203/2025/QH15',
    title: 'Nghị quyết sửa đổi, bổ sung một số điều của Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam',
    issuer: 'Quốc hội',
    issued: [{ day: '2025-06-16', source: 'VnEconomy, 16/6/2025' }],
    force: 'binding',
    source: 'VnEconomy, 16/6/2025',
  },
} satisfies Record<string, LegalDocument>;
