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
