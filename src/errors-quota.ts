import { entries } from './errors-entry';

/** What quotas refuse. */
export const QUOTA_REFUSALS = entries({
  DUPLICATE_QUOTA: {
    status: 200,
    en: 'This unit has a quota of this indicator, segment and period already. Change that one.',
    vi: 'Đơn vị này đã được giao chỉ tiêu này cho cùng nhóm đối tượng và thời kỳ. Hãy điều chỉnh chỉ tiêu đó.',
    details: { existing: 'id of the quota on record' },
  },
  QUOTA_EXCEEDED: {
    status: 200,
    en: '{field} asks for {asked}, but {left} are left. Ask for {left} at most, or have more assigned first.',
    vi: '{field} yêu cầu {asked} nhưng chỉ còn {left}. Hãy yêu cầu nhiều nhất {left} hoặc xin giao thêm trước.',
    details: { field: 'where it stands', asked: 'the amount asked for', left: 'the amount left', allocated: 'what was handed on already' },
  },
  NO_QUOTA_HELD: {
    status: 200,
    en: 'What {field} names holds nothing of this quota. Assign it a part first.',
    vi: 'Đối tượng nêu ở {field} chưa được giao phần nào của chỉ tiêu này. Hãy giao trước.',
    details: { field: 'where it stands' },
  },
  OTHER_GIVER: {
    status: 200,
    en: 'A holder named in {field} has its part from another unit. Only that one can change it.',
    vi: 'Đối tượng nêu ở {field} được đơn vị khác giao chỉ tiêu này. Chỉ đơn vị đó được điều chỉnh.',
    details: { field: 'where it stands' },
  },
  OUTSIDE_SUBTREE: {
    status: 200,
    en: '{count} of those named do not lie below the giving unit on {day}. Quotas go down the tree only.',
    vi: '{count} đối tượng không trực thuộc đơn vị giao vào ngày {day}. Chỉ tiêu chỉ được giao xuống cấp dưới.',
    details: { count: 'how many', day: 'the day of the entry' },
  },
  NOT_ADDITIVE: {
    status: 200,
    en: '{indicator} is not a number of things, so its target can not be shared out. Give each unit a target of its own.',
    vi: '{indicator} không phải số lượng nên không thể chia nhỏ. Hãy giao chỉ tiêu riêng cho từng đơn vị.',
    details: { indicator: 'code of the indicator' },
  },
  RESULT_MISSING: {
    status: 200,
    en: 'There is no approved result of {indicator} above 0 from {from} until {until} to share by for: {units}. Have the reports approved, or share by something else.',
    vi: 'Chưa có kết quả {indicator} lớn hơn 0 được duyệt từ {from} đến trước {until} để làm căn cứ chia của: {units}. Hãy duyệt báo cáo hoặc chia theo căn cứ khác.',
    details: {
      indicator: 'code of the indicator',
      from: 'first day of the period that was looked at',
      until: 'first day after it',
      units: 'names of the units without a result, or of all where every result is 0',
    },
  },
  FIGURE_MISSING: {
    status: 200,
    en: 'There is no figure of {kind} by {day} for: {units}. Record it, or share by something else.',
    vi: 'Chưa có số liệu {kind} tính đến ngày {day} của: {units}. Hãy ghi nhận số liệu hoặc chia theo căn cứ khác.',
    details: { kind: 'the figure', day: 'the day it was looked for', units: 'names of the units without it' },
  },
});
