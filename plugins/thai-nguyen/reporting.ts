import type { Reporting } from '../../src/tenancy/province';
import { noRule } from '../../src/tenancy/rule';
import type { Version } from '../../src/tenancy/rule';
import { phuLuong } from './phu-luong';

const indicators = [
  'people-guided-public-services',
  'online-market-accounts',
  'e-payment-accounts',
  'people-guided-essential-services',
  'c-thai-nguyen-installs',
  'thai-nguyen-id-installs',
  'digital-stalls-opened',
  'health-book-installs',
];

export const reporting: readonly Version<Reporting>[] = [
  {
    from: '2022-04-21',
    value: noRule('The plan is reported without its part on reports.'),
    basis: { document: 'plan70', clause: 'toàn bài' },
  },
  {
    from: '2022-05-16',
    scope: phuLuong,
    value: {
      forms: [
        {
          code: 'results',
          name: { vi: 'Kết quả thực hiện các chỉ tiêu, nhiệm vụ', en: 'Results of quotas and tasks' },
          indicators,
          narratives: [
            { code: 'results', name: { vi: 'Kết quả thực hiện', en: 'Results' } },
            { code: 'difficulties', name: { vi: 'Khó khăn, vướng mắc', en: 'Difficulties' } },
          ],
        },
      ],
      duties: [
        {
          // "Chính quyền các cấp" (authorities of all levels) read it; the nearest of them receives it.
          key: 'team-results',
          reporter: 'team',
          recipient: 'commune-committee',
          cadence: 'unstated',
          form: 'results',
          text: 'Tổ công nghệ số cộng đồng cập nhật và gửi báo cáo định kỳ, thường xuyên qua mạng',
        },
        {
          key: 'commune-periodic',
          reporter: { level: 'commune' },
          recipient: 'district-committee',
          cadence: 'unstated',
          form: 'results',
          text: 'Thực hiện chế độ báo cáo định kỳ, đột xuất theo hướng dẫn của phòng Văn hóa và Thông tin huyện.',
        },
        {
          key: 'commune-ad-hoc',
          reporter: { level: 'commune' },
          recipient: 'district-committee',
          cadence: 'ad-hoc',
          text: 'Thực hiện chế độ báo cáo định kỳ, đột xuất theo hướng dẫn của phòng Văn hóa và Thông tin huyện.',
        },
      ],
    },
    basis: {
      document: 'plan174',
      clause: 'II.3.2, III.5',
      quote: 'Tổ công nghệ số cộng đồng cập nhật và gửi báo cáo định kỳ, thường xuyên qua mạng',
    },
  },
];
