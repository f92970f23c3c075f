import type { TaskCatalogue } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';

export const taskCatalogue: readonly Version<TaskCatalogue>[] = [
  {
    from: '2022-09-19',
    value: {
      tasks: [
        {
          code: 'spread-policy',
          name: { vi: 'Tuyên truyền chủ trương, chính sách về chuyển đổi số', en: 'Make digital transformation policy known' },
          pillar: 'awareness',
          text: 'tuyên truyền sâu rộng các chủ trương, đường lối của Đảng, chính sách, pháp luật của Nhà nước, của tỉnh về chuyển đổi số đến các doanh nghiệp, tổ chức, hộ gia đình, người dân',
        },
        {
          code: 'online-public-services',
          name: { vi: 'Hướng dẫn dịch vụ công trực tuyến', en: 'Guide people in online public services' },
          pillar: 'government',
          counts: { indicator: 'people-guided-public-services', number: 'people' },
          text: 'hướng dẫn người dân sử dụng dịch vụ công trực tuyến; sử dụng các dịch vụ số và tương tác với chính quyền qua các nền tảng số do chính quyền tỉnh triển khai',
        },
        {
          code: 'provincial-database',
          name: { vi: 'Hướng dẫn khai thác cơ sở dữ liệu của tỉnh', en: "Guide people in the province's databases" },
          pillar: 'government',
          text: 'hướng dẫn người dân tiếp cận, cung cấp thông tin và khai thác sử dụng cơ sở dữ liệu chính quyền tỉnh cung cấp thông qua các nền tảng số',
        },
        {
          code: 'online-markets',
          name: { vi: 'Hướng dẫn tham gia sàn thương mại điện tử', en: 'Guide people onto online markets' },
          pillar: 'economy',
          text: 'hướng dẫn doanh nghiệp, tổ chức, hộ gia đình trên địa bàn đăng ký tham gia các sàn thương mại điện tử như “voso.vn”, “postmart.vn”,…',
        },
        {
          code: 'e-payment',
          name: { vi: 'Hướng dẫn mở tài khoản thanh toán điện tử', en: 'Guide people to electronic payment accounts' },
          pillar: 'economy',
          text: 'mở tài khoản thanh toán điện tử',
        },
        {
          code: 'sell-online',
          name: { vi: 'Hướng dẫn bán hàng trên nền tảng số', en: 'Guide people in selling on digital platforms' },
          pillar: 'economy',
          text: 'sử dụng nền tảng số để đăng ảnh, quảng bá sản phẩm, tạo gian hàng, nhận đơn, đóng gói sản phẩm và xác thực cam kết cung cấp sản phẩm đúng chất lượng',
        },
        {
          code: 'digital-production',
          name: { vi: 'Ứng dụng nền tảng số trong sản xuất, kinh doanh', en: 'Digital platforms in production and trade' },
          pillar: 'economy',
          text: 'hướng dẫn ứng dụng các nền tảng số, dịch vụ số trong các hoạt động sản xuất, kinh doanh, xây dựng thương hiệu theo các điều kiện kinh tế - xã hội đặc trưng của địa phương và theo nhu cầu của doanh nghiệp, tổ chức, hộ gia đình',
        },
        {
          code: 'essential-services',
          name: { vi: 'Hướng dẫn dịch vụ số thiết yếu', en: 'Guide people in essential digital services' },
          pillar: 'society',
          counts: { indicator: 'people-guided-essential-services', number: 'people' },
          text: 'hướng dẫn người dân tiếp cận, cài đặt, sử dụng các dịch vụ số phục vụ cho các nhu cầu thiết yếu như y tế, giáo dục, chính sách xã hội, vay vốn sản xuất, điện, nước, thông tin liên lạc, bưu chính, vệ sinh môi trường, giao thông công cộng, phòng chống dịch… thông qua các nền tảng số',
        },
        {
          code: 'other-requests',
          name: { vi: 'Hoạt động khác theo yêu cầu của Ban Chỉ đạo', en: 'Other work the steering committee asks for' },
          pillar: 'organisation',
          text: 'triển khai thực hiện các hoạt động về chuyển đổi số khác trên địa bàn khu ấp theo yêu cầu của Ban Chỉ đạo chuyển đổi số tỉnh',
        },
      ],
    },
    basis: { document: 'plan4862', clause: 'Phạm Hồng, đoạn 3' },
  },
];
