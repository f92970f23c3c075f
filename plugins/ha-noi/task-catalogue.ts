import type { TaskCatalogue } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';

export const taskCatalogue: readonly Version<TaskCatalogue>[] = [
  {
    from: '2024-01-01',
    value: {
      tasks: [
        {
          code: 'yearly-plan',
          name: { vi: 'Xây dựng kế hoạch hoạt động hằng năm', en: 'Make the yearly plan' },
          pillar: 'organisation',
          text: 'Xây dựng kế hoạch hoạt động hằng năm của Tổ chuyển đổi số cộng đồng phù hợp với điều kiện thực tế của các thôn, tổ dân phố.',
        },
        {
          code: 'spread-policy',
          name: { vi: 'Tuyên truyền chủ trương, chính sách về chuyển đổi số', en: 'Make digital transformation policy known' },
          pillar: 'awareness',
          text: 'Tuyên truyền chủ trương, chính sách về chuyển đổi số, tiềm năng và lợi ích của chuyển đổi số cho người dân, doanh nghiệp và các hộ gia đình.',
        },
        {
          code: 'spread-project-06',
          name: { vi: 'Lan tỏa lợi ích của chuyển đổi số, Đề án 06', en: 'Make the benefits of Project 06 known' },
          pillar: 'awareness',
          text: 'Hưởng ứng, tuyên truyền, lan toả thông tin về mục đích, ý nghĩa và lợi ích của chuyển đổi số, Đề án 06 đem lại cho cộng đồng.',
        },
        {
          code: 'project-06',
          name: { vi: 'Tham gia nhiệm vụ chuyển đổi số, Đề án 06', en: 'Take part in Project 06' },
          pillar: 'organisation',
          text: 'Tham gia triển khai thực hiện các nhiệm vụ chuyển đổi số, nhiệm vụ thuộc Đề án 06 theo chỉ đạo, hướng dẫn của Thành phố, huyện và xã, thị trấn.',
        },
        {
          code: 'team-training',
          name: { vi: 'Tham gia đào tạo, tập huấn', en: 'Attend training' },
          pillar: 'skills',
          text: 'Tham gia các hoạt động đào tạo, tập huấn nâng cao nhận thức về chuyển đổi số, kỹ năng ứng dụng công nghệ số và chính sách, pháp luật về chuyển đổi số.',
        },
        {
          code: 'online-public-services',
          name: { vi: 'Hướng dẫn dịch vụ công trực tuyến', en: 'Guide people in online public services' },
          pillar: 'government',
          counts: { indicator: 'people-guided-public-services', number: 'people' },
          text: 'Hướng dẫn người dân sử dụng dịch vụ công trực tuyến; sử dụng các dịch vụ số, nền tảng số, công nghệ số để tương tác với chính quyền.',
        },
        {
          code: 'online-markets',
          name: { vi: 'Hướng dẫn tham gia sàn thương mại điện tử', en: 'Guide people onto online markets' },
          pillar: 'economy',
          text: 'Hướng dẫn người dân trên địa bàn tham gia các sàn thương mại điện tử',
        },
        {
          code: 'e-payment',
          name: { vi: 'Hướng dẫn mở tài khoản thanh toán điện tử', en: 'Guide people to electronic payment accounts' },
          pillar: 'economy',
          text: 'mở tài khoản thanh toán điện tử',
        },
        {
          code: 'digital-production',
          name: { vi: 'Ứng dụng nền tảng số trong sản xuất, kinh doanh', en: 'Digital platforms in production and trade' },
          pillar: 'economy',
          text: 'sử dụng các nền tảng số, công nghệ số phục vụ nhu cầu, hoạt động sản xuất, kinh doanh.',
        },
        {
          code: 'essential-services',
          name: { vi: 'Hướng dẫn dịch vụ số thiết yếu', en: 'Guide people in essential digital services' },
          pillar: 'society',
          counts: { indicator: 'people-guided-essential-services', number: 'people' },
          text: 'Hướng dẫn người dân tiếp cận, sử dụng các dịch vụ số, nền tảng số phục vụ nhu cầu thiết yếu như: Giáo dục, y tế, an sinh xã hội, giao thông vận tải',
        },
        {
          code: 'five-basic-skills',
          name: { vi: 'Hướng dẫn 5 nội dung kỹ năng số cơ bản', en: 'Teach the five basic digital skills' },
          pillar: 'skills',
          text: '“đi từng ngõ, gõ từng nhà, hướng dẫn từng người” biết, hiểu và thực hiện 5 nội dung kỹ năng số cơ bản',
        },
        {
          code: 'advise-authorities',
          name: { vi: 'Tham mưu tháo gỡ khó khăn', en: 'Advise the authorities on difficulties' },
          pillar: 'organisation',
          text: 'tham mưu với cấp ủy, chính quyền những giải pháp tháo gỡ khó khăn trong chuyển đổi số ở địa phương',
        },
      ],
    },
    basis: { document: 'directive', clause: 'đoạn 5, 6, 8' },
  },
];
