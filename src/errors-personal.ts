import { entries } from './errors-entry';

/** What personal data is refused for. */
export const PERSONAL_REFUSALS = entries({
  PURPOSE_REQUIRED: {
    status: 200,
    en: 'Data of more than {max} persons is read only for a stated purpose: send the header "X-Purpose: <what for>", URL-encoded if not ASCII, or ask for fewer.',
    vi: 'Đọc dữ liệu của hơn {max} người phải nêu mục đích: gửi tiêu đề "X-Purpose: <mục đích>" (mã hóa URL nếu có dấu), hoặc hỏi ít hơn.',
    details: { max: 'persons that may be read without one' },
  },
  PERSON_ERASED: {
    status: 200,
    en: "This person's data was erased and can not be recorded again under the same id.",
    vi: 'Dữ liệu của người này đã được xóa và không thể ghi lại dưới cùng mã.',
    details: {},
  },
  CALENDAR_UNKNOWN: {
    status: 200,
    en: 'The public holidays of {year} are not on record, so the deadline can not be told; known are {known}. They have to be added first.',
    vi: 'Chưa có lịch nghỉ lễ của năm {year} nên không tính được thời hạn; hiện có {known}. Cần bổ sung lịch trước.',
    details: { year: 'the year that is missing', known: 'the years on record' },
  },
  REQUEST_CLOSED: {
    status: 200,
    en: 'This request was closed on {day}; record a new one.',
    vi: 'Yêu cầu này đã kết thúc ngày {day}; hãy ghi nhận yêu cầu mới.',
    details: { day: 'when' },
  },
});
