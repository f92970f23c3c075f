import type { Locale } from '../../errors';
import type { Day, Deadline, Expectation, Fix, Measure, Province, Seat } from '../../tenancy/province';
import { isSensitivePost, terminologyOn, word } from '../province';
import type { FindingType } from './finding.type';

interface Speaker {
  readonly locale: Locale;
  /** Names of codes, whatever vocabulary they are of. */
  codes(codes: readonly string[] | undefined): string;
  seat(seat: Seat): string;
}

type Facts = Pick<FindingType, 'requirement' | 'observedFacts' | 'expectedFacts' | 'fixFacts'>;

/** The words of a province on a day, for sentences about findings. */
export function speaker(province: Province, locale: Locale, on: Day): Speaker {
  const or = locale === 'vi' ? ' hoặc ' : ' or ';
  const vocabularies = ['posts', 'constituencies', 'skills', 'documentTypes', 'authorities'] as const;
  return {
    locale,
    codes: (codes = []) =>
      codes
        .map(
          (code) =>
            (
              vocabularies.map((words) => word(province, words, code, on)).find(({ name }) => name.vi !== code) ?? {
                name: { vi: code, en: code },
              }
            ).name[locale],
        )
        .join(or),
    seat: (seat) => terminologyOn(province, on).seats[seat][locale].toLocaleLowerCase(locale),
  };
}

export function observedText(
  say: Speaker,
  { observedFacts: { count, codes, day }, expectedFacts }: Pick<Facts, 'observedFacts' | 'expectedFacts'>,
): string {
  const vi = say.locale === 'vi';
  if (day) return vi ? `quyết định ngày ${day}` : `decided on ${day}`;
  const named = codes?.length ? `: ${say.codes(codes)}` : '';
  if (count !== undefined) return `${counted(say, count, expectedFacts)}${named}`;
  if (codes) return codes.length ? say.codes(codes) : vi ? 'chưa có' : 'none';
  return vi ? 'chưa có quy định rõ' : 'no clear rule';
}

/** Whether what was found says of the holder of a seat that they have a sensitive post, or none, which must not be told apart from it. */
export function mayNamePost(province: Province, { rule, observedFacts: { codes } }: Pick<FindingType, 'rule' | 'observedFacts'>): boolean {
  return rule === 'posts' && codes !== undefined && (codes.length === 0 || codes.some((code) => isSensitivePost(province, code)));
}

export function withheldText(locale: Locale): string {
  return locale === 'vi' ? 'chưa có chức danh, hoặc chức danh không hiển thị' : 'no post, or one that is not shown';
}

export function expectedText(
  say: Speaker,
  { expectedFacts: { min, max, counts, anyOf, seat, deadline }, requirement }: Pick<Facts, 'expectedFacts' | 'requirement'>,
): string {
  const vi = say.locale === 'vi';
  if (requirement === 'conflict') return vi ? 'hai quy định mâu thuẫn nhau' : 'two statements that contradict each other';
  if (requirement === 'no-law') return vi ? 'chưa có quy định nào cho ngày này' : 'no statement for this day';
  const parts: string[] = [];
  if (counts) parts.push(`${basis(say, counts)} ${range(say, { min, max })}`);
  else if (min !== undefined || max !== undefined) parts.push(range(say, { min, max }));
  if (seat) parts.push(say.seat(seat));
  if (anyOf) parts.push(say.codes(anyOf));
  if (deadline) parts.push(dueText(say, deadline));
  return parts.join(', ');
}

export function fixText(say: Speaker, { action, count = 1, codes, seat }: Fix): string {
  const vi = say.locale === 'vi';
  const what = codes?.length ? ` (${say.codes(codes)})` : '';
  const kind = seat === 'member' ? (vi ? 'thành viên' : 'ordinary member') : vi ? 'người' : 'member';
  const people = vi ? `${count} ${kind}` : `${numeral(count)} ${kind}${count === 1 ? '' : 's'}`;
  const inSeat = seat ? say.seat(seat) : '';
  switch (action) {
    case 'ADD_MEMBERS':
      return vi ? `bổ sung ${people}${what}` : `${numeral(count)} more ${kind}${count === 1 ? '' : 's'}${what}`;
    case 'REMOVE_MEMBERS_OR_FOUND_SECOND_TEAM':
      return vi
        ? `giảm ${people} hoặc lập thêm một Tổ`
        : `${people.replace(kind, seat === 'member' ? kind : 'member')} fewer or a second team`;
    case 'APPOINT':
      return vi ? `cử ${count} ${inSeat}${what}` : `appoint ${numeral(count)} ${inSeat}${what}`;
    case 'REPLACE_HOLDER':
      return vi ? `thay ${inSeat} bằng ${say.codes(codes)}` : `replace the ${inSeat} by ${say.codes(codes)}`;
    case 'REMOVE_FROM_SEAT':
      return vi ? `bớt ${count} ${inSeat}` : `${numeral(count)} ${inSeat} fewer`;
    case 'TRAIN_MEMBERS':
      return vi ? `đào tạo ${people}${what}` : `train ${people}${what}`;
    case 'RECORD_DOCUMENT':
      return vi ? `ban hành và ghi nhận ${say.codes(codes)}` : `issue and record the ${say.codes(codes)}`;
    case 'FOUND_BY_AUTHORITY':
      return vi ? `ban hành lại quyết định thành lập bởi ${say.codes(codes)}` : `have the founding decided by ${say.codes(codes)}`;
    case 'FOUND_TEAMS':
      return vi ? `thành lập thêm ${count} Tổ` : `found ${numeral(count)} more team${count === 1 ? '' : 's'}`;
    case 'EXPLAIN_OR_WAIVE':
      return vi ? 'giải trình hoặc đề nghị miễn' : 'explain it, or have it waived';
    case 'SETTLE_LAW':
      return vi ? 'đề nghị cơ quan ban hành làm rõ quy định' : 'ask those who issued the documents to settle it';
  }
}

function counted(say: Speaker, count: Measure['count'], { counts }: Expectation): string {
  if (!counts) return String(count);
  if (say.locale === 'vi') return counts === 'all' ? `${count} người (cả Tổ)` : `${count} thành viên (không kể tổ trưởng, tổ phó)`;
  return counts === 'all' ? `${count} people in the whole team` : `${count} ordinary member${count === 1 ? '' : 's'}`;
}

function basis(say: Speaker, counts: 'all' | 'ordinary'): string {
  if (say.locale === 'vi') return counts === 'all' ? 'cả Tổ' : 'thành viên (không kể tổ trưởng, tổ phó)';
  return counts === 'all' ? 'whole team' : 'ordinary members';
}

function range(say: Speaker, { min, max }: { min?: number; max?: number }): string {
  if (min !== undefined && max !== undefined) return min === max ? String(min) : `${min}–${max}`;
  if (say.locale === 'vi') return min !== undefined ? `ít nhất ${min}` : `nhiều nhất ${max}`;
  return min !== undefined ? `at least ${min}` : `at most ${max}`;
}

function dueText(say: Speaker, { bound, day }: Deadline): string {
  if (say.locale === 'vi') return bound === 'before' ? `trước ngày ${day}` : `chậm nhất ngày ${day}`;
  return bound === 'before' ? `before ${day}` : `by ${day}`;
}

const NUMERALS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

function numeral(count: number): string {
  return NUMERALS[count] ?? String(count);
}
