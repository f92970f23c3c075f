import type { LegalDocument } from '../../../src/tenancy/province';

const source = 'Bịa đặt để thử nghiệm';

export const documents = {
  plan1: {
    number: '01/KH-SAOMAI',
    title: 'Kế hoạch bịa đặt về Tổ Sao Mai',
    issuer: 'UBND tỉnh Sao Mai',
    issued: [{ day: '2022-12-20', source }],
    force: 'binding',
    source,
  },
  plan2: {
    number: '02/KH-SAOMAI',
    title: 'Kế hoạch bịa đặt thứ hai, đổi tên Tổ Sao Mai',
    issuer: 'UBND tỉnh Sao Mai',
    issued: [{ day: '2024-06-15', source }],
    force: 'binding',
    source,
  },
  advice3: {
    title: 'Công văn bịa đặt của huyện Hoa Sim',
    issuer: 'UBND huyện Hoa Sim',
    issued: [],
    force: 'advisory',
    source,
  },
} satisfies Record<string, LegalDocument>;
