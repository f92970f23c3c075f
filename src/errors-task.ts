import { entries } from './errors-entry';

/** What the working year can refuse: directives, tasks, the log of outreach. A part of the catalogue in `errors.ts`. */
export const TASK_REFUSALS = entries({
  LAW_IN_CONFLICT: {
    status: 200,
    en: 'On {day} two versions of the rule {rule} contradict each other here, so nothing can be made from it. Ask who keeps the rules to settle it.',
    vi: 'Vào ngày {day}, hai phiên bản của quy định {rule} mâu thuẫn với nhau tại đây nên chưa thể căn cứ vào đó. Hãy đề nghị nơi quản lý quy định xử lý.',
    details: { rule: 'the rule', day: 'the first day of the contradiction' },
  },
  OUTSIDE_UNIT: {
    status: 200,
    en: 'Not everything that {field} names lies below the unit of the directive on {day}. Pass it on to units and teams below it only.',
    vi: 'Có đơn vị hoặc Tổ nêu ở {field} không thuộc đơn vị có chỉ đạo vào ngày {day}. Chỉ chuyển tiếp cho đơn vị và Tổ trực thuộc.',
    details: { field: 'where it stands', day: 'the day of the change' },
  },
  TASK_STEP_NOT_ALLOWED: {
    status: 200,
    en: 'The task is {state} on {day}; from there it can not become {to}. Possible: {allowed}.',
    vi: 'Nhiệm vụ đang ở trạng thái {state} vào ngày {day} nên không thể chuyển sang {to}. Có thể chuyển sang: {allowed}.',
    details: { state: 'its state', to: 'the state asked for', day: 'the day of the step', allowed: 'the states that can follow' },
  },
  TASK_CLOSED: {
    status: 200,
    en: 'The task is {state} on {day}: nothing more is recorded of it.',
    vi: 'Nhiệm vụ đã ở trạng thái {state} vào ngày {day} nên không ghi nhận thêm.',
    details: { state: 'its state', day: 'the day of the change' },
  },
  NOT_IN_TEAM: {
    status: 200,
    en: 'Not everybody that {field} names is a member of the team that holds the task on {day}. Name members of that team.',
    vi: 'Có người nêu ở {field} không phải là thành viên của Tổ nhận nhiệm vụ vào ngày {day}. Hãy chọn thành viên của Tổ đó.',
    details: { field: 'where it stands', day: 'the day of the change' },
  },
  OUTREACH_CANCELLED: {
    status: 200,
    en: 'The entry was cancelled: {reason}. Log another one instead of changing it.',
    vi: 'Mục nhật ký này đã bị hủy: {reason}. Hãy ghi mục mới thay vì sửa.',
    details: { reason: 'why it was cancelled' },
  },
});
