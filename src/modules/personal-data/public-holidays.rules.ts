import { addDays } from '../../tenancy/day';
import type { Day } from '../../tenancy/day';
import type { Calendar, YearOfWork } from './working-days.rules';

/** Decree 356/2025: a person's request is answered within so many working days. */
export const WORKING_DAYS_TO_ANSWER = 2;

const LAW = 'Bộ luật Lao động 45/2019/QH14, Điều 111 khoản 3, Điều 112';

/** Every day of a span, both ends included. */
function span(first: Day, last: Day): Day[] {
  const days: Day[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

function year(off: readonly Day[], worked: readonly Day[], announcedBy: string | null): YearOfWork {
  return { source: announcedBy === null ? LAW : `${LAW}; ${announcedBy}`, announced: announcedBy !== null, off, worked };
}

const YEARLY = 'lịch nghỉ của công chức, viên chức do Thủ tướng Chính phủ đồng ý, Bộ Lao động - Thương binh và Xã hội thông báo';
const SINCE_2025 = 'lịch nghỉ của công chức, viên chức do Thủ tướng Chính phủ đồng ý, Bộ Nội vụ thông báo';

/**
 * Days off of public servants by year: New Year, Tết, the Hùng kings (10th of the 3rd lunar month), 30/4, 1/5, 2/9 with one day beside it, and what is
 * given for those that fall on a weekend. Lunar days are written out, never reckoned. 2027 was not announced in whole: by law alone, so provisional.
 */
export const PUBLIC_HOLIDAYS: Calendar = {
  2022: year(
    ['2022-01-03', ...span('2022-01-31', '2022-02-04'), '2022-04-11', '2022-05-02', '2022-05-03', '2022-09-01', '2022-09-02'],
    [],
    YEARLY,
  ),
  2023: year(
    ['2023-01-02', ...span('2023-01-20', '2023-01-26'), ...span('2023-04-29', '2023-05-03'), ...span('2023-09-01', '2023-09-04')],
    [],
    YEARLY,
  ),
  2024: year(
    ['2024-01-01', ...span('2024-02-08', '2024-02-14'), '2024-04-18', ...span('2024-04-29', '2024-05-01'), '2024-09-02', '2024-09-03'],
    ['2024-05-04'],
    YEARLY,
  ),
  2025: year(
    ['2025-01-01', ...span('2025-01-27', '2025-01-31'), '2025-04-07', ...span('2025-04-30', '2025-05-02'), '2025-09-01', '2025-09-02'],
    ['2025-04-26'],
    YEARLY,
  ),
  2026: year(
    [
      '2026-01-01',
      '2026-01-02',
      ...span('2026-02-16', '2026-02-20'),
      '2026-04-27',
      '2026-04-30',
      '2026-05-01',
      ...span('2026-08-31', '2026-09-02'),
    ],
    ['2026-01-10', '2026-08-22'],
    SINCE_2025,
  ),
  2027: year(
    ['2027-01-01', ...span('2027-02-05', '2027-02-11'), '2027-04-16', '2027-04-30', '2027-05-03', '2027-09-02', '2027-09-03'],
    [],
    null,
  ),
};
