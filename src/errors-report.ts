import { entries } from './errors-entry';

/** What the module of reports refuses; part of the catalogue in `errors.ts`. */
export const REPORT_REFUSALS = entries({
  REPORT_ROUND_EXISTS: {
    status: 200,
    en: 'Reports on the form {form} for this unit, these reporters and this period were asked for already. Use that round, {existing}.',
    vi: 'Đã có đợt báo cáo theo biểu mẫu {form} cho đơn vị, đối tượng và kỳ này. Hãy dùng đợt đó, mã {existing}.',
    details: { form: "the form's code", existing: 'id of the round on record' },
  },
  REPORT_ROUND_OVERLAPS: {
    status: 200,
    en: 'Reports on the form {form} of the same reporters and period were asked for already by a unit {where}: {existing}. Use that round; asked twice, its figures would count twice.',
    vi: 'Đơn vị {where} đã yêu cầu báo cáo theo biểu mẫu {form} cho cùng đối tượng và kỳ này: đợt {existing}. Hãy dùng đợt đó; yêu cầu hai lần thì số liệu bị tính hai lần.',
    details: { form: "the form's code", where: 'whether it lies above or below', existing: 'id of the round on record' },
  },
  REPORTER_OUTSIDE: {
    status: 200,
    en: 'A unit in {field} does not lie in the unit that asks on {day}. Name units below it.',
    vi: 'Có đơn vị ở {field} không thuộc đơn vị yêu cầu vào ngày {day}. Hãy nêu đơn vị trực thuộc.',
    details: { field: 'where it stands', unit: 'id of the unit', day: 'the last day of the period' },
  },
  REPORT_PERIOD_NOT_OPEN: {
    status: 200,
    en: 'The report cannot be {change} before {opens}. Come back on that day.',
    vi: 'Chưa thể {change} báo cáo trước ngày {opens}. Hãy quay lại vào ngày đó.',
    details: { change: 'what was asked', opens: 'the first day on which it can be done' },
  },
  REPORT_NOT_EXPECTED: {
    status: 200,
    en: 'No report is expected here in this round: who reports stands as of {day}, the last day of the period.',
    vi: 'Đợt này không yêu cầu báo cáo ở đây: đối tượng báo cáo xác định theo ngày {day}, ngày cuối kỳ.',
    details: { day: 'the last day of the period' },
  },
  REPORT_VALUES_REFUSED: {
    status: 200,
    en: 'Values cannot be taken: {problems}. Correct them and send all again.',
    vi: 'Có số liệu không thể ghi nhận: {problems}. Hãy sửa rồi gửi lại tất cả.',
    details: { problems: 'what is wrong, in one sentence', values: 'list of { indicator, segment, value, problem }' },
  },
  REPORT_VALUES_COMPUTED: {
    status: 200,
    en: "The values of this report are computed from the teams' approved reports. Send narratives only.",
    vi: 'Số liệu của báo cáo này được tổng hợp từ báo cáo đã duyệt của các Tổ. Chỉ gửi phần lời văn.',
    details: {},
  },
  REPORT_CONFLICT: {
    status: 200,
    en: 'Somebody wrote in this draft since you read it: you expected version {expected}, it is {actual}. Nothing was overwritten; compare both values of each field and save again.',
    vi: 'Bản nháp đã có người khác sửa: bạn đọc phiên bản {expected}, hiện là {actual}. Chưa có gì bị ghi đè; hãy so sánh hai giá trị của từng mục rồi lưu lại.',
    details: {
      expected: 'the version you named',
      actual: 'the version it has',
      fields: 'list of { code, segment, yours, theirs }, the fields that both changed',
    },
  },
  REPORT_STATE: {
    status: 200,
    en: 'The report is {state}, so it cannot be {change}. Possible now: {allowed}.',
    vi: 'Báo cáo đang ở trạng thái {state} nên không thể {change}. Hiện có thể: {allowed}.',
    details: { state: 'where it stands', change: 'what was asked', allowed: 'the steps that can be taken' },
  },
  OWN_REPORT: {
    status: 200,
    en: 'You handed this report in yourself; somebody else has to approve it.',
    vi: 'Bạn là người nộp báo cáo này; người khác phải duyệt.',
    details: {},
  },
  REPORT_HASH_MISMATCH: {
    status: 200,
    en: 'The content you read is not the one that was handed in, whose hash is {actual}. Read it again before you approve.',
    vi: 'Nội dung bạn đã đọc không phải nội dung đã nộp; mã băm hiện tại là {actual}. Hãy đọc lại trước khi duyệt.',
    details: { expected: 'the hash you named', actual: 'the hash of what was handed in' },
  },
});
