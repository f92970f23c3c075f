import type { Indicator, Indicators } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';
import { measures } from '../national/vocabulary';

/** People who "biết, hiểu và thực hiện" (know, understand and practise) one of the five basic skills. */
const skilled = (code: string, vi: string, en: string): Indicator => ({
  code: `people-able-${code}`,
  name: { vi: `Số người biết, hiểu và thực hiện: ${vi}`, en: `People able: ${en}` },
  pillar: 'skills',
  kind: 'count',
  unit: { vi: 'người', en: 'people' },
  decimals: 0,
  overTime: 'last',
});

export const indicators: readonly Version<Indicators>[] = [
  {
    from: '2024-01-01',
    value: {
      indicators: [
        skilled('public-services', 'sử dụng dịch vụ công trực tuyến', 'online public services'),
        skilled('shopping', 'mua sắm trực tuyến', 'online shopping'),
        skilled('payment', 'thanh toán trực tuyến', 'online payment'),
        skilled('self-protection', 'tự bảo vệ mình trên không gian mạng', 'protecting oneself online'),
        skilled('other-platforms', 'sử dụng các nền tảng số khác', 'other digital platforms'),
        measures.guidedPublicServices,
        measures.marketAccounts,
        measures.paymentAccounts,
        measures.guidedEssentialServices,
      ],
    },
    basis: {
      document: 'directive',
      clause: 'đoạn 6, 8',
      quote:
        'biết, hiểu và thực hiện 5 nội dung kỹ năng số cơ bản như: sử dụng dịch vụ công trực tuyến, mua sắm trực tuyến, thanh toán trực tuyến, tự bảo vệ mình trên không gian mạng và sử dụng các nền tảng số khác',
    },
  },
];
