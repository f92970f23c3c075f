import { ACCOUNT_REFUSALS } from './errors-account';
import { entries } from './errors-entry';
import type { Locale } from './errors-entry';
import { GRANT_REFUSALS } from './errors-grant';
import { PERSONAL_REFUSALS } from './errors-personal';
import { QUOTA_REFUSALS } from './errors-quota';
import { REPORT_REFUSALS } from './errors-report';
import { REQUEST_REFUSALS } from './errors-request';
import { TASK_REFUSALS } from './errors-task';

export type { Locale } from './errors-entry';

/** Every refusal the product can give. What is not here is a fault of ours: masked, logged, answered as INTERNAL. */
export const CATALOGUE = entries({
  UNAUTHENTICATED: {
    status: 401,
    en: 'This needs a token: send the header "Authorization: Bearer <token>".',
    vi: 'Cần có mã truy cập: gửi tiêu đề "Authorization: Bearer <mã>".',
    details: {},
  },
  TOKEN_INVALID: {
    status: 401,
    en: 'The token or key is not valid here. Sign in again, or ask for a new one.',
    vi: 'Mã hoặc khóa truy cập không hợp lệ tại đây. Hãy đăng nhập lại hoặc xin cấp mới.',
    details: {},
  },
  WRONG_PROVINCE: {
    status: 403,
    en: 'The token is not for the province in the path. Use the path of its own province.',
    vi: 'Mã truy cập không thuộc tỉnh, thành phố trên đường dẫn. Hãy dùng đường dẫn của đúng tỉnh, thành phố.',
    details: {},
  },
  PROVINCE_UNKNOWN: {
    status: 404,
    en: 'There is no province "{slug}" here. Known: {known}.',
    vi: 'Không có tỉnh, thành phố "{slug}". Hiện có: {known}.',
    details: { slug: 'what the path says', known: 'the slugs served' },
  },
  FORBIDDEN: {
    status: 200,
    en: 'Your roles do not include {permission} here. Ask an administrator of the province for a wider grant.',
    vi: 'Vai trò của bạn không có quyền {permission} tại đây. Hãy đề nghị quản trị viên của tỉnh cấp thêm quyền.',
    details: { permission: 'the permission that is missing' },
  },
  NOT_FOUND: {
    status: 200,
    en: 'There is no {type} with this id, or none that you may see.',
    vi: 'Không có {type} với mã này, hoặc bạn không được xem.',
    details: { type: 'the type that was looked for', field: 'the argument or input field that names it' },
  },
  INVALID_INPUT: {
    status: 200,
    en: 'The input is not well formed: {problems}.',
    vi: 'Dữ liệu nhập không hợp lệ: {problems}.',
    details: { problems: 'one sentence each', fields: 'list of { field, problem }' },
  },
  UNKNOWN_CODE: {
    status: 200,
    en: '"{value}" in {field} is not a code of this province on {day}. Use one of: {allowed}.',
    vi: '"{value}" ở {field} không phải là mã của tỉnh, thành phố này vào ngày {day}. Hãy dùng một trong: {allowed}.',
    details: { field: 'where it stands', value: 'the code given', day: 'the day asked about', allowed: 'the codes of that day' },
  },
  DAY_TOO_EARLY: {
    status: 200,
    en: '{field} is {value}, before {bound}: {reason}. Give a day from {bound} on.',
    vi: '{field} là {value}, trước ngày {bound}: {reason}. Hãy nhập từ ngày {bound} trở đi.',
    details: { field: 'where it stands', value: 'the day given', bound: 'the first day allowed', reason: 'what happened on that day' },
  },
  DAY_TOO_LATE: {
    status: 200,
    en: '{field} is {value}, later than {bound}: {reason}. Give a day up to {bound}.',
    vi: '{field} là {value}, sau ngày {bound}: {reason}. Hãy nhập đến ngày {bound}.',
    details: { field: 'where it stands', value: 'the day given', bound: 'the last day allowed', reason: 'why' },
  },
  VERSION_CONFLICT: {
    status: 200,
    en: 'Somebody changed this since you read it: you expected version {expected}, it is {actual}. Read it again and repeat your change.',
    vi: 'Dữ liệu đã được người khác sửa: bạn đọc phiên bản {expected}, hiện là {actual}. Hãy đọc lại rồi sửa lại.',
    details: { expected: 'the version you named', actual: 'the version it has' },
  },
  DUPLICATE_DOCUMENT: {
    status: 200,
    en: '{issuer} has already recorded a document {number} of {day}. Cite it by its id {existing}, or correct the number.',
    vi: '{issuer} đã có văn bản số {number} ngày {day}. Hãy dẫn văn bản đó bằng mã {existing}, hoặc sửa lại số.',
    details: { number: 'its number', day: 'its day', issuer: 'who issued it', existing: 'id of the one on record' },
  },
  DUPLICATE_CODE: {
    status: 200,
    en: 'The code "{value}" is already in use there on that day. Choose another.',
    vi: 'Mã "{value}" đã được dùng tại đó vào ngày này. Hãy chọn mã khác.',
    details: { field: 'where it stands', value: 'the code given' },
  },
  LEADER_SEAT_TAKEN: {
    status: 200,
    en: 'The team already has a leader in that time. End that membership first, or record this person in another seat.',
    vi: 'Tổ đã có tổ trưởng trong thời gian này. Hãy kết thúc tư cách của người đó trước, hoặc ghi người này ở vị trí khác.',
    details: {},
  },
  ALREADY_MEMBER: {
    status: 200,
    en: 'This person is already in the team in that time. Change the membership instead of adding another.',
    vi: 'Người này đã là thành viên của Tổ trong thời gian này. Hãy sửa tư cách thành viên thay vì thêm mới.',
    details: {},
  },
  DUPLICATE_PERSON: {
    status: 200,
    en: 'A person with this identity number is on record. Use that person by id.',
    vi: 'Đã có người với số định danh này. Hãy dùng mã của người đó.',
    details: {},
  },
  TEAM_NOT_THERE: {
    status: 200,
    en: 'The team does not exist on {day}: it lives from {from} to {until}. Give a day within its life.',
    vi: 'Tổ không tồn tại vào ngày {day}: Tổ hoạt động từ {from} đến {until}. Hãy chọn ngày trong khoảng đó.',
    details: { day: 'the day of the change', from: 'its first day', until: 'the first day it no longer is, or null' },
  },
  UNIT_NOT_THERE: {
    status: 200,
    en: 'The administrative unit does not exist on {day}. Give a day within its life, or its successor.',
    vi: 'Đơn vị hành chính không tồn tại vào ngày {day}. Hãy chọn ngày khác hoặc dùng đơn vị kế thừa.',
    details: { field: 'where it stands', day: 'the day of the change' },
  },
  HOST_MISMATCH: {
    status: 200,
    en: 'A team of kind {kind} lives in {expected}, not in what {field} names.',
    vi: 'Tổ thuộc loại {kind} được đặt tại {expected}, không phải nơi nêu ở {field}.',
    details: { kind: 'the team kind', expected: 'the level of its units, or "organisation"', field: 'where it stands' },
  },
  UNITS_NOT_SIBLINGS: {
    status: 200,
    en: 'These units do not have the same parent and level on {day}. Only units side by side can be joined here.',
    vi: 'Các đơn vị này không cùng cấp, cùng đơn vị cấp trên vào ngày {day}. Chỉ có thể ghép các đơn vị liền cấp.',
    details: { day: 'the day of the change' },
  },
  UNIT_HAS_CHILDREN: {
    status: 200,
    en: 'The unit still has {count} units below it on {day}. Move or end these first.',
    vi: 'Đơn vị còn {count} đơn vị trực thuộc vào ngày {day}. Hãy chuyển hoặc kết thúc các đơn vị đó trước.',
    details: { count: 'how many', day: 'the day of the change' },
  },
  OFFICIAL_UNIT: {
    status: 200,
    en: 'Units with an official code change by law on territorial reform, not here. Only units with a local code can be added, renamed or merged.',
    vi: 'Đơn vị có mã chính thức chỉ thay đổi theo nghị quyết sắp xếp đơn vị hành chính. Ở đây chỉ thêm, đổi tên, sáp nhập đơn vị có mã nội bộ.',
    details: { code: 'its official code' },
  },
  WRONG_STATUS: {
    status: 200,
    en: 'The team is {status} on {day}, so it cannot be {change}.',
    vi: 'Tổ đang ở trạng thái {status} vào ngày {day} nên không thể {change}.',
    details: { status: 'its status', day: 'the day of the change', change: 'what was asked' },
  },
  LATER_CHANGES: {
    status: 200,
    en: 'Something later is already on record, from {from} on. Give a later day, or undo that first.',
    vi: 'Đã có thay đổi sau đó, từ ngày {from}. Hãy chọn ngày muộn hơn hoặc hủy thay đổi đó trước.',
    details: { field: 'where the day stands', from: 'first day of what is on record' },
  },
  ...ACCOUNT_REFUSALS,
  ...TASK_REFUSALS,
  ...REPORT_REFUSALS,
  IDEMPOTENCY_KEY_REUSED: {
    status: 200,
    en: 'This idempotency key was used for another request. Use a new key for a new change.',
    vi: 'Khóa chống lặp này đã dùng cho yêu cầu khác. Hãy dùng khóa mới cho thay đổi mới.',
    details: {},
  },
  ...GRANT_REFUSALS,
  ...QUOTA_REFUSALS,
  PAGE_TOO_LARGE: {
    status: 400,
    en: 'first is {value}; a page has 1 to {max} rows. Ask for less and follow pageInfo.endCursor.',
    vi: 'first là {value}; mỗi trang có từ 1 đến {max} dòng. Hãy xin ít hơn và đi tiếp theo pageInfo.endCursor.',
    details: { value: 'what was asked', max: 'the largest page' },
  },
  ...PERSONAL_REFUSALS,
  ...REQUEST_REFUSALS,
});

export type ErrorCode = keyof typeof CATALOGUE;

/** A refusal from the catalogue. The only error whose words reach a client. */
export class Refusal extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(sentence(code, details, 'en'));
    this.name = 'Refusal';
  }
}

/** The refusal of one field of an input. @param problem says what is wrong and what to do, beginning with the field. */
export function invalidField(field: string, problem: string): Refusal {
  return new Refusal('INVALID_INPUT', { problems: [problem], fields: [{ field, problem }] });
}

/** A part of a sentence that has to be said in the language of the request. */
export type Words = Readonly<Record<Locale, string>>;

/** Details with what is said in two languages in the one of the request. */
export function spoken(details: Readonly<Record<string, unknown>>, locale: Locale): Record<string, unknown> {
  const isWords = (value: unknown): value is Words => typeof value === 'object' && value !== null && 'vi' in value && 'en' in value;
  return Object.fromEntries(Object.entries(details).map(([name, value]) => [name, isWords(value) ? value[locale] : value]));
}

/** The catalogue's sentence with its details filled in; a list is joined by commas, a missing detail shows as "–". */
export function sentence(code: ErrorCode, details: Readonly<Record<string, unknown>>, locale: Locale): string {
  const said = spoken(details, locale);
  return CATALOGUE[code][locale].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = said[name];
    return value == null ? '–' : Array.isArray(value) ? value.join(', ') : String(value);
  });
}
