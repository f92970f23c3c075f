import type { Reporting } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';

/**
 * The department collects figures and results; how often is not reported. Who reports is read from the plan's purpose, which speaks of
 * "địa phương cấp xã" (localities of commune level).
 */
export const reporting: readonly Version<Reporting>[] = [
  {
    from: '2022-09-19',
    value: {
      forms: [
        {
          code: 'results',
          name: { vi: 'Tình hình, kết quả thực hiện', en: 'State and results of the work' },
          indicators: ['people-guided-public-services', 'online-market-accounts', 'e-payment-accounts', 'people-guided-essential-services'],
          narratives: [
            { code: 'state', name: { vi: 'Tình hình thực hiện', en: 'State of the work' } },
            { code: 'new-models', name: { vi: 'Mô hình mới, sáng kiến hay', en: 'New models and good ideas' } },
          ],
        },
      ],
      duties: [
        {
          key: 'results-to-department',
          reporter: { level: 'commune' },
          recipient: 'provincial-department',
          cadence: 'unstated',
          form: 'results',
          text: 'tổng hợp thông tin, số liệu về tình hình, kết quả thực hiện',
        },
      ],
    },
    basis: {
      document: 'plan4862',
      clause: 'Phạm Hồng, đoạn 4',
      quote: 'tổng hợp thông tin, số liệu về tình hình, kết quả thực hiện',
    },
  },
];
