import { entries } from './errors-entry';

/** What is wrong with a request as a whole, or with the service. */
export const REQUEST_REFUSALS = entries({
  GRAPHQL_PARSE_FAILED: {
    status: 400,
    en: 'The document is not GraphQL: {problem}',
    vi: 'Truy vấn không đúng cú pháp GraphQL: {problem}',
    details: { problem: 'what the parser says' },
  },
  GRAPHQL_VALIDATION_FAILED: {
    status: 400,
    en: 'The document does not fit the schema: {problem}',
    vi: 'Truy vấn không khớp lược đồ: {problem}',
    details: { problem: 'what does not fit, with the place in `locations`' },
  },
  BAD_USER_INPUT: {
    status: 400,
    en: 'A variable does not fit its type: {problem}',
    vi: 'Biến không đúng kiểu: {problem}',
    details: { problem: 'which variable and why' },
  },
  BODY_TOO_LARGE: {
    status: 413,
    en: 'The request body is larger than {max} bytes. Send less at a time.',
    vi: 'Nội dung yêu cầu lớn hơn {max} byte. Hãy gửi ít hơn mỗi lần.',
    details: { max: 'bytes allowed' },
  },
  DOCUMENT_TOO_COMPLEX: {
    status: 400,
    en: 'The document has {count} {what}; {max} are allowed. {remedy}.',
    vi: 'Truy vấn có {count} {what}; chỉ được phép {max}. {remedy}.',
    details: {
      limit: 'what was counted',
      count: 'how many there are',
      max: 'how many may be',
      what: 'the same in words',
      remedy: 'what to do',
    },
  },
  COST_TOO_HIGH: {
    status: 400,
    en: 'The request may cost {requested} points; {max} are allowed. Ask for smaller pages (`first`) of the lists within lists, or in several requests.',
    vi: 'Yêu cầu có thể tốn {requested} điểm; chỉ cho phép {max}. Hãy xin trang nhỏ hơn (`first`) ở các danh sách lồng nhau, hoặc tách thành nhiều yêu cầu.',
    details: { requested: 'the most it can cost', max: 'what one request of yours may cost' },
  },
  LIST_TOO_LONG: {
    status: 400,
    en: '{field} has {count} items; {max} are allowed. Send them in several requests.',
    vi: '{field} có {count} phần tử; chỉ cho phép {max}. Hãy gửi thành nhiều yêu cầu.',
    details: { field: 'the argument', count: 'how many it has', max: 'how many it may have' },
  },
  BUDGET_EXHAUSTED: {
    status: 429,
    en: 'The request costs {requested} points more than you hold, and {remaining} of {capacity} are left; {refill} come back each second. Repeat it in {retryAfter} seconds.',
    vi: 'Yêu cầu cần thêm {requested} điểm nhưng chỉ còn {remaining} trên {capacity}; mỗi giây hồi lại {refill} điểm. Hãy gửi lại sau {retryAfter} giây.',
    details: {
      requested: 'points it needs',
      remaining: 'points left',
      capacity: 'points of a full budget',
      refill: 'points that come back each second',
      retryAfter: 'seconds to wait, as in the header Retry-After',
    },
  },
  TOO_MANY_AT_ONCE: {
    status: 429,
    en: '{running} of your requests are running and {waiting} wait for their turn. Send fewer at a time; repeat this one in {retryAfter} seconds.',
    vi: '{running} yêu cầu của bạn đang chạy và {waiting} yêu cầu đang chờ. Hãy gửi ít hơn mỗi lần; gửi lại yêu cầu này sau {retryAfter} giây.',
    details: { running: 'how many run', waiting: 'how many wait', retryAfter: 'seconds to wait, as in the header Retry-After' },
  },
  PROVINCE_BUSY: {
    status: 503,
    en: 'The province has {running} requests running and {waiting} waiting for their turn. Repeat this one in {retryAfter} seconds.',
    vi: 'Tỉnh, thành phố đang xử lý {running} yêu cầu và {waiting} yêu cầu đang chờ. Hãy gửi lại sau {retryAfter} giây.',
    details: { running: 'how many run', waiting: 'how many wait', retryAfter: 'seconds to wait, as in the header Retry-After' },
  },
  INTROSPECTION_REFUSED: {
    status: 403,
    en: 'The schema is shown to those who sign in only. Send a token, or read schema/schema.graphql of the release.',
    vi: 'Lược đồ chỉ hiển thị cho người đã đăng nhập. Hãy gửi mã truy cập, hoặc đọc schema/schema.graphql của bản phát hành.',
    details: {},
  },
  REQUEST_TIMEOUT: {
    status: 408,
    en: 'The request did not arrive in time. Send it whole, headers first.',
    vi: 'Yêu cầu không được gửi đến đầy đủ trong thời hạn. Hãy gửi trọn vẹn yêu cầu.',
    details: {},
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    en: 'The headers of the request are larger than {max} bytes. Send long documents by POST, and shorter headers.',
    vi: 'Phần tiêu đề của yêu cầu lớn hơn {max} byte. Hãy gửi truy vấn dài bằng POST và rút gọn tiêu đề.',
    details: { max: 'bytes allowed' },
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    en: '{method} is not a way to ask here. Use {allowed}.',
    vi: 'Không dùng được {method} tại đây. Hãy dùng {allowed}.',
    details: { method: 'what was used', allowed: 'what may be used' },
  },
  BAD_REQUEST: {
    status: 400,
    en: 'The request is not GraphQL over HTTP: {problem}.',
    vi: 'Yêu cầu không đúng GraphQL qua HTTP: {problem}.',
    details: { problem: 'what is wrong' },
  },
  UNAVAILABLE: {
    status: 503,
    en: 'The database does not answer. Nothing was changed; try again shortly.',
    vi: 'Cơ sở dữ liệu không phản hồi. Chưa có gì thay đổi; hãy thử lại sau.',
    details: {},
  },
  INTERNAL: {
    status: 500,
    en: 'Something went wrong on our side; nothing was changed. Quote {reference} when you report it.',
    vi: 'Hệ thống gặp lỗi; chưa có gì thay đổi. Hãy nêu mã {reference} khi báo lỗi.',
    details: { reference: 'finds the fault in the log' },
  },
});
