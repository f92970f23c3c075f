import type { CatalogueTask, TaskCatalogue } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';
import { phuLuong } from './phu-luong';

/** Tasks of the department's roadmap for June and July 2022 (đoạn 11, 12), for every team of the province. */
const roadmap: readonly CatalogueTask[] = [
  {
    code: 'install-c-thai-nguyen',
    name: { vi: 'Cài đặt, sử dụng C-Thái Nguyên', en: 'Install and use C-Thái Nguyên' },
    pillar: 'society',
    counts: { indicator: 'c-thai-nguyen-installs', number: 'people' },
    text: 'Nền tảng công dân số C-Thái Nguyên',
  },
  {
    code: 'install-thai-nguyen-id',
    name: { vi: 'Cài đặt, sử dụng Thái Nguyên ID', en: 'Install and use Thái Nguyên ID' },
    pillar: 'society',
    counts: { indicator: 'thai-nguyen-id-installs', number: 'people' },
    text: 'nền tảng xã hội số Thái Nguyên ID',
  },
  {
    code: 'install-party-handbook',
    name: { vi: 'Cài đặt, sử dụng Sổ tay Đảng viên', en: 'Install and use the Party member handbook' },
    pillar: 'society',
    counts: { indicator: 'party-handbook-installs', number: 'people' },
    text: '“Sổ tay Đảng viên”',
  },
  {
    code: 'portal-lookup',
    name: { vi: 'Tra cứu trên Cổng thông tin điện tử', en: 'Look things up on the portals' },
    pillar: 'government',
    text: 'hướng dẫn người dân truy cập và sử dụng Cổng thông tin điện tử của tỉnh, huyện, xã để tra cứu thông tin',
  },
];

export const taskCatalogue: readonly Version<TaskCatalogue>[] = [
  {
    from: '2022-04-21',
    value: {
      tasks: [
        {
          code: 'spread-policy',
          name: { vi: 'Tuyên truyền chủ trương, chính sách về chuyển đổi số', en: 'Make digital transformation policy known' },
          pillar: 'awareness',
          text: 'thông tin tuyên truyền các chủ trương, chính sách của Đảng, Nhà nước về chuyển đổi số đến nhân dân',
        },
        {
          code: 'online-public-services',
          name: { vi: 'Hướng dẫn dịch vụ công trực tuyến', en: 'Guide people in online public services' },
          pillar: 'government',
          counts: { indicator: 'people-guided-public-services', number: 'people' },
          text: 'hướng dẫn người dân sử dụng dịch vụ công trực tuyến, sử dụng các dịch vụ số và tương tác với chính quyền qua các nền tảng số',
        },
        {
          code: 'digital-selling',
          name: { vi: 'Hướng dẫn tiêu thụ sản phẩm trên nền tảng số', en: 'Guide people in selling through digital platforms' },
          pillar: 'economy',
          text: 'hướng dẫn cho người dân, hộ kinh doanh, sản xuất nhỏ và vừa ở địa phương thực hiện cài đặt, khai thác các ứng dụng nền tảng số để thay đổi tư duy, phương thức tiêu thụ sản phẩm, hàng hóa truyền thống chuyển sang các nền tảng công nghệ',
        },
        {
          code: 'online-markets',
          name: { vi: 'Hướng dẫn tham gia sàn thương mại điện tử', en: 'Guide people onto online markets' },
          pillar: 'economy',
          text: 'người dân được hướng dẫn đăng ký mở tài khoản, hướng dẫn kỹ năng cơ bản để quảng bá, giới thiệu sản phẩm trên các sàn thương mại điện tử',
        },
        {
          code: 'e-payment',
          name: { vi: 'Hướng dẫn thanh toán điện tử', en: 'Guide people in electronic payment' },
          pillar: 'economy',
          text: 'sử dụng dịch vụ thanh toán điện tử',
        },
        {
          code: 'essential-services',
          name: { vi: 'Hướng dẫn dịch vụ số thiết yếu', en: 'Guide people in essential digital services' },
          pillar: 'society',
          counts: { indicator: 'people-guided-essential-services', number: 'people' },
          text: 'người dân sẽ được hướng dẫn cài đặt, sử dụng các dịch vụ số phục vụ nhu cầu thiết yếu trong y tế, giáo dục, chính sách xã hội',
        },
        {
          code: 'team-training',
          name: { vi: 'Dự tập huấn nghiệp vụ', en: 'Attend the training of teams' },
          pillar: 'skills',
          text: 'tổ chức Hội nghị tập huấn nghiệp vụ cho các Tổ công nghệ số cộng đồng',
        },
        ...roadmap,
      ],
    },
    basis: { document: 'plan70', clause: 'đoạn 3, 4, 5, 11, 12, 13, 15' },
  },
  {
    from: '2022-05-16',
    scope: phuLuong,
    value: {
      tasks: [
        {
          code: 'spread-policy',
          name: { vi: 'Tuyên truyền chủ trương, chính sách về chuyển đổi số', en: 'Make digital transformation policy known' },
          pillar: 'awareness',
          text: 'Thông tin, tuyên truyền sâu rộng các chủ trương, đường lối của Đảng, chính sách, pháp luật của nhà nước về chuyển đổi số đến các hộ gia đình, người dân trong xóm, tổ dân phố',
        },
        {
          code: 'online-public-services',
          name: { vi: 'Hướng dẫn dịch vụ công trực tuyến', en: 'Guide people in online public services' },
          pillar: 'government',
          counts: { indicator: 'people-guided-public-services', number: 'people' },
          text: 'Hướng dẫn người dân sử dụng dịch vụ công trực tuyến; sử dụng các dịch vụ số và tương tác với chính quyền qua các nền tảng số được đánh giá và lựa chọn.',
        },
        {
          code: 'digital-selling',
          name: { vi: 'Hướng dẫn tiêu thụ sản phẩm trên nền tảng số', en: 'Guide people in selling through digital platforms' },
          pillar: 'economy',
          text: 'Hướng dẫn người dân, các hộ kinh doanh, sản xuất nhỏ và vừa ở địa phương thực hiện các bước cài đặt và triển khai các ứng dụng nền tảng số để thay đổi tư duy, phương thức, quy trình tiêu thụ sản phẩm, hàng hóa theo cách làm truyền thống bằng phương thức, quy trình tiêu thụ sản phẩm, hàng hóa trên nền tảng công nghệ',
        },
        {
          code: 'online-markets',
          name: { vi: 'Hướng dẫn tham gia sàn thương mại điện tử', en: 'Guide people onto online markets' },
          pillar: 'economy',
          text: 'đăng ký tham gia sàn thương mại điện tử "vosovn", "postmart.vn",...',
        },
        {
          code: 'e-payment',
          name: { vi: 'Hướng dẫn mở tài khoản thanh toán điện tử', en: 'Guide people to electronic payment accounts' },
          pillar: 'economy',
          text: 'mở tài khoản thanh toán điện tử',
        },
        {
          code: 'digital-stalls',
          name: { vi: 'Mở gian hàng số', en: 'Open digital stalls' },
          pillar: 'economy',
          text: 'Mở gian hàng số',
        },
        {
          code: 'essential-services',
          name: { vi: 'Hướng dẫn dịch vụ số thiết yếu', en: 'Guide people in essential digital services' },
          pillar: 'society',
          counts: { indicator: 'people-guided-essential-services', number: 'people' },
          text: 'hướng dẫn người dân tiếp cận, cài đặt, sử dụng các dịch vụ số phục vụ cho các nhu cầu thiết yếu như y tế, giáo dục, chính sách xã hội, phòng chống dịch... thông qua các nền tảng số.',
        },
        {
          code: 'install-health-book',
          name: { vi: 'Cài ứng dụng sổ sức khỏe điện tử', en: 'Install the electronic health book' },
          pillar: 'society',
          counts: { indicator: 'health-book-installs', number: 'people' },
          text: 'cài ứng dụng số sức khỏe điện tử',
        },
        {
          code: 'install-pc-covid',
          name: { vi: 'Cài ứng dụng PC-COVID', en: 'Install PC-COVID' },
          pillar: 'society',
          counts: { indicator: 'pc-covid-installs', number: 'people' },
          text: 'ứng dụng PC-COVID',
        },
        {
          code: 'show-and-teach',
          name: { vi: 'Làm mẫu, hướng dẫn lại cho từng hộ', en: 'Show and teach household by household' },
          pillar: 'skills',
          text: 'trực tiếp làm mẫu, bồi dưỡng, tập huấn, hướng dẫn lại cho cá nhân, hộ gia đình trong xóm, tổ dân phố',
        },
        {
          code: 'team-training',
          name: { vi: 'Dự bồi dưỡng, tập huấn nghiệp vụ', en: 'Attend the training of teams' },
          pillar: 'skills',
          text: 'bồi dưỡng, tập huấn Tổ công nghệ số cộng đồng về các chủ trương, chính sách, pháp luật về chuyển đổi số',
        },
        {
          code: 'social-network-group',
          name: { vi: 'Lập nhóm mạng xã hội của xóm, tổ dân phố', en: "Run the hamlet's group on a social network" },
          pillar: 'organisation',
          text: 'Tạo nhóm mạng xã hội Việt Nam',
        },
        ...roadmap,
      ],
    },
    basis: { document: 'plan174', clause: 'II.2, II.3.1' },
  },
];
